from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="InstanceWorker")


@_attrs_define
class InstanceWorker:
    """The report of a Worker about itself, made when it loaded the configuration. It reports within an hour of its start,
    and once an hour after that. A new version is stored at once. A report of the same version renews `seen_at` at most
    once an hour.

        Attributes:
            version (str): The version that was deployed: release and commit, as `/v1/health` of the Worker returns it.
            release (str): The release of the contract that the Worker implements.
            dedicated (bool): Whether the Worker can reach this instance alone.
            skew (str): The Worker's release compared with that of the config service. `supported`: one is the release just
                before the other, as in an upgrade. `unsupported`: they are further apart and may not understand each other;
                deploy the Worker again. Known values: `none`, `supported`, `unsupported`. More may be added.
            seen_at (datetime.datetime): RFC 3339, UTC.
    """

    version: str
    release: str
    dedicated: bool
    skew: str
    seen_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        release = self.release

        dedicated = self.dedicated

        skew = self.skew

        seen_at = self.seen_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
                "release": release,
                "dedicated": dedicated,
                "skew": skew,
                "seen_at": seen_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        release = d.pop("release")

        dedicated = d.pop("dedicated")

        skew = d.pop("skew")

        seen_at = datetime.datetime.fromisoformat(d.pop("seen_at"))

        instance_worker = cls(
            version=version,
            release=release,
            dedicated=dedicated,
            skew=skew,
            seen_at=seen_at,
        )

        instance_worker.additional_properties = d
        return instance_worker

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
