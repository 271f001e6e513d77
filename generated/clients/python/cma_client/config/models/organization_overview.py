from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.instance_spend import InstanceSpend
    from ..models.limit_gauge import LimitGauge
    from ..models.period_usage import PeriodUsage


T = TypeVar("T", bound="OrganizationOverview")


@_attrs_define
class OrganizationOverview:
    """
    Attributes:
        as_of (datetime.datetime): RFC 3339, UTC.
        day_start (datetime.datetime): RFC 3339, UTC.
        month_start (datetime.datetime): RFC 3339, UTC.
        usage (PeriodUsage): Usage of two calendar periods, UTC.
        instances (list[InstanceSpend]): The instances that the caller may see.
        budgets (list[LimitGauge]): The budget of the whole organization, even if the caller may see only some of its
            instances.
    """

    as_of: datetime.datetime
    day_start: datetime.datetime
    month_start: datetime.datetime
    usage: PeriodUsage
    instances: list[InstanceSpend]
    budgets: list[LimitGauge]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of.isoformat()

        day_start = self.day_start.isoformat()

        month_start = self.month_start.isoformat()

        usage = self.usage.to_dict()

        instances = []
        for instances_item_data in self.instances:
            instances_item = instances_item_data.to_dict()
            instances.append(instances_item)

        budgets = []
        for budgets_item_data in self.budgets:
            budgets_item = budgets_item_data.to_dict()
            budgets.append(budgets_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "as_of": as_of,
                "day_start": day_start,
                "month_start": month_start,
                "usage": usage,
                "instances": instances,
                "budgets": budgets,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.instance_spend import InstanceSpend
        from ..models.limit_gauge import LimitGauge
        from ..models.period_usage import PeriodUsage

        d = dict(src_dict)
        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        day_start = datetime.datetime.fromisoformat(d.pop("day_start"))

        month_start = datetime.datetime.fromisoformat(d.pop("month_start"))

        usage = PeriodUsage.from_dict(d.pop("usage"))

        instances = []
        _instances = d.pop("instances")
        for instances_item_data in _instances:
            instances_item = InstanceSpend.from_dict(instances_item_data)

            instances.append(instances_item)

        budgets = []
        _budgets = d.pop("budgets")
        for budgets_item_data in _budgets:
            budgets_item = LimitGauge.from_dict(budgets_item_data)

            budgets.append(budgets_item)

        organization_overview = cls(
            as_of=as_of,
            day_start=day_start,
            month_start=month_start,
            usage=usage,
            instances=instances,
            budgets=budgets,
        )

        organization_overview.additional_properties = d
        return organization_overview

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
