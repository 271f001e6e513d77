from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.create_webhook_request import CreateWebhookRequest
from ...models.created_webhook import CreatedWebhook
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    *,
    body: CreateWebhookRequest,
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
        "url": "/instances/{instance_id}/webhooks".format(
            instance_id=quote(str(instance_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CreatedWebhook | Problem | None:
    if response.status_code == 201:
        response_201 = CreatedWebhook.from_dict(response.json())

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
) -> Response[CreatedWebhook | Problem]:
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
    body: CreateWebhookRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatedWebhook | Problem]:
    """Create a webhook endpoint

     Events of all later generations and alerts are sent to this URL, signed as [Standard
    Webhooks](https://www.standardwebhooks.com)
    describes. Only this response shows the signing `secret`. The URL must be https on port 443 with a
    public host name (a platform on
    your own machine also accepts http and private addresses); redirects are not followed. With
    `project_id` the endpoint gets only
    events of that project. An instance has at most 20 endpoints. The same URL can be registered again:
    that makes another endpoint
    with a secret of its own, and each event is then sent to both.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateWebhookRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedWebhook | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
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
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebhookRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatedWebhook | Problem | None:
    """Create a webhook endpoint

     Events of all later generations and alerts are sent to this URL, signed as [Standard
    Webhooks](https://www.standardwebhooks.com)
    describes. Only this response shows the signing `secret`. The URL must be https on port 443 with a
    public host name (a platform on
    your own machine also accepts http and private addresses); redirects are not followed. With
    `project_id` the endpoint gets only
    events of that project. An instance has at most 20 endpoints. The same URL can be registered again:
    that makes another endpoint
    with a secret of its own, and each event is then sent to both.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateWebhookRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedWebhook | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        client=client,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebhookRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> Response[CreatedWebhook | Problem]:
    """Create a webhook endpoint

     Events of all later generations and alerts are sent to this URL, signed as [Standard
    Webhooks](https://www.standardwebhooks.com)
    describes. Only this response shows the signing `secret`. The URL must be https on port 443 with a
    public host name (a platform on
    your own machine also accepts http and private addresses); redirects are not followed. With
    `project_id` the endpoint gets only
    events of that project. An instance has at most 20 endpoints. The same URL can be registered again:
    that makes another endpoint
    with a secret of its own, and each event is then sent to both.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateWebhookRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CreatedWebhook | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        body=body,
        x_request_id=x_request_id,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CreateWebhookRequest,
    x_request_id: str | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
) -> CreatedWebhook | Problem | None:
    """Create a webhook endpoint

     Events of all later generations and alerts are sent to this URL, signed as [Standard
    Webhooks](https://www.standardwebhooks.com)
    describes. Only this response shows the signing `secret`. The URL must be https on port 443 with a
    public host name (a platform on
    your own machine also accepts http and private addresses); redirects are not followed. With
    `project_id` the endpoint gets only
    events of that project. An instance has at most 20 endpoints. The same URL can be registered again:
    that makes another endpoint
    with a secret of its own, and each event is then sent to both.

    Args:
        instance_id (str):
        x_request_id (str | Unset):
        idempotency_key (str | Unset):
        body (CreateWebhookRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CreatedWebhook | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            client=client,
            body=body,
            x_request_id=x_request_id,
            idempotency_key=idempotency_key,
        )
    ).parsed
