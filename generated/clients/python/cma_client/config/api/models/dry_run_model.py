from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.model_dry_run import ModelDryRun
from ...models.model_dry_run_input import ModelDryRunInput
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    *,
    body: ModelDryRunInput,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/instances/{instance_id}/models/dry-run".format(
            instance_id=quote(str(instance_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ModelDryRun | Problem | None:
    if response.status_code == 200:
        response_200 = ModelDryRun.from_dict(response.json())

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
) -> Response[ModelDryRun | Problem]:
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
    body: ModelDryRunInput,
    x_request_id: str | Unset = UNSET,
) -> Response[ModelDryRun | Problem]:
    """Try a model without calling its provider

     Shows the requests that a model's provider would get for a sample generation. If you paste answers
    of the provider, it also shows
    what would be read from them: pictures, progress, failures, the cost. No provider is called, nothing
    is spent and nothing is stored,
    so the audit log gets no entry.

    You can try a definition before you save it (`custom_provider`, `custom_model`), which is checked as
    if you saved it, or a `model`
    that the instance has. Credentials are not decrypted; `[redacted]` stands for them. The sample sets
    every parameter that the model
    supports, and holds small white pictures if the operation needs inputs.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        body (ModelDryRunInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ModelDryRun | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        body=body,
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
    body: ModelDryRunInput,
    x_request_id: str | Unset = UNSET,
) -> ModelDryRun | Problem | None:
    """Try a model without calling its provider

     Shows the requests that a model's provider would get for a sample generation. If you paste answers
    of the provider, it also shows
    what would be read from them: pictures, progress, failures, the cost. No provider is called, nothing
    is spent and nothing is stored,
    so the audit log gets no entry.

    You can try a definition before you save it (`custom_provider`, `custom_model`), which is checked as
    if you saved it, or a `model`
    that the instance has. Credentials are not decrypted; `[redacted]` stands for them. The sample sets
    every parameter that the model
    supports, and holds small white pictures if the operation needs inputs.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        body (ModelDryRunInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ModelDryRun | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        client=client,
        body=body,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ModelDryRunInput,
    x_request_id: str | Unset = UNSET,
) -> Response[ModelDryRun | Problem]:
    """Try a model without calling its provider

     Shows the requests that a model's provider would get for a sample generation. If you paste answers
    of the provider, it also shows
    what would be read from them: pictures, progress, failures, the cost. No provider is called, nothing
    is spent and nothing is stored,
    so the audit log gets no entry.

    You can try a definition before you save it (`custom_provider`, `custom_model`), which is checked as
    if you saved it, or a `model`
    that the instance has. Credentials are not decrypted; `[redacted]` stands for them. The sample sets
    every parameter that the model
    supports, and holds small white pictures if the operation needs inputs.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        body (ModelDryRunInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ModelDryRun | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        body=body,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ModelDryRunInput,
    x_request_id: str | Unset = UNSET,
) -> ModelDryRun | Problem | None:
    """Try a model without calling its provider

     Shows the requests that a model's provider would get for a sample generation. If you paste answers
    of the provider, it also shows
    what would be read from them: pictures, progress, failures, the cost. No provider is called, nothing
    is spent and nothing is stored,
    so the audit log gets no entry.

    You can try a definition before you save it (`custom_provider`, `custom_model`), which is checked as
    if you saved it, or a `model`
    that the instance has. Credentials are not decrypted; `[redacted]` stands for them. The sample sets
    every parameter that the model
    supports, and holds small white pictures if the operation needs inputs.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        body (ModelDryRunInput):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ModelDryRun | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            client=client,
            body=body,
            x_request_id=x_request_id,
        )
    ).parsed
