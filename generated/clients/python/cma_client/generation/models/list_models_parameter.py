from typing import Literal

ListModelsParameter = Literal[
    "background",
    "compression",
    "enhance_prompt",
    "guidance",
    "mask",
    "n",
    "negative_prompt",
    "partial_images",
    "quality",
    "seed",
    "steps",
    "strength",
    "style",
]

LIST_MODELS_PARAMETER_VALUES: set[ListModelsParameter] = {
    "background",
    "compression",
    "enhance_prompt",
    "guidance",
    "mask",
    "n",
    "negative_prompt",
    "partial_images",
    "quality",
    "seed",
    "steps",
    "strength",
    "style",
}


def check_list_models_parameter(value: str) -> ListModelsParameter:
    if value in LIST_MODELS_PARAMETER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_MODELS_PARAMETER_VALUES!r}"
    )
