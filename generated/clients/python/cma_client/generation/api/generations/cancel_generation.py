from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.generation import Generation
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    generation_id: str,
    *,
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
        "url": "/generations/{generation_id}/cancel".format(
            generation_id=quote(str(generation_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Generation | Problem | None:
    if response.status_code == 200:
        response_200 = Generation.from_dict(response.json())

        return response_200

    if response.status_code == 202:
        response_202 = Generation.from_dict(response.json())

        return response_202

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

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

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
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Generation | Problem]:
    """Cancel a generation

     Stops the work if it can be stopped. The call waits up to 5 seconds for the end. It returns the
    canceled generation (200), or the
    generation as it is while the cancel is in progress (202): then read it, or follow its events, until
    it has ended. If the work cannot be
    stopped, or has ended meanwhile, the response is `409 not_cancelable`, and the record has the result
    and the cost. Canceling twice is
    harmless.

    - Before the provider was called, and between two tries: canceled, at no cost.
    - While a free model works: stopped, at no cost.
    - While a model with a price is being called: the call is not broken off, because the provider would
    bill it all the
    same. If a result still comes, it is kept and charged (`succeeded`): within the 5 seconds the
    response is then `409 not_cancelable`,
    and 202 if it takes longer. If the call fails without being billed, the generation ends as
    `canceled`.
    - While the provider works on an accepted job: the provider is asked to stop. The amount billed by
    then is charged. If
    the provider does not report an amount within 30 seconds, the generation ends as `indeterminate`
    with its reservation
    held. If the provider has no way to stop, the response is `409 not_cancelable`.
    - While pictures are being stored, and afterwards: `409 not_cancelable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Generation | Problem]
    """

    kwargs = _get_kwargs(
        generation_id=generation_id,
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
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Generation | Problem | None:
    """Cancel a generation

     Stops the work if it can be stopped. The call waits up to 5 seconds for the end. It returns the
    canceled generation (200), or the
    generation as it is while the cancel is in progress (202): then read it, or follow its events, until
    it has ended. If the work cannot be
    stopped, or has ended meanwhile, the response is `409 not_cancelable`, and the record has the result
    and the cost. Canceling twice is
    harmless.

    - Before the provider was called, and between two tries: canceled, at no cost.
    - While a free model works: stopped, at no cost.
    - While a model with a price is being called: the call is not broken off, because the provider would
    bill it all the
    same. If a result still comes, it is kept and charged (`succeeded`): within the 5 seconds the
    response is then `409 not_cancelable`,
    and 202 if it takes longer. If the call fails without being billed, the generation ends as
    `canceled`.
    - While the provider works on an accepted job: the provider is asked to stop. The amount billed by
    then is charged. If
    the provider does not report an amount within 30 seconds, the generation ends as `indeterminate`
    with its reservation
    held. If the provider has no way to stop, the response is `409 not_cancelable`.
    - While pictures are being stored, and afterwards: `409 not_cancelable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Generation | Problem
    """

    return sync_detailed(
        generation_id=generation_id,
        client=client,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    generation_id: str,
    *,
    client: AuthenticatedClient | Client,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Generation | Problem]:
    """Cancel a generation

     Stops the work if it can be stopped. The call waits up to 5 seconds for the end. It returns the
    canceled generation (200), or the
    generation as it is while the cancel is in progress (202): then read it, or follow its events, until
    it has ended. If the work cannot be
    stopped, or has ended meanwhile, the response is `409 not_cancelable`, and the record has the result
    and the cost. Canceling twice is
    harmless.

    - Before the provider was called, and between two tries: canceled, at no cost.
    - While a free model works: stopped, at no cost.
    - While a model with a price is being called: the call is not broken off, because the provider would
    bill it all the
    same. If a result still comes, it is kept and charged (`succeeded`): within the 5 seconds the
    response is then `409 not_cancelable`,
    and 202 if it takes longer. If the call fails without being billed, the generation ends as
    `canceled`.
    - While the provider works on an accepted job: the provider is asked to stop. The amount billed by
    then is charged. If
    the provider does not report an amount within 30 seconds, the generation ends as `indeterminate`
    with its reservation
    held. If the provider has no way to stop, the response is `409 not_cancelable`.
    - While pictures are being stored, and afterwards: `409 not_cancelable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Generation | Problem]
    """

    kwargs = _get_kwargs(
        generation_id=generation_id,
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
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Generation | Problem | None:
    """Cancel a generation

     Stops the work if it can be stopped. The call waits up to 5 seconds for the end. It returns the
    canceled generation (200), or the
    generation as it is while the cancel is in progress (202): then read it, or follow its events, until
    it has ended. If the work cannot be
    stopped, or has ended meanwhile, the response is `409 not_cancelable`, and the record has the result
    and the cost. Canceling twice is
    harmless.

    - Before the provider was called, and between two tries: canceled, at no cost.
    - While a free model works: stopped, at no cost.
    - While a model with a price is being called: the call is not broken off, because the provider would
    bill it all the
    same. If a result still comes, it is kept and charged (`succeeded`): within the 5 seconds the
    response is then `409 not_cancelable`,
    and 202 if it takes longer. If the call fails without being billed, the generation ends as
    `canceled`.
    - While the provider works on an accepted job: the provider is asked to stop. The amount billed by
    then is charged. If
    the provider does not report an amount within 30 seconds, the generation ends as `indeterminate`
    with its reservation
    held. If the provider has no way to stop, the response is `409 not_cancelable`.
    - While pictures are being stored, and afterwards: `409 not_cancelable`.

    Args:
        generation_id (str):
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):

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
            idempotency_key=idempotency_key,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
