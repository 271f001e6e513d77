from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExportedAlerts")


@_attrs_define
class ExportedAlerts:
    """The settings of alerts, as in `PUT /instances/{instance_id}/alert-settings`. If omitted, they stay as they are.

    Attributes:
        off (list[str]):
        budget_percents (list[int]):
        failures_in_a_row (int):
        storage_percent (int):
        price_age_days (int):
    """

    off: list[str]
    budget_percents: list[int]
    failures_in_a_row: int
    storage_percent: int
    price_age_days: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        off = self.off

        budget_percents = self.budget_percents

        failures_in_a_row = self.failures_in_a_row

        storage_percent = self.storage_percent

        price_age_days = self.price_age_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "off": off,
                "budget_percents": budget_percents,
                "failures_in_a_row": failures_in_a_row,
                "storage_percent": storage_percent,
                "price_age_days": price_age_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        off = cast(list[str], d.pop("off"))

        budget_percents = cast(list[int], d.pop("budget_percents"))

        failures_in_a_row = d.pop("failures_in_a_row")

        storage_percent = d.pop("storage_percent")

        price_age_days = d.pop("price_age_days")

        exported_alerts = cls(
            off=off,
            budget_percents=budget_percents,
            failures_in_a_row=failures_in_a_row,
            storage_percent=storage_percent,
            price_age_days=price_age_days,
        )

        exported_alerts.additional_properties = d
        return exported_alerts

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
