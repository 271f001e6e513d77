from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="KeyLimit")


@_attrs_define
class KeyLimit:
    """A limit of this key alone, in addition to those of its instance; the tightest decides. `requests`, `images` and
    `tokens` need
    `window_seconds`, `cost_micros` needs the calendar `window`, and `concurrency` needs neither.

        Attributes:
            metric (str): What is counted. `requests` are calls that begin a generation; reads, polls, quotes, uploads and
                repeats with the same `Idempotency-Key` do not count. Known values: `requests`, `images`, `tokens`,
                `concurrency`, `cost_micros`. More may be added.
            limit (int): The sustained amount in one window.
            window_seconds (int | Unset): For requests, images and tokens: the sustained rate is `limit` in so many seconds.
            window (str | Unset): For cost_micros: the calendar window of the budget, UTC. Known values: `day`, `month`.
                More may be added.
            burst (int | Unset): The most at once; equal to `limit` if omitted. Any window admits at most `limit` + `burst`.
    """

    metric: str
    limit: int
    window_seconds: int | Unset = UNSET
    window: str | Unset = UNSET
    burst: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        metric = self.metric

        limit = self.limit

        window_seconds = self.window_seconds

        window = self.window

        burst = self.burst

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
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
        metric = d.pop("metric")

        limit = d.pop("limit")

        window_seconds = d.pop("window_seconds", UNSET)

        window = d.pop("window", UNSET)

        burst = d.pop("burst", UNSET)

        key_limit = cls(
            metric=metric,
            limit=limit,
            window_seconds=window_seconds,
            window=window,
            burst=burst,
        )

        key_limit.additional_properties = d
        return key_limit

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
