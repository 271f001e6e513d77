from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="BudgetInput")


@_attrs_define
class BudgetInput:
    """Members that you omit stay as they are.

    Attributes:
        daily_micros (int | None | Unset): Per calendar day, UTC, in micro-USD.
        monthly_micros (int | None | Unset): Per calendar month, UTC, in micro-USD.
    """

    daily_micros: int | None | Unset = UNSET
    monthly_micros: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        daily_micros: int | None | Unset
        if isinstance(self.daily_micros, Unset):
            daily_micros = UNSET
        else:
            daily_micros = self.daily_micros

        monthly_micros: int | None | Unset
        if isinstance(self.monthly_micros, Unset):
            monthly_micros = UNSET
        else:
            monthly_micros = self.monthly_micros

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if daily_micros is not UNSET:
            field_dict["daily_micros"] = daily_micros
        if monthly_micros is not UNSET:
            field_dict["monthly_micros"] = monthly_micros

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_daily_micros(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        daily_micros = _parse_daily_micros(d.pop("daily_micros", UNSET))

        def _parse_monthly_micros(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        monthly_micros = _parse_monthly_micros(d.pop("monthly_micros", UNSET))

        budget_input = cls(
            daily_micros=daily_micros,
            monthly_micros=monthly_micros,
        )

        return budget_input
