import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.get_usage_bucket import GetUsageBucket
from ...models.get_usage_group_by_item import (
    GetUsageGroupByItem,
)
from ...models.problem import Problem
from ...models.usage_report import UsageReport
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetUsageBucket | Unset = UNSET,
    group_by: list[GetUsageGroupByItem] | Unset = UNSET,
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

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/usage",
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | UsageReport | None:
    if response.status_code == 200:
        response_200 = UsageReport.from_dict(response.json())

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
) -> Response[Problem | UsageReport]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetUsageBucket | Unset = UNSET,
    group_by: list[GetUsageGroupByItem] | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | UsageReport]:
    """Get usage

     The project's usage over time, by hour or by day (UTC). Without `from` and `to` it covers the last
    30 days. The span is at most 366
    days, or 31 days by the hour. Hours and days without requests have no row.

    Args:
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetUsageBucket | Unset):
        group_by (list[GetUsageGroupByItem] | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UsageReport]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        bucket=bucket,
        group_by=group_by,
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
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetUsageBucket | Unset = UNSET,
    group_by: list[GetUsageGroupByItem] | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | UsageReport | None:
    """Get usage

     The project's usage over time, by hour or by day (UTC). Without `from` and `to` it covers the last
    30 days. The span is at most 366
    days, or 31 days by the hour. Hours and days without requests have no row.

    Args:
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetUsageBucket | Unset):
        group_by (list[GetUsageGroupByItem] | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UsageReport
    """

    return sync_detailed(
        client=client,
        from_=from_,
        to=to,
        bucket=bucket,
        group_by=group_by,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetUsageBucket | Unset = UNSET,
    group_by: list[GetUsageGroupByItem] | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Problem | UsageReport]:
    """Get usage

     The project's usage over time, by hour or by day (UTC). Without `from` and `to` it covers the last
    30 days. The span is at most 366
    days, or 31 days by the hour. Hours and days without requests have no row.

    Args:
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetUsageBucket | Unset):
        group_by (list[GetUsageGroupByItem] | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | UsageReport]
    """

    kwargs = _get_kwargs(
        from_=from_,
        to=to,
        bucket=bucket,
        group_by=group_by,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    bucket: GetUsageBucket | Unset = UNSET,
    group_by: list[GetUsageGroupByItem] | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Problem | UsageReport | None:
    """Get usage

     The project's usage over time, by hour or by day (UTC). Without `from` and `to` it covers the last
    30 days. The span is at most 366
    days, or 31 days by the hour. Hours and days without requests have no row.

    Args:
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        bucket (GetUsageBucket | Unset):
        group_by (list[GetUsageGroupByItem] | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | UsageReport
    """

    return (
        await asyncio_detailed(
            client=client,
            from_=from_,
            to=to,
            bucket=bucket,
            group_by=group_by,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
