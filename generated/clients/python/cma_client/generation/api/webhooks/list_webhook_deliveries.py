from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.webhook_delivery_list import WebhookDeliveryList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    webhook_id: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    status: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(x_project_id, Unset):
        headers["X-Project-ID"] = x_project_id

    if not isinstance(x_instance_id, Unset):
        headers["X-Instance-ID"] = x_instance_id

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["webhook_id"] = webhook_id

    params["generation_id"] = generation_id

    params["status"] = status

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/webhook-deliveries",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | WebhookDeliveryList | None:
    if response.status_code == 200:
        response_200 = WebhookDeliveryList.from_dict(response.json())

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
) -> Response[Problem | WebhookDeliveryList]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    webhook_id: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    status: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | WebhookDeliveryList]:
    """List webhook deliveries

     Webhook deliveries about the project's generations, finished or not, newest first.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        webhook_id (str | Unset):
        generation_id (str | Unset):
        status (str | Unset): `pending`: not accepted yet; `next_attempt_at` is the time of the
            next attempt. `delivered`: the endpoint answered 2xx. `failed`:
            given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was
            deleted or disabled.

            Known values: `pending`, `delivered`, `failed`, `disabled`. More may be added.
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookDeliveryList]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        webhook_id=webhook_id,
        generation_id=generation_id,
        status=status,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    webhook_id: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    status: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | WebhookDeliveryList | None:
    """List webhook deliveries

     Webhook deliveries about the project's generations, finished or not, newest first.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        webhook_id (str | Unset):
        generation_id (str | Unset):
        status (str | Unset): `pending`: not accepted yet; `next_attempt_at` is the time of the
            next attempt. `delivered`: the endpoint answered 2xx. `failed`:
            given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was
            deleted or disabled.

            Known values: `pending`, `delivered`, `failed`, `disabled`. More may be added.
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookDeliveryList
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        webhook_id=webhook_id,
        generation_id=generation_id,
        status=status,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    webhook_id: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    status: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | WebhookDeliveryList]:
    """List webhook deliveries

     Webhook deliveries about the project's generations, finished or not, newest first.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        webhook_id (str | Unset):
        generation_id (str | Unset):
        status (str | Unset): `pending`: not accepted yet; `next_attempt_at` is the time of the
            next attempt. `delivered`: the endpoint answered 2xx. `failed`:
            given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was
            deleted or disabled.

            Known values: `pending`, `delivered`, `failed`, `disabled`. More may be added.
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WebhookDeliveryList]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        webhook_id=webhook_id,
        generation_id=generation_id,
        status=status,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = UNSET,
    cursor: str | Unset = UNSET,
    webhook_id: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    status: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | WebhookDeliveryList | None:
    """List webhook deliveries

     Webhook deliveries about the project's generations, finished or not, newest first.

    Args:
        limit (int | Unset):
        cursor (str | Unset):
        webhook_id (str | Unset):
        generation_id (str | Unset):
        status (str | Unset): `pending`: not accepted yet; `next_attempt_at` is the time of the
            next attempt. `delivered`: the endpoint answered 2xx. `failed`:
            given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was
            deleted or disabled.

            Known values: `pending`, `delivered`, `failed`, `disabled`. More may be added.
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WebhookDeliveryList
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            webhook_id=webhook_id,
            generation_id=generation_id,
            status=status,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
