from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.setup_request import SetupRequest
from ...models.setup_result import SetupResult
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: SetupRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/setup",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SetupResult | None:
    if response.status_code == 201:
        response_201 = SetupResult.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

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
) -> Response[Problem | SetupResult]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SetupRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SetupResult]:
    """Set the platform up

     Creates the first organization, its superadmin and that user's first key. It needs the deployment's
    secret `SETUP_TOKEN`. It works
    only while there is no user at all; afterwards, and with a wrong token, the response is 404, as if
    the operation did not exist. All
    callers together have 5 tries in 10 minutes; more are `429 rate_limited`.

    Send an `Idempotency-Key`, so that a lost response does not lose the first key: for 24 hours, the
    same request with the same
    `Idempotency-Key` gets the same response again.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (SetupRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SetupResult]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: SetupRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SetupResult | None:
    """Set the platform up

     Creates the first organization, its superadmin and that user's first key. It needs the deployment's
    secret `SETUP_TOKEN`. It works
    only while there is no user at all; afterwards, and with a wrong token, the response is 404, as if
    the operation did not exist. All
    callers together have 5 tries in 10 minutes; more are `429 rate_limited`.

    Send an `Idempotency-Key`, so that a lost response does not lose the first key: for 24 hours, the
    same request with the same
    `Idempotency-Key` gets the same response again.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (SetupRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SetupResult
    """

    return sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SetupRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SetupResult]:
    """Set the platform up

     Creates the first organization, its superadmin and that user's first key. It needs the deployment's
    secret `SETUP_TOKEN`. It works
    only while there is no user at all; afterwards, and with a wrong token, the response is 404, as if
    the operation did not exist. All
    callers together have 5 tries in 10 minutes; more are `429 rate_limited`.

    Send an `Idempotency-Key`, so that a lost response does not lose the first key: for 24 hours, the
    same request with the same
    `Idempotency-Key` gets the same response again.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (SetupRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SetupResult]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: SetupRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SetupResult | None:
    """Set the platform up

     Creates the first organization, its superadmin and that user's first key. It needs the deployment's
    secret `SETUP_TOKEN`. It works
    only while there is no user at all; afterwards, and with a wrong token, the response is 404, as if
    the operation did not exist. All
    callers together have 5 tries in 10 minutes; more are `429 rate_limited`.

    Send an `Idempotency-Key`, so that a lost response does not lose the first key: for 24 hours, the
    same request with the same
    `Idempotency-Key` gets the same response again.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (SetupRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SetupResult
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
            idempotency_key=idempotency_key,
        )
    ).parsed
