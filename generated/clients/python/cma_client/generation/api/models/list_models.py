from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_models_parameter import (
    ListModelsParameter,
)
from ...models.model_list import ModelList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    operation: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    parameter: ListModelsParameter | Unset = UNSET,
    max_price_micros: int | Unset = UNSET,
    recommended: bool | Unset = UNSET,
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

    params["operation"] = operation

    params["provider"] = provider

    json_parameter: str | Unset = UNSET
    if not isinstance(parameter, Unset):
        json_parameter = parameter

    params["parameter"] = json_parameter

    params["max_price_micros"] = max_price_micros

    params["recommended"] = recommended

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/models",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ModelList | Problem | None:
    if response.status_code == 200:
        response_200 = ModelList.from_dict(response.json())

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
) -> Response[ModelList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    operation: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    parameter: ListModelsParameter | Unset = UNSET,
    max_price_micros: int | Unset = UNSET,
    recommended: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[ModelList | Problem]:
    """List models

     Every model that the instance offers, in the form of OpenAI's list, with its capabilities and its
    price. The list has no pages.

    Args:
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
        provider (str | Unset):
        parameter (ListModelsParameter | Unset):
        max_price_micros (int | Unset):
        recommended (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ModelList | Problem]
    """

    kwargs = _get_kwargs(
        operation=operation,
        provider=provider,
        parameter=parameter,
        max_price_micros=max_price_micros,
        recommended=recommended,
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
    operation: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    parameter: ListModelsParameter | Unset = UNSET,
    max_price_micros: int | Unset = UNSET,
    recommended: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> ModelList | Problem | None:
    """List models

     Every model that the instance offers, in the form of OpenAI's list, with its capabilities and its
    price. The list has no pages.

    Args:
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
        provider (str | Unset):
        parameter (ListModelsParameter | Unset):
        max_price_micros (int | Unset):
        recommended (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ModelList | Problem
    """

    return sync_detailed(
        client=client,
        operation=operation,
        provider=provider,
        parameter=parameter,
        max_price_micros=max_price_micros,
        recommended=recommended,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    operation: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    parameter: ListModelsParameter | Unset = UNSET,
    max_price_micros: int | Unset = UNSET,
    recommended: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[ModelList | Problem]:
    """List models

     Every model that the instance offers, in the form of OpenAI's list, with its capabilities and its
    price. The list has no pages.

    Args:
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
        provider (str | Unset):
        parameter (ListModelsParameter | Unset):
        max_price_micros (int | Unset):
        recommended (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ModelList | Problem]
    """

    kwargs = _get_kwargs(
        operation=operation,
        provider=provider,
        parameter=parameter,
        max_price_micros=max_price_micros,
        recommended=recommended,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    operation: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    parameter: ListModelsParameter | Unset = UNSET,
    max_price_micros: int | Unset = UNSET,
    recommended: bool | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> ModelList | Problem | None:
    """List models

     Every model that the instance offers, in the form of OpenAI's list, with its capabilities and its
    price. The list has no pages.

    Args:
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
        provider (str | Unset):
        parameter (ListModelsParameter | Unset):
        max_price_micros (int | Unset):
        recommended (bool | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ModelList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            operation=operation,
            provider=provider,
            parameter=parameter,
            max_price_micros=max_price_micros,
            recommended=recommended,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
