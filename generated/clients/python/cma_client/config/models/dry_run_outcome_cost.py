from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DryRunOutcomeCost")


@_attrs_define
class DryRunOutcomeCost:
    """
    Attributes:
        amount_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        source (str): `provider`: the answer reports it. `computed`: from the model's price. Known values: `provider`,
            `computed`. More may be added.
    """

    amount_micros: int
    source: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount_micros = self.amount_micros

        source = self.source

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount_micros": amount_micros,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_micros = d.pop("amount_micros")

        source = d.pop("source")

        dry_run_outcome_cost = cls(
            amount_micros=amount_micros,
            source=source,
        )

        dry_run_outcome_cost.additional_properties = d
        return dry_run_outcome_cost

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
