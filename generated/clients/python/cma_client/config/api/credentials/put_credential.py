from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.credential import Credential
from ...models.problem import Problem
from ...models.put_credential_request import PutCredentialRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    provider: str,
    *,
    body: PutCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "put",
        "url": "/instances/{instance_id}/credentials/{provider}".format(
            instance_id=quote(str(instance_id), safe=""),
            provider=quote(str(provider), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Credential | Problem | None:
    if response.status_code == 200:
        response_200 = Credential.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = Credential.from_dict(response.json())

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
) -> Response[Credential | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    instance_id: str,
    provider: str,
    *,
    client: AuthenticatedClient | Client,
    body: PutCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Credential | Problem]:
    """Set a provider's credential

     Stores the credential with which this instance calls a provider. It replaces the one that is there,
    if any. Each credential's
    secrets are encrypted with a key of their own before they are written. They are never shown again,
    and no snapshot, log or
    audit entry holds them.

    A credential and its `base_url` are a connection. The connection with the provider's own id serves
    all models of the provider. An
    instance may have further connections of the same provider, such as a second account or a proxy:
    choose an id of your own for the
    path, and name the `provider` in the body. They serve the models for which the model settings list
    them in `connections`. The
    provider of a connection cannot be changed afterwards.

    `fields` holds what the provider requires, usually `api_key`; `GET
    /instances/{instance_id}/providers` lists the fields of each.
    Leave it out if the provider requires none, as a server of your own without a key: then the
    connection is its `base_url` alone.
    `base_url` is for self-hosted and compatible servers: https on port 443, with a public host name and
    without a user name. A platform
    on your own machine also accepts http and private addresses.

    Args:
        instance_id (str):
        provider (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (PutCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Credential | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        provider=provider,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    instance_id: str,
    provider: str,
    *,
    client: AuthenticatedClient | Client,
    body: PutCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Credential | Problem | None:
    """Set a provider's credential

     Stores the credential with which this instance calls a provider. It replaces the one that is there,
    if any. Each credential's
    secrets are encrypted with a key of their own before they are written. They are never shown again,
    and no snapshot, log or
    audit entry holds them.

    A credential and its `base_url` are a connection. The connection with the provider's own id serves
    all models of the provider. An
    instance may have further connections of the same provider, such as a second account or a proxy:
    choose an id of your own for the
    path, and name the `provider` in the body. They serve the models for which the model settings list
    them in `connections`. The
    provider of a connection cannot be changed afterwards.

    `fields` holds what the provider requires, usually `api_key`; `GET
    /instances/{instance_id}/providers` lists the fields of each.
    Leave it out if the provider requires none, as a server of your own without a key: then the
    connection is its `base_url` alone.
    `base_url` is for self-hosted and compatible servers: https on port 443, with a public host name and
    without a user name. A platform
    on your own machine also accepts http and private addresses.

    Args:
        instance_id (str):
        provider (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (PutCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Credential | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        provider=provider,
        client=client,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    provider: str,
    *,
    client: AuthenticatedClient | Client,
    body: PutCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Credential | Problem]:
    """Set a provider's credential

     Stores the credential with which this instance calls a provider. It replaces the one that is there,
    if any. Each credential's
    secrets are encrypted with a key of their own before they are written. They are never shown again,
    and no snapshot, log or
    audit entry holds them.

    A credential and its `base_url` are a connection. The connection with the provider's own id serves
    all models of the provider. An
    instance may have further connections of the same provider, such as a second account or a proxy:
    choose an id of your own for the
    path, and name the `provider` in the body. They serve the models for which the model settings list
    them in `connections`. The
    provider of a connection cannot be changed afterwards.

    `fields` holds what the provider requires, usually `api_key`; `GET
    /instances/{instance_id}/providers` lists the fields of each.
    Leave it out if the provider requires none, as a server of your own without a key: then the
    connection is its `base_url` alone.
    `base_url` is for self-hosted and compatible servers: https on port 443, with a public host name and
    without a user name. A platform
    on your own machine also accepts http and private addresses.

    Args:
        instance_id (str):
        provider (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (PutCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Credential | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        provider=provider,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    provider: str,
    *,
    client: AuthenticatedClient | Client,
    body: PutCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Credential | Problem | None:
    """Set a provider's credential

     Stores the credential with which this instance calls a provider. It replaces the one that is there,
    if any. Each credential's
    secrets are encrypted with a key of their own before they are written. They are never shown again,
    and no snapshot, log or
    audit entry holds them.

    A credential and its `base_url` are a connection. The connection with the provider's own id serves
    all models of the provider. An
    instance may have further connections of the same provider, such as a second account or a proxy:
    choose an id of your own for the
    path, and name the `provider` in the body. They serve the models for which the model settings list
    them in `connections`. The
    provider of a connection cannot be changed afterwards.

    `fields` holds what the provider requires, usually `api_key`; `GET
    /instances/{instance_id}/providers` lists the fields of each.
    Leave it out if the provider requires none, as a server of your own without a key: then the
    connection is its `base_url` alone.
    `base_url` is for self-hosted and compatible servers: https on port 443, with a public host name and
    without a user name. A platform
    on your own machine also accepts http and private addresses.

    Args:
        instance_id (str):
        provider (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (PutCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Credential | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            provider=provider,
            client=client,
            body=body,
            x_request_id=x_request_id,
            idempotency_key=idempotency_key,
        )
    ).parsed
