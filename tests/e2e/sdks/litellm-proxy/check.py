"""LiteLLM's proxy in front of the platform, called by OpenAI's package. Both repeat failed requests."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request

import openai

BASE = os.environ["BASE_URL"]
KEY = os.environ["KEY"]
PICTURE = open(os.environ["PICTURE"], "rb").read()
MASK = open(os.environ["MASK"], "rb").read()
# The proxy refuses to start without a key of its own.
PROXY_KEY = f"sk-{secrets.token_hex(32)}"
MODELS = ["gpt-image-1", "studio/Picture-1", "no-such-model", "flux-2-pro"]


def prompt(text):
    return f"{os.environ['CLIENT']} {text}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port):
    with open("config.yaml", "w") as file:
        file.write("model_list:\n")
        for model in MODELS:
            file.write(f"  - model_name: {model}\n    litellm_params:\n      model: openai/{model}\n")
            file.write(f"      api_base: {BASE}\n      api_key: {KEY}\n")
        file.write("router_settings:\n  num_retries: 2\nlitellm_settings:\n  telemetry: false\n")
    program = os.path.join(os.path.dirname(sys.executable), "litellm")
    arguments = [program, "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port), "--telemetry", "False"]
    environment = {**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_MASTER_KEY": PROXY_KEY}
    process = subprocess.Popen(arguments, stdout=open("proxy.log", "w"), stderr=subprocess.STDOUT, env=environment)
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/liveliness", timeout=5)
            return process
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.5)
    process.terminate()
    sys.exit(f"the proxy has not started:\n{open('proxy.log').read()[-3000:]}")


def step(name, run):
    try:
        run()
        print(f"STEP {name} ok", flush=True)
    except Exception as error:
        print(f"STEP {name} FAIL {type(error).__name__}: {str(error)[:300]}", flush=True)


def generate():
    assert client.images.generate(model="gpt-image-1", prompt=prompt("generates"), size="1024x1024").data[0].b64_json


def alias():
    assert client.images.generate(model="studio/Picture-1", prompt=prompt("generates by alias")).data[0].b64_json


def edit():
    answer = client.images.edit(model="gpt-image-1", image=("picture.png", PICTURE), prompt=prompt("edits"))
    assert answer.data[0].b64_json


def mask():
    answer = client.images.edit(
        model="gpt-image-1", image=("picture.png", PICTURE), mask=("mask.png", MASK), prompt=prompt("edits with a mask")
    )
    assert answer.data[0].b64_json


def refused(model, text):
    def run():
        try:
            client.images.generate(model=model, prompt=prompt(text))
        except openai.APIStatusError:
            return
        raise AssertionError("no error")

    return run


port = free_port()
proxy = start(port)
client = openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key=PROXY_KEY)
try:
    step("generate", generate)
    step("alias", alias)
    step("edit", edit)
    step("mask", mask)
    step("error", refused("no-such-model", "errs"))
    step("missing", refused("flux-2-pro", "has no credential"))
    step("broken", refused("gpt-image-1", "breaks off"))
finally:
    proxy.terminate()
