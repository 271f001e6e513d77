from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="RewrapResult")


@_attrs_define
class RewrapResult:
    """
    Attributes:
        current_version (int):
        rewrapped (int): Secrets that this batch re-wrapped.
        remaining (int): Secrets still on older versions, including those that failed.
        failed (list[str]): Ids of secrets that cannot be decrypted.
    """

    current_version: int
    rewrapped: int
    remaining: int
    failed: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        current_version = self.current_version

        rewrapped = self.rewrapped

        remaining = self.remaining

        failed = self.failed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "current_version": current_version,
                "rewrapped": rewrapped,
                "remaining": remaining,
                "failed": failed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        current_version = d.pop("current_version")

        rewrapped = d.pop("rewrapped")

        remaining = d.pop("remaining")

        failed = cast(list[str], d.pop("failed"))

        rewrap_result = cls(
            current_version=current_version,
            rewrapped=rewrapped,
            remaining=remaining,
            failed=failed,
        )

        rewrap_result.additional_properties = d
        return rewrap_result

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
