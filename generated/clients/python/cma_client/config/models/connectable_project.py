from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ConnectableProject")


@_attrs_define
class ConnectableProject:
    """
    Attributes:
        id (str):
        name (str):
        instance_name (str):
        organization_name (str):
    """

    id: str
    name: str
    instance_name: str
    organization_name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        instance_name = self.instance_name

        organization_name = self.organization_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "instance_name": instance_name,
                "organization_name": organization_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        instance_name = d.pop("instance_name")

        organization_name = d.pop("organization_name")

        connectable_project = cls(
            id=id,
            name=name,
            instance_name=instance_name,
            organization_name=organization_name,
        )

        connectable_project.additional_properties = d
        return connectable_project

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
