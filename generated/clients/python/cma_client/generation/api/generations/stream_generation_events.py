from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    generation_id: str,
    *,
    last_event_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(last_event_id, Unset):
        headers["Last-Event-ID"] = last_event_id

    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    if not isinstance(x_project_id, Unset):
        headers["X-Project-ID"] = x_project_id

    if not isinstance(x_instance_id, Unset):
        headers["X-Instance-ID"] = x_instance_id

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/generations/{generation_id}/events".format(
            generation_id=quote(str(generation_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str | None:
    if response.status_code == 200:
        response_200 = response.text
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
) -> Response[Problem | str]:
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
    last_event_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Follow a generation live

     Server-sent events: first those that have happened, then new ones, until the `finished` event ends
    the stream. Each event has an
    `id`. If you reconnect with it as `Last-Event-ID`, no event is missed or repeated. Only if the
    platform itself breaks off, the
    latest reports of progress may be missing or come again. After 15 seconds without an event, a
    comment line keeps the connection open. From
    24 hours after the end of the job, the stream holds only the `finished` event.

    A key may have 100 streams open; one more is `429 concurrency_limited`. Each isolate of the Worker
    counts its own, so clients in
    several regions may have more in all.

    Args:
        generation_id (str):
        last_event_id (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        generation_id=generation_id,
        last_event_id=last_event_id,
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
    last_event_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | str | None:
    """Follow a generation live

     Server-sent events: first those that have happened, then new ones, until the `finished` event ends
    the stream. Each event has an
    `id`. If you reconnect with it as `Last-Event-ID`, no event is missed or repeated. Only if the
    platform itself breaks off, the
    latest reports of progress may be missing or come again. After 15 seconds without an event, a
    comment line keeps the connection open. From
    24 hours after the end of the job, the stream holds only the `finished` event.

    A key may have 100 streams open; one more is `429 concurrency_limited`. Each isolate of the Worker
    counts its own, so clients in
    several regions may have more in all.

    Args:
        generation_id (str):
        last_event_id (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        generation_id=generation_id,
        client=client,
        last_event_id=last_event_id,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    generation_id: str,
    *,
    client: AuthenticatedClient | Client,
    last_event_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Follow a generation live

     Server-sent events: first those that have happened, then new ones, until the `finished` event ends
    the stream. Each event has an
    `id`. If you reconnect with it as `Last-Event-ID`, no event is missed or repeated. Only if the
    platform itself breaks off, the
    latest reports of progress may be missing or come again. After 15 seconds without an event, a
    comment line keeps the connection open. From
    24 hours after the end of the job, the stream holds only the `finished` event.

    A key may have 100 streams open; one more is `429 concurrency_limited`. Each isolate of the Worker
    counts its own, so clients in
    several regions may have more in all.

    Args:
        generation_id (str):
        last_event_id (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        generation_id=generation_id,
        last_event_id=last_event_id,
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
    last_event_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | str | None:
    """Follow a generation live

     Server-sent events: first those that have happened, then new ones, until the `finished` event ends
    the stream. Each event has an
    `id`. If you reconnect with it as `Last-Event-ID`, no event is missed or repeated. Only if the
    platform itself breaks off, the
    latest reports of progress may be missing or come again. After 15 seconds without an event, a
    comment line keeps the connection open. From
    24 hours after the end of the job, the stream holds only the `finished` event.

    A key may have 100 streams open; one more is `429 concurrency_limited`. Each isolate of the Worker
    counts its own, so clients in
    several regions may have more in all.

    Args:
        generation_id (str):
        last_event_id (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            generation_id=generation_id,
            client=client,
            last_event_id=last_event_id,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
