from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CostLine")


@_attrs_define
class CostLine:
    """
    Attributes:
        description (str):
        quantity (float): How many units.
        unit (str): What is counted, such as `image`, `megapixel` or `token`.
        unit_micros (float): Micro-USD per unit.
        amount_micros (float): Not rounded; only the total is rounded up.
    """

    description: str
    quantity: float
    unit: str
    unit_micros: float
    amount_micros: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        quantity = self.quantity

        unit = self.unit

        unit_micros = self.unit_micros

        amount_micros = self.amount_micros

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "description": description,
                "quantity": quantity,
                "unit": unit,
                "unit_micros": unit_micros,
                "amount_micros": amount_micros,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        description = d.pop("description")

        quantity = d.pop("quantity")

        unit = d.pop("unit")

        unit_micros = d.pop("unit_micros")

        amount_micros = d.pop("amount_micros")

        cost_line = cls(
            description=description,
            quantity=quantity,
            unit=unit,
            unit_micros=unit_micros,
            amount_micros=amount_micros,
        )

        cost_line.additional_properties = d
        return cost_line

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
