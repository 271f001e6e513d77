import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_logs_outcome import ListLogsOutcome
from ...models.log_list import LogList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    instance_id: str,
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    project_id: str | Unset = UNSET,
    key_id: str | Unset = UNSET,
    operation_id: str | Unset = UNSET,
    model: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    outcome: ListLogsOutcome | Unset = UNSET,
    error_code: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    json_from_: str | Unset = UNSET
    if not isinstance(from_, Unset):
        json_from_ = from_.isoformat()
    params["from"] = json_from_

    json_to: str | Unset = UNSET
    if not isinstance(to, Unset):
        json_to = to.isoformat()
    params["to"] = json_to

    params["project_id"] = project_id

    params["key_id"] = key_id

    params["operation_id"] = operation_id

    params["model"] = model

    params["provider"] = provider

    json_outcome: str | Unset = UNSET
    if not isinstance(outcome, Unset):
        json_outcome = outcome

    params["outcome"] = json_outcome

    params["error_code"] = error_code

    params["generation_id"] = generation_id

    params["request_id"] = request_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/instances/{instance_id}/logs".format(
            instance_id=quote(str(instance_id), safe=""),
        ),
        "params": params,
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> LogList | Problem | None:
    if response.status_code == 200:
        response_200 = LogList.from_dict(response.json())

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
) -> Response[LogList | Problem]:
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
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    project_id: str | Unset = UNSET,
    key_id: str | Unset = UNSET,
    operation_id: str | Unset = UNSET,
    model: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    outcome: ListLogsOutcome | Unset = UNSET,
    error_code: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[LogList | Problem]:
    """List requests

     The requests to the generation service with keys of this instance, newest first. Prompts and
    pictures are not in it; `generation_id`
    leads to them, for those who may see them.

    Args:
        instance_id (str):
        cursor (str | Unset):
        limit (int | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        project_id (str | Unset):
        key_id (str | Unset):
        operation_id (str | Unset):
        model (str | Unset):
        provider (str | Unset):
        outcome (ListLogsOutcome | Unset):
        error_code (str | Unset): The stable code of the error, for programs to decide by.
            `/problems/{code}` says for each code why it occurs and what to do.

            Known values: `invalid_request`, `malformed_json`, `unsupported_parameter`,
            `unsupported_operation`, `unsupported_size`, `input_invalid`, `url_not_allowed`,
            `content_policy`, `safety_refused`, `max_cost_exceeded`, `request_exceeds_limit`,
            `provider_bad_request`, `callback_invalid`, `missing_key`, `invalid_key`, `expired_key`,
            `revoked_key`, `session_expired`, `link_invalid`, `insufficient_scope`,
            `insufficient_role`, `csrf_failed`, `origin_not_allowed`, `not_found`, `model_not_found`,
            `route_not_found`, `method_not_allowed`, `conflict`, `not_cancelable`, `not_resolvable`,
            `in_use`, `link_expired`, `precondition_failed`, `body_too_large`,
            `unsupported_media_type`, `range_not_satisfiable`, `idempotency_key_reused`,
            `generation_canceled`, `credential_missing`, `provider_error`, `provider_bad_answer`,
            `provider_credential_rejected`, `outcome_indeterminate`, `result_unavailable`,
            `deadline_exceeded`, `rate_limited`, `concurrency_limited`, `budget_exceeded`,
            `storage_limited`, `internal_error`, `provider_rate_limited`, `provider_unavailable`,
            `change_pending`, `overloaded`, `unavailable`, `provider_timeout`. More may be added.
        generation_id (str | Unset):
        request_id (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LogList | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        cursor=cursor,
        limit=limit,
        from_=from_,
        to=to,
        project_id=project_id,
        key_id=key_id,
        operation_id=operation_id,
        model=model,
        provider=provider,
        outcome=outcome,
        error_code=error_code,
        generation_id=generation_id,
        request_id=request_id,
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
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    project_id: str | Unset = UNSET,
    key_id: str | Unset = UNSET,
    operation_id: str | Unset = UNSET,
    model: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    outcome: ListLogsOutcome | Unset = UNSET,
    error_code: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> LogList | Problem | None:
    """List requests

     The requests to the generation service with keys of this instance, newest first. Prompts and
    pictures are not in it; `generation_id`
    leads to them, for those who may see them.

    Args:
        instance_id (str):
        cursor (str | Unset):
        limit (int | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        project_id (str | Unset):
        key_id (str | Unset):
        operation_id (str | Unset):
        model (str | Unset):
        provider (str | Unset):
        outcome (ListLogsOutcome | Unset):
        error_code (str | Unset): The stable code of the error, for programs to decide by.
            `/problems/{code}` says for each code why it occurs and what to do.

            Known values: `invalid_request`, `malformed_json`, `unsupported_parameter`,
            `unsupported_operation`, `unsupported_size`, `input_invalid`, `url_not_allowed`,
            `content_policy`, `safety_refused`, `max_cost_exceeded`, `request_exceeds_limit`,
            `provider_bad_request`, `callback_invalid`, `missing_key`, `invalid_key`, `expired_key`,
            `revoked_key`, `session_expired`, `link_invalid`, `insufficient_scope`,
            `insufficient_role`, `csrf_failed`, `origin_not_allowed`, `not_found`, `model_not_found`,
            `route_not_found`, `method_not_allowed`, `conflict`, `not_cancelable`, `not_resolvable`,
            `in_use`, `link_expired`, `precondition_failed`, `body_too_large`,
            `unsupported_media_type`, `range_not_satisfiable`, `idempotency_key_reused`,
            `generation_canceled`, `credential_missing`, `provider_error`, `provider_bad_answer`,
            `provider_credential_rejected`, `outcome_indeterminate`, `result_unavailable`,
            `deadline_exceeded`, `rate_limited`, `concurrency_limited`, `budget_exceeded`,
            `storage_limited`, `internal_error`, `provider_rate_limited`, `provider_unavailable`,
            `change_pending`, `overloaded`, `unavailable`, `provider_timeout`. More may be added.
        generation_id (str | Unset):
        request_id (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LogList | Problem
    """

    return sync_detailed(
        instance_id=instance_id,
        client=client,
        cursor=cursor,
        limit=limit,
        from_=from_,
        to=to,
        project_id=project_id,
        key_id=key_id,
        operation_id=operation_id,
        model=model,
        provider=provider,
        outcome=outcome,
        error_code=error_code,
        generation_id=generation_id,
        request_id=request_id,
        x_request_id=x_request_id,
    ).parsed


async def asyncio_detailed(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    project_id: str | Unset = UNSET,
    key_id: str | Unset = UNSET,
    operation_id: str | Unset = UNSET,
    model: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    outcome: ListLogsOutcome | Unset = UNSET,
    error_code: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> Response[LogList | Problem]:
    """List requests

     The requests to the generation service with keys of this instance, newest first. Prompts and
    pictures are not in it; `generation_id`
    leads to them, for those who may see them.

    Args:
        instance_id (str):
        cursor (str | Unset):
        limit (int | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        project_id (str | Unset):
        key_id (str | Unset):
        operation_id (str | Unset):
        model (str | Unset):
        provider (str | Unset):
        outcome (ListLogsOutcome | Unset):
        error_code (str | Unset): The stable code of the error, for programs to decide by.
            `/problems/{code}` says for each code why it occurs and what to do.

            Known values: `invalid_request`, `malformed_json`, `unsupported_parameter`,
            `unsupported_operation`, `unsupported_size`, `input_invalid`, `url_not_allowed`,
            `content_policy`, `safety_refused`, `max_cost_exceeded`, `request_exceeds_limit`,
            `provider_bad_request`, `callback_invalid`, `missing_key`, `invalid_key`, `expired_key`,
            `revoked_key`, `session_expired`, `link_invalid`, `insufficient_scope`,
            `insufficient_role`, `csrf_failed`, `origin_not_allowed`, `not_found`, `model_not_found`,
            `route_not_found`, `method_not_allowed`, `conflict`, `not_cancelable`, `not_resolvable`,
            `in_use`, `link_expired`, `precondition_failed`, `body_too_large`,
            `unsupported_media_type`, `range_not_satisfiable`, `idempotency_key_reused`,
            `generation_canceled`, `credential_missing`, `provider_error`, `provider_bad_answer`,
            `provider_credential_rejected`, `outcome_indeterminate`, `result_unavailable`,
            `deadline_exceeded`, `rate_limited`, `concurrency_limited`, `budget_exceeded`,
            `storage_limited`, `internal_error`, `provider_rate_limited`, `provider_unavailable`,
            `change_pending`, `overloaded`, `unavailable`, `provider_timeout`. More may be added.
        generation_id (str | Unset):
        request_id (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[LogList | Problem]
    """

    kwargs = _get_kwargs(
        instance_id=instance_id,
        cursor=cursor,
        limit=limit,
        from_=from_,
        to=to,
        project_id=project_id,
        key_id=key_id,
        operation_id=operation_id,
        model=model,
        provider=provider,
        outcome=outcome,
        error_code=error_code,
        generation_id=generation_id,
        request_id=request_id,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    instance_id: str,
    *,
    client: AuthenticatedClient | Client,
    cursor: str | Unset = UNSET,
    limit: int | Unset = UNSET,
    from_: datetime.datetime | Unset = UNSET,
    to: datetime.datetime | Unset = UNSET,
    project_id: str | Unset = UNSET,
    key_id: str | Unset = UNSET,
    operation_id: str | Unset = UNSET,
    model: str | Unset = UNSET,
    provider: str | Unset = UNSET,
    outcome: ListLogsOutcome | Unset = UNSET,
    error_code: str | Unset = UNSET,
    generation_id: str | Unset = UNSET,
    request_id: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> LogList | Problem | None:
    """List requests

     The requests to the generation service with keys of this instance, newest first. Prompts and
    pictures are not in it; `generation_id`
    leads to them, for those who may see them.

    Args:
        instance_id (str):
        cursor (str | Unset):
        limit (int | Unset):
        from_ (datetime.datetime | Unset):
        to (datetime.datetime | Unset):
        project_id (str | Unset):
        key_id (str | Unset):
        operation_id (str | Unset):
        model (str | Unset):
        provider (str | Unset):
        outcome (ListLogsOutcome | Unset):
        error_code (str | Unset): The stable code of the error, for programs to decide by.
            `/problems/{code}` says for each code why it occurs and what to do.

            Known values: `invalid_request`, `malformed_json`, `unsupported_parameter`,
            `unsupported_operation`, `unsupported_size`, `input_invalid`, `url_not_allowed`,
            `content_policy`, `safety_refused`, `max_cost_exceeded`, `request_exceeds_limit`,
            `provider_bad_request`, `callback_invalid`, `missing_key`, `invalid_key`, `expired_key`,
            `revoked_key`, `session_expired`, `link_invalid`, `insufficient_scope`,
            `insufficient_role`, `csrf_failed`, `origin_not_allowed`, `not_found`, `model_not_found`,
            `route_not_found`, `method_not_allowed`, `conflict`, `not_cancelable`, `not_resolvable`,
            `in_use`, `link_expired`, `precondition_failed`, `body_too_large`,
            `unsupported_media_type`, `range_not_satisfiable`, `idempotency_key_reused`,
            `generation_canceled`, `credential_missing`, `provider_error`, `provider_bad_answer`,
            `provider_credential_rejected`, `outcome_indeterminate`, `result_unavailable`,
            `deadline_exceeded`, `rate_limited`, `concurrency_limited`, `budget_exceeded`,
            `storage_limited`, `internal_error`, `provider_rate_limited`, `provider_unavailable`,
            `change_pending`, `overloaded`, `unavailable`, `provider_timeout`. More may be added.
        generation_id (str | Unset):
        request_id (str | Unset):
        x_request_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        LogList | Problem
    """

    return (
        await asyncio_detailed(
            instance_id=instance_id,
            client=client,
            cursor=cursor,
            limit=limit,
            from_=from_,
            to=to,
            project_id=project_id,
            key_id=key_id,
            operation_id=operation_id,
            model=model,
            provider=provider,
            outcome=outcome,
            error_code=error_code,
            generation_id=generation_id,
            request_id=request_id,
            x_request_id=x_request_id,
        )
    ).parsed
