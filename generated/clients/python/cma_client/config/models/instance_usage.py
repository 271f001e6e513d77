from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.instance_usage_names import InstanceUsageNames
    from ..models.usage_latency import UsageLatency
    from ..models.usage_point import UsagePoint
    from ..models.usage_totals import UsageTotals


T = TypeVar("T", bound="InstanceUsage")


@_attrs_define
class InstanceUsage:
    """
    Attributes:
        from_ (datetime.datetime): RFC 3339, UTC.
        to (datetime.datetime): RFC 3339, UTC.
        bucket (str): Known values: `hour`, `day`. More may be added.
        group_by (list[str]):
        data (list[UsagePoint]):
        totals (UsageTotals):
        latency (None | UsageLatency):
        names (InstanceUsageNames): The names of the projects and their keys in `data`, by id. Deleted ones are not in
            it, nor keys of the organization's users. The key of a superadmin who belongs to another organization is
            `Superadmin of the platform`.
    """

    from_: datetime.datetime
    to: datetime.datetime
    bucket: str
    group_by: list[str]
    data: list[UsagePoint]
    totals: UsageTotals
    latency: None | UsageLatency
    names: InstanceUsageNames
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.usage_latency import UsageLatency

        from_ = self.from_.isoformat()

        to = self.to.isoformat()

        bucket = self.bucket

        group_by = self.group_by

        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        totals = self.totals.to_dict()

        latency: dict[str, Any] | None
        if isinstance(self.latency, UsageLatency):
            latency = self.latency.to_dict()
        else:
            latency = self.latency

        names = self.names.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "from": from_,
                "to": to,
                "bucket": bucket,
                "group_by": group_by,
                "data": data,
                "totals": totals,
                "latency": latency,
                "names": names,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.instance_usage_names import InstanceUsageNames
        from ..models.usage_latency import UsageLatency
        from ..models.usage_point import UsagePoint
        from ..models.usage_totals import UsageTotals

        d = dict(src_dict)
        from_ = datetime.datetime.fromisoformat(d.pop("from"))

        to = datetime.datetime.fromisoformat(d.pop("to"))

        bucket = d.pop("bucket")

        group_by = cast(list[str], d.pop("group_by"))

        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = UsagePoint.from_dict(data_item_data)

            data.append(data_item)

        totals = UsageTotals.from_dict(d.pop("totals"))

        def _parse_latency(data: object) -> None | UsageLatency:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                latency_type_0 = UsageLatency.from_dict(data)

                return latency_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UsageLatency, data)

        latency = _parse_latency(d.pop("latency"))

        names = InstanceUsageNames.from_dict(d.pop("names"))

        instance_usage = cls(
            from_=from_,
            to=to,
            bucket=bucket,
            group_by=group_by,
            data=data,
            totals=totals,
            latency=latency,
            names=names,
        )

        instance_usage.additional_properties = d
        return instance_usage

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
