from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Retention")


@_attrs_define
class Retention:
    """Bounds for data that grows with traffic. Data beyond them is deleted in small steps, oldest first.
    docs/admin/retention.md says when.

        Attributes:
            log_days (int): For how many days a line of the request log is kept; 30 by default.
            log_rows (int): Maximum lines of the request log; 100,000 by default.
            record_rows (int): Maximum number of generations (with their pictures and webhook deliveries), and maximum
                number of pictures. 0, the default, means no bound: no picture is deleted because of their number. Data of the
                last hour stays.
            usage_days (int): For how many days the hourly sums of usage are kept; 731 by default.
    """

    log_days: int
    log_rows: int
    record_rows: int
    usage_days: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        log_days = self.log_days

        log_rows = self.log_rows

        record_rows = self.record_rows

        usage_days = self.usage_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "log_days": log_days,
                "log_rows": log_rows,
                "record_rows": record_rows,
                "usage_days": usage_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        log_days = d.pop("log_days")

        log_rows = d.pop("log_rows")

        record_rows = d.pop("record_rows")

        usage_days = d.pop("usage_days")

        retention = cls(
            log_days=log_days,
            log_rows=log_rows,
            record_rows=record_rows,
            usage_days=usage_days,
        )

        retention.additional_properties = d
        return retention

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
