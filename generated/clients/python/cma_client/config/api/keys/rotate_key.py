from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.created_key import CreatedKey
from ...models.problem import Problem
from ...models.rotate_key_request import RotateKeyRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    key_id: str,
    *,
    body: RotateKeyRequest | Unset = UNSET,
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
        "url": "/keys/{key_id}/rotate".format(
            key_id=quote(str(key_id), safe=""),
        ),
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreatedKey | Problem | None:
    if response.status_code == 201:
        response_201 = CreatedKey.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

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
) -> Response[CreatedKey | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    key_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateKeyRequest | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatedKey | Problem]:
    """Rotate a key

     Creates a successor with the same owner, scopes, name, expiry and limits, and returns its `secret`
    once. Both keys work until the
    grace period ends; then the old key expires. `grace_period_seconds: 0` ends the old key at once. You
    need every scope that the key
    has.

    For a key of a project you need the role `developer` in the project's instance. A key of a user is
    rotated by that user, and by admins
    whose role is not below the user's.

    Args:
        key_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateKeyRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedKey | Problem]
    """

    kwargs = _get_kwargs(
        key_id=key_id,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    key_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateKeyRequest | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatedKey | Problem | None:
    """Rotate a key

     Creates a successor with the same owner, scopes, name, expiry and limits, and returns its `secret`
    once. Both keys work until the
    grace period ends; then the old key expires. `grace_period_seconds: 0` ends the old key at once. You
    need every scope that the key
    has.

    For a key of a project you need the role `developer` in the project's instance. A key of a user is
    rotated by that user, and by admins
    whose role is not below the user's.

    Args:
        key_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateKeyRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedKey | Problem
    """

    return sync_detailed(
        key_id=key_id,
        client=client,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    key_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateKeyRequest | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatedKey | Problem]:
    """Rotate a key

     Creates a successor with the same owner, scopes, name, expiry and limits, and returns its `secret`
    once. Both keys work until the
    grace period ends; then the old key expires. `grace_period_seconds: 0` ends the old key at once. You
    need every scope that the key
    has.

    For a key of a project you need the role `developer` in the project's instance. A key of a user is
    rotated by that user, and by admins
    whose role is not below the user's.

    Args:
        key_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateKeyRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedKey | Problem]
    """

    kwargs = _get_kwargs(
        key_id=key_id,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    key_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateKeyRequest | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatedKey | Problem | None:
    """Rotate a key

     Creates a successor with the same owner, scopes, name, expiry and limits, and returns its `secret`
    once. Both keys work until the
    grace period ends; then the old key expires. `grace_period_seconds: 0` ends the old key at once. You
    need every scope that the key
    has.

    For a key of a project you need the role `developer` in the project's instance. A key of a user is
    rotated by that user, and by admins
    whose role is not below the user's.

    Args:
        key_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateKeyRequest | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedKey | Problem
    """

    return (
        await asyncio_detailed(
            key_id=key_id,
            client=client,
            body=body,
            x_request_id=x_request_id,
            idempotency_key=idempotency_key,
        )
    ).parsed
