from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AlertSettingsInput")


@_attrs_define
class AlertSettingsInput:
    """
    Attributes:
        off (list[str] | Unset): The kinds that are neither listed nor sent. If omitted, it is `[]`.
        budget_percents (list[int] | Unset): The thresholds of budgets, in percent. If omitted, it is `[50,80,100]`.
        failures_in_a_row (int | Unset): After how many failed generations in a row a provider counts as failing. Only
            `provider_unavailable`, `provider_timeout`, `provider_error` and `provider_bad_answer` count, not the refusal of
            a single request. If omitted, it is `5`.
        storage_percent (int | Unset): The share of the size of a database, or of the maximum of records, from which on
            it counts as filling. If omitted, it is `80`.
        price_age_days (int | Unset): From which age on a price counts as stale. If omitted, it is `90`.
    """

    off: list[str] | Unset = UNSET
    budget_percents: list[int] | Unset = UNSET
    failures_in_a_row: int | Unset = UNSET
    storage_percent: int | Unset = UNSET
    price_age_days: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        off: list[str] | Unset = UNSET
        if not isinstance(self.off, Unset):
            off = self.off

        budget_percents: list[int] | Unset = UNSET
        if not isinstance(self.budget_percents, Unset):
            budget_percents = self.budget_percents

        failures_in_a_row = self.failures_in_a_row

        storage_percent = self.storage_percent

        price_age_days = self.price_age_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if off is not UNSET:
            field_dict["off"] = off
        if budget_percents is not UNSET:
            field_dict["budget_percents"] = budget_percents
        if failures_in_a_row is not UNSET:
            field_dict["failures_in_a_row"] = failures_in_a_row
        if storage_percent is not UNSET:
            field_dict["storage_percent"] = storage_percent
        if price_age_days is not UNSET:
            field_dict["price_age_days"] = price_age_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        off = cast(list[str], d.pop("off", UNSET))

        budget_percents = cast(list[int], d.pop("budget_percents", UNSET))

        failures_in_a_row = d.pop("failures_in_a_row", UNSET)

        storage_percent = d.pop("storage_percent", UNSET)

        price_age_days = d.pop("price_age_days", UNSET)

        alert_settings_input = cls(
            off=off,
            budget_percents=budget_percents,
            failures_in_a_row=failures_in_a_row,
            storage_percent=storage_percent,
            price_age_days=price_age_days,
        )

        return alert_settings_input
