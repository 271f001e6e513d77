from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExportedProject")


@_attrs_define
class ExportedProject:
    """
    Attributes:
        slug (str): A short name for machines, unique among its siblings.
        name (str): A name for people to read.
        status (str): `disabled`: no request is admitted in it; everything else stays as it is. Known values: `active`,
            `disabled`. More may be added.
        retention_days (int | None): The retention of this project in days. It replaces that of the instance, whether it
            is shorter or longer; null for that of the instance.
    """

    slug: str
    name: str
    status: str
    retention_days: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        slug = self.slug

        name = self.name

        status = self.status

        retention_days: int | None
        retention_days = self.retention_days

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "slug": slug,
                "name": name,
                "status": status,
                "retention_days": retention_days,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        slug = d.pop("slug")

        name = d.pop("name")

        status = d.pop("status")

        def _parse_retention_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retention_days = _parse_retention_days(d.pop("retention_days"))

        exported_project = cls(
            slug=slug,
            name=name,
            status=status,
            retention_days=retention_days,
        )

        exported_project.additional_properties = d
        return exported_project

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
