from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="InstanceOverviewSetUp")


@_attrs_define
class InstanceOverviewSetUp:
    """The number of each kind; 0 means that it is still to be set up.

    Attributes:
        projects (int):
        project_keys (int): Keys that are neither revoked nor expired.
        credentials (int): Providers that have a credential.
        limits (int):
        webhooks (int):
        grants (int): Users that were granted a role in this instance.
    """

    projects: int
    project_keys: int
    credentials: int
    limits: int
    webhooks: int
    grants: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        projects = self.projects

        project_keys = self.project_keys

        credentials = self.credentials

        limits = self.limits

        webhooks = self.webhooks

        grants = self.grants

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "projects": projects,
                "project_keys": project_keys,
                "credentials": credentials,
                "limits": limits,
                "webhooks": webhooks,
                "grants": grants,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        projects = d.pop("projects")

        project_keys = d.pop("project_keys")

        credentials = d.pop("credentials")

        limits = d.pop("limits")

        webhooks = d.pop("webhooks")

        grants = d.pop("grants")

        instance_overview_set_up = cls(
            projects=projects,
            project_keys=project_keys,
            credentials=credentials,
            limits=limits,
            webhooks=webhooks,
            grants=grants,
        )

        instance_overview_set_up.additional_properties = d
        return instance_overview_set_up

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
