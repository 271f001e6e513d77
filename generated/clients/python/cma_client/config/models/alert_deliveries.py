from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AlertDeliveries")


@_attrs_define
class AlertDeliveries:
    """To how many webhook endpoints the alert was sent, and with what result.

    Attributes:
        pending (int): Not accepted yet; attempted again.
        delivered (int):
        failed (int): Given up after the last attempt.
        disabled (int): The endpoint answered 410, or was disabled.
        last_error (None | str): Why the newest failed attempt failed.
    """

    pending: int
    delivered: int
    failed: int
    disabled: int
    last_error: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        pending = self.pending

        delivered = self.delivered

        failed = self.failed

        disabled = self.disabled

        last_error: None | str
        last_error = self.last_error

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pending": pending,
                "delivered": delivered,
                "failed": failed,
                "disabled": disabled,
                "last_error": last_error,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        pending = d.pop("pending")

        delivered = d.pop("delivered")

        failed = d.pop("failed")

        disabled = d.pop("disabled")

        def _parse_last_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_error = _parse_last_error(d.pop("last_error"))

        alert_deliveries = cls(
            pending=pending,
            delivered=delivered,
            failed=failed,
            disabled=disabled,
            last_error=last_error,
        )

        alert_deliveries.additional_properties = d
        return alert_deliveries

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
