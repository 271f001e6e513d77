from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PerTokenPriceEstimateItem")


@_attrs_define
class PerTokenPriceEstimateItem:
    """
    Attributes:
        quality (str | Unset):
        size (str | Unset):
        resolution (str | Unset):
        output_tokens (float | Unset):
        cells (float | Unset): For any size: tokens = cells along the longer edge × cells along the shorter edge × (2
            000 000 + pixels) ÷ 4 000 000.
    """

    quality: str | Unset = UNSET
    size: str | Unset = UNSET
    resolution: str | Unset = UNSET
    output_tokens: float | Unset = UNSET
    cells: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        quality = self.quality

        size = self.size

        resolution = self.resolution

        output_tokens = self.output_tokens

        cells = self.cells

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if quality is not UNSET:
            field_dict["quality"] = quality
        if size is not UNSET:
            field_dict["size"] = size
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if output_tokens is not UNSET:
            field_dict["output_tokens"] = output_tokens
        if cells is not UNSET:
            field_dict["cells"] = cells

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        quality = d.pop("quality", UNSET)

        size = d.pop("size", UNSET)

        resolution = d.pop("resolution", UNSET)

        output_tokens = d.pop("output_tokens", UNSET)

        cells = d.pop("cells", UNSET)

        per_token_price_estimate_item = cls(
            quality=quality,
            size=size,
            resolution=resolution,
            output_tokens=output_tokens,
            cells=cells,
        )

        per_token_price_estimate_item.additional_properties = d
        return per_token_price_estimate_item

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
