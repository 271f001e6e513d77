from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.usage_totals import UsageTotals


T = TypeVar("T", bound="PeriodUsage")


@_attrs_define
class PeriodUsage:
    """Usage of two calendar periods, UTC.

    Attributes:
        today (UsageTotals):
        this_month (UsageTotals):
    """

    today: UsageTotals
    this_month: UsageTotals
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        today = self.today.to_dict()

        this_month = self.this_month.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "today": today,
                "this_month": this_month,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.usage_totals import UsageTotals

        d = dict(src_dict)
        today = UsageTotals.from_dict(d.pop("today"))

        this_month = UsageTotals.from_dict(d.pop("this_month"))

        period_usage = cls(
            today=today,
            this_month=this_month,
        )

        period_usage.additional_properties = d
        return period_usage

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
