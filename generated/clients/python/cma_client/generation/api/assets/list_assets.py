import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.asset_list import AssetList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    source: str | Unset = UNSET,
    model: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    prompt: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    unused: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(x_project_id, Unset):
        headers["X-Project-ID"] = x_project_id

    if not isinstance(x_instance_id, Unset):
        headers["X-Instance-ID"] = x_instance_id

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["source"] = source

    params["model"] = model

    params["operation"] = operation

    params["prompt"] = prompt

    json_created_after: str | Unset = UNSET
    if not isinstance(created_after, Unset):
        json_created_after = created_after.isoformat()
    params["created_after"] = json_created_after

    json_created_before: str | Unset = UNSET
    if not isinstance(created_before, Unset):
        json_created_before = created_before.isoformat()
    params["created_before"] = json_created_before

    params["unused"] = unused

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/assets",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AssetList | Problem | None:
    if response.status_code == 200:
        response_200 = AssetList.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AssetList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    source: str | Unset = UNSET,
    model: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    prompt: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    unused: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[AssetList | Problem]:
    """List pictures

     The project's stored pictures, uploaded and generated, newest first, each with a newly signed link.
    With `model`, `operation` or
    `prompt` the list holds only pictures that generations made.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        source (str | Unset): Known values: `upload`, `generation`. More may be added.
        model (str | Unset):
        operation (str | Unset): The operation; `generate` by default.

            - `generate`: a picture from the prompt alone.
            - `edit`: changes a picture as the prompt says.
            - `inpaint`: changes the area that is white in the mask.
            - `remix`: a new picture in the style of the input.
            - `reframe`: extends the picture to another aspect ratio.
            - `upscale`: more pixels.
            - `remove_background`, `replace_background`: removes or replaces the background.
            - `describe`: a text about the input, returned in `texts`.

            Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`,
            `remove_background`, `replace_background`, `describe`. More may be added.
        prompt (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        unused (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AssetList | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        source=source,
        model=model,
        operation=operation,
        prompt=prompt,
        created_after=created_after,
        created_before=created_before,
        unused=unused,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    source: str | Unset = UNSET,
    model: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    prompt: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    unused: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> AssetList | Problem | None:
    """List pictures

     The project's stored pictures, uploaded and generated, newest first, each with a newly signed link.
    With `model`, `operation` or
    `prompt` the list holds only pictures that generations made.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        source (str | Unset): Known values: `upload`, `generation`. More may be added.
        model (str | Unset):
        operation (str | Unset): The operation; `generate` by default.

            - `generate`: a picture from the prompt alone.
            - `edit`: changes a picture as the prompt says.
            - `inpaint`: changes the area that is white in the mask.
            - `remix`: a new picture in the style of the input.
            - `reframe`: extends the picture to another aspect ratio.
            - `upscale`: more pixels.
            - `remove_background`, `replace_background`: removes or replaces the background.
            - `describe`: a text about the input, returned in `texts`.

            Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`,
            `remove_background`, `replace_background`, `describe`. More may be added.
        prompt (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        unused (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AssetList | Problem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        source=source,
        model=model,
        operation=operation,
        prompt=prompt,
        created_after=created_after,
        created_before=created_before,
        unused=unused,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    source: str | Unset = UNSET,
    model: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    prompt: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    unused: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[AssetList | Problem]:
    """List pictures

     The project's stored pictures, uploaded and generated, newest first, each with a newly signed link.
    With `model`, `operation` or
    `prompt` the list holds only pictures that generations made.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        source (str | Unset): Known values: `upload`, `generation`. More may be added.
        model (str | Unset):
        operation (str | Unset): The operation; `generate` by default.

            - `generate`: a picture from the prompt alone.
            - `edit`: changes a picture as the prompt says.
            - `inpaint`: changes the area that is white in the mask.
            - `remix`: a new picture in the style of the input.
            - `reframe`: extends the picture to another aspect ratio.
            - `upscale`: more pixels.
            - `remove_background`, `replace_background`: removes or replaces the background.
            - `describe`: a text about the input, returned in `texts`.

            Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`,
            `remove_background`, `replace_background`, `describe`. More may be added.
        prompt (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        unused (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AssetList | Problem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        source=source,
        model=model,
        operation=operation,
        prompt=prompt,
        created_after=created_after,
        created_before=created_before,
        unused=unused,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    source: str | Unset = UNSET,
    model: str | Unset = UNSET,
    operation: str | Unset = UNSET,
    prompt: str | Unset = UNSET,
    created_after: datetime.datetime | Unset = UNSET,
    created_before: datetime.datetime | Unset = UNSET,
    unused: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> AssetList | Problem | None:
    """List pictures

     The project's stored pictures, uploaded and generated, newest first, each with a newly signed link.
    With `model`, `operation` or
    `prompt` the list holds only pictures that generations made.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        source (str | Unset): Known values: `upload`, `generation`. More may be added.
        model (str | Unset):
        operation (str | Unset): The operation; `generate` by default.

            - `generate`: a picture from the prompt alone.
            - `edit`: changes a picture as the prompt says.
            - `inpaint`: changes the area that is white in the mask.
            - `remix`: a new picture in the style of the input.
            - `reframe`: extends the picture to another aspect ratio.
            - `upscale`: more pixels.
            - `remove_background`, `replace_background`: removes or replaces the background.
            - `describe`: a text about the input, returned in `texts`.

            Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`,
            `remove_background`, `replace_background`, `describe`. More may be added.
        prompt (str | Unset):
        created_after (datetime.datetime | Unset):
        created_before (datetime.datetime | Unset):
        unused (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AssetList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            source=source,
            model=model,
            operation=operation,
            prompt=prompt,
            created_after=created_after,
            created_before=created_before,
            unused=unused,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
