from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.session import Session
from ...models.session_by_key import SessionByKey
from ...models.session_by_link import SessionByLink
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: SessionByKey | SessionByLink,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/sessions",
    }

    if isinstance(body, SessionByKey):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | Session | None:
    if response.status_code == 201:
        response_201 = Session.from_dict(response.json())

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
) -> Response[Problem | Session]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SessionByKey | SessionByLink,
    x_request_id: str | Unset = UNSET,
) -> Response[Problem | Session]:
    """Sign in to the panel

     Exchanges a user's key with the scope `manage`, or the code of a sign-in link, for a session of the
    admin panel. The session is a
    cookie `__Host-cma_session` (HttpOnly, Secure, SameSite=Strict), which scripts cannot read, and a
    `csrf_token` for the header
    `X-CSRF-Token`. It ends after 30 minutes without a request, after 12 hours in any case, and when its
    key ends.

    One key can sign in 20 times a minute. One address has 10 failed attempts in 15 minutes; a valid key
    still signs in from it.

    Args:
        x_request_id (str | Unset):
        body (SessionByKey | SessionByLink): A key, or the code of a sign-in link.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Session]
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
    body: SessionByKey | SessionByLink,
    x_request_id: str | Unset = UNSET,
) -> Problem | Session | None:
    """Sign in to the panel

     Exchanges a user's key with the scope `manage`, or the code of a sign-in link, for a session of the
    admin panel. The session is a
    cookie `__Host-cma_session` (HttpOnly, Secure, SameSite=Strict), which scripts cannot read, and a
    `csrf_token` for the header
    `X-CSRF-Token`. It ends after 30 minutes without a request, after 12 hours in any case, and when its
    key ends.

    One key can sign in 20 times a minute. One address has 10 failed attempts in 15 minutes; a valid key
    still signs in from it.

    Args:
        x_request_id (str | Unset):
        body (SessionByKey | SessionByLink): A key, or the code of a sign-in link.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Session
    """

    return sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SessionByKey | SessionByLink,
    x_request_id: str | Unset = UNSET,
) -> Response[Problem | Session]:
    """Sign in to the panel

     Exchanges a user's key with the scope `manage`, or the code of a sign-in link, for a session of the
    admin panel. The session is a
    cookie `__Host-cma_session` (HttpOnly, Secure, SameSite=Strict), which scripts cannot read, and a
    `csrf_token` for the header
    `X-CSRF-Token`. It ends after 30 minutes without a request, after 12 hours in any case, and when its
    key ends.

    One key can sign in 20 times a minute. One address has 10 failed attempts in 15 minutes; a valid key
    still signs in from it.

    Args:
        x_request_id (str | Unset):
        body (SessionByKey | SessionByLink): A key, or the code of a sign-in link.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | Session]
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
    body: SessionByKey | SessionByLink,
    x_request_id: str | Unset = UNSET,
) -> Problem | Session | None:
    """Sign in to the panel

     Exchanges a user's key with the scope `manage`, or the code of a sign-in link, for a session of the
    admin panel. The session is a
    cookie `__Host-cma_session` (HttpOnly, Secure, SameSite=Strict), which scripts cannot read, and a
    `csrf_token` for the header
    `X-CSRF-Token`. It ends after 30 minutes without a request, after 12 hours in any case, and when its
    key ends.

    One key can sign in 20 times a minute. One address has 10 failed attempts in 15 minutes; a valid key
    still signs in from it.

    Args:
        x_request_id (str | Unset):
        body (SessionByKey | SessionByLink): A key, or the code of a sign-in link.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | Session
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
        )
    ).parsed
