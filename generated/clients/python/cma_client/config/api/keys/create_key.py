from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_key_request import CreateKeyRequest
from ...models.created_key import CreatedKey
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: CreateKeyRequest,
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
        "url": "/keys",
    }

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
    *,
    client: AuthenticatedClient | Client,
    body: CreateKeyRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatedKey | Problem]:
    """Create a key

     Creates a key and returns it once, as `secret`: `cma_live_`, 43 random characters and a checksum of
    6. The platform stores only its
    HMAC, so a lost key cannot be shown again; rotate it to get a new one.

    A **project key** acts only in its project; to create one you need the role `developer` in the
    project's instance. A **user key**
    acts as its user, with the roles that the user has at that moment. You create your own; admins also
    create those of users whose role
    is not above theirs. A key never gets a scope that your own key lacks.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedKey | Problem]
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
    body: CreateKeyRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatedKey | Problem | None:
    """Create a key

     Creates a key and returns it once, as `secret`: `cma_live_`, 43 random characters and a checksum of
    6. The platform stores only its
    HMAC, so a lost key cannot be shown again; rotate it to get a new one.

    A **project key** acts only in its project; to create one you need the role `developer` in the
    project's instance. A **user key**
    acts as its user, with the roles that the user has at that moment. You create your own; admins also
    create those of users whose role
    is not above theirs. A key never gets a scope that your own key lacks.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedKey | Problem
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
    body: CreateKeyRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatedKey | Problem]:
    """Create a key

     Creates a key and returns it once, as `secret`: `cma_live_`, 43 random characters and a checksum of
    6. The platform stores only its
    HMAC, so a lost key cannot be shown again; rotate it to get a new one.

    A **project key** acts only in its project; to create one you need the role `developer` in the
    project's instance. A **user key**
    acts as its user, with the roles that the user has at that moment. You create your own; admins also
    create those of users whose role
    is not above theirs. A key never gets a scope that your own key lacks.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedKey | Problem]
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
    body: CreateKeyRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatedKey | Problem | None:
    """Create a key

     Creates a key and returns it once, as `secret`: `cma_live_`, 43 random characters and a checksum of
    6. The platform stores only its
    HMAC, so a lost key cannot be shown again; rotate it to get a new one.

    A **project key** acts only in its project; to create one you need the role `developer` in the
    project's instance. A **user key**
    acts as its user, with the roles that the user has at that moment. You create your own; admins also
    create those of users whose role
    is not above theirs. A key never gets a scope that your own key lacks.

    Args:
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateKeyRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedKey | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_request_id=x_request_id,
            idempotency_key=idempotency_key,
        )
    ).parsed
