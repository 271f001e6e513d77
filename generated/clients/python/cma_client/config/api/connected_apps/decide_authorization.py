from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.authorization_decision import AuthorizationDecision
from ...models.decided_authorization import DecidedAuthorization
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: AuthorizationDecision,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/oauth/authorizations",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DecidedAuthorization | Problem | None:
    if response.status_code == 201:
        response_201 = DecidedAuthorization.from_dict(response.json())

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
) -> Response[DecidedAuthorization | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AuthorizationDecision,
    x_request_id: str | Unset = UNSET,
) -> Response[DecidedAuthorization | Problem]:
    """Allow or deny an app's request for access

     Called by the consent page. Returns the address to which the browser must go. For `allow` it holds a
    code that works once, within
    60 seconds, and only for the app that has the `code_verifier`; and a new project key is made, marked
    as `connected_app`, with the
    chosen scopes, budget and expiry. The app never sees that key: it gets short-lived tokens, which end
    with the key. A call with a key
    instead of the panel's cookie has no session; the response is 404.

    The key can do no more than the person who allows it: not in another project, not with a scope that
    the person's own key lacks, not
    longer than that key, and only as long as the person has access to the project.

    Args:
        x_request_id (str | Unset):
        body (AuthorizationDecision):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DecidedAuthorization | Problem]
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
    body: AuthorizationDecision,
    x_request_id: str | Unset = UNSET,
) -> DecidedAuthorization | Problem | None:
    """Allow or deny an app's request for access

     Called by the consent page. Returns the address to which the browser must go. For `allow` it holds a
    code that works once, within
    60 seconds, and only for the app that has the `code_verifier`; and a new project key is made, marked
    as `connected_app`, with the
    chosen scopes, budget and expiry. The app never sees that key: it gets short-lived tokens, which end
    with the key. A call with a key
    instead of the panel's cookie has no session; the response is 404.

    The key can do no more than the person who allows it: not in another project, not with a scope that
    the person's own key lacks, not
    longer than that key, and only as long as the person has access to the project.

    Args:
        x_request_id (str | Unset):
        body (AuthorizationDecision):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DecidedAuthorization | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: AuthorizationDecision,
    x_request_id: str | Unset = UNSET,
) -> Response[DecidedAuthorization | Problem]:
    """Allow or deny an app's request for access

     Called by the consent page. Returns the address to which the browser must go. For `allow` it holds a
    code that works once, within
    60 seconds, and only for the app that has the `code_verifier`; and a new project key is made, marked
    as `connected_app`, with the
    chosen scopes, budget and expiry. The app never sees that key: it gets short-lived tokens, which end
    with the key. A call with a key
    instead of the panel's cookie has no session; the response is 404.

    The key can do no more than the person who allows it: not in another project, not with a scope that
    the person's own key lacks, not
    longer than that key, and only as long as the person has access to the project.

    Args:
        x_request_id (str | Unset):
        body (AuthorizationDecision):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DecidedAuthorization | Problem]
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
    body: AuthorizationDecision,
    x_request_id: str | Unset = UNSET,
) -> DecidedAuthorization | Problem | None:
    """Allow or deny an app's request for access

     Called by the consent page. Returns the address to which the browser must go. For `allow` it holds a
    code that works once, within
    60 seconds, and only for the app that has the `code_verifier`; and a new project key is made, marked
    as `connected_app`, with the
    chosen scopes, budget and expiry. The app never sees that key: it gets short-lived tokens, which end
    with the key. A call with a key
    instead of the panel's cookie has no session; the response is 404.

    The key can do no more than the person who allows it: not in another project, not with a scope that
    the person's own key lacks, not
    longer than that key, and only as long as the person has access to the project.

    Args:
        x_request_id (str | Unset):
        body (AuthorizationDecision):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DecidedAuthorization | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
        )
    ).parsed
