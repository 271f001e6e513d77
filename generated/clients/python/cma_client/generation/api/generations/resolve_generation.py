from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.generation import Generation
from ...models.problem import Problem
from ...models.resolve_request import ResolveRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    generation_id: str,
    *,
    body: ResolveRequest,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(x_project_id, Unset):
        headers["X-Project-ID"] = x_project_id

    if not isinstance(x_instance_id, Unset):
        headers["X-Instance-ID"] = x_instance_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/generations/{generation_id}/resolve".format(
            generation_id=quote(str(generation_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Generation | Problem | None:
    if response.status_code == 200:
        response_200 = Generation.from_dict(response.json())

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
) -> Response[Generation | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    generation_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ResolveRequest,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Generation | Problem]:
    """Settle an indeterminate generation

     For a generation whose provider may or may not have billed it: records the actual cost, frees the
    held budget, and ends the
    generation as `failed`. The audit log says who did it. Only a user key of an admin may give less
    than the held amount
    (`403 insufficient_role`), because this frees budget, and whoever may spend the budget should not
    decide that. Repeating the call
    with the same amount is harmless. Another amount, or a generation that is not indeterminate, is `409
    not_resolvable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (ResolveRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Generation | Problem]
    """

    kwargs = _get_kwargs(
        generation_id=generation_id,
        body=body,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    generation_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ResolveRequest,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Generation | Problem | None:
    """Settle an indeterminate generation

     For a generation whose provider may or may not have billed it: records the actual cost, frees the
    held budget, and ends the
    generation as `failed`. The audit log says who did it. Only a user key of an admin may give less
    than the held amount
    (`403 insufficient_role`), because this frees budget, and whoever may spend the budget should not
    decide that. Repeating the call
    with the same amount is harmless. Another amount, or a generation that is not indeterminate, is `409
    not_resolvable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (ResolveRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Generation | Problem
    """

    return sync_detailed(
        generation_id=generation_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    generation_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ResolveRequest,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Generation | Problem]:
    """Settle an indeterminate generation

     For a generation whose provider may or may not have billed it: records the actual cost, frees the
    held budget, and ends the
    generation as `failed`. The audit log says who did it. Only a user key of an admin may give less
    than the held amount
    (`403 insufficient_role`), because this frees budget, and whoever may spend the budget should not
    decide that. Repeating the call
    with the same amount is harmless. Another amount, or a generation that is not indeterminate, is `409
    not_resolvable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (ResolveRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Generation | Problem]
    """

    kwargs = _get_kwargs(
        generation_id=generation_id,
        body=body,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    generation_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: ResolveRequest,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Generation | Problem | None:
    """Settle an indeterminate generation

     For a generation whose provider may or may not have billed it: records the actual cost, frees the
    held budget, and ends the
    generation as `failed`. The audit log says who did it. Only a user key of an admin may give less
    than the held amount
    (`403 insufficient_role`), because this frees budget, and whoever may spend the budget should not
    decide that. Repeating the call
    with the same amount is harmless. Another amount, or a generation that is not indeterminate, is `409
    not_resolvable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (ResolveRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Generation | Problem
    """

    return (
        await asyncio_detailed(
            generation_id=generation_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
