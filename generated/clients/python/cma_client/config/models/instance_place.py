from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.project_place import ProjectPlace


T = TypeVar("T", bound="InstancePlace")


@_attrs_define
class InstancePlace:
    """
    Attributes:
        id (str):
        name (str):
        slug (str):
        status (str): Known values: `active`, `disabled`. More may be added.
        role (None | str): The caller's role in it; null for a project's key.
        default_model (None | str):
        open_alerts (int): Open alerts that nobody has acknowledged, for admins with those about the organization's own
            budget; 0 for a project's key, which does not see them.
        projects (list[ProjectPlace]):
    """

    id: str
    name: str
    slug: str
    status: str
    role: None | str
    default_model: None | str
    open_alerts: int
    projects: list[ProjectPlace]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        slug = self.slug

        status = self.status

        role: None | str
        role = self.role

        default_model: None | str
        default_model = self.default_model

        open_alerts = self.open_alerts

        projects = []
        for projects_item_data in self.projects:
            projects_item = projects_item_data.to_dict()
            projects.append(projects_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "slug": slug,
                "status": status,
                "role": role,
                "default_model": default_model,
                "open_alerts": open_alerts,
                "projects": projects,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.project_place import ProjectPlace

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        slug = d.pop("slug")

        status = d.pop("status")

        def _parse_role(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        role = _parse_role(d.pop("role"))

        def _parse_default_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default_model = _parse_default_model(d.pop("default_model"))

        open_alerts = d.pop("open_alerts")

        projects = []
        _projects = d.pop("projects")
        for projects_item_data in _projects:
            projects_item = ProjectPlace.from_dict(projects_item_data)

            projects.append(projects_item)

        instance_place = cls(
            id=id,
            name=name,
            slug=slug,
            status=status,
            role=role,
            default_model=default_model,
            open_alerts=open_alerts,
            projects=projects,
        )

        instance_place.additional_properties = d
        return instance_place

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
