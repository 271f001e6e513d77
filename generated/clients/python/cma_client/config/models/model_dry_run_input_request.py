from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.model_dry_run_input_request_inputs_item import (
    ModelDryRunInputRequestInputsItem,
    check_model_dry_run_input_request_inputs_item,
)
from ..models.model_dry_run_input_request_operation import (
    ModelDryRunInputRequestOperation,
    check_model_dry_run_input_request_operation,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_dry_run_input_request_provider_options import (
        ModelDryRunInputRequestProviderOptions,
    )


T = TypeVar("T", bound="ModelDryRunInputRequest")


@_attrs_define
class ModelDryRunInputRequest:
    """Parameters of the sample. The model determines the others.

    Attributes:
        operation (ModelDryRunInputRequestOperation | Unset): The model's first operation if omitted.
        prompt (str | Unset):
        n (int | Unset):
        size (str | Unset):
        quality (str | Unset):
        inputs (list[ModelDryRunInputRequestInputsItem] | Unset): The roles of the input pictures, which are small and
            white. If omitted, one `image` for operations that change a picture.
        provider_options (ModelDryRunInputRequestProviderOptions | Unset): Options of the provider, as in a generation.
    """

    operation: ModelDryRunInputRequestOperation | Unset = UNSET
    prompt: str | Unset = UNSET
    n: int | Unset = UNSET
    size: str | Unset = UNSET
    quality: str | Unset = UNSET
    inputs: list[ModelDryRunInputRequestInputsItem] | Unset = UNSET
    provider_options: ModelDryRunInputRequestProviderOptions | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        operation: str | Unset = UNSET
        if not isinstance(self.operation, Unset):
            operation = self.operation

        prompt = self.prompt

        n = self.n

        size = self.size

        quality = self.quality

        inputs: list[str] | Unset = UNSET
        if not isinstance(self.inputs, Unset):
            if isinstance(self.inputs, str):
                raise TypeError('inputs is a list: ["…"], not a str.')
            inputs = []
            for inputs_item_data in self.inputs:
                inputs_item: str = inputs_item_data
                inputs.append(inputs_item)

        provider_options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.provider_options, Unset):
            provider_options = self.provider_options.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if operation is not UNSET:
            field_dict["operation"] = operation
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if n is not UNSET:
            field_dict["n"] = n
        if size is not UNSET:
            field_dict["size"] = size
        if quality is not UNSET:
            field_dict["quality"] = quality
        if inputs is not UNSET:
            field_dict["inputs"] = inputs
        if provider_options is not UNSET:
            field_dict["provider_options"] = provider_options

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_dry_run_input_request_provider_options import (
            ModelDryRunInputRequestProviderOptions,
        )

        d = dict(src_dict)
        _operation = d.pop("operation", UNSET)
        operation: ModelDryRunInputRequestOperation | Unset
        if isinstance(_operation, Unset):
            operation = UNSET
        else:
            operation = check_model_dry_run_input_request_operation(_operation)

        prompt = d.pop("prompt", UNSET)

        n = d.pop("n", UNSET)

        size = d.pop("size", UNSET)

        quality = d.pop("quality", UNSET)

        _inputs = d.pop("inputs", UNSET)
        inputs: list[ModelDryRunInputRequestInputsItem] | Unset = UNSET
        if _inputs is not UNSET:
            inputs = []
            for inputs_item_data in _inputs:
                inputs_item = check_model_dry_run_input_request_inputs_item(
                    inputs_item_data
                )

                inputs.append(inputs_item)

        _provider_options = d.pop("provider_options", UNSET)
        provider_options: ModelDryRunInputRequestProviderOptions | Unset
        if isinstance(_provider_options, Unset):
            provider_options = UNSET
        else:
            provider_options = ModelDryRunInputRequestProviderOptions.from_dict(
                _provider_options
            )

        model_dry_run_input_request = cls(
            operation=operation,
            prompt=prompt,
            n=n,
            size=size,
            quality=quality,
            inputs=inputs,
            provider_options=provider_options,
        )

        return model_dry_run_input_request
