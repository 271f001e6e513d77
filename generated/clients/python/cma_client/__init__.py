"""A typed client of the Cloudflare Multi-Agent System.

Written by hand; the generated parts are the packages `generation` and `config`. Waiting, events, downloads, lists and webhooks, under the
names that every client has.
"""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from .config import AuthenticatedClient as ConfigClient
from .generation import AuthenticatedClient as GenerationClient
from .generation.models import GenerateRequest, Generation, Problem
from .generation.types import UNSET, File, Response, Unset

__all__ = [
    "UNSET",
    "ApiError",
    "CanceledError",
    "Client",
    "File",
    "GenerateRequest",
    "Generation",
    "GenerationFailedError",
    "InvalidWebhookError",
    "Problem",
    "ReceivedEvent",
    "WaitTimeoutError",
    "paginate",
    "unwrap",
    "verify_webhook",
]

_UNFINISHED = ("queued", "running")
_REPEATED = (408, 429, 500, 502, 503, 504)
_MOST_FAILURES = 8
# How long one try of a wait, of a download or of events lasts.
_TRY_SECONDS = 60.0
# How long a generated operation waits. The service answers a generation after at most 120 seconds, unless `prefer` asks for longer.
_CALL_SECONDS = 130.0
_CONNECT_SECONDS = 10.0
# How long calls without a deadline of their own are repeated.
_PATIENCE_SECONDS = 60.0
# Errors of the request itself, which a repeat cannot mend.
_LOCAL = (httpx.LocalProtocolError, httpx.UnsupportedProtocol)

Parsed = TypeVar("Parsed")


class ApiError(Exception):
    """The service refused a call. `problem` is None if the response did not come from the service itself."""

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self.status = status
        self.problem = _problem_in(content)
        # The stable code, such as `rate_limited`.
        self.code = None if self.problem is None else self.problem.code
        # Name it when you ask the operator about this call.
        self.request_id = headers.get("x-request-id") if self.problem is None else self.problem.request_id
        # The generation that had begun, if there is one. A repeat with the same key returns its result again.
        self.generation_id = None if self.problem is None else self.problem.generation_id or None
        # How long the service asks to wait, in seconds.
        self.retry_after = _retry_after(headers)
        if self.problem is not None and not isinstance(self.problem.retry_after_ms, Unset):
            self.retry_after = self.problem.retry_after_ms / 1000
        if self.problem is None:
            super().__init__(f"HTTP {status}")
        else:
            detail = f": {self.problem.detail}" if self.problem.detail else ""
            super().__init__(f"{self.problem.title} ({self.code}){detail}")


class GenerationFailedError(Exception):
    """The generation ended without a result; `generation` has its status, its error and its cost."""

    def __init__(self, generation: Generation) -> None:
        # The stable code, such as `safety_refused`: the one that ApiError has if the call itself waits for the end.
        self.code = _code_of(generation)
        reason = "" if generation.error is None else f": {generation.error.message}"
        super().__init__(f"Generation {generation.id} {_end_of(generation.status)} ({self.code}){reason}")
        self.generation = generation
        self.request_id = generation.request_id


class WaitTimeoutError(Exception):
    """The deadline has passed, and the generation goes on.

    Call again with the same body and `idempotency_key` to get its result.
    """

    def __init__(self, generation_id: str | None, idempotency_key: str) -> None:
        name = generation_id or "not accepted yet"
        super().__init__(f"The generation has not finished in time ({name}, Idempotency-Key {idempotency_key}).")
        self.generation_id = generation_id
        self.idempotency_key = idempotency_key


class CanceledError(Exception):
    """The caller stopped the wait. The generation, if one had begun, was asked to stop."""

    def __init__(self, generation_id: str | None, idempotency_key: str) -> None:
        name = generation_id or "not accepted yet"
        super().__init__(f"The wait was canceled ({name}, Idempotency-Key {idempotency_key}).")
        self.generation_id = generation_id
        self.idempotency_key = idempotency_key


