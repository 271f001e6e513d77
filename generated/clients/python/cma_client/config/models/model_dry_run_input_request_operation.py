from typing import Literal

ModelDryRunInputRequestOperation = Literal[
    "describe",
    "edit",
    "generate",
    "inpaint",
    "reframe",
    "remix",
    "remove_background",
    "replace_background",
    "upscale",
]

MODEL_DRY_RUN_INPUT_REQUEST_OPERATION_VALUES: set[ModelDryRunInputRequestOperation] = {
    "describe",
    "edit",
    "generate",
    "inpaint",
    "reframe",
    "remix",
    "remove_background",
    "replace_background",
    "upscale",
}


def check_model_dry_run_input_request_operation(
    value: str,
) -> ModelDryRunInputRequestOperation:
    if value in MODEL_DRY_RUN_INPUT_REQUEST_OPERATION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_DRY_RUN_INPUT_REQUEST_OPERATION_VALUES!r}"
    )
