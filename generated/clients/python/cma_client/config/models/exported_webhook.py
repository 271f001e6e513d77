from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExportedWebhook")


@_attrs_define
class ExportedWebhook:
    """
    Attributes:
        url (str):
        project (None | str): The one project whose events it gets; null for all.
        events (list[str]):
        status (str): `disabled`: no deliveries. `active`: deliveries are made. Known values: `active`, `disabled`. More
            may be added.
        description (str):
    """

    url: str
    project: None | str
    events: list[str]
    status: str
    description: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        project: None | str
        project = self.project

        events = self.events

        status = self.status

        description = self.description

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "project": project,
                "events": events,
                "status": status,
                "description": description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_project(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        project = _parse_project(d.pop("project"))

        events = cast(list[str], d.pop("events"))

        status = d.pop("status")

        description = d.pop("description")

        exported_webhook = cls(
            url=url,
            project=project,
            events=events,
            status=status,
            description=description,
        )

        exported_webhook.additional_properties = d
        return exported_webhook

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
