"""Haystack's image generator, which reads b64_json or url, and has no edits."""

import os

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
import openai  # noqa: E402

try:
    from haystack.components.generators import OpenAIImageGenerator
except ImportError:
    from haystack.components.generators import DALLEImageGenerator as OpenAIImageGenerator


def prompt(text):
    return f"{os.environ['CLIENT']} {text}"


def make(model, text, **more):
    generator = OpenAIImageGenerator(model=model, api_base_url=os.environ["BASE_URL"], **more)
    if hasattr(generator, "warm_up"):
        generator.warm_up()
    return generator.run(prompt=prompt(text))["images"]


def step(name, run):
    try:
        run()
        print(f"STEP {name} ok")
    except Exception as error:
        print(f"STEP {name} FAIL {type(error).__name__}: {error}")


def found(model, text):
    def run():
        images = make(model, text)
        assert len(images) == 1 and images[0], images

    return run


def refused(model, text, status):
    def run():
        try:
            make(model, text)
        except openai.APIStatusError as error:
            assert error.status_code == status, error.status_code
            return
        raise AssertionError("no error")

    return run


step("generate", found("gpt-image-1", "generates"))
step("alias", found("studio/Picture-1", "generates by alias"))
step("error", refused("no-such-model", "errs", 404))
step("missing", refused("flux-2-pro", "has no credential", 424))
step("broken", refused("gpt-image-1", "breaks off", 424))
