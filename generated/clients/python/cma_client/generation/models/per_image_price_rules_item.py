from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PerImagePriceRulesItem")


@_attrs_define
class PerImagePriceRulesItem:
    """
    Attributes:
        micros (float):
        operation (str | Unset): The operation; `generate` by default.

            - `generate`: a picture from the prompt alone.
            - `edit`: changes a picture as the prompt says.
            - `inpaint`: changes the area that is white in the mask.
            - `remix`: a new picture in the style of the input.
            - `reframe`: extends the picture to another aspect ratio.
            - `upscale`: more pixels.
            - `remove_background`, `replace_background`: removes or replaces the background.
            - `describe`: a text about the input, returned in `texts`.

            Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`, `remove_background`,
            `replace_background`, `describe`. More may be added.
        size (str | Unset):
        quality (str | Unset):
        resolution (str | Unset):
        input_ (str | Unset): The request has an input with this role. Known values: `image`, `reference`, `style`,
            `character`. More may be added.
    """

    micros: float
    operation: str | Unset = UNSET
    size: str | Unset = UNSET
    quality: str | Unset = UNSET
    resolution: str | Unset = UNSET
    input_: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        micros = self.micros

        operation = self.operation

        size = self.size

        quality = self.quality

        resolution = self.resolution

        input_ = self.input_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "micros": micros,
            }
        )
        if operation is not UNSET:
            field_dict["operation"] = operation
        if size is not UNSET:
            field_dict["size"] = size
        if quality is not UNSET:
            field_dict["quality"] = quality
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if input_ is not UNSET:
            field_dict["input"] = input_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        micros = d.pop("micros")

        operation = d.pop("operation", UNSET)

        size = d.pop("size", UNSET)

        quality = d.pop("quality", UNSET)

        resolution = d.pop("resolution", UNSET)

        input_ = d.pop("input", UNSET)

        per_image_price_rules_item = cls(
            micros=micros,
            operation=operation,
            size=size,
            quality=quality,
            resolution=resolution,
            input_=input_,
        )

        per_image_price_rules_item.additional_properties = d
        return per_image_price_rules_item

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
