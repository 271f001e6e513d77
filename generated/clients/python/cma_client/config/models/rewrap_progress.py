from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.rewrap_progress_by_version_item import RewrapProgressByVersionItem


T = TypeVar("T", bound="RewrapProgress")


@_attrs_define
class RewrapProgress:
    """
    Attributes:
        current_version (int): The newest version of the key-encryption key.
        total (int): All stored secrets.
        remaining (int): Secrets on an older version.
        by_version (list[RewrapProgressByVersionItem]):
    """

    current_version: int
    total: int
    remaining: int
    by_version: list[RewrapProgressByVersionItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        current_version = self.current_version

        total = self.total

        remaining = self.remaining

        by_version = []
        for by_version_item_data in self.by_version:
            by_version_item = by_version_item_data.to_dict()
            by_version.append(by_version_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "current_version": current_version,
                "total": total,
                "remaining": remaining,
                "by_version": by_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rewrap_progress_by_version_item import RewrapProgressByVersionItem

        d = dict(src_dict)
        current_version = d.pop("current_version")

        total = d.pop("total")

        remaining = d.pop("remaining")

        by_version = []
        _by_version = d.pop("by_version")
        for by_version_item_data in _by_version:
            by_version_item = RewrapProgressByVersionItem.from_dict(
                by_version_item_data
            )

            by_version.append(by_version_item)

        rewrap_progress = cls(
            current_version=current_version,
            total=total,
            remaining=remaining,
            by_version=by_version,
        )

        rewrap_progress.additional_properties = d
        return rewrap_progress

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
