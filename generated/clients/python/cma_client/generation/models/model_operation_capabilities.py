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
    from ..models.model_inputs import ModelInputs
    from ..models.ratio_sizes import RatioSizes


T = TypeVar("T", bound="ModelOperationCapabilities")


@_attrs_define
class ModelOperationCapabilities:
    """The differences for one operation. If a member is absent, that of the model applies.

    Attributes:
        size (FreeSizes | InputSize | ListedSizes | RatioSizes | Unset): The sizes that a model supports.
        default_size (None | str | Unset):
        max_images (int | Unset):
        formats (list[str] | Unset):
        qualities (list[str] | Unset):
        styles (list[str] | Unset):
        backgrounds (list[str] | Unset):
        parameters (list[str] | Unset):
        max_prompt_length (int | Unset): 0 if it takes no prompt.
        inputs (ModelInputs | Unset):
        mask (bool | Unset):
        partial_images (bool | Unset):
    """

    size: FreeSizes | InputSize | ListedSizes | RatioSizes | Unset = UNSET
    default_size: None | str | Unset = UNSET
    max_images: int | Unset = UNSET
    formats: list[str] | Unset = UNSET
    qualities: list[str] | Unset = UNSET
    styles: list[str] | Unset = UNSET
    backgrounds: list[str] | Unset = UNSET
    parameters: list[str] | Unset = UNSET
    max_prompt_length: int | Unset = UNSET
    inputs: ModelInputs | Unset = UNSET
    mask: bool | Unset = UNSET
    partial_images: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.free_sizes import FreeSizes
        from ..models.listed_sizes import ListedSizes
        from ..models.ratio_sizes import RatioSizes

        size: dict[str, Any] | Unset
        if isinstance(self.size, Unset):
            size = UNSET
        elif (
            isinstance(self.size, ListedSizes)
            or isinstance(self.size, FreeSizes)
            or isinstance(self.size, RatioSizes)
        ):
            size = self.size.to_dict()
        else:
            size = self.size.to_dict()

        default_size: None | str | Unset
        if isinstance(self.default_size, Unset):
            default_size = UNSET
        else:
            default_size = self.default_size

        max_images = self.max_images

        formats: list[str] | Unset = UNSET
        if not isinstance(self.formats, Unset):
            formats = self.formats

        qualities: list[str] | Unset = UNSET
        if not isinstance(self.qualities, Unset):
            qualities = self.qualities

        styles: list[str] | Unset = UNSET
        if not isinstance(self.styles, Unset):
            styles = self.styles

        backgrounds: list[str] | Unset = UNSET
        if not isinstance(self.backgrounds, Unset):
            backgrounds = self.backgrounds

        parameters: list[str] | Unset = UNSET
        if not isinstance(self.parameters, Unset):
            parameters = self.parameters

        max_prompt_length = self.max_prompt_length

        inputs: dict[str, Any] | Unset = UNSET
        if not isinstance(self.inputs, Unset):
            inputs = self.inputs.to_dict()

        mask = self.mask

        partial_images = self.partial_images

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if size is not UNSET:
            field_dict["size"] = size
        if default_size is not UNSET:
            field_dict["default_size"] = default_size
        if max_images is not UNSET:
            field_dict["max_images"] = max_images
        if formats is not UNSET:
            field_dict["formats"] = formats
        if qualities is not UNSET:
            field_dict["qualities"] = qualities
        if styles is not UNSET:
            field_dict["styles"] = styles
        if backgrounds is not UNSET:
            field_dict["backgrounds"] = backgrounds
        if parameters is not UNSET:
            field_dict["parameters"] = parameters
        if max_prompt_length is not UNSET:
            field_dict["max_prompt_length"] = max_prompt_length
        if inputs is not UNSET:
            field_dict["inputs"] = inputs
        if mask is not UNSET:
            field_dict["mask"] = mask
        if partial_images is not UNSET:
            field_dict["partial_images"] = partial_images

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.free_sizes import FreeSizes
        from ..models.input_size import InputSize
        from ..models.listed_sizes import ListedSizes
        from ..models.model_inputs import ModelInputs
        from ..models.ratio_sizes import RatioSizes

        d = dict(src_dict)

        def _parse_size(
            data: object,
        ) -> FreeSizes | InputSize | ListedSizes | RatioSizes | Unset:
            if isinstance(data, Unset):
                return data
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

        size = _parse_size(d.pop("size", UNSET))

        def _parse_default_size(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        default_size = _parse_default_size(d.pop("default_size", UNSET))

        max_images = d.pop("max_images", UNSET)

        formats = cast(list[str], d.pop("formats", UNSET))

        qualities = cast(list[str], d.pop("qualities", UNSET))

        styles = cast(list[str], d.pop("styles", UNSET))

        backgrounds = cast(list[str], d.pop("backgrounds", UNSET))

        parameters = cast(list[str], d.pop("parameters", UNSET))

        max_prompt_length = d.pop("max_prompt_length", UNSET)

        _inputs = d.pop("inputs", UNSET)
        inputs: ModelInputs | Unset
        if isinstance(_inputs, Unset):
            inputs = UNSET
        else:
            inputs = ModelInputs.from_dict(_inputs)

        mask = d.pop("mask", UNSET)

        partial_images = d.pop("partial_images", UNSET)

        model_operation_capabilities = cls(
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
        )

        model_operation_capabilities.additional_properties = d
        return model_operation_capabilities

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
