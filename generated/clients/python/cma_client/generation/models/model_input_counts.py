from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelInputCounts")


@_attrs_define
class ModelInputCounts:
    """Maximum inputs of one role, if that is less than `max`.

    Attributes:
        image (int | Unset):
        reference (int | Unset):
        style (int | Unset):
        character (int | Unset):
    """

    image: int | Unset = UNSET
    reference: int | Unset = UNSET
    style: int | Unset = UNSET
    character: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        image = self.image

        reference = self.reference

        style = self.style

        character = self.character

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if image is not UNSET:
            field_dict["image"] = image
        if reference is not UNSET:
            field_dict["reference"] = reference
        if style is not UNSET:
            field_dict["style"] = style
        if character is not UNSET:
            field_dict["character"] = character

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        image = d.pop("image", UNSET)

        reference = d.pop("reference", UNSET)

        style = d.pop("style", UNSET)

        character = d.pop("character", UNSET)

        model_input_counts = cls(
            image=image,
            reference=reference,
            style=style,
            character=character,
        )

        model_input_counts.additional_properties = d
        return model_input_counts

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
