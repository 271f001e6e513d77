from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.asset import Asset
from ...models.problem import Problem
from ...models.upload_asset_body import UploadAssetBody
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: UploadAssetBody,
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
        "url": "/assets",
    }

    _kwargs["files"] = body.to_multipart()

    headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Asset | Problem | None:
    if response.status_code == 201:
        response_201 = Asset.from_dict(response.json())

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
) -> Response[Asset | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UploadAssetBody,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Asset | Problem]:
    """Upload a picture

     Stores a picture that generations can use as an input: PNG, JPEG or WebP, at most 20 MB and 40
    megapixels. The format is read from
    the bytes; the file name does not matter. Send it in one of three ways: as a file in a form
    (`file`), as base64 in JSON, or as an
    address from which the platform fetches it (public https on port 443, at most 3 redirects; a
    platform on your own machine also
    fetches http and private addresses). JSON bodies are at most 28 MB, forms at most 32 MB.

    An upload that no generation uses within 7 days is deleted. A project may have 1,000 such unused
    uploads, together 5 GB
    (5,368,709,120 bytes). One more is `429 storage_limited`, and nothing of it is stored.

    Args:
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (UploadAssetBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Asset | Problem]
    """

    kwargs = _get_kwargs(
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
    *,
    client: AuthenticatedClient | Client,
    body: UploadAssetBody,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Asset | Problem | None:
    """Upload a picture

     Stores a picture that generations can use as an input: PNG, JPEG or WebP, at most 20 MB and 40
    megapixels. The format is read from
    the bytes; the file name does not matter. Send it in one of three ways: as a file in a form
    (`file`), as base64 in JSON, or as an
    address from which the platform fetches it (public https on port 443, at most 3 redirects; a
    platform on your own machine also
    fetches http and private addresses). JSON bodies are at most 28 MB, forms at most 32 MB.

    An upload that no generation uses within 7 days is deleted. A project may have 1,000 such unused
    uploads, together 5 GB
    (5,368,709,120 bytes). One more is `429 storage_limited`, and nothing of it is stored.

    Args:
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (UploadAssetBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Asset | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: UploadAssetBody,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Response[Asset | Problem]:
    """Upload a picture

     Stores a picture that generations can use as an input: PNG, JPEG or WebP, at most 20 MB and 40
    megapixels. The format is read from
    the bytes; the file name does not matter. Send it in one of three ways: as a file in a form
    (`file`), as base64 in JSON, or as an
    address from which the platform fetches it (public https on port 443, at most 3 redirects; a
    platform on your own machine also
    fetches http and private addresses). JSON bodies are at most 28 MB, forms at most 32 MB.

    An upload that no generation uses within 7 days is deleted. A project may have 1,000 such unused
    uploads, together 5 GB
    (5,368,709,120 bytes). One more is `429 storage_limited`, and nothing of it is stored.

    Args:
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (UploadAssetBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Asset | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
        x_request_id=x_request_id,
        x_project_id=x_project_id,
        x_instance_id=x_instance_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: UploadAssetBody,
    idempotency_key: str | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
    x_project_id: str | Unset = UNSET,
    x_instance_id: str | Unset = UNSET,
) -> Asset | Problem | None:
    """Upload a picture

     Stores a picture that generations can use as an input: PNG, JPEG or WebP, at most 20 MB and 40
    megapixels. The format is read from
    the bytes; the file name does not matter. Send it in one of three ways: as a file in a form
    (`file`), as base64 in JSON, or as an
    address from which the platform fetches it (public https on port 443, at most 3 redirects; a
    platform on your own machine also
    fetches http and private addresses). JSON bodies are at most 28 MB, forms at most 32 MB.

    An upload that no generation uses within 7 days is deleted. A project may have 1,000 such unused
    uploads, together 5 GB
    (5,368,709,120 bytes). One more is `429 storage_limited`, and nothing of it is stored.

    Args:
        idempotency_key (str | Unset):
        x_request_id (str | Unset):
        x_project_id (str | Unset):
        x_instance_id (str | Unset):
        body (UploadAssetBody):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Asset | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
            x_request_id=x_request_id,
            x_project_id=x_project_id,
            x_instance_id=x_instance_id,
        )
    ).parsed
