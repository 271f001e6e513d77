from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="RewrapRequest")


@_attrs_define
class RewrapRequest:
    """
    Attributes:
        batch_size (int | Unset): If omitted, it is `100`.
    """

    batch_size: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        batch_size = self.batch_size

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if batch_size is not UNSET:
            field_dict["batch_size"] = batch_size

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        batch_size = d.pop("batch_size", UNSET)

        rewrap_request = cls(
            batch_size=batch_size,
        )

        return rewrap_request
