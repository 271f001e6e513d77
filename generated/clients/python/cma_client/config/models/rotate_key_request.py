from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RotateKeyRequest")


@_attrs_define
class RotateKeyRequest:
    """
    Attributes:
        grace_period_seconds (int | Unset): How long the old key still works; at most 30 days. If omitted, it is
            `86400`.
    """

    grace_period_seconds: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        grace_period_seconds = self.grace_period_seconds

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if grace_period_seconds is not UNSET:
            field_dict["grace_period_seconds"] = grace_period_seconds

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        grace_period_seconds = d.pop("grace_period_seconds", UNSET)

        rotate_key_request = cls(
            grace_period_seconds=grace_period_seconds,
        )

        return rotate_key_request
