"""The client for Python plays the scenario that every client plays; `npm run test:clients -- python` installs the wheel and sets the variables."""

import base64
import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cma_client import (
    ApiError,
    CanceledError,
    Client,
    File,
    GenerateRequest,
    Generation,
    GenerationFailedError,
    InvalidWebhookError,
    WaitTimeoutError,
    paginate,
    unwrap,
    verify_webhook,
)
from cma_client.config.api.me import get_me
from cma_client.config.models import InstanceUpdate, UpdateKeyRequest, UpdateWebhookRequest
from cma_client.generation.api.assets import upload_asset
from cma_client.generation.api.generations import generate, get_generation, list_generations
from cma_client.generation.models import UploadAssetBody
from standardwebhooks import Webhook

SCENARIO = json.loads(Path(os.environ["CMA_SCENARIO"]).read_text())


@pytest.mark.parametrize("case", SCENARIO["cases"], ids=lambda case: case["name"])
def test_scenario(case):
    session = f"{SCENARIO['run']}-{case['name']}"
    key = case.get("key", "normal")
    url = f"{SCENARIO['proxy']}/{case.get('fault', 'none')}/{session}"
    cma = Client(url, SCENARIO["keys"][key], project_id=SCENARIO["projects"].get(key))
    result = PLAYERS[case["do"]](cma, case)
    with urllib.request.urlopen(f"{SCENARIO['proxy']}/seen/{session}") as response:
        result.update(json.load(response))
    assert {name: result.get(name) for name in case["expect"]} == case["expect"]


def request_of(case, **more):
    return GenerateRequest.from_dict({**case["body"], **more})


def shapes(generation: Generation):
    return [[image.width, image.height, image.format_] for image in generation.images]


def play_generate(cma, case):
    try:
        for _ in range(case.get("times", 1)):
            cancel = threading.Event()
            if "cancel_after_ms" in case:
                threading.Timer(case["cancel_after_ms"] / 1000, cancel.set).start()
            options = {"timeout": case["timeout_ms"] / 1000} if "timeout_ms" in case else {}
            generation = cma.generate_and_wait(request_of(case), cancel=cancel, **options)
    except ApiError as error:
        problem = error.problem
        return {
            "error": "api",
            "status": error.status,
            "code": error.code,
            "pointer": problem.errors[0].pointer if problem.errors else None,
            "request_id": error.request_id.startswith("req_"),
            "retry_after": error.retry_after is not None and error.retry_after > 0,
        }
    except GenerationFailedError as error:
        return {
            "error": "generation_failed",
            "status": error.generation.status,
            "code": error.code,
            "request_id": error.request_id.startswith("req_"),
        }
    except WaitTimeoutError as error:
        return {"error": "wait_timeout", "named": error.generation_id.startswith("gen_") and error.idempotency_key != ""}
    except CanceledError as error:
        while True:
            status = unwrap(get_generation.sync_detailed(error.generation_id, client=cma.generation)).status
            if status not in ("queued", "running"):
                return {"error": "canceled", "ended_as": status}
            time.sleep(0.2)
    image = generation.images[0]
    return {
        "status": generation.status,
        "images": shapes(generation),
        "source": generation.cost.source,
        "stage": generation.stage,
        "downloaded": hashlib.sha256(cma.download(image.asset_id)).hexdigest() == image.sha256,
    }


def play_events(cma, case):
    started = unwrap(generate.sync_detailed(client=cma.generation, body=request_of(case), prefer="respond-async"))
    events = list(cma.events(started.id))
    ids = [int(event.id) for event in events]
    return {
        "last": events[-1].type,
        "status": events[-1].data["generation"]["status"],
        "in_order": len(ids) > 1 and all(later > earlier for earlier, later in zip(ids, ids[1:])),
    }


def play_upload_and_edit(cma, case):
    content = base64.b64decode(case["picture"])
    file = File(payload=BytesIO(content), file_name="picture.png", mime_type="image/png")
    asset = unwrap(upload_asset.sync_detailed(client=cma.generation, body=UploadAssetBody(file=file)))
    generation = cma.generate_and_wait(request_of(case, inputs=[{"asset_id": asset.id}]))
    return {
        "uploaded": [asset.width, asset.height, asset.format_],
        "same_bytes": cma.download(asset.id) == content,
        "status": generation.status,
        "operation": generation.operation,
        "images": shapes(generation),
    }


