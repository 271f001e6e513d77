"""Tests of the client for Python that need no platform: refused keys and addresses, timeouts, lists, and codes."""

import http.server
import json
import threading
import time

import httpx
import pytest
from cma_client import Client, GenerateRequest, Generation, GenerationFailedError, paginate, unwrap
from cma_client.config.api.organizations import list_organizations
from cma_client.config.api.usage import get_instance_usage

KEY = "cma_live_0123456789"
URL = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def no_repeats(monkeypatch):
    """Nothing in this file may be repeated, so nothing may wait."""

    def refuse(_seconds):
        raise AssertionError("The client waits before it repeats.")

    monkeypatch.setattr(time, "sleep", refuse)


@pytest.fixture
def server():
    """Answers every request with an empty list, and keeps the path and the headers of each."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            seen.append({"path": self.path, **self.headers})
            content = json.dumps({"data": [], "next_cursor": None}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args):
            pass

    listening = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}", seen
    listening.shutdown()


def test_an_operation_waits_longer_than_the_service():
    cma = Client(URL, KEY)
    assert [one.get_httpx_client().timeout.read for one in (cma.generation, cma.config)] == [130, 130]
    longer = Client(URL, KEY, timeout=310)
    assert longer.generation.get_httpx_client().timeout == httpx.Timeout(310, connect=10)


def test_the_text_of_a_client_does_not_show_the_key():
    cma = Client(URL, KEY)
    for one in (cma, cma.generation, cma.config):
        if one is not cma:
            # The key becomes a header only when the client of httpx is made.
            one.get_httpx_client()
        assert KEY not in repr(one)


@pytest.mark.parametrize("key", ["", " \n", f"{KEY}\n{KEY}", f"{KEY} x", f"{KEY}é", f"{KEY}\x00"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_shown(key):
    with pytest.raises(ValueError, match="^The key ") as refused:
        Client(URL, key)
    assert KEY not in str(refused.value)


def test_the_line_break_of_a_secret_file_is_no_part_of_the_key(server):
    url, seen = server
    cma = Client(f"{url}/\n", f"{KEY}\r\n")
    unwrap(list_organizations.sync_detailed(client=cma.config))
    assert seen[0]["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("url", ["", "127.0.0.1:8787", "images.example.com", "ftp://images.example.com", "https://", "http://x:port"])
def test_an_address_that_cannot_be_called_is_refused(url):
    with pytest.raises(ValueError, match="^The URL "):
        Client(url, KEY)


@pytest.mark.parametrize("path", ["/v1", "/v1/ ", "/config/v1", "/images/v1/"])
def test_an_address_that_ends_in_the_path_of_an_api_is_refused(path):
    with pytest.raises(ValueError, match=r"^The URL ends in /(config/)?v1\. Leave that out"):
        Client(URL + path, KEY)
    Client(f"{URL}/images", KEY)


@pytest.mark.parametrize("idempotency_key", ["a\nb", "é"])
def test_an_error_of_the_request_itself_is_not_repeated(server, idempotency_key):
    with pytest.raises((httpx.LocalProtocolError, UnicodeEncodeError)):
        Client(server[0], KEY).generate_and_wait(GenerateRequest(prompt="a fox"), idempotency_key=idempotency_key)


def test_the_first_page_of_a_list_has_no_cursor(server):
    url, seen = server
    cma = Client(url, KEY)
    assert list(paginate(lambda cursor: list_organizations.sync_detailed(client=cma.config, limit=50, cursor=cursor))) == []
    assert seen[0]["path"] == "/config/v1/organizations?limit=50"


def test_paginate_takes_responses_and_their_content(server):
    cma = Client(server[0], KEY)
    assert list(paginate(lambda cursor: list_organizations.sync_detailed(client=cma.config, cursor=cursor))) == []
    assert list(paginate(lambda cursor: unwrap(list_organizations.sync_detailed(client=cma.config, cursor=cursor)))) == []
    with pytest.raises(TypeError, match="page returned NoneType, which is no list"):
        list(paginate(lambda cursor: None))


@pytest.mark.parametrize(
    ("status", "words", "code", "expected"),
    [
        ("failed", "has failed", "safety_refused", "safety_refused"),
        ("canceled", "was canceled", None, "generation_canceled"),
        ("indeterminate", "is indeterminate", None, "outcome_indeterminate"),
    ],
)
def test_a_generation_that_failed_has_a_code(status, words, code, expected):
    generation = Generation.__new__(Generation)
    generation.id, generation.status, generation.request_id = "gen_1", status, "req_1"
    generation.error = None if code is None else type("Error", (), {"code": code, "message": "The provider refused it."})()
    error = GenerationFailedError(generation)
    assert error.code == expected
    assert str(error).startswith(f"Generation gen_1 {words} ({expected})")


def test_a_text_is_no_list():
    cma = Client(URL, KEY)
    with pytest.raises(TypeError, match=r'^group_by is a list: \["…"\], not a str\.$'):
        get_instance_usage.sync_detailed("inst_1", client=cma.config, group_by="model")
