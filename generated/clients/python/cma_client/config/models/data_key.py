from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DataKey")


@_attrs_define
class DataKey:
    """
    Attributes:
        secret (str): Send it as `Authorization: Bearer …`.
        base_url (str): The address to call with it. It is `/v1` of this host, or the address of the instance's
            dedicated Worker.
        instance_id (str):
        project_id (str):
        scopes (list[str]):
        expires_at (datetime.datetime): RFC 3339, UTC.
    """

    secret: str
    base_url: str
    instance_id: str
    project_id: str
    scopes: list[str]
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        secret = self.secret

        base_url = self.base_url

        instance_id = self.instance_id

        project_id = self.project_id

        scopes = self.scopes

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "secret": secret,
                "base_url": base_url,
                "instance_id": instance_id,
                "project_id": project_id,
                "scopes": scopes,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        secret = d.pop("secret")

        base_url = d.pop("base_url")

        instance_id = d.pop("instance_id")

        project_id = d.pop("project_id")

        scopes = cast(list[str], d.pop("scopes"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        data_key = cls(
            secret=secret,
            base_url=base_url,
            instance_id=instance_id,
            project_id=project_id,
            scopes=scopes,
            expires_at=expires_at,
        )

        data_key.additional_properties = d
        return data_key

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
