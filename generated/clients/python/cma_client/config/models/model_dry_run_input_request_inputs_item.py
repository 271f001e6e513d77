from typing import Literal

ModelDryRunInputRequestInputsItem = Literal["character", "image", "reference", "style"]

MODEL_DRY_RUN_INPUT_REQUEST_INPUTS_ITEM_VALUES: set[
    ModelDryRunInputRequestInputsItem
] = {
    "character",
    "image",
    "reference",
    "style",
}


def check_model_dry_run_input_request_inputs_item(
    value: str,
) -> ModelDryRunInputRequestInputsItem:
    if value in MODEL_DRY_RUN_INPUT_REQUEST_INPUTS_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MODEL_DRY_RUN_INPUT_REQUEST_INPUTS_ITEM_VALUES!r}"
    )
