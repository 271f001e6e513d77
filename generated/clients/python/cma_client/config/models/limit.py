from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Limit")


@_attrs_define
class Limit:
    """One limit or budget.

    Attributes:
        scope (str): The group whose requests share one counter. Known values: `instance`, `project`, `key`, `provider`,
            `model`. More may be added.
        target (None | str): The one member of the scope that is limited, such as a project id or `openai`; null if
            every member has its own counter of this size.
        metric (str): What is counted. `requests` are calls that begin a generation; reads, polls, quotes, uploads and
            repeats with the same `Idempotency-Key` do not count. Known values: `requests`, `images`, `tokens`,
            `concurrency`, `cost_micros`. More may be added.
        limit (int):
        window_seconds (int | Unset): For requests, images and tokens: the sustained rate is `limit` in so many seconds.
        window (str | Unset): For cost_micros: the calendar window, UTC. Known values: `day`, `month`. More may be
            added.
        burst (int | Unset): For requests, images and tokens: the most at once; equal to `limit` if omitted. Any window
            admits at most `limit` + `burst`.
    """

    scope: str
    target: None | str
    metric: str
    limit: int
    window_seconds: int | Unset = UNSET
    window: str | Unset = UNSET
    burst: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        scope = self.scope

        target: None | str
        target = self.target

        metric = self.metric

        limit = self.limit

        window_seconds = self.window_seconds

        window = self.window

        burst = self.burst

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "scope": scope,
                "target": target,
                "metric": metric,
                "limit": limit,
            }
        )
        if window_seconds is not UNSET:
            field_dict["window_seconds"] = window_seconds
        if window is not UNSET:
            field_dict["window"] = window
        if burst is not UNSET:
            field_dict["burst"] = burst

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

        metric = d.pop("metric")

        limit = d.pop("limit")

        window_seconds = d.pop("window_seconds", UNSET)

        window = d.pop("window", UNSET)

        burst = d.pop("burst", UNSET)

        limit = cls(
            scope=scope,
            target=target,
            metric=metric,
            limit=limit,
            window_seconds=window_seconds,
            window=window,
            burst=burst,
        )

        limit.additional_properties = d
        return limit

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
