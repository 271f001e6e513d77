from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.user_list import UserList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    organization_id: str | Unset = UNSET,
    role: str | Unset = UNSET,
    email: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    params["organization_id"] = organization_id

    params["role"] = role

    params["email"] = email

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/users",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | UserList | None:
    if response.status_code == 200:
        response_200 = UserList.from_dict(response.json())

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
) -> Response[Problem | UserList]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    organization_id: str | Unset = UNSET,
    role: str | Unset = UNSET,
    email: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[Problem | UserList]:
    """List users

     The users of an organization, newest first.

    Args:
        organization_id (str | Unset):
        role (str | Unset): A `superadmin` runs the platform and an `admin` an organization. In an
            instance, a `developer` or `viewer` may do what their grant
            there says, whatever their own role is. Nobody can create, change or delete a user with a
            higher role than their own. docs/admin/roles.md has the whole table.

            Known values: `superadmin`, `admin`, `developer`, `viewer`. More may be added.
        email (str | Unset):
        limit (int | Unset):
        cursor (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UserList]
    """

    kwargs = _get_kwargs(
        organization_id=organization_id,
        role=role,
        email=email,
        limit=limit,
        cursor=cursor,
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    organization_id: str | Unset = UNSET,
    role: str | Unset = UNSET,
    email: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Problem | UserList | None:
    """List users

     The users of an organization, newest first.

    Args:
        organization_id (str | Unset):
        role (str | Unset): A `superadmin` runs the platform and an `admin` an organization. In an
            instance, a `developer` or `viewer` may do what their grant
            there says, whatever their own role is. Nobody can create, change or delete a user with a
            higher role than their own. docs/admin/roles.md has the whole table.

            Known values: `superadmin`, `admin`, `developer`, `viewer`. More may be added.
        email (str | Unset):
        limit (int | Unset):
        cursor (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UserList
    """

    return sync_detailed(
        client=client,
        organization_id=organization_id,
        role=role,
        email=email,
        limit=limit,
        cursor=cursor,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    organization_id: str | Unset = UNSET,
    role: str | Unset = UNSET,
    email: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[Problem | UserList]:
    """List users

     The users of an organization, newest first.

    Args:
        organization_id (str | Unset):
        role (str | Unset): A `superadmin` runs the platform and an `admin` an organization. In an
            instance, a `developer` or `viewer` may do what their grant
            there says, whatever their own role is. Nobody can create, change or delete a user with a
            higher role than their own. docs/admin/roles.md has the whole table.

            Known values: `superadmin`, `admin`, `developer`, `viewer`. More may be added.
        email (str | Unset):
        limit (int | Unset):
        cursor (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UserList]
    """

    kwargs = _get_kwargs(
        organization_id=organization_id,
        role=role,
        email=email,
        limit=limit,
        cursor=cursor,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    organization_id: str | Unset = UNSET,
    role: str | Unset = UNSET,
    email: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Problem | UserList | None:
    """List users

     The users of an organization, newest first.

    Args:
        organization_id (str | Unset):
        role (str | Unset): A `superadmin` runs the platform and an `admin` an organization. In an
            instance, a `developer` or `viewer` may do what their grant
            there says, whatever their own role is. Nobody can create, change or delete a user with a
            higher role than their own. docs/admin/roles.md has the whole table.

            Known values: `superadmin`, `admin`, `developer`, `viewer`. More may be added.
        email (str | Unset):
        limit (int | Unset):
        cursor (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UserList
    """

    return (
        await asyncio_detailed(
            client=client,
            organization_id=organization_id,
            role=role,
            email=email,
            limit=limit,
            cursor=cursor,
            x_request_id=x_request_id,
        )
    ).parsed
