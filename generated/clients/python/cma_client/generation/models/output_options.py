from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="OutputOptions")


@_attrs_define
class OutputOptions:
    """The form of the picture's file.

    Attributes:
        format_ (str | Unset): The file format of a picture. Known values: `png`, `jpeg`, `webp`. More may be added.
        compression (int | Unset): Quality of jpeg and webp; 100 is the best. It does not apply to png.
        background (str | Unset): Transparent needs png or webp. Known values: `auto`, `opaque`, `transparent`. More may
            be added.
    """

    format_: str | Unset = UNSET
    compression: int | Unset = UNSET
    background: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        format_ = self.format_

        compression = self.compression

        background = self.background

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if format_ is not UNSET:
            field_dict["format"] = format_
        if compression is not UNSET:
            field_dict["compression"] = compression
        if background is not UNSET:
            field_dict["background"] = background

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        format_ = d.pop("format", UNSET)

        compression = d.pop("compression", UNSET)

        background = d.pop("background", UNSET)

        output_options = cls(
            format_=format_,
            compression=compression,
            background=background,
        )

        output_options.additional_properties = d
        return output_options

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
