from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PerMegapixelPrice")


@_attrs_define
class PerMegapixelPrice:
    """A price for each started megapixel of the output, and for each megapixel of the inputs.

    Attributes:
        kind (Literal['per_megapixel']):
        first_micros (float):
        next_micros (float):
        input_micros (float):
    """

    kind: Literal["per_megapixel"]
    first_micros: float
    next_micros: float
    input_micros: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        first_micros = self.first_micros

        next_micros = self.next_micros

        input_micros = self.input_micros

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "first_micros": first_micros,
                "next_micros": next_micros,
                "input_micros": input_micros,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["per_megapixel"], d.pop("kind"))
        if kind != "per_megapixel":
            raise ValueError(f"kind must match const 'per_megapixel', got '{kind}'")

        first_micros = d.pop("first_micros")

        next_micros = d.pop("next_micros")

        input_micros = d.pop("input_micros")

        per_megapixel_price = cls(
            kind=kind,
            first_micros=first_micros,
            next_micros=next_micros,
            input_micros=input_micros,
        )

        per_megapixel_price.additional_properties = d
        return per_megapixel_price

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
