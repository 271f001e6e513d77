"""Tests OpenAI's own Python package against a running server; only the base URL is changed.

run.mjs starts a server and runs this script. To run it against another server:

    pip install openai
    BASE_URL=http://localhost:8787/v1 KEY=cma_live_... python tests/e2e/openai-python/check.py
"""

import base64
import io
import os
import struct
import urllib.request
import zlib

import openai

client = openai.OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["KEY"], max_retries=0)


def png(width: int, height: int, alpha) -> bytes:
    """A picture whose alpha is `alpha(x, y)`."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"".join(bytes((x & 255, y & 255, 90, alpha(x, y))) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def size_of(file: bytes) -> tuple[int, int]:
    assert file[:8] == b"\x89PNG\r\n\x1a\n", file[:16]
    return struct.unpack(">II", file[16:24])


def named(file: bytes, name: str = "picture.png") -> io.BytesIO:
    stream = io.BytesIO(file)
    stream.name = name
    return stream


def step(name: str) -> None:
    print(f"ok  {name}")


answer = client.images.generate(model="sketch", prompt="a lighthouse in fog", size="512x512", n=2)
assert len(answer.data) == 2
with urllib.request.urlopen(answer.data[0].url) as response:
    assert size_of(response.read()) == (512, 512)
step("generate, url")

answer = client.images.generate(model="sketch", prompt="a harbour", size="512x512", response_format="b64_json", extra_body={"seed": 7})
first = base64.b64decode(answer.data[0].b64_json)
assert size_of(first) == (512, 512)
again = client.images.generate(model="sketch", prompt="a harbour", size="512x512", response_format="b64_json", extra_body={"seed": 7})
assert base64.b64decode(again.data[0].b64_json) == first
step("generate, b64_json, the same seed twice")

made = [
    client.images.generate(model="sketch", prompt="a key of the caller", size="256x256", extra_headers={"Idempotency-Key": "order-1"})
    for _ in range(2)
]
assert made[0].generation_id == made[1].generation_id, made
# The package has no argument of its own for the key. A silent one would buy twice.
try:
    client.images.generate(model="sketch", prompt="a key of the caller", size="256x256", idempotency_key="order-1")
except TypeError:
    pass
else:
    raise AssertionError("idempotency_key is accepted: correct docs/api/guides/openai-routes.md")
step("one job by the caller's key")

picture = png(256, 256, lambda x, y: 255)
mask = png(256, 256, lambda x, y: 0 if x < 128 else 255)
answer = client.images.edit(model="sketch", image=named(picture), mask=named(mask, "mask.png"), prompt="a red roof", response_format="b64_json")
assert answer.data[0].b64_json
step("edit with a mask")

answer = client.images.edit(model="sketch", image=[named(picture), named(png(64, 64, lambda x, y: 255))], prompt="both together")
assert answer.data[0].url
step("edit of two pictures")

answer = client.images.create_variation(model="sketch", image=named(picture), n=2)
assert len(answer.data) == 2
step("variation")

kinds = [event.type for event in client.images.generate(model="sketch", prompt="a storm", stream=True, partial_images=2)]
assert kinds[-1] == "image_generation.completed", kinds
step(f"stream: {', '.join(kinds)}")

kinds = [event.type for event in client.images.edit(model="sketch", image=named(picture), prompt="calm", stream=True)]
assert kinds[-1] == "image_edit.completed", kinds
step("streamed edit")

assert "sketch" in [model.id for model in client.models.list()]
assert client.models.retrieve("sketch").owned_by == "sketch"
step("models")

for expected, call in [
    (openai.NotFoundError, lambda: client.images.generate(model="no-such-model", prompt="x")),
    (openai.BadRequestError, lambda: client.images.generate(model="sketch", prompt="x", size="huge", extra_body={"on_unsupported": "reject"})),
    (openai.BadRequestError, lambda: client.images.edit(model="sketch", image=named(b"<svg/>"), prompt="x")),
    (openai.AuthenticationError, lambda: client.with_options(api_key="cma_live_wrong").images.generate(model="sketch", prompt="x")),
]:
    try:
        call()
    except expected as error:
        assert error.body["code"], error.body
    else:
        raise AssertionError(f"no {expected.__name__}")
step("errors")
