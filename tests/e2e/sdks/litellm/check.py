"""Tests LiteLLM's SDK, and its router, which repeats failed requests. LiteLLM's proxy is tested as a client of its own."""

import asyncio
import io
import os

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
os.environ["LITELLM_LOG"] = "ERROR"
import litellm  # noqa: E402
import openai  # noqa: E402

litellm.telemetry = False
litellm.suppress_debug_info = True
BASE = os.environ["BASE_URL"]
KEY = os.environ["KEY"]
PICTURE = open(os.environ["PICTURE"], "rb").read()
MASK = open(os.environ["MASK"], "rb").read()
MODELS = ["gpt-image-1", "studio/Picture-1", "no-such-model", "flux-2-pro"]


class Sdk:
    name = "sdk"

    def generate(self, model, prompt, **more):
        return litellm.image_generation(model=f"openai/{model}", prompt=prompt, api_base=BASE, api_key=KEY, num_retries=2, **more)

    def edit(self, model, prompt, **more):
        return litellm.image_edit(model=f"openai/{model}", prompt=prompt, api_base=BASE, api_key=KEY, **more)


class Router:
    name = "router"

    def __init__(self):
        deployment = lambda model: {"model": f"openai/{model}", "api_base": BASE, "api_key": KEY}  # noqa: E731
        self.router = litellm.Router(
            model_list=[{"model_name": model, "litellm_params": deployment(model)} for model in MODELS], num_retries=2
        )

    def generate(self, model, prompt, **more):
        return self.router.image_generation(model=model, prompt=prompt, **more)

    def edit(self, model, prompt, **more):
        return asyncio.run(self.router.aimage_edit(model=model, prompt=prompt, **more))


ways = [Sdk(), Router()]


def step(name, run):
    for way in ways:
        try:
            run(way, lambda text: f"{os.environ['CLIENT']} {way.name} {text}")
        except Exception as error:
            print(f"STEP {name} FAIL {way.name}: {type(error).__name__}: {str(error)[:300]}", flush=True)
            return
    print(f"STEP {name} ok", flush=True)


def named(name, data):
    """Returns an object with a method `read`, because LiteLLM reads the picture itself."""
    file = io.BytesIO(data)
    file.name = name
    return file


def generate(way, prompt):
    assert way.generate("gpt-image-1", prompt("generates"), size="1024x1024").data[0].b64_json


def alias(way, prompt):
    assert way.generate("studio/Picture-1", prompt("generates by alias")).data[0].b64_json


def edit(way, prompt):
    assert way.edit("gpt-image-1", prompt("edits"), image=[named("picture.png", PICTURE)]).data[0].b64_json


def mask(way, prompt):
    answer = way.edit(
        "gpt-image-1", prompt("edits with a mask"), image=[named("picture.png", PICTURE)], mask=named("mask.png", MASK)
    )
    assert answer.data[0].b64_json


def refused(model, text):
    def run(way, prompt):
        try:
            way.generate(model, prompt(text))
        except openai.APIError:
            return
        raise AssertionError("no error")

    return run


step("generate", generate)
step("alias", alias)
step("edit", edit)
step("mask", mask)
step("error", refused("no-such-model", "errs"))
step("missing", refused("flux-2-pro", "has no credential"))
step("broken", refused("gpt-image-1", "breaks off"))
