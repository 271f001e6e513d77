from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_input_counts import ModelInputCounts


T = TypeVar("T", bound="ModelInputs")


@_attrs_define
class ModelInputs:
    """
    Attributes:
        max_ (int):
        roles (list[str]):
        max_bytes (int):
        formats (list[str]):
        max_by_role (ModelInputCounts | Unset): Maximum inputs of one role, if that is less than `max`.
        weights (list[str] | Unset): The roles whose `weight` has an effect; absent if there are none.
        max_edge (int | Unset): Maximum length of an edge of an input, in pixels; absent if there is no bound.
        max_pixels (int | Unset): Maximum pixels of an input; absent if there is no bound.
    """

    max_: int
    roles: list[str]
    max_bytes: int
    formats: list[str]
    max_by_role: ModelInputCounts | Unset = UNSET
    weights: list[str] | Unset = UNSET
    max_edge: int | Unset = UNSET
    max_pixels: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        max_ = self.max_

        roles = self.roles

        max_bytes = self.max_bytes

        formats = self.formats

        max_by_role: dict[str, Any] | Unset = UNSET
        if not isinstance(self.max_by_role, Unset):
            max_by_role = self.max_by_role.to_dict()

        weights: list[str] | Unset = UNSET
        if not isinstance(self.weights, Unset):
            weights = self.weights

        max_edge = self.max_edge

        max_pixels = self.max_pixels

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "max": max_,
                "roles": roles,
                "max_bytes": max_bytes,
                "formats": formats,
            }
        )
        if max_by_role is not UNSET:
            field_dict["max_by_role"] = max_by_role
        if weights is not UNSET:
            field_dict["weights"] = weights
        if max_edge is not UNSET:
            field_dict["max_edge"] = max_edge
        if max_pixels is not UNSET:
            field_dict["max_pixels"] = max_pixels

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_input_counts import ModelInputCounts

        d = dict(src_dict)
        max_ = d.pop("max")

        roles = cast(list[str], d.pop("roles"))

        max_bytes = d.pop("max_bytes")

        formats = cast(list[str], d.pop("formats"))

        _max_by_role = d.pop("max_by_role", UNSET)
        max_by_role: ModelInputCounts | Unset
        if isinstance(_max_by_role, Unset):
            max_by_role = UNSET
        else:
            max_by_role = ModelInputCounts.from_dict(_max_by_role)

        weights = cast(list[str], d.pop("weights", UNSET))

        max_edge = d.pop("max_edge", UNSET)

        max_pixels = d.pop("max_pixels", UNSET)

        model_inputs = cls(
            max_=max_,
            roles=roles,
            max_bytes=max_bytes,
            formats=formats,
            max_by_role=max_by_role,
            weights=weights,
            max_edge=max_edge,
            max_pixels=max_pixels,
        )

        model_inputs.additional_properties = d
        return model_inputs

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
