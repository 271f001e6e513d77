import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.audit_list import AuditList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    action: str | Unset = UNSET,
    target: str | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    params["organization_id"] = organization_id

    params["actor"] = actor

    params["action"] = action

    params["target"] = target

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/audit-log",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AuditList | Problem | None:
    if response.status_code == 200:
        response_200 = AuditList.from_dict(response.json())

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
) -> Response[AuditList | Problem]:
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
    actor: str | Unset = UNSET,
    action: str | Unset = UNSET,
    target: str | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[AuditList | Problem]:
    """List the audit log

     Every change of an organization's configuration, and each sign-in and sign-out (`session.`), newest
    first. An entry says who changed
    which resource, its state before and after without secrets, and the request that did it. Entries are
    only added, never changed; each
    holds the hash of the one before.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        actor (str | Unset):
        action (str | Unset):
        target (str | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditList | Problem]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        organization_id=organization_id,
        actor=actor,
        action=action,
        target=target,
        from_=from_,
        to=to,
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
    actor: str | Unset = UNSET,
    action: str | Unset = UNSET,
    target: str | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> AuditList | Problem | None:
    """List the audit log

     Every change of an organization's configuration, and each sign-in and sign-out (`session.`), newest
    first. An entry says who changed
    which resource, its state before and after without secrets, and the request that did it. Entries are
    only added, never changed; each
    holds the hash of the one before.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        actor (str | Unset):
        action (str | Unset):
        target (str | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditList | Problem
    """

    return sync_detailed(
        client=client,
        cursor=cursor,
        limit=limit,
        organization_id=organization_id,
        actor=actor,
        action=action,
        target=target,
        from_=from_,
        to=to,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    organization_id: str | Unset = UNSET,
    actor: str | Unset = UNSET,
    action: str | Unset = UNSET,
    target: str | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[AuditList | Problem]:
    """List the audit log

     Every change of an organization's configuration, and each sign-in and sign-out (`session.`), newest
    first. An entry says who changed
    which resource, its state before and after without secrets, and the request that did it. Entries are
    only added, never changed; each
    holds the hash of the one before.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        actor (str | Unset):
        action (str | Unset):
        target (str | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditList | Problem]
    """

    kwargs = _get_kwargs(
        cursor=cursor,
        limit=limit,
        organization_id=organization_id,
        actor=actor,
        action=action,
        target=target,
        from_=from_,
        to=to,
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
    actor: str | Unset = UNSET,
    action: str | Unset = UNSET,
    target: str | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> AuditList | Problem | None:
    """List the audit log

     Every change of an organization's configuration, and each sign-in and sign-out (`session.`), newest
    first. An entry says who changed
    which resource, its state before and after without secrets, and the request that did it. Entries are
    only added, never changed; each
    holds the hash of the one before.

    Args:
        cursor (str | Unset):
        limit (int | Unset):
        organization_id (str | Unset):
        actor (str | Unset):
        action (str | Unset):
        target (str | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            cursor=cursor,
            limit=limit,
            organization_id=organization_id,
            actor=actor,
            action=action,
            target=target,
            from_=from_,
            to=to,
            x_request_id=x_request_id,
        )
    ).parsed
