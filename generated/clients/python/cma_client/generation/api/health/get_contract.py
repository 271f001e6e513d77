from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_contract_profile import (
    GetContractProfile,
)
from ...models.get_contract_response_200 import GetContractResponse200
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    profile: GetContractProfile | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    json_profile: str | Unset = UNSET
    if not isinstance(profile, Unset):
        json_profile = profile

    params["profile"] = json_profile

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/openapi.json",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> GetContractResponse200 | Problem | None:
    if response.status_code == 200:
        response_200 = GetContractResponse200.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 500:
        response_500 = Problem.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[GetContractResponse200 | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    profile: GetContractProfile | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[GetContractResponse200 | Problem]:
    """Get this contract

     The OpenAPI document of this service, bundled. Pages of every origin may read it.

    With `profile=plain` it is written for code generators that read less of OpenAPI: one body for each
    operation, no `allOf`, a name
    for every object, and responses that may gain members and values later. The page docs/specs/api-
    contracts.md lists the parts that it leaves out.

    Args:
        profile (GetContractProfile | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetContractResponse200 | Problem]
    """

    kwargs = _get_kwargs(
        profile=profile,
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    profile: GetContractProfile | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> GetContractResponse200 | Problem | None:
    """Get this contract

     The OpenAPI document of this service, bundled. Pages of every origin may read it.

    With `profile=plain` it is written for code generators that read less of OpenAPI: one body for each
    operation, no `allOf`, a name
    for every object, and responses that may gain members and values later. The page docs/specs/api-
    contracts.md lists the parts that it leaves out.

    Args:
        profile (GetContractProfile | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetContractResponse200 | Problem
    """

    return sync_detailed(
        client=client,
        profile=profile,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    profile: GetContractProfile | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[GetContractResponse200 | Problem]:
    """Get this contract

     The OpenAPI document of this service, bundled. Pages of every origin may read it.

    With `profile=plain` it is written for code generators that read less of OpenAPI: one body for each
    operation, no `allOf`, a name
    for every object, and responses that may gain members and values later. The page docs/specs/api-
    contracts.md lists the parts that it leaves out.

    Args:
        profile (GetContractProfile | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[GetContractResponse200 | Problem]
    """

    kwargs = _get_kwargs(
        profile=profile,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    profile: GetContractProfile | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> GetContractResponse200 | Problem | None:
    """Get this contract

     The OpenAPI document of this service, bundled. Pages of every origin may read it.

    With `profile=plain` it is written for code generators that read less of OpenAPI: one body for each
    operation, no `allOf`, a name
    for every object, and responses that may gain members and values later. The page docs/specs/api-
    contracts.md lists the parts that it leaves out.

    Args:
        profile (GetContractProfile | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        GetContractResponse200 | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            profile=profile,
            x_request_id=x_request_id,
        )
    ).parsed
