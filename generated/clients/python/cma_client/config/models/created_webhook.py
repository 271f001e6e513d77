from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CreatedWebhook")


@_attrs_define
class CreatedWebhook:
    """The endpoint, with its secret, which is shown only this once.

    Attributes:
        id (str): The id of the endpoint.
        organization_id (str): The organization that it belongs to.
        instance_id (str): The instance that it belongs to.
        project_id (None | str): The one project whose events it gets; null for all of the instance.
        url (str): The address of your endpoint.
        events (list[str]): The events that are sent to it.
        status (str): `disabled`: no deliveries. `active`: deliveries are made. Known values: `active`, `disabled`. More
            may be added.
        disabled_reason (None | str): Why the platform disabled it; null if it is active or was disabled by a person.
        description (str):
        previous_secret_until (datetime.datetime | None): Until this time, deliveries also carry the signature of the
            old secret.
        version (int): The number in its `ETag`.
        created_at (datetime.datetime): RFC 3339, UTC.
        updated_at (datetime.datetime): RFC 3339, UTC.
        secret (str): `whsec_` and 24 random bytes in base64, the form that the Standard Webhooks libraries read.
    """

    id: str
    organization_id: str
    instance_id: str
    project_id: None | str
    url: str
    events: list[str]
    status: str
    disabled_reason: None | str
    description: str
    previous_secret_until: datetime.datetime | None
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        organization_id = self.organization_id

        instance_id = self.instance_id

        project_id: None | str
        project_id = self.project_id

        url = self.url

        events = self.events

        status = self.status

        disabled_reason: None | str
        disabled_reason = self.disabled_reason

        description = self.description

        previous_secret_until: None | str
        if isinstance(self.previous_secret_until, datetime.datetime):
            previous_secret_until = self.previous_secret_until.isoformat()
        else:
            previous_secret_until = self.previous_secret_until

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "organization_id": organization_id,
                "instance_id": instance_id,
                "project_id": project_id,
                "url": url,
                "events": events,
                "status": status,
                "disabled_reason": disabled_reason,
                "description": description,
                "previous_secret_until": previous_secret_until,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        organization_id = d.pop("organization_id")

        instance_id = d.pop("instance_id")

        def _parse_project_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        project_id = _parse_project_id(d.pop("project_id"))

        url = d.pop("url")

        events = cast(list[str], d.pop("events"))

        status = d.pop("status")

        def _parse_disabled_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        disabled_reason = _parse_disabled_reason(d.pop("disabled_reason"))

        description = d.pop("description")

        def _parse_previous_secret_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                previous_secret_until_type_0 = datetime.datetime.fromisoformat(data)

                return previous_secret_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        previous_secret_until = _parse_previous_secret_until(
            d.pop("previous_secret_until")
        )

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        secret = d.pop("secret")

        created_webhook = cls(
            id=id,
            organization_id=organization_id,
            instance_id=instance_id,
            project_id=project_id,
            url=url,
            events=events,
            status=status,
            disabled_reason=disabled_reason,
            description=description,
            previous_secret_until=previous_secret_until,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
            secret=secret,
        )

        created_webhook.additional_properties = d
        return created_webhook

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
