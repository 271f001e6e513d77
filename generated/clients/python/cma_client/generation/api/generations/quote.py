from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.generate_request import GenerateRequest
from ...models.problem import Problem
from ...models.quote import Quote
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: GenerateRequest,
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

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/quote",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | Quote | None:
    if response.status_code == 200:
        response_200 = Quote.from_dict(response.json())

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

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 424:
        response_424 = Problem.from_dict(response.json())

        return response_424

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())

        return response_429

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
) -> Response[Problem | Quote]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: GenerateRequest,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | Quote]:
    """Quote a generation

     Takes the body of `/generate`, and returns the models that would run, the parameters that would be
    adapted, and the cost. It calls
    no provider, reserves nothing and does not count against any limit. `exact: true` means: if the
    generation succeeds as planned, it
    costs `amount_micros`, to the micro-dollar. It is false for models whose provider reports what it
    charged (`reports_cost`).

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (GenerateRequest): One flat body for every operation. `generate` needs a `prompt`.
            `edit`, `remix` and `replace_background` need a `prompt` and an
            input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases.
            `reframe`, `upscale`, `remove_background` and
            `describe` need an input. A missing field is a 400 with a pointer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Quote]
    """

    kwargs = _get_kwargs(
        body=body,
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
    body: GenerateRequest,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | Quote | None:
    """Quote a generation

     Takes the body of `/generate`, and returns the models that would run, the parameters that would be
    adapted, and the cost. It calls
    no provider, reserves nothing and does not count against any limit. `exact: true` means: if the
    generation succeeds as planned, it
    costs `amount_micros`, to the micro-dollar. It is false for models whose provider reports what it
    charged (`reports_cost`).

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (GenerateRequest): One flat body for every operation. `generate` needs a `prompt`.
            `edit`, `remix` and `replace_background` need a `prompt` and an
            input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases.
            `reframe`, `upscale`, `remove_background` and
            `describe` need an input. A missing field is a 400 with a pointer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Quote
    """

    return sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: GenerateRequest,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | Quote]:
    """Quote a generation

     Takes the body of `/generate`, and returns the models that would run, the parameters that would be
    adapted, and the cost. It calls
    no provider, reserves nothing and does not count against any limit. `exact: true` means: if the
    generation succeeds as planned, it
    costs `amount_micros`, to the micro-dollar. It is false for models whose provider reports what it
    charged (`reports_cost`).

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (GenerateRequest): One flat body for every operation. `generate` needs a `prompt`.
            `edit`, `remix` and `replace_background` need a `prompt` and an
            input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases.
            `reframe`, `upscale`, `remove_background` and
            `describe` need an input. A missing field is a 400 with a pointer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Quote]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: GenerateRequest,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | Quote | None:
    """Quote a generation

     Takes the body of `/generate`, and returns the models that would run, the parameters that would be
    adapted, and the cost. It calls
    no provider, reserves nothing and does not count against any limit. `exact: true` means: if the
    generation succeeds as planned, it
    costs `amount_micros`, to the micro-dollar. It is false for models whose provider reports what it
    charged (`reports_cost`).

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (GenerateRequest): One flat body for every operation. `generate` needs a `prompt`.
            `edit`, `remix` and `replace_background` need a `prompt` and an
            input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases.
            `reframe`, `upscale`, `remove_background` and
            `describe` need an input. A missing field is a 400 with a pointer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Quote
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
