from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alert_notice import AlertNotice


T = TypeVar("T", bound="AlertEvent")


@_attrs_define
class AlertEvent:
    """The payload of an alert; `data` is the alert as it was raised.

    Attributes:
        type_ (str): The kind of the alert, with `alert.` before it. Known values: `alert.budget`,
            `alert.budget_exhausted`, `alert.provider_failing`, `alert.credential_refused`,
            `alert.generations_indeterminate`, `alert.webhook_disabled`, `alert.limiter_overloaded`,
            `alert.storage_filling`, `alert.prices_stale`. More may be added.
        timestamp (datetime.datetime): RFC 3339, UTC.
        data (AlertNotice): The alert, as the lists show it, without its deliveries.
    """

    type_: str
    timestamp: datetime.datetime
    data: AlertNotice
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        timestamp = self.timestamp.isoformat()

        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "timestamp": timestamp,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alert_notice import AlertNotice

        d = dict(src_dict)
        type_ = d.pop("type")

        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))

        data = AlertNotice.from_dict(d.pop("data"))

        alert_event = cls(
            type_=type_,
            timestamp=timestamp,
            data=data,
        )

        alert_event.additional_properties = d
        return alert_event

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
