from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.client_registration import ClientRegistration
from ...models.o_auth_error import OAuthError
from ...models.problem import Problem
from ...models.registered_client import RegisteredClient
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: ClientRegistration,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/oauth/clients",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> OAuthError | Problem | RegisteredClient | None:
    if response.status_code == 201:
        response_201 = RegisteredClient.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = OAuthError.from_dict(response.json())

        return response_400

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
) -> Response[OAuthError | Problem | RegisteredClient]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ClientRegistration,
    x_request_id: str | Unset = UNSET,
) -> Response[OAuthError | Problem | RegisteredClient]:
    """Register a client

     Registers an app that wants to ask people for access (RFC 7591). A registration permits nothing by
    itself. Every client is public: it
    gets no secret, and must use PKCE. Clients with a metadata document need no registration; their
    `client_id` is the document's
    https address.

    A registration that nobody uses ends after 24 hours, others 90 days after their last use. One
    address can register 60 clients an
    hour, an IPv4 /24 or IPv6 /48 300, an IPv4 /16 or IPv6 /32 1,000, all together 3,000. If 6,000
    registrations are unused, each new one replaces the oldest of them; a used one is never replaced.

    Args:
        x_request_id (str | Unset):
        body (ClientRegistration): Members of RFC 7591. Those that are not listed here are
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OAuthError | Problem | RegisteredClient]
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
    body: ClientRegistration,
    x_request_id: str | Unset = UNSET,
) -> OAuthError | Problem | RegisteredClient | None:
    """Register a client

     Registers an app that wants to ask people for access (RFC 7591). A registration permits nothing by
    itself. Every client is public: it
    gets no secret, and must use PKCE. Clients with a metadata document need no registration; their
    `client_id` is the document's
    https address.

    A registration that nobody uses ends after 24 hours, others 90 days after their last use. One
    address can register 60 clients an
    hour, an IPv4 /24 or IPv6 /48 300, an IPv4 /16 or IPv6 /32 1,000, all together 3,000. If 6,000
    registrations are unused, each new one replaces the oldest of them; a used one is never replaced.

    Args:
        x_request_id (str | Unset):
        body (ClientRegistration): Members of RFC 7591. Those that are not listed here are
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OAuthError | Problem | RegisteredClient
    """

    return sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ClientRegistration,
    x_request_id: str | Unset = UNSET,
) -> Response[OAuthError | Problem | RegisteredClient]:
    """Register a client

     Registers an app that wants to ask people for access (RFC 7591). A registration permits nothing by
    itself. Every client is public: it
    gets no secret, and must use PKCE. Clients with a metadata document need no registration; their
    `client_id` is the document's
    https address.

    A registration that nobody uses ends after 24 hours, others 90 days after their last use. One
    address can register 60 clients an
    hour, an IPv4 /24 or IPv6 /48 300, an IPv4 /16 or IPv6 /32 1,000, all together 3,000. If 6,000
    registrations are unused, each new one replaces the oldest of them; a used one is never replaced.

    Args:
        x_request_id (str | Unset):
        body (ClientRegistration): Members of RFC 7591. Those that are not listed here are
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[OAuthError | Problem | RegisteredClient]
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
    body: ClientRegistration,
    x_request_id: str | Unset = UNSET,
) -> OAuthError | Problem | RegisteredClient | None:
    """Register a client

     Registers an app that wants to ask people for access (RFC 7591). A registration permits nothing by
    itself. Every client is public: it
    gets no secret, and must use PKCE. Clients with a metadata document need no registration; their
    `client_id` is the document's
    https address.

    A registration that nobody uses ends after 24 hours, others 90 days after their last use. One
    address can register 60 clients an
    hour, an IPv4 /24 or IPv6 /48 300, an IPv4 /16 or IPv6 /32 1,000, all together 3,000. If 6,000
    registrations are unused, each new one replaces the oldest of them; a used one is never replaced.

    Args:
        x_request_id (str | Unset):
        body (ClientRegistration): Members of RFC 7591. Those that are not listed here are
            ignored.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        OAuthError | Problem | RegisteredClient
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
        )
    ).parsed
