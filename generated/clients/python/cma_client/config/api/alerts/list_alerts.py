from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_list import AlertList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    *,
    status: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    params["status"] = status

    params["kind"] = kind

    params["cursor"] = cursor

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/instances/{instance_id}/alerts".format(
            instance_id=quote(str(instance_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AlertList | Problem | None:
    if response.status_code == 200:
        response_200 = AlertList.from_dict(response.json())

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
) -> Response[AlertList | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[AlertList | Problem]:
    """List the alerts of an instance

     Everything in this instance that needs attention, newest first: budgets at a threshold, providers
    that refuse calls, and more
    (`kind`). An alert is raised once for each crossing; while its cause lasts, it stays open. For
    admins, the list
    and `open` also have the alerts about the organization's own budget (`instance_id: null`), which
    bounds this instance, too.

    At most 1,000 alerts of an instance are kept, and none that was last seen more than 90 days ago.

    Args:
        instance_id (str):
        status (str | Unset): `open`: the cause lasts, as far as is known. `closed`: it is over.
            Known values: `open`, `closed`. More may be added.
        kind (str | Unset): `budget`: a budget has reached a threshold; spent and held money
            counts, reserved money does not. `budget_exhausted`: a request was
            refused because a budget has no room for it. `provider_failing`: several generations in a
            row failed at a provider, or an account
            there has no credit. `credential_refused`: a provider refused the credential of a
            connection. `generations_indeterminate`: it is
            unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint
            answered 410 and was disabled.
            `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a
            database is near its size, or the records
            near their maximum. `prices_stale`: prices in use were last verified long ago.

            Known values: `budget`, `budget_exhausted`, `provider_failing`, `credential_refused`,
            `generations_indeterminate`, `webhook_disabled`, `limiter_overloaded`, `storage_filling`,
            `prices_stale`. More may be added.
        cursor (str | Unset):
        limit (int | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertList | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        status=status,
        kind=kind,
        cursor=cursor,
        limit=limit,
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> AlertList | Problem | None:
    """List the alerts of an instance

     Everything in this instance that needs attention, newest first: budgets at a threshold, providers
    that refuse calls, and more
    (`kind`). An alert is raised once for each crossing; while its cause lasts, it stays open. For
    admins, the list
    and `open` also have the alerts about the organization's own budget (`instance_id: null`), which
    bounds this instance, too.

    At most 1,000 alerts of an instance are kept, and none that was last seen more than 90 days ago.

    Args:
        instance_id (str):
        status (str | Unset): `open`: the cause lasts, as far as is known. `closed`: it is over.
            Known values: `open`, `closed`. More may be added.
        kind (str | Unset): `budget`: a budget has reached a threshold; spent and held money
            counts, reserved money does not. `budget_exhausted`: a request was
            refused because a budget has no room for it. `provider_failing`: several generations in a
            row failed at a provider, or an account
            there has no credit. `credential_refused`: a provider refused the credential of a
            connection. `generations_indeterminate`: it is
            unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint
            answered 410 and was disabled.
            `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a
            database is near its size, or the records
            near their maximum. `prices_stale`: prices in use were last verified long ago.

            Known values: `budget`, `budget_exhausted`, `provider_failing`, `credential_refused`,
            `generations_indeterminate`, `webhook_disabled`, `limiter_overloaded`, `storage_filling`,
            `prices_stale`. More may be added.
        cursor (str | Unset):
        limit (int | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertList | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        client=client,
        status=status,
        kind=kind,
        cursor=cursor,
        limit=limit,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[AlertList | Problem]:
    """List the alerts of an instance

     Everything in this instance that needs attention, newest first: budgets at a threshold, providers
    that refuse calls, and more
    (`kind`). An alert is raised once for each crossing; while its cause lasts, it stays open. For
    admins, the list
    and `open` also have the alerts about the organization's own budget (`instance_id: null`), which
    bounds this instance, too.

    At most 1,000 alerts of an instance are kept, and none that was last seen more than 90 days ago.

    Args:
        instance_id (str):
        status (str | Unset): `open`: the cause lasts, as far as is known. `closed`: it is over.
            Known values: `open`, `closed`. More may be added.
        kind (str | Unset): `budget`: a budget has reached a threshold; spent and held money
            counts, reserved money does not. `budget_exhausted`: a request was
            refused because a budget has no room for it. `provider_failing`: several generations in a
            row failed at a provider, or an account
            there has no credit. `credential_refused`: a provider refused the credential of a
            connection. `generations_indeterminate`: it is
            unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint
            answered 410 and was disabled.
            `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a
            database is near its size, or the records
            near their maximum. `prices_stale`: prices in use were last verified long ago.

            Known values: `budget`, `budget_exhausted`, `provider_failing`, `credential_refused`,
            `generations_indeterminate`, `webhook_disabled`, `limiter_overloaded`, `storage_filling`,
            `prices_stale`. More may be added.
        cursor (str | Unset):
        limit (int | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertList | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        status=status,
        kind=kind,
        cursor=cursor,
        limit=limit,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: str | Unset = UNSET,
    kind: str | Unset = UNSET,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> AlertList | Problem | None:
    """List the alerts of an instance

     Everything in this instance that needs attention, newest first: budgets at a threshold, providers
    that refuse calls, and more
    (`kind`). An alert is raised once for each crossing; while its cause lasts, it stays open. For
    admins, the list
    and `open` also have the alerts about the organization's own budget (`instance_id: null`), which
    bounds this instance, too.

    At most 1,000 alerts of an instance are kept, and none that was last seen more than 90 days ago.

    Args:
        instance_id (str):
        status (str | Unset): `open`: the cause lasts, as far as is known. `closed`: it is over.
            Known values: `open`, `closed`. More may be added.
        kind (str | Unset): `budget`: a budget has reached a threshold; spent and held money
            counts, reserved money does not. `budget_exhausted`: a request was
            refused because a budget has no room for it. `provider_failing`: several generations in a
            row failed at a provider, or an account
            there has no credit. `credential_refused`: a provider refused the credential of a
            connection. `generations_indeterminate`: it is
            unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint
            answered 410 and was disabled.
            `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a
            database is near its size, or the records
            near their maximum. `prices_stale`: prices in use were last verified long ago.

            Known values: `budget`, `budget_exhausted`, `provider_failing`, `credential_refused`,
            `generations_indeterminate`, `webhook_disabled`, `limiter_overloaded`, `storage_filling`,
            `prices_stale`. More may be added.
        cursor (str | Unset):
        limit (int | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertList | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            client=client,
            status=status,
            kind=kind,
            cursor=cursor,
            limit=limit,
            x_request_id=x_request_id,
        )
    ).parsed
