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
    from ..models.per_token_price_estimate_item import PerTokenPriceEstimateItem


T = TypeVar("T", bound="PerTokenPrice")


@_attrs_define
class PerTokenPrice:
    """Prices per million tokens.

    Attributes:
        kind (Literal['per_token']):
        text_in_micros (float):
        image_in_micros (float):
        image_out_micros (float):
        text_out_micros (float):
        estimate (list[PerTokenPriceEstimateItem]): The image tokens of one picture, for quotes, given as a number or by
            `cells`.
    """

    kind: Literal["per_token"]
    text_in_micros: float
    image_in_micros: float
    image_out_micros: float
    text_out_micros: float
    estimate: list[PerTokenPriceEstimateItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        text_in_micros = self.text_in_micros

        image_in_micros = self.image_in_micros

        image_out_micros = self.image_out_micros

        text_out_micros = self.text_out_micros

        estimate = []
        for estimate_item_data in self.estimate:
            estimate_item = estimate_item_data.to_dict()
            estimate.append(estimate_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "text_in_micros": text_in_micros,
                "image_in_micros": image_in_micros,
                "image_out_micros": image_out_micros,
                "text_out_micros": text_out_micros,
                "estimate": estimate,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.per_token_price_estimate_item import PerTokenPriceEstimateItem

        d = dict(src_dict)
        kind = cast(Literal["per_token"], d.pop("kind"))
        if kind != "per_token":
            raise ValueError(f"kind must match const 'per_token', got '{kind}'")

        text_in_micros = d.pop("text_in_micros")

        image_in_micros = d.pop("image_in_micros")

        image_out_micros = d.pop("image_out_micros")

        text_out_micros = d.pop("text_out_micros")

        estimate = []
        _estimate = d.pop("estimate")
        for estimate_item_data in _estimate:
            estimate_item = PerTokenPriceEstimateItem.from_dict(estimate_item_data)

            estimate.append(estimate_item)

        per_token_price = cls(
            kind=kind,
            text_in_micros=text_in_micros,
            image_in_micros=image_in_micros,
            image_out_micros=image_out_micros,
            text_out_micros=text_out_micros,
            estimate=estimate,
        )

        per_token_price.additional_properties = d
        return per_token_price

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
