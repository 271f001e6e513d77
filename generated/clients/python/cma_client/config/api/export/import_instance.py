from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.import_result import ImportResult
from ...models.instance_export import InstanceExport
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    *,
    body: InstanceExport,
    dry_run: bool | Unset = UNSET,
    include: list[str] | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    params["dry_run"] = dry_run

    json_include: list[str] | Unset = UNSET
    if not isinstance(include, Unset):
        json_include = include

    params["include"] = json_include

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/instances/{instance_id}/import".format(
            instance_id=quote(str(instance_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ImportResult | Problem | None:
    if response.status_code == 200:
        response_200 = ImportResult.from_dict(response.json())

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
) -> Response[ImportResult | Problem]:
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
    body: InstanceExport,
    dry_run: bool | Unset = UNSET,
    include: list[str] | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[ImportResult | Problem]:
    """Import into an instance

     Changes the instance to what the file says: settings, projects (matched by slug), limits, model
    settings and webhooks (matched by
    URL and project). If there is any fault, nothing is changed. Projects and webhooks that the file
    does not name stay. A new webhook
    gets a secret that nobody has seen; rotate it to get one. Credentials must be set by hand:
    `missing_connections` lists them.

    An import leaves out everything that would make two instances act as one, unless `include` names it:
    the `name`, the `addresses`
    (`delivery_base_url`, `worker_url`), and `webhooks` that would become active. So if you import
    production into staging, staging does
    not report to the endpoints of production. `warnings` lists the parts that were left out.

    Args:
        instance_id (str):
        dry_run (bool | Unset):
        include (list[str] | Unset):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        body (InstanceExport): The configuration of an instance, without secrets and ids.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ImportResult | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        body=body,
        dry_run=dry_run,
        include=include,
        idempotency_key=idempotency_key,
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
    body: InstanceExport,
    dry_run: bool | Unset = UNSET,
    include: list[str] | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> ImportResult | Problem | None:
    """Import into an instance

     Changes the instance to what the file says: settings, projects (matched by slug), limits, model
    settings and webhooks (matched by
    URL and project). If there is any fault, nothing is changed. Projects and webhooks that the file
    does not name stay. A new webhook
    gets a secret that nobody has seen; rotate it to get one. Credentials must be set by hand:
    `missing_connections` lists them.

    An import leaves out everything that would make two instances act as one, unless `include` names it:
    the `name`, the `addresses`
    (`delivery_base_url`, `worker_url`), and `webhooks` that would become active. So if you import
    production into staging, staging does
    not report to the endpoints of production. `warnings` lists the parts that were left out.

    Args:
        instance_id (str):
        dry_run (bool | Unset):
        include (list[str] | Unset):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        body (InstanceExport): The configuration of an instance, without secrets and ids.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ImportResult | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        client=client,
        body=body,
        dry_run=dry_run,
        include=include,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: InstanceExport,
    dry_run: bool | Unset = UNSET,
    include: list[str] | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[ImportResult | Problem]:
    """Import into an instance

     Changes the instance to what the file says: settings, projects (matched by slug), limits, model
    settings and webhooks (matched by
    URL and project). If there is any fault, nothing is changed. Projects and webhooks that the file
    does not name stay. A new webhook
    gets a secret that nobody has seen; rotate it to get one. Credentials must be set by hand:
    `missing_connections` lists them.

    An import leaves out everything that would make two instances act as one, unless `include` names it:
    the `name`, the `addresses`
    (`delivery_base_url`, `worker_url`), and `webhooks` that would become active. So if you import
    production into staging, staging does
    not report to the endpoints of production. `warnings` lists the parts that were left out.

    Args:
        instance_id (str):
        dry_run (bool | Unset):
        include (list[str] | Unset):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        body (InstanceExport): The configuration of an instance, without secrets and ids.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ImportResult | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        body=body,
        dry_run=dry_run,
        include=include,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: InstanceExport,
    dry_run: bool | Unset = UNSET,
    include: list[str] | Unset = UNSET,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> ImportResult | Problem | None:
    """Import into an instance

     Changes the instance to what the file says: settings, projects (matched by slug), limits, model
    settings and webhooks (matched by
    URL and project). If there is any fault, nothing is changed. Projects and webhooks that the file
    does not name stay. A new webhook
    gets a secret that nobody has seen; rotate it to get one. Credentials must be set by hand:
    `missing_connections` lists them.

    An import leaves out everything that would make two instances act as one, unless `include` names it:
    the `name`, the `addresses`
    (`delivery_base_url`, `worker_url`), and `webhooks` that would become active. So if you import
    production into staging, staging does
    not report to the endpoints of production. `warnings` lists the parts that were left out.

    Args:
        instance_id (str):
        dry_run (bool | Unset):
        include (list[str] | Unset):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        body (InstanceExport): The configuration of an instance, without secrets and ids.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ImportResult | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            client=client,
            body=body,
            dry_run=dry_run,
            include=include,
            idempotency_key=idempotency_key,
            x_request_id=x_request_id,
        )
    ).parsed
