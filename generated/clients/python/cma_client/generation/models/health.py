from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.health_checks import HealthChecks


T = TypeVar("T", bound="Health")


@_attrs_define
class Health:
    """
    Attributes:
        status (str): Known values: `ok`, `failing`. More may be added.
        version (str): The version that runs, such as `0.3.0+1a2b3c4d5e`; `.changed` at its end means that files
            differed from this commit. `development` if it was not started or deployed by the commands of this project.
        checks (HealthChecks):
        checked_at (datetime.datetime): RFC 3339, UTC.
        instance_id (str | Unset): The only instance that a dedicated Worker serves. Absent if the Worker serves several
            instances, or is of a release before 0.3.0.
    """

    status: str
    version: str
    checks: HealthChecks
    checked_at: datetime.datetime
    instance_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        version = self.version

        checks = self.checks.to_dict()

        checked_at = self.checked_at.isoformat()

        instance_id = self.instance_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "version": version,
                "checks": checks,
                "checked_at": checked_at,
            }
        )
        if instance_id is not UNSET:
            field_dict["instance_id"] = instance_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.health_checks import HealthChecks

        d = dict(src_dict)
        status = d.pop("status")

        version = d.pop("version")

        checks = HealthChecks.from_dict(d.pop("checks"))

        checked_at = datetime.datetime.fromisoformat(d.pop("checked_at"))

        instance_id = d.pop("instance_id", UNSET)

        health = cls(
            status=status,
            version=version,
            checks=checks,
            checked_at=checked_at,
            instance_id=instance_id,
        )

        health.additional_properties = d
        return health

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