def play_pages(cma, case):
    for _ in range(case["count"]):
        cma.generate_and_wait(request_of(case))
    pages = []

    def page(cursor):
        pages.append(cursor)
        return list_generations.sync_detailed(client=cma.generation, limit=case["limit"], prompt=case["body"]["prompt"], cursor=cursor)

    ids = [generation.id for generation in paginate(page)]
    return {"items": len(ids), "different": len(set(ids)), "pages": len(pages)}


def play_webhooks(_cma, case):
    accepted, kind = [], None
    for vector in case["vectors"]:
        try:
            kind = verify_webhook(vector["payload"], vector["headers"], case["secret"])["type"]
            accepted.append(vector["name"])
        except InvalidWebhookError:
            pass
    return {"accepted": accepted, "type": kind}


PLAYERS = {
    "generate": play_generate,
    "events": play_events,
    "upload_and_edit": play_upload_and_edit,
    "pages": play_pages,
    "webhooks": play_webhooks,
}


def test_config_service():
    assert unwrap(get_me.sync_detailed(client=Client(os.environ["CMA_URL"], os.environ["CMA_KEY"]).config)).kind == "project"


def test_members_of_a_change():
    """A change by merge patch has the members that were set, those set to None, and no others."""
    assert InstanceUpdate(retention_days=90).to_dict() == {"retention_days": 90}
    assert InstanceUpdate(default_model=None, cors_origins=[]).to_dict() == {"default_model": None, "cors_origins": []}
    assert UpdateKeyRequest(name="app").to_dict() == {"name": "app"}
    assert UpdateWebhookRequest(status="active").to_dict() == {"status": "active"}


@pytest.mark.parametrize(
    ("number", "printed", "picture"),
    [
        (0, "256x256, 0 micro-USD, lighthouse.png\n", "lighthouse.png"),
        (1, "inpaint: 512x512, changed.png\n", "changed.png"),
        (2, "succeeded, order 1, followed.png\n", "followed.png"),
        (3, "canceled\n", None),
        (4, "Development is now Development 2\n", None),
    ],
)
def test_programs_of_the_readme(tmp_path, number, printed, picture):
    program_of_the_readme(number, tmp_path)
    shutil.copy(Path(__file__).parents[3] / "docs" / "images" / "mask-right-half.png", tmp_path / "mask.png")
    environment = {**os.environ, "CMA_USER_KEY": SCENARIO["keys"]["user"]}
    played = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert played.stdout == printed, played.stderr
    assert picture is None or (tmp_path / picture).read_bytes()[1:4] == b"PNG"


def test_receiver_of_the_readme(tmp_path):
    program_of_the_readme(5, tmp_path)
    secret = "whsec_" + base64.b64encode(bytes(24)).decode()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    payload = json.dumps({"type": "generation.succeeded", "data": {"id": "gen_1"}})
    now = datetime.now(UTC)
    signature = Webhook(secret).sign("evt_1", now, payload)
    headers = {"webhook-id": "evt_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}

    def status_of(body):
        delivery = urllib.request.Request(f"http://127.0.0.1:{port}", body.encode(), headers, method="POST")
        try:
            return urllib.request.urlopen(delivery).status
        except urllib.error.HTTPError as error:
            return error.code

    environment = {**os.environ, "CMA_WEBHOOK_SECRET": secret, "PORT": str(port)}
    with subprocess.Popen([sys.executable, "program.py"], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as receiver:
        try:
            assert receiver.stdout.readline() == "listening\n"
            assert status_of(payload) == 204
            assert receiver.stdout.readline() == "generation.succeeded gen_1\n"
            assert status_of(payload + " ") == 401
        finally:
            receiver.kill()


def program_of_the_readme(number, folder):
    programs = re.findall(r"```python\n(.*?)```", Path(os.environ["CMA_README"]).read_text(), re.S)
    (folder / "program.py").write_text(programs[number])
