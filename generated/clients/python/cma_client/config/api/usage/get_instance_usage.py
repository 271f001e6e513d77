import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_instance_usage_bucket import (
    GetInstanceUsageBucket,
)
from ...models.get_instance_usage_group_by_item import (
    GetInstanceUsageGroupByItem,
)
from ...models.instance_usage import InstanceUsage
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    *,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetInstanceUsageBucket | Unset = UNSET,
    group_by: list[GetInstanceUsageGroupByItem] | Unset = UNSET,
    project_id: str | Unset = UNSET,
    connection: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    json_bucket: str | Unset = UNSET
    if not isinstance(bucket, Unset):
        json_bucket = bucket

    params["bucket"] = json_bucket

    json_group_by: list[str] | Unset = UNSET
    if not isinstance(group_by, Unset):
        if isinstance(group_by, str):
            raise TypeError('group_by is a list: ["…"], not a str.')
        json_group_by = []
        for group_by_item_data in group_by:
            group_by_item: str = group_by_item_data
            json_group_by.append(group_by_item)

    params["group_by"] = json_group_by

    params["project_id"] = project_id

    params["connection"] = connection

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/instances/{instance_id}/usage".format(
            instance_id=quote(str(instance_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> InstanceUsage | Problem | None:
    if response.status_code == 200:
        response_200 = InstanceUsage.from_dict(response.json())

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
) -> Response[InstanceUsage | Problem]:
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
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetInstanceUsageBucket | Unset = UNSET,
    group_by: list[GetInstanceUsageGroupByItem] | Unset = UNSET,
    project_id: str | Unset = UNSET,
    connection: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[InstanceUsage | Problem]:
    """Get the usage of an instance

     Requests, pictures, tokens, money and latency over time, by hour or by day (UTC), in groups of your
    choice. The numbers come from the
    limiter's own events, so they agree with what was charged; they lag by a few seconds. The span is at
    most 31 days by the hour or 366
    days by the day. Without `from` it is the last 24 hours (by hour) or 30 days (by day).

    Args:
        instance_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetInstanceUsageBucket | Unset):
        group_by (list[GetInstanceUsageGroupByItem] | Unset):
        project_id (str | Unset):
        connection (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InstanceUsage | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        from_=from_,
        to=to,
        bucket=bucket,
        group_by=group_by,
        project_id=project_id,
        connection=connection,
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
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetInstanceUsageBucket | Unset = UNSET,
    group_by: list[GetInstanceUsageGroupByItem] | Unset = UNSET,
    project_id: str | Unset = UNSET,
    connection: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> InstanceUsage | Problem | None:
    """Get the usage of an instance

     Requests, pictures, tokens, money and latency over time, by hour or by day (UTC), in groups of your
    choice. The numbers come from the
    limiter's own events, so they agree with what was charged; they lag by a few seconds. The span is at
    most 31 days by the hour or 366
    days by the day. Without `from` it is the last 24 hours (by hour) or 30 days (by day).

    Args:
        instance_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetInstanceUsageBucket | Unset):
        group_by (list[GetInstanceUsageGroupByItem] | Unset):
        project_id (str | Unset):
        connection (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InstanceUsage | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        client=client,
        from_=from_,
        to=to,
        bucket=bucket,
        group_by=group_by,
        project_id=project_id,
        connection=connection,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetInstanceUsageBucket | Unset = UNSET,
    group_by: list[GetInstanceUsageGroupByItem] | Unset = UNSET,
    project_id: str | Unset = UNSET,
    connection: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[InstanceUsage | Problem]:
    """Get the usage of an instance

     Requests, pictures, tokens, money and latency over time, by hour or by day (UTC), in groups of your
    choice. The numbers come from the
    limiter's own events, so they agree with what was charged; they lag by a few seconds. The span is at
    most 31 days by the hour or 366
    days by the day. Without `from` it is the last 24 hours (by hour) or 30 days (by day).

    Args:
        instance_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetInstanceUsageBucket | Unset):
        group_by (list[GetInstanceUsageGroupByItem] | Unset):
        project_id (str | Unset):
        connection (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[InstanceUsage | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        from_=from_,
        to=to,
        bucket=bucket,
        group_by=group_by,
        project_id=project_id,
        connection=connection,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetInstanceUsageBucket | Unset = UNSET,
    group_by: list[GetInstanceUsageGroupByItem] | Unset = UNSET,
    project_id: str | Unset = UNSET,
    connection: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> InstanceUsage | Problem | None:
    """Get the usage of an instance

     Requests, pictures, tokens, money and latency over time, by hour or by day (UTC), in groups of your
    choice. The numbers come from the
    limiter's own events, so they agree with what was charged; they lag by a few seconds. The span is at
    most 31 days by the hour or 366
    days by the day. Without `from` it is the last 24 hours (by hour) or 30 days (by day).

    Args:
        instance_id (str):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetInstanceUsageBucket | Unset):
        group_by (list[GetInstanceUsageGroupByItem] | Unset):
        project_id (str | Unset):
        connection (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        InstanceUsage | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            client=client,
            from_=from_,
            to=to,
            bucket=bucket,
            group_by=group_by,
            project_id=project_id,
            connection=connection,
            x_request_id=x_request_id,
        )
    ).parsed
