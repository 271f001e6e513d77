from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ModelDryRunPrice")


@_attrs_define
class ModelDryRunPrice:
    """The cost of the sample, computed from the model's price.

    Attributes:
        amount_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        max_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        exact (bool): True if the amount is exact to the micro-dollar; false if it is an estimate.
    """

    amount_micros: int
    max_micros: int
    exact: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount_micros = self.amount_micros

        max_micros = self.max_micros

        exact = self.exact

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount_micros": amount_micros,
                "max_micros": max_micros,
                "exact": exact,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_micros = d.pop("amount_micros")

        max_micros = d.pop("max_micros")

        exact = d.pop("exact")

        model_dry_run_price = cls(
            amount_micros=amount_micros,
            max_micros=max_micros,
            exact=exact,
        )

        model_dry_run_price.additional_properties = d
        return model_dry_run_price

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
