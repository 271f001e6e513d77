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

T = TypeVar("T", bound="RatioSizes")


@_attrs_define
class RatioSizes:
    """A shape and a resolution.

    Attributes:
        kind (Literal['ratio']):
        ratios (list[str]):
        resolutions (list[str]):
    """

    kind: Literal["ratio"]
    ratios: list[str]
    resolutions: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        ratios = self.ratios

        resolutions = self.resolutions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "ratios": ratios,
                "resolutions": resolutions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["ratio"], d.pop("kind"))
        if kind != "ratio":
            raise ValueError(f"kind must match const 'ratio', got '{kind}'")

        ratios = cast(list[str], d.pop("ratios"))

        resolutions = cast(list[str], d.pop("resolutions"))

        ratio_sizes = cls(
            kind=kind,
            ratios=ratios,
            resolutions=resolutions,
        )

        ratio_sizes.additional_properties = d
        return ratio_sizes

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