class InvalidWebhookError(Exception):
    """The delivery was not signed with this secret, or it is too old. Do not process it."""


@dataclass(frozen=True)
class ReceivedEvent:
    """One event of a generation. Give `id` as `last_event_id` to continue after it. `data` is as the contract describes it."""

    id: str
    type: str
    data: dict[str, Any]


class Client:
    """A client of one platform. `generation` and `config` have every operation; the functions in their `api` take them."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        project_id: str | None = None,
        timeout: float | httpx.Timeout | None = _CALL_SECONDS,
        **options: Any,
    ) -> None:
        """`project_id` is needed with a key of a user. Further options go to both generated clients.

        `timeout` is how long an operation of `generation` and `config` waits for its response, in seconds; None is without end. Raises
        ValueError if the URL or the key cannot be used.
        """
        base, token = _checked_url(url), _checked_key(key)
        headers = {} if project_id is None else {"X-Project-ID": project_id}
        if isinstance(timeout, (int, float)):
            timeout = _timeout(timeout)
        self.generation = GenerationClient(base_url=f"{base}/v1", token=token, headers=headers, timeout=timeout, **options)
        self.config = ConfigClient(base_url=f"{base}/config/v1", token=token, timeout=timeout, **options)

    def close(self) -> None:
        self.generation.get_httpx_client().close()
        self.config.get_httpx_client().close()

    def generate_and_wait(
        self,
        body: GenerateRequest,
        *,
        idempotency_key: str | None = None,
        timeout: float = 300.0,
        cancel: threading.Event | None = None,
        on_update: Callable[[Generation], None] | None = None,
    ) -> Generation:
        """Makes pictures and waits for them. All tries of one call have one Idempotency-Key, so nothing is bought twice.

        `timeout` (seconds) ends the wait with WaitTimeoutError; the generation goes on. `cancel`, once set, ends the wait with
        CanceledError and asks the service to cancel the generation. `on_update` is called with each state that a look at the generation
        shows. Raises GenerationFailedError if the generation has no result, and ApiError if the request was refused.
        """
        # Made here, outside of every loop: a key for each try would buy again with each try.
        key = idempotency_key or str(uuid.uuid4())
        until = time.monotonic() + timeout
        generation_id: str | None = None

        def submit() -> httpx.Response:
            headers = {"Idempotency-Key": key, "Prefer": "respond-async"}
            return self._send("POST", "/generate", until, json=body.to_dict(), headers=headers)

        try:
            if cancel is not None and cancel.is_set():
                raise _Stopped
            send = submit
            while True:
                try:
                    found, response = _repeated(lambda: _generation(send()), until, cancel)
                except ApiError as error:
                    if generation_id is not None or error.generation_id is None:
                        raise
                    # The job had begun and has failed. Its record says more than the problem.
                    generation_id = error.generation_id
                    send = self._look(generation_id, until)
                    continue
                generation_id = found.id
                if on_update is not None:
                    on_update(found)
                if found.status == "succeeded":
                    return found
                if found.status not in _UNFINISHED:
                    raise GenerationFailedError(found)
                asked = _retry_after(response.headers)
                _pause(_with_jitter(1.0 if asked is None else asked), until, cancel)
                send = self._look(found.id, until)
        except _Stopped:
            if generation_id is not None:
                self._cancel(generation_id)
            raise CanceledError(generation_id, key) from None
        except _OutOfTime as error:
            raise WaitTimeoutError(generation_id, key) from error.__cause__

    def events(self, generation_id: str, *, last_event_id: str | None = None) -> Iterator[ReceivedEvent]:
        """The events of a generation until it has finished. A broken connection is resumed after the last event."""
        last = last_event_id
        failures = 0
        while True:
            broken: Exception = ConnectionError("The stream ended before its last event.")
            asked: float | None = None
            try:
                headers = {"Accept": "text/event-stream", **({} if last is None else {"Last-Event-ID": last})}
                http = self.generation.get_httpx_client()
                with http.stream("GET", f"/generations/{generation_id}/events", headers=headers, timeout=_timeout(_TRY_SECONDS)) as response:
                    _require_success(response)
                    for event in _events_in(response.iter_lines()):
                        failures = 0
                        last = event.id
                        yield event
                        if event.type == "finished":
                            return
            except ApiError as error:
                if error.status not in _REPEATED or (error.retry_after or 0) > _PATIENCE_SECONDS:
                    raise
                broken, asked = error, error.retry_after
            except _LOCAL:
                raise
            except httpx.TransportError as error:
                broken = error
            failures += 1
            if failures >= _MOST_FAILURES:
                raise broken
            time.sleep(_backoff(failures) if asked is None else _with_jitter(asked))

    def download(self, asset_id: str) -> bytes:
        """The bytes of a picture, by the id of its asset."""
        call = lambda: _require_success(self._send("GET", f"/assets/{asset_id}/content", None)).content  # noqa: E731
        return _repeated(call, None, None)

    def _send(self, method: str, path: str, until: float | None, **options: Any) -> httpx.Response:
        left = _TRY_SECONDS if until is None else max(0.001, min(_TRY_SECONDS, until - time.monotonic()))
        return self.generation.get_httpx_client().request(method, path, timeout=_timeout(left), **options)

    def _look(self, generation_id: str, until: float) -> Callable[[], httpx.Response]:
        return lambda: self._send("GET", f"/generations/{generation_id}", until)

    def _cancel(self, generation_id: str) -> None:
        """A refusal (already ended, or its provider cannot stop) is no error of the wait."""
        until = time.monotonic() + 10
        try:
            _repeated(lambda: _require_success(self._send("POST", f"/generations/{generation_id}/cancel", until)), until, None)
        except (ApiError, httpx.TransportError, httpx.DecodingError, _OutOfTime):
            pass


def unwrap(response: Response[Any]) -> Any:
    """Returns the content of a response of `sync_detailed`; raises ApiError if the call failed."""
    status = int(response.status_code)
    if not 200 <= status < 300:
        raise ApiError(status, response.headers, response.content)
    return response.parsed


def paginate(page: Callable[[str | Unset], Any]) -> Iterator[Any]:
    """Every item of a list: `paginate(lambda cursor: list_generations.sync_detailed(client=cma.generation, cursor=cursor))`.

    `page` may also return the content of the response, as `unwrap` does.
    """
    cursor: str | Unset = UNSET
    while True:
        start = cursor
        listed = _repeated(lambda: _unwrapped(page(start)), None, None)
        if not hasattr(listed, "data") or not hasattr(listed, "next_cursor"):
            raise TypeError(f"page returned {type(listed).__name__}, which is no list; return what sync_detailed of a list operation returns.")
        yield from listed.data
        if listed.next_cursor is None:
            return
        cursor = listed.next_cursor


def verify_webhook(payload: str | bytes, headers: Mapping[str, str], secret: str) -> dict[str, Any]:
    """Checks the signature of a delivery by Standard Webhooks, and returns its content.

    `payload` is the body exactly as it arrived, not parsed and serialized again. Raises InvalidWebhookError.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        return Webhook(secret).verify(payload, lower)
    except WebhookVerificationError as error:
        raise InvalidWebhookError(str(error)) from error


