from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.limit_state_list import LimitStateList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
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
        "method": "get",
        "url": "/limits",
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> LimitStateList | Problem | None:
    if response.status_code == 200:
        response_200 = LimitStateList.from_dict(response.json())

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
) -> Response[LimitStateList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[LimitStateList | Problem]:
    """Get the current limits

     Every limit and budget that requests with this key count against, with its present state. This call
    itself does not count.

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LimitStateList | Problem]
    """

    kwargs = _get_kwargs(
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
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> LimitStateList | Problem | None:
    """Get the current limits

     Every limit and budget that requests with this key count against, with its present state. This call
    itself does not count.

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LimitStateList | Problem
    """

    return sync_detailed(
        client=client,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[LimitStateList | Problem]:
    """Get the current limits

     Every limit and budget that requests with this key count against, with its present state. This call
    itself does not count.

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LimitStateList | Problem]
    """

    kwargs = _get_kwargs(
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> LimitStateList | Problem | None:
    """Get the current limits

     Every limit and budget that requests with this key count against, with its present state. This call
    itself does not count.

    Args:
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LimitStateList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
