from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WebhookTestNotice")


@_attrs_define
class WebhookTestNotice:
    """
    Attributes:
        webhook_id (str): The endpoint that is tested.
        instance_id (str): The instance of the endpoint.
        message (str): Says to people that this is a test.
    """

    webhook_id: str
    instance_id: str
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        webhook_id = self.webhook_id

        instance_id = self.instance_id

        message = self.message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "webhook_id": webhook_id,
                "instance_id": instance_id,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        webhook_id = d.pop("webhook_id")

        instance_id = d.pop("instance_id")

        message = d.pop("message")

        webhook_test_notice = cls(
            webhook_id=webhook_id,
            instance_id=instance_id,
            message=message,
        )

        webhook_test_notice.additional_properties = d
        return webhook_test_notice

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
