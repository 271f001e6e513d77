from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Budget")


@_attrs_define
class Budget:
    """The most that a whole organization may spend; null for no such budget.

    Attributes:
        daily_micros (int | None): Per calendar day, UTC, in micro-USD.
        monthly_micros (int | None): Per calendar month, UTC, in micro-USD.
    """

    daily_micros: int | None
    monthly_micros: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        daily_micros: int | None
        daily_micros = self.daily_micros

        monthly_micros: int | None
        monthly_micros = self.monthly_micros

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "daily_micros": daily_micros,
                "monthly_micros": monthly_micros,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_daily_micros(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        daily_micros = _parse_daily_micros(d.pop("daily_micros"))

        def _parse_monthly_micros(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        monthly_micros = _parse_monthly_micros(d.pop("monthly_micros"))

        budget = cls(
            daily_micros=daily_micros,
            monthly_micros=monthly_micros,
        )

        budget.additional_properties = d
        return budget

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
