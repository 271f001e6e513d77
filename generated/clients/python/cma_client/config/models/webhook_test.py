from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WebhookTest")


@_attrs_define
class WebhookTest:
    """
    Attributes:
        delivered (bool): Whether the endpoint answered with a status from 200 to 299.
        status_code (int | None): The status of the endpoint's answer; null if there was none.
        detail (str): The result in words.
        duration_ms (int): How long the endpoint took to answer.
        event_id (str): The `webhook-id` header that was sent.
    """

    delivered: bool
    status_code: int | None
    detail: str
    duration_ms: int
    event_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        delivered = self.delivered

        status_code: int | None
        status_code = self.status_code

        detail = self.detail

        duration_ms = self.duration_ms

        event_id = self.event_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "delivered": delivered,
                "status_code": status_code,
                "detail": detail,
                "duration_ms": duration_ms,
                "event_id": event_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        delivered = d.pop("delivered")

        def _parse_status_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status_code = _parse_status_code(d.pop("status_code"))

        detail = d.pop("detail")

        duration_ms = d.pop("duration_ms")

        event_id = d.pop("event_id")

        webhook_test = cls(
            delivered=delivered,
            status_code=status_code,
            detail=detail,
            duration_ms=duration_ms,
            event_id=event_id,
        )

        webhook_test.additional_properties = d
        return webhook_test

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
