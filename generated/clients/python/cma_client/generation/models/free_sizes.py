from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FreeSizes")


@_attrs_define
class FreeSizes:
    """Any width and height within these bounds.

    Attributes:
        kind (Literal['free']):
        multiple_of (int): Width and height must be multiples of it.
        min_edge (int):
        max_edge (int):
        max_pixels (int): The largest area.
        max_ratio (float): 3 means from 1:3 to 3:1.
    """

    kind: Literal["free"]
    multiple_of: int
    min_edge: int
    max_edge: int
    max_pixels: int
    max_ratio: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        multiple_of = self.multiple_of

        min_edge = self.min_edge

        max_edge = self.max_edge

        max_pixels = self.max_pixels

        max_ratio = self.max_ratio

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "multiple_of": multiple_of,
                "min_edge": min_edge,
                "max_edge": max_edge,
                "max_pixels": max_pixels,
                "max_ratio": max_ratio,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["free"], d.pop("kind"))
        if kind != "free":
            raise ValueError(f"kind must match const 'free', got '{kind}'")

        multiple_of = d.pop("multiple_of")

        min_edge = d.pop("min_edge")

        max_edge = d.pop("max_edge")

        max_pixels = d.pop("max_pixels")

        max_ratio = d.pop("max_ratio")

        free_sizes = cls(
            kind=kind,
            multiple_of=multiple_of,
            min_edge=min_edge,
            max_edge=max_edge,
            max_pixels=max_pixels,
            max_ratio=max_ratio,
        )

        free_sizes.additional_properties = d
        return free_sizes

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
