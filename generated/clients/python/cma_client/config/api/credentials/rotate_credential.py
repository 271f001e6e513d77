from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.credential import Credential
from ...models.problem import Problem
from ...models.rotate_credential_request import RotateCredentialRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    credential_id: str,
    *,
    body: RotateCredentialRequest,
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
        "url": "/credentials/{credential_id}/rotate".format(
            credential_id=quote(str(credential_id), safe=""),
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

    if response.status_code == 424:
        response_424 = Problem.from_dict(response.json())

        return response_424

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
    credential_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Credential | Problem]:
    """Rotate a credential

     Replaces the secrets and keeps the rest; the `version` rises, and a new key encrypts the secrets.
    Calls to the provider that
    begin after the response use the new secrets. With `verify_first` the provider is asked about the
    new secrets before they are
    stored. If it rejects them, the response is `424 provider_credential_rejected` and the old secrets
    stay.

    Args:
        credential_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Credential | Problem]
    """

    kwargs = _get_kwargs(
        credential_id=credential_id,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    credential_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Credential | Problem | None:
    """Rotate a credential

     Replaces the secrets and keeps the rest; the `version` rises, and a new key encrypts the secrets.
    Calls to the provider that
    begin after the response use the new secrets. With `verify_first` the provider is asked about the
    new secrets before they are
    stored. If it rejects them, the response is `424 provider_credential_rejected` and the old secrets
    stay.

    Args:
        credential_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Credential | Problem
    """

    return sync_detailed(
        credential_id=credential_id,
        client=client,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    credential_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[Credential | Problem]:
    """Rotate a credential

     Replaces the secrets and keeps the rest; the `version` rises, and a new key encrypts the secrets.
    Calls to the provider that
    begin after the response use the new secrets. With `verify_first` the provider is asked about the
    new secrets before they are
    stored. If it rejects them, the response is `424 provider_credential_rejected` and the old secrets
    stay.

    Args:
        credential_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Credential | Problem]
    """

    kwargs = _get_kwargs(
        credential_id=credential_id,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    credential_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: RotateCredentialRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Credential | Problem | None:
    """Rotate a credential

     Replaces the secrets and keeps the rest; the `version` rises, and a new key encrypts the secrets.
    Calls to the provider that
    begin after the response use the new secrets. With `verify_first` the provider is asked about the
    new secrets before they are
    stored. If it rejects them, the response is `424 provider_credential_rejected` and the old secrets
    stay.

    Args:
        credential_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (RotateCredentialRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Credential | Problem
    """

    return (
        await asyncio_detailed(
            credential_id=credential_id,
            client=client,
            body=body,
            x_request_id=x_request_id,
            idempotency_key=idempotency_key,
        )
    ).parsed