class _Stopped(Exception):
    pass


class _OutOfTime(Exception):
    pass


def _repeated(call: Callable[[], Parsed], until: float | None, cancel: threading.Event | None) -> Parsed:
    """Repeats a call whose failure bought nothing, or that has an Idempotency-Key.

    Only for such calls: a connection that breaks does not say whether the service has done the work. A failure that names its generation is
    not repeated, because the repeat would return it again.
    """
    end = time.monotonic() + _PATIENCE_SECONDS if until is None else until
    failures = 0
    while True:
        if cancel is not None and cancel.is_set() and failures > 0:
            raise _Stopped
        try:
            return call()
        except ApiError as error:
            if error.status not in _REPEATED or error.generation_id is not None:
                raise
            failure: Exception = error
            wait = _backoff(failures) if error.retry_after is None else _with_jitter(error.retry_after)
        except _LOCAL:
            raise
        except (httpx.TransportError, httpx.DecodingError, json.JSONDecodeError) as error:
            failure = error
            wait = _backoff(failures)
        failures += 1
        # A refusal that outlasts the deadline is the answer. A deadline that ends a broken connection is the caller's to handle.
        refused = isinstance(failure, ApiError) or until is None
        if failures >= _MOST_FAILURES or (refused and time.monotonic() + wait > end):
            raise failure
        try:
            _pause(wait, end, cancel)
        except _OutOfTime as error:
            raise error from failure


