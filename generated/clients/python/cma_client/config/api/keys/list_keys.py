from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.key_list import KeyList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    status: str | Unset = UNSET,
    instance_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    user_id: str | Unset = UNSET,
    depends_on: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    params["organization_id"] = organization_id

    params["kind"] = kind

    params["status"] = status

    params["instance_id"] = instance_id

    params["project_id"] = project_id

    params["user_id"] = user_id

    params["depends_on"] = depends_on

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/keys",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> KeyList | Problem | None:
    if response.status_code == 200:
        response_200 = KeyList.from_dict(response.json())

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
) -> Response[KeyList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    status: str | Unset = UNSET,
    instance_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    user_id: str | Unset = UNSET,
    depends_on: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[KeyList | Problem]:
    """List keys

     The keys that you may see, newest first: your own; with the role `developer` or `viewer` also those
    of the projects in the instances
    granted to you; with the role `admin` all of your organization. Only the first and last characters
    of a key are shown.

    Before you revoke a key, `depends_on` shows which keys end with it, and `dependent_keys` how many.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        kind (str | Unset): Whether the key acts for a project or for a user. Known values:
            `project`, `user`. More may be added.
        status (str | Unset): An `active` key works. An `expired` or `revoked` key never works
            again. Known values: `active`, `expired`, `revoked`. More may be added.
        instance_id (str | Unset):
        project_id (str | Unset):
        user_id (str | Unset):
        depends_on (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[KeyList | Problem]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        organization_id=organization_id,
        kind=kind,
        status=status,
        instance_id=instance_id,
        project_id=project_id,
        user_id=user_id,
        depends_on=depends_on,
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    status: str | Unset = UNSET,
    instance_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    user_id: str | Unset = UNSET,
    depends_on: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> KeyList | Problem | None:
    """List keys

     The keys that you may see, newest first: your own; with the role `developer` or `viewer` also those
    of the projects in the instances
    granted to you; with the role `admin` all of your organization. Only the first and last characters
    of a key are shown.

    Before you revoke a key, `depends_on` shows which keys end with it, and `dependent_keys` how many.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        kind (str | Unset): Whether the key acts for a project or for a user. Known values:
            `project`, `user`. More may be added.
        status (str | Unset): An `active` key works. An `expired` or `revoked` key never works
            again. Known values: `active`, `expired`, `revoked`. More may be added.
        instance_id (str | Unset):
        project_id (str | Unset):
        user_id (str | Unset):
        depends_on (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeyList | Problem
    """

    return sync_detailed(
        client=client,
        cursor=cursor,
        limit=limit,
        organization_id=organization_id,
        kind=kind,
        status=status,
        instance_id=instance_id,
        project_id=project_id,
        user_id=user_id,
        depends_on=depends_on,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    status: str | Unset = UNSET,
    instance_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    user_id: str | Unset = UNSET,
    depends_on: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[KeyList | Problem]:
    """List keys

     The keys that you may see, newest first: your own; with the role `developer` or `viewer` also those
    of the projects in the instances
    granted to you; with the role `admin` all of your organization. Only the first and last characters
    of a key are shown.

    Before you revoke a key, `depends_on` shows which keys end with it, and `dependent_keys` how many.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        kind (str | Unset): Whether the key acts for a project or for a user. Known values:
            `project`, `user`. More may be added.
        status (str | Unset): An `active` key works. An `expired` or `revoked` key never works
            again. Known values: `active`, `expired`, `revoked`. More may be added.
        instance_id (str | Unset):
        project_id (str | Unset):
        user_id (str | Unset):
        depends_on (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[KeyList | Problem]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        organization_id=organization_id,
        kind=kind,
        status=status,
        instance_id=instance_id,
        project_id=project_id,
        user_id=user_id,
        depends_on=depends_on,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    status: str | Unset = UNSET,
    instance_id: str | Unset = UNSET,
    project_id: str | Unset = UNSET,
    user_id: str | Unset = UNSET,
    depends_on: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> KeyList | Problem | None:
    """List keys

     The keys that you may see, newest first: your own; with the role `developer` or `viewer` also those
    of the projects in the instances
    granted to you; with the role `admin` all of your organization. Only the first and last characters
    of a key are shown.

    Before you revoke a key, `depends_on` shows which keys end with it, and `dependent_keys` how many.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        kind (str | Unset): Whether the key acts for a project or for a user. Known values:
            `project`, `user`. More may be added.
        status (str | Unset): An `active` key works. An `expired` or `revoked` key never works
            again. Known values: `active`, `expired`, `revoked`. More may be added.
        instance_id (str | Unset):
        project_id (str | Unset):
        user_id (str | Unset):
        depends_on (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        KeyList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            cursor=cursor,
            limit=limit,
            organization_id=organization_id,
            kind=kind,
            status=status,
            instance_id=instance_id,
            project_id=project_id,
            user_id=user_id,
            depends_on=depends_on,
            x_request_id=x_request_id,
        )
    ).parsed
