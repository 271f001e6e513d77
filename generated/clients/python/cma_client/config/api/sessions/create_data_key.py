from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_data_key_request import CreateDataKeyRequest
from ...models.data_key import DataKey
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: CreateDataKeyRequest,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/sessions/current/data-keys",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DataKey | Problem | None:
    if response.status_code == 201:
        response_201 = DataKey.from_dict(response.json())

        return response_201

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
) -> Response[DataKey | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateDataKeyRequest,
    x_request_id: str | Unset = UNSET,
) -> Response[DataKey | Problem]:
    """Get a short-lived key for a project

     Returns a key for the generation service, so that the panel can make and show pictures of one
    project without a stored key. It acts
    as the key that opened the session, and has no scope that this key lacks (only `read` if the user is
    a viewer). It works for at most
    15 minutes, and stops at once when the session ends, the key behind it ends, or the user loses
    access to the project. The platform
    does not store it; keep it only in memory. A call with a key instead of the cookie has no session;
    the response is 404.

    Args:
        x_request_id (str | Unset):
        body (CreateDataKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DataKey | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: CreateDataKeyRequest,
    x_request_id: str | Unset = UNSET,
) -> DataKey | Problem | None:
    """Get a short-lived key for a project

     Returns a key for the generation service, so that the panel can make and show pictures of one
    project without a stored key. It acts
    as the key that opened the session, and has no scope that this key lacks (only `read` if the user is
    a viewer). It works for at most
    15 minutes, and stops at once when the session ends, the key behind it ends, or the user loses
    access to the project. The platform
    does not store it; keep it only in memory. A call with a key instead of the cookie has no session;
    the response is 404.

    Args:
        x_request_id (str | Unset):
        body (CreateDataKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DataKey | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: CreateDataKeyRequest,
    x_request_id: str | Unset = UNSET,
) -> Response[DataKey | Problem]:
    """Get a short-lived key for a project

     Returns a key for the generation service, so that the panel can make and show pictures of one
    project without a stored key. It acts
    as the key that opened the session, and has no scope that this key lacks (only `read` if the user is
    a viewer). It works for at most
    15 minutes, and stops at once when the session ends, the key behind it ends, or the user loses
    access to the project. The platform
    does not store it; keep it only in memory. A call with a key instead of the cookie has no session;
    the response is 404.

    Args:
        x_request_id (str | Unset):
        body (CreateDataKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DataKey | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: CreateDataKeyRequest,
    x_request_id: str | Unset = UNSET,
) -> DataKey | Problem | None:
    """Get a short-lived key for a project

     Returns a key for the generation service, so that the panel can make and show pictures of one
    project without a stored key. It acts
    as the key that opened the session, and has no scope that this key lacks (only `read` if the user is
    a viewer). It works for at most
    15 minutes, and stops at once when the session ends, the key behind it ends, or the user loses
    access to the project. The platform
    does not store it; keep it only in memory. A call with a key instead of the cookie has no session;
    the response is 404.

    Args:
        x_request_id (str | Unset):
        body (CreateDataKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DataKey | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
        )
    ).parsed