def _pause(seconds: float, until: float, cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise _Stopped
    if time.monotonic() + seconds > until:
        raise _OutOfTime
    if cancel is None:
        time.sleep(seconds)
    elif cancel.wait(seconds):
        raise _Stopped


def _backoff(failures: int) -> float:
    return min(8.0, 0.5 * 2**failures) * (0.5 + random.random() / 2)


def _with_jitter(seconds: float) -> float:
    """Never earlier than the service asks, and not at the same moment as every other client."""
    return seconds + random.random() * min(1.0, 0.05 + seconds / 4)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("retry-after")
    if text is None:
        return None
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _require_success(response: httpx.Response) -> httpx.Response:
    if not response.is_success:
        raise ApiError(response.status_code, response.headers, response.read())
    return response


def _generation(response: httpx.Response) -> tuple[Generation, httpx.Response]:
    _require_success(response)
    try:
        return Generation.from_dict(response.json()), response
    except (ValueError, KeyError) as error:
        raise httpx.DecodingError("The response is no generation.", request=response.request) from error


def _unwrapped(page: Any) -> Any:
    return unwrap(page) if isinstance(page, Response) else page


def _end_of(status: str) -> str:
    """How a generation with this status has ended, in words."""
    return {"failed": "has failed", "canceled": "was canceled"}.get(status, f"is {status}")


def _code_of(generation: Generation) -> str:
    if generation.status == "canceled":
        return "generation_canceled"
    if generation.error is not None:
        return generation.error.code
    return "outcome_indeterminate" if generation.status == "indeterminate" else "internal_error"


def _timeout(seconds: float) -> httpx.Timeout:
    return httpx.Timeout(seconds, connect=min(_CONNECT_SECONDS, seconds))


def _checked_url(url: str) -> str:
    base = url.strip().rstrip("/")
    # OpenAI's packages need an address that ends in /v1. So people may have such an address at hand, and give it here.
    for ending in ("/config/v1", "/v1"):
        if base.endswith(ending):
            raise ValueError(f"The URL ends in {ending}. Leave that out: the client adds it, as in https://images.example.com.")
    try:
        address = httpx.URL(base)
    except httpx.InvalidURL as error:
        raise ValueError(f"The URL cannot be read: {error}. Give an address such as https://images.example.com.") from None
    if address.scheme not in ("https", "http") or not address.host:
        raise ValueError("The URL is not an address such as https://images.example.com: it begins with https:// or http://.")
    return base


def _checked_key(key: str) -> str:
    """The key without spaces around it, such as the newline at the end of a file. No message shows the key."""
    token = key.strip()
    if not token:
        raise ValueError("The key is empty. Give a key such as cma_live_…")
    if not all("!" <= character <= "~" for character in token):
        raise ValueError("The key has a space, a line break or a letter that no key has. Give one key, such as cma_live_…")
    return token


def _problem_in(content: bytes) -> Problem | None:
    try:
        return Problem.from_dict(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _events_in(lines: Iterator[str]) -> Iterator[ReceivedEvent]:
    event_id, kind, data = "", "message", []
    for line in lines:
        if line == "":
            if data:
                yield ReceivedEvent(event_id, kind, json.loads("\n".join(data)))
            kind, data = "message", []
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "id":
            event_id = value
        elif name == "event":
            kind = value
        elif name == "data":
            data.append(value)
