# Tests the official client for Python: it connects, lists the tools, makes a picture, and reads the picture's bytes. If KEY is set, the
# client sends this key. Otherwise it connects through OAuth; calls of the API with a session replace the consent page, which a person would
# use.
import asyncio
import base64
import os
from urllib.parse import parse_qs, urlsplit

import httpx2
from mcp import ClientSession
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata

BASE_URL = os.environ["BASE_URL"]
REDIRECT = "http://127.0.0.1:8977/callback"


class Storage:
    """Acts as an MCP host: stores the client's tokens and registration."""

    tokens = None
    client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


class Person:
    """Acts as the user: opens the consent page, signs in and allows the access."""

    sent_to = None
    key_id = None

    async def redirect(self, address):
        self.sent_to = urlsplit(address)
        assert f"{self.sent_to.scheme}://{self.sent_to.netloc}{self.sent_to.path}" == f"{BASE_URL}/admin/connect", address

    async def decide(self):
        request = {name: values[0] for name, values in parse_qs(self.sent_to.query).items()}
        async with httpx2.AsyncClient(base_url=f"{BASE_URL}/config/v1", timeout=120) as http:
            session = (await http.post("/sessions", json={"key": os.environ["ADMIN_KEY"]})).raise_for_status()
            decided = await http.post(
                "/oauth/authorizations",
                json={
                    "decision": "allow",
                    "request": request,
                    "project_id": os.environ["PROJECT_ID"],
                    "scopes": ["read", "generate"],
                    "budget": {"window": "day", "limit_micros": 1_000_000},
                    "expires_in_days": 1,
                },
                headers={"cookie": session.headers["set-cookie"].split(";")[0], "x-csrf-token": session.json()["csrf_token"]},
            )
            assert decided.status_code == 201, decided.text
        self.key_id = decided.json()["key_id"]
        back = parse_qs(urlsplit(decided.json()["redirect_to"]).query)
        return AuthorizationCodeResult(code=back["code"][0], state=back["state"][0], iss=back["iss"][0])


async def play(name, http):
    async with http, streamable_http_client(f"{BASE_URL}/mcp", http_client=http) as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            assert len(tools) == 8, tools
            made = await session.call_tool("generate_image", {"prompt": "a lighthouse in fog", "size": "512x512"})
            assert not made.is_error, made.content[0].text
            link = next(part for part in made.content if part.type == "resource_link")
            read = await session.read_resource(link.uri)
            picture = base64.b64decode(read.contents[0].blob)
            assert picture[:4] == b"\x89PNG", picture[:8]
            print(f"{name}: {len(tools)} tools, {len(picture)} bytes")


async def main():
    if "KEY" in os.environ:
        headers = {"Authorization": f"Bearer {os.environ['KEY']}"}
        return await play("Python", httpx2.AsyncClient(headers=headers, timeout=120))
    person, storage = Person(), Storage()
    metadata = OAuthClientMetadata(client_name="The official client for Python", redirect_uris=[REDIRECT])
    auth = OAuthClientProvider(f"{BASE_URL}/mcp", metadata, storage, person.redirect, person.decide)
    await play("Python through OAuth", httpx2.AsyncClient(auth=auth, timeout=120))
    assert storage.tokens.refresh_token, storage.tokens
    # An app's access ends with its key: after the key is revoked, the token is refused.
    async with httpx2.AsyncClient(timeout=120) as http:
        admin = {"Authorization": f"Bearer {os.environ['ADMIN_KEY']}"}
        (await http.delete(f"{BASE_URL}/config/v1/keys/{person.key_id}", headers=admin)).raise_for_status()
        token = {"Authorization": f"Bearer {storage.tokens.access_token}"}
        ended = await http.post(f"{BASE_URL}/mcp", headers=token, json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
        assert ended.status_code == 401, ended.text


asyncio.run(main())
