"""OpenAI's package for Python: streams of bytes without a name among the pictures."""

import io
import os

import openai

client = openai.OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["KEY"])
PICTURE = open(os.environ["PICTURE"], "rb").read()
MASK = open(os.environ["MASK"], "rb").read()


def prompt(text):
    return f"{os.environ['CLIENT']} {text}"


def step(name, run):
    try:
        run()
        print(f"STEP {name} ok")
    except Exception as error:
        print(f"STEP {name} FAIL {type(error).__name__}: {error}")


def generate():
    raw = client.images.with_raw_response.generate(model="gpt-image-1", prompt=prompt("generates"), size="1024x1024")
    assert raw.headers["x-generation-id"].startswith("gen_")
    assert raw.parse().data[0].b64_json


def alias():
    answer = client.images.generate(model="studio/Picture-1", prompt=prompt("generates by alias"))
    assert answer.data[0].b64_json and answer.data[0].url


def edit():
    assert client.images.edit(model="gpt-image-1", image=io.BytesIO(PICTURE), prompt=prompt("edits")).data[0].b64_json


def mask():
    answer = client.images.edit(model="gpt-image-1", image=[PICTURE], mask=MASK, prompt=prompt("edits with a mask"))
    assert answer.data[0].b64_json


def key():
    for _ in range(2):
        client.images.generate(model="gpt-image-1", prompt=prompt("buys once by a key"), extra_headers={"Idempotency-Key": os.environ["CLIENT"]})


def stream():
    kinds = [event.type for event in client.images.generate(model="gpt-image-1", prompt=prompt("streams"), stream=True, partial_images=2)]
    assert kinds[-1] == "image_generation.completed", kinds


def error():
    try:
        client.images.generate(model="no-such-model", prompt=prompt("errs"))
    except openai.NotFoundError as caught:
        assert caught.param == "model"
        return
    raise AssertionError("no error")


def failure(text, code, model):
    def run():
        try:
            client.images.generate(model=model, prompt=prompt(text))
        except openai.APIStatusError as caught:
            assert (caught.status_code, caught.code) == (424, code), (caught.status_code, caught.code)
            return
        raise AssertionError("no error")

    return run


step("generate", generate)
step("alias", alias)
step("edit", edit)
step("mask", mask)
step("key", key)
step("stream", stream)
step("error", error)
step("missing", failure("has no credential", "credential_missing", "flux-2-pro"))
step("broken", failure("breaks off", "outcome_indeterminate", "gpt-image-1"))
