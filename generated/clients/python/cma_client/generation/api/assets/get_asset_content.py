from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    asset_id: str,
    *,
    token: str | Unset = UNSET,
    width: int | Unset = UNSET,
    download: bool | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(range_, Unset):
        headers["Range"] = range_

    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(x_project_id, Unset):
        headers["X-Project-ID"] = x_project_id

    if not isinstance(x_instance_id, Unset):
        headers["X-Instance-ID"] = x_instance_id

    params: dict[str, Any] = {}

    params["token"] = token

    params["width"] = width

    params["download"] = download

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/assets/{asset_id}/content".format(
            asset_id=quote(str(asset_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | Problem | None:
    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

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

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())

        return response_410

    if response.status_code == 416:
        response_416 = Problem.from_dict(response.json())

        return response_416

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
) -> Response[Any | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    asset_id: str,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
    width: int | Unset = UNSET,
    download: bool | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Get a picture's bytes

     The file exactly as the provider made it or as it was uploaded, including its metadata. Needs a key,
    or the `token` of a signed
    link. Supports `Range` (one range) and `If-None-Match`.

    `width` requests a smaller copy in the same format; the copy is never larger than the picture. If
    this deployment cannot resize
    pictures, the response is `400 unsupported_parameter`.

    Args:
        asset_id (str):
        token (str | Unset):
        width (int | Unset):
        download (bool | Unset):
        range_ (str | Unset):
        if_none_match (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        asset_id=asset_id,
        token=token,
        width=width,
        download=download,
        range_=range_,
        if_none_match=if_none_match,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    asset_id: str,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
    width: int | Unset = UNSET,
    download: bool | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Any | Problem | None:
    """Get a picture's bytes

     The file exactly as the provider made it or as it was uploaded, including its metadata. Needs a key,
    or the `token` of a signed
    link. Supports `Range` (one range) and `If-None-Match`.

    `width` requests a smaller copy in the same format; the copy is never larger than the picture. If
    this deployment cannot resize
    pictures, the response is `400 unsupported_parameter`.

    Args:
        asset_id (str):
        token (str | Unset):
        width (int | Unset):
        download (bool | Unset):
        range_ (str | Unset):
        if_none_match (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return sync_detailed(
        asset_id=asset_id,
        client=client,
        token=token,
        width=width,
        download=download,
        range_=range_,
        if_none_match=if_none_match,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    asset_id: str,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
    width: int | Unset = UNSET,
    download: bool | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Any | Problem]:
    """Get a picture's bytes

     The file exactly as the provider made it or as it was uploaded, including its metadata. Needs a key,
    or the `token` of a signed
    link. Supports `Range` (one range) and `If-None-Match`.

    `width` requests a smaller copy in the same format; the copy is never larger than the picture. If
    this deployment cannot resize
    pictures, the response is `400 unsupported_parameter`.

    Args:
        asset_id (str):
        token (str | Unset):
        width (int | Unset):
        download (bool | Unset):
        range_ (str | Unset):
        if_none_match (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem]
    """

    kwargs = _get_kwargs(
        asset_id=asset_id,
        token=token,
        width=width,
        download=download,
        range_=range_,
        if_none_match=if_none_match,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    asset_id: str,
    *,
    client: AuthenticatedClient,
    token: str | Unset = UNSET,
    width: int | Unset = UNSET,
    download: bool | Unset = UNSET,
    range_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Any | Problem | None:
    """Get a picture's bytes

     The file exactly as the provider made it or as it was uploaded, including its metadata. Needs a key,
    or the `token` of a signed
    link. Supports `Range` (one range) and `If-None-Match`.

    `width` requests a smaller copy in the same format; the copy is never larger than the picture. If
    this deployment cannot resize
    pictures, the response is `400 unsupported_parameter`.

    Args:
        asset_id (str):
        token (str | Unset):
        width (int | Unset):
        download (bool | Unset):
        range_ (str | Unset):
        if_none_match (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem
    """

    return (
        await asyncio_detailed(
            asset_id=asset_id,
            client=client,
            token=token,
            width=width,
            download=download,
            range_=range_,
            if_none_match=if_none_match,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
