from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LimitGauge")


@_attrs_define
class LimitGauge:
    """The live state of one limit or budget.

    Attributes:
        scope (str): What has the counter. Known values: `organization`, `instance`, `project`, `key`, `provider`,
            `model`. More may be added.
        target (None | str): The member that is counted; null for a limit of the whole instance or organization, and for
            one that no request has counted against.
        target_name (None | str): The name of the project, key, provider or model; null if there is no target, or if it
            no longer exists.
        metric (str): What is counted. `requests` are calls that begin a generation; reads, polls, quotes, uploads and
            repeats with the same `Idempotency-Key` do not count. Known values: `requests`, `images`, `tokens`,
            `concurrency`, `cost_micros`. More may be added.
        limit (int): The limit that was set; micro-USD for `cost_micros`.
        capacity (int): The most that fits at once: the `burst` of a rate, otherwise the `limit`. `used`, `reserved`,
            `held` and `remaining` add up to it, unless the limit was lowered below the used amount.
        window_seconds (int | None): The length of its window; null for concurrency.
        used (float): The amount that is used now.
        reserved (float): Set aside for generations that run now.
        held (float): Held for indeterminate generations.
        remaining (float): The amount that is left now.
        resets_at (datetime.datetime | None): The time from which all of it is available again; null for concurrency.
    """

    scope: str
    target: None | str
    target_name: None | str
    metric: str
    limit: int
    capacity: int
    window_seconds: int | None
    used: float
    reserved: float
    held: float
    remaining: float
    resets_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        scope = self.scope

        target: None | str
        target = self.target

        target_name: None | str
        target_name = self.target_name

        metric = self.metric

        limit = self.limit

        capacity = self.capacity

        window_seconds: int | None
        window_seconds = self.window_seconds

        used = self.used

        reserved = self.reserved

        held = self.held

        remaining = self.remaining

        resets_at: None | str
        if isinstance(self.resets_at, datetime.datetime):
            resets_at = self.resets_at.isoformat()
        else:
            resets_at = self.resets_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "scope": scope,
                "target": target,
                "target_name": target_name,
                "metric": metric,
                "limit": limit,
                "capacity": capacity,
                "window_seconds": window_seconds,
                "used": used,
                "reserved": reserved,
                "held": held,
                "remaining": remaining,
                "resets_at": resets_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        scope = d.pop("scope")

        def _parse_target(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        target = _parse_target(d.pop("target"))

        def _parse_target_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        target_name = _parse_target_name(d.pop("target_name"))

        metric = d.pop("metric")

        limit = d.pop("limit")

        capacity = d.pop("capacity")

        def _parse_window_seconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        window_seconds = _parse_window_seconds(d.pop("window_seconds"))

        used = d.pop("used")

        reserved = d.pop("reserved")

        held = d.pop("held")

        remaining = d.pop("remaining")

        def _parse_resets_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                resets_at_type_0 = datetime.datetime.fromisoformat(data)

                return resets_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        resets_at = _parse_resets_at(d.pop("resets_at"))

        limit_gauge = cls(
            scope=scope,
            target=target,
            target_name=target_name,
            metric=metric,
            limit=limit,
            capacity=capacity,
            window_seconds=window_seconds,
            used=used,
            reserved=reserved,
            held=held,
            remaining=remaining,
            resets_at=resets_at,
        )

        limit_gauge.additional_properties = d
        return limit_gauge

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
