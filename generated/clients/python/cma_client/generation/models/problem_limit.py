from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ProblemLimit")


@_attrs_define
class ProblemLimit:
    """The limit or budget that refused the request.

    Attributes:
        scope (str): Known values: `organization`, `instance`, `project`, `key`, `provider`, `model`. More may be added.
        metric (str): Known values: `requests`, `images`, `tokens`, `concurrency`, `cost_micros`. More may be added.
        limit (int): The allowed amount in the window; of a budget in micro-USD.
        window_seconds (int | None): The length of the window; for a budget, that of the current day or month. Null for
            concurrency.
        target (None | str | Unset): The member that the limit is for; null if each member of its scope has this limit
            for itself.
        remaining (int | Unset): The amount that is left now.
        requested (int | Unset): The amount that the request would take; for a budget, the most that it can cost.
        available_at (datetime.datetime | Unset): RFC 3339, UTC.
    """

    scope: str
    metric: str
    limit: int
    window_seconds: int | None
    target: None | str | Unset = UNSET
    remaining: int | Unset = UNSET
    requested: int | Unset = UNSET
    available_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        scope = self.scope

        metric = self.metric

        limit = self.limit

        window_seconds: int | None
        window_seconds = self.window_seconds

        target: None | str | Unset
        if isinstance(self.target, Unset):
            target = UNSET
        else:
            target = self.target

        remaining = self.remaining

        requested = self.requested

        available_at: str | Unset = UNSET
        if not isinstance(self.available_at, Unset):
            available_at = self.available_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "scope": scope,
                "metric": metric,
                "limit": limit,
                "window_seconds": window_seconds,
            }
        )
        if target is not UNSET:
            field_dict["target"] = target
        if remaining is not UNSET:
            field_dict["remaining"] = remaining
        if requested is not UNSET:
            field_dict["requested"] = requested
        if available_at is not UNSET:
            field_dict["available_at"] = available_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        scope = d.pop("scope")

        metric = d.pop("metric")

        limit = d.pop("limit")

        def _parse_window_seconds(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        window_seconds = _parse_window_seconds(d.pop("window_seconds"))

        def _parse_target(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        target = _parse_target(d.pop("target", UNSET))

        remaining = d.pop("remaining", UNSET)

        requested = d.pop("requested", UNSET)

        _available_at = d.pop("available_at", UNSET)
        available_at: datetime.datetime | Unset
        if isinstance(_available_at, Unset):
            available_at = UNSET
        else:
            available_at = datetime.datetime.fromisoformat(_available_at)

        problem_limit = cls(
            scope=scope,
            metric=metric,
            limit=limit,
            window_seconds=window_seconds,
            target=target,
            remaining=remaining,
            requested=requested,
            available_at=available_at,
        )

        problem_limit.additional_properties = d
        return problem_limit

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
