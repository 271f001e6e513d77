from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.per_image_price_rules_item import PerImagePriceRulesItem


T = TypeVar("T", bound="PerImagePrice")


@_attrs_define
class PerImagePrice:
    """The price of a picture is that of the first rule whose conditions all hold.

    Attributes:
        kind (Literal['per_image']):
        rules (list[PerImagePriceRulesItem]):
    """

    kind: Literal["per_image"]
    rules: list[PerImagePriceRulesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "rules": rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.per_image_price_rules_item import PerImagePriceRulesItem

        d = dict(src_dict)
        kind = cast(Literal["per_image"], d.pop("kind"))
        if kind != "per_image":
            raise ValueError(f"kind must match const 'per_image', got '{kind}'")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = PerImagePriceRulesItem.from_dict(rules_item_data)

            rules.append(rules_item)

        per_image_price = cls(
            kind=kind,
            rules=rules,
        )

        per_image_price.additional_properties = d
        return per_image_price

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
