from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="InputReference")


@_attrs_define
class InputReference:
    """
    Attributes:
        asset_id (str): The id of a stored picture.
        role (str | Unset): The use of the picture. `image` is the picture to edit; the others guide the result. Known
            values: `image`, `reference`, `style`, `character`. More may be added. If omitted, it is `image`.
        weight (float | Unset): How strongly the picture counts, for the roles in `weights` of the model.
    """

    asset_id: str
    role: str | Unset = UNSET
    weight: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        asset_id = self.asset_id

        role = self.role

        weight = self.weight

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asset_id": asset_id,
            }
        )
        if role is not UNSET:
            field_dict["role"] = role
        if weight is not UNSET:
            field_dict["weight"] = weight

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        asset_id = d.pop("asset_id")

        role = d.pop("role", UNSET)

        weight = d.pop("weight", UNSET)

        input_reference = cls(
            asset_id=asset_id,
            role=role,
            weight=weight,
        )

        input_reference.additional_properties = d
        return input_reference

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
