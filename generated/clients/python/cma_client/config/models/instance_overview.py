from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.error_count import ErrorCount
    from ..models.instance_overview_set_up import InstanceOverviewSetUp
    from ..models.period_usage import PeriodUsage


T = TypeVar("T", bound="InstanceOverview")


@_attrs_define
class InstanceOverview:
    """
    Attributes:
        as_of (datetime.datetime): RFC 3339, UTC.
        day_start (datetime.datetime): RFC 3339, UTC.
        month_start (datetime.datetime): RFC 3339, UTC.
        usage (PeriodUsage): Usage of two calendar periods, UTC.
        errors (list[ErrorCount]): The requests to the generation service that failed, by code, including refused ones
            that began no generation. The most frequent first; at most 50.
        errors_since (datetime.datetime): RFC 3339, UTC.
        set_up (InstanceOverviewSetUp): The number of each kind; 0 means that it is still to be set up.
    """

    as_of: datetime.datetime
    day_start: datetime.datetime
    month_start: datetime.datetime
    usage: PeriodUsage
    errors: list[ErrorCount]
    errors_since: datetime.datetime
    set_up: InstanceOverviewSetUp
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        day_start = self.day_start.isoformat()

        month_start = self.month_start.isoformat()

        usage = self.usage.to_dict()

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        errors_since = self.errors_since.isoformat()

        set_up = self.set_up.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "day_start": day_start,
                "month_start": month_start,
                "usage": usage,
                "errors": errors,
                "errors_since": errors_since,
                "set_up": set_up,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.error_count import ErrorCount
        from ..models.instance_overview_set_up import InstanceOverviewSetUp
        from ..models.period_usage import PeriodUsage

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        day_start = datetime.datetime.fromisoformat(d.pop("day_start"))

        month_start = datetime.datetime.fromisoformat(d.pop("month_start"))

        usage = PeriodUsage.from_dict(d.pop("usage"))

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = ErrorCount.from_dict(errors_item_data)

            errors.append(errors_item)

        errors_since = datetime.datetime.fromisoformat(d.pop("errors_since"))

        set_up = InstanceOverviewSetUp.from_dict(d.pop("set_up"))

        instance_overview = cls(
            as_of=as_of,
            day_start=day_start,
            month_start=month_start,
            usage=usage,
            errors=errors,
            errors_since=errors_since,
            set_up=set_up,
        )

        instance_overview.additional_properties = d
        return instance_overview

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
