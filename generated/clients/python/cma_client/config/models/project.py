from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Project")


@_attrs_define
class Project:
    """A grouping in an instance.

    Attributes:
        id (str): The id of the project.
        instance_id (str): The instance that it belongs to.
        organization_id (str): The organization that it belongs to.
        name (str): A name for people to read.
        slug (str): A short name for machines, unique among its siblings.
        status (str): `disabled`: no request is admitted in it; everything else stays as it is. Known values: `active`,
            `disabled`. More may be added.
        retention_days (int | None): The retention of this project in days. It replaces that of the instance, whether it
            is shorter or longer; null for that of the instance.
        created_at (datetime.datetime): RFC 3339, UTC.
        updated_at (datetime.datetime): RFC 3339, UTC.
    """

    id: str
    instance_id: str
    organization_id: str
    name: str
    slug: str
    status: str
    retention_days: int | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        instance_id = self.instance_id

        organization_id = self.organization_id

        name = self.name

        slug = self.slug

        status = self.status

        retention_days: int | None
        retention_days = self.retention_days

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "instance_id": instance_id,
                "organization_id": organization_id,
                "name": name,
                "slug": slug,
                "status": status,
                "retention_days": retention_days,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        instance_id = d.pop("instance_id")

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        slug = d.pop("slug")

        status = d.pop("status")

        def _parse_retention_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retention_days = _parse_retention_days(d.pop("retention_days"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        project = cls(
            id=id,
            instance_id=instance_id,
            organization_id=organization_id,
            name=name,
            slug=slug,
            status=status,
            retention_days=retention_days,
            created_at=created_at,
            updated_at=updated_at,
        )

        project.additional_properties = d
        return project

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
