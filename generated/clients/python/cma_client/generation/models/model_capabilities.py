from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.free_sizes import FreeSizes
    from ..models.input_size import InputSize
    from ..models.listed_sizes import ListedSizes
    from ..models.model_capabilities_by_operation import ModelCapabilitiesByOperation
    from ..models.model_inputs import ModelInputs
    from ..models.ratio_sizes import RatioSizes


T = TypeVar("T", bound="ModelCapabilities")


@_attrs_define
class ModelCapabilities:
    """The capabilities of a model. A request that uses anything else is refused, or with `on_unsupported: adapt` changed
    and reported in
    `warnings`.

        Attributes:
            operations (list[str]):
            size (FreeSizes | InputSize | ListedSizes | RatioSizes): The sizes that a model supports.
            default_size (None | str):
            max_images (int):
            formats (list[str]):
            qualities (list[str]):
            styles (list[str]):
            backgrounds (list[str]):
            parameters (list[str]): The optional fields of a request that it supports.
            max_prompt_length (int): 0 if it takes no prompt.
            inputs (ModelInputs):
            mask (bool): Whether it takes a mask.
            partial_images (bool): Whether it sends previews.
            default_quality (str | Unset): The quality that is requested and priced by default; absent if the provider
                decides.
            by_operation (ModelCapabilitiesByOperation | Unset): Operations whose capabilities differ from those above, with
                the differences.
    """

    operations: list[str]
    size: FreeSizes | InputSize | ListedSizes | RatioSizes
    default_size: None | str
    max_images: int
    formats: list[str]
    qualities: list[str]
    styles: list[str]
    backgrounds: list[str]
    parameters: list[str]
    max_prompt_length: int
    inputs: ModelInputs
    mask: bool
    partial_images: bool
    default_quality: str | Unset = UNSET
    by_operation: ModelCapabilitiesByOperation | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.free_sizes import FreeSizes
        from ..models.listed_sizes import ListedSizes
        from ..models.ratio_sizes import RatioSizes

        operations = self.operations

        size: dict[str, Any]
        if (
            isinstance(self.size, ListedSizes)
            or isinstance(self.size, FreeSizes)
            or isinstance(self.size, RatioSizes)
        ):
            size = self.size.to_dict()
        else:
            size = self.size.to_dict()

        default_size: None | str
        default_size = self.default_size

        max_images = self.max_images

        formats = self.formats

        qualities = self.qualities

        styles = self.styles

        backgrounds = self.backgrounds

        parameters = self.parameters

        max_prompt_length = self.max_prompt_length

        inputs = self.inputs.to_dict()

        mask = self.mask

        partial_images = self.partial_images

        default_quality = self.default_quality

        by_operation: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_operation, Unset):
            by_operation = self.by_operation.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "operations": operations,
                "size": size,
                "default_size": default_size,
                "max_images": max_images,
                "formats": formats,
                "qualities": qualities,
                "styles": styles,
                "backgrounds": backgrounds,
                "parameters": parameters,
                "max_prompt_length": max_prompt_length,
                "inputs": inputs,
                "mask": mask,
                "partial_images": partial_images,
            }
        )
        if default_quality is not UNSET:
            field_dict["default_quality"] = default_quality
        if by_operation is not UNSET:
            field_dict["by_operation"] = by_operation

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.free_sizes import FreeSizes
        from ..models.input_size import InputSize
        from ..models.listed_sizes import ListedSizes
        from ..models.model_capabilities_by_operation import (
            ModelCapabilitiesByOperation,
        )
        from ..models.model_inputs import ModelInputs
        from ..models.ratio_sizes import RatioSizes

        d = dict(src_dict)
        operations = cast(list[str], d.pop("operations"))

        def _parse_size(
            data: object,
        ) -> FreeSizes | InputSize | ListedSizes | RatioSizes:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_size_rule_type_0 = ListedSizes.from_dict(data)

                return componentsschemas_size_rule_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_size_rule_type_1 = FreeSizes.from_dict(data)

                return componentsschemas_size_rule_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_size_rule_type_2 = RatioSizes.from_dict(data)

                return componentsschemas_size_rule_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_size_rule_type_3 = InputSize.from_dict(data)

            return componentsschemas_size_rule_type_3

        size = _parse_size(d.pop("size"))

        def _parse_default_size(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default_size = _parse_default_size(d.pop("default_size"))

        max_images = d.pop("max_images")

        formats = cast(list[str], d.pop("formats"))

        qualities = cast(list[str], d.pop("qualities"))

        styles = cast(list[str], d.pop("styles"))

        backgrounds = cast(list[str], d.pop("backgrounds"))

        parameters = cast(list[str], d.pop("parameters"))

        max_prompt_length = d.pop("max_prompt_length")

        inputs = ModelInputs.from_dict(d.pop("inputs"))

        mask = d.pop("mask")

        partial_images = d.pop("partial_images")

        default_quality = d.pop("default_quality", UNSET)

        _by_operation = d.pop("by_operation", UNSET)
        by_operation: ModelCapabilitiesByOperation | Unset
        if isinstance(_by_operation, Unset):
            by_operation = UNSET
        else:
            by_operation = ModelCapabilitiesByOperation.from_dict(_by_operation)

        model_capabilities = cls(
            operations=operations,
            size=size,
            default_size=default_size,
            max_images=max_images,
            formats=formats,
            qualities=qualities,
            styles=styles,
            backgrounds=backgrounds,
            parameters=parameters,
            max_prompt_length=max_prompt_length,
            inputs=inputs,
            mask=mask,
            partial_images=partial_images,
            default_quality=default_quality,
            by_operation=by_operation,
        )

        model_capabilities.additional_properties = d
        return model_capabilities

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
