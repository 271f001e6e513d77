from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.instance_place import InstancePlace


T = TypeVar("T", bound="OrganizationPlace")


@_attrs_define
class OrganizationPlace:
    """
    Attributes:
        id (str):
        name (str):
        slug (str):
        instances (list[InstancePlace]):
    """

    id: str
    name: str
    slug: str
    instances: list[InstancePlace]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        slug = self.slug

        instances = []
        for instances_item_data in self.instances:
            instances_item = instances_item_data.to_dict()
            instances.append(instances_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "slug": slug,
                "instances": instances,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.instance_place import InstancePlace

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        slug = d.pop("slug")

        instances = []
        _instances = d.pop("instances")
        for instances_item_data in _instances:
            instances_item = InstancePlace.from_dict(instances_item_data)

            instances.append(instances_item)

        organization_place = cls(
            id=id,
            name=name,
            slug=slug,
            instances=instances,
        )

        organization_place.additional_properties = d
        return organization_place

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
