from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cost_line import CostLine


T = TypeVar("T", bound="Cost")


@_attrs_define
class Cost:
    """
    Attributes:
        amount_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        held_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        currency (Literal['USD']):
        source (str): `provider`: the provider reported the charge. `computed`: from the result, by the catalogue's
            prices. `quoted`: an estimate,
            because the generation has not finished.

            Known values: `provider`, `computed`, `quoted`. More may be added.
        breakdown (list[CostLine]): What the cost is made of; empty if nothing was charged.
    """

    amount_micros: int
    held_micros: int
    currency: Literal["USD"]
    source: str
    breakdown: list[CostLine]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        amount_micros = self.amount_micros

        held_micros = self.held_micros

        currency = self.currency

        source = self.source

        breakdown = []
        for breakdown_item_data in self.breakdown:
            breakdown_item = breakdown_item_data.to_dict()
            breakdown.append(breakdown_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "amount_micros": amount_micros,
                "held_micros": held_micros,
                "currency": currency,
                "source": source,
                "breakdown": breakdown,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cost_line import CostLine

        d = dict(src_dict)
        amount_micros = d.pop("amount_micros")

        held_micros = d.pop("held_micros")

        currency = cast(Literal["USD"], d.pop("currency"))
        if currency != "USD":
            raise ValueError(f"currency must match const 'USD', got '{currency}'")

        source = d.pop("source")

        breakdown = []
        _breakdown = d.pop("breakdown")
        for breakdown_item_data in _breakdown:
            breakdown_item = CostLine.from_dict(breakdown_item_data)

            breakdown.append(breakdown_item)

        cost = cls(
            amount_micros=amount_micros,
            held_micros=held_micros,
            currency=currency,
            source=source,
            breakdown=breakdown,
        )

        cost.additional_properties = d
        return cost

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
