# The official client for Python: connects, lists, makes a picture, and reads its bytes.
import asyncio
import base64
import os

import httpx
from mcp import ClientSession

try:
    from mcp.client.streamable_http import streamable_http_client
except ImportError:
    streamable_http_client = None
    from mcp.client.streamable_http import streamablehttp_client


def transport(address, headers):
    if streamable_http_client is None:
        return streamablehttp_client(address, headers=headers)
    return streamable_http_client(address, http_client=httpx.AsyncClient(headers=headers, timeout=120))


async def main():
    headers = {"Authorization": f"Bearer {os.environ['KEY']}"}
    async with transport(os.environ["MCP_ADDRESS"], headers) as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            assert len(tools) == 8, tools
            made = await session.call_tool("generate_image", {"prompt": "a lighthouse in fog", "size": "512x512"})
            assert not getattr(made, "isError", getattr(made, "is_error", False)), made.content[0].text
            link = next(part for part in made.content if part.type == "resource_link")
            read = await session.read_resource(link.uri)
            picture = base64.b64decode(read.contents[0].blob)
            assert picture[:4] == b"\x89PNG", picture[:8]
            print(f"Python: {len(tools)} tools, {len(picture)} bytes")


asyncio.run(main())
