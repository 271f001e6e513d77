from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RetentionInput")


@_attrs_define
class RetentionInput:
    """Members that you omit stay as they are.

    Attributes:
        log_days (int | Unset):
        log_rows (int | Unset):
        record_rows (int | Unset): 0 for no bound, or 1,000 and more.
        usage_days (int | Unset):
    """

    log_days: int | Unset = UNSET
    log_rows: int | Unset = UNSET
    record_rows: int | Unset = UNSET
    usage_days: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        log_days = self.log_days

        log_rows = self.log_rows

        record_rows = self.record_rows

        usage_days = self.usage_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if log_days is not UNSET:
            field_dict["log_days"] = log_days
        if log_rows is not UNSET:
            field_dict["log_rows"] = log_rows
        if record_rows is not UNSET:
            field_dict["record_rows"] = record_rows
        if usage_days is not UNSET:
            field_dict["usage_days"] = usage_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        log_days = d.pop("log_days", UNSET)

        log_rows = d.pop("log_rows", UNSET)

        record_rows = d.pop("record_rows", UNSET)

        usage_days = d.pop("usage_days", UNSET)

        retention_input = cls(
            log_days=log_days,
            log_rows=log_rows,
            record_rows=record_rows,
            usage_days=usage_days,
        )

        return retention_input
