from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.connection_share import ConnectionShare
    from ..models.model_setting_price_type_0 import ModelSettingPriceType0


T = TypeVar("T", bound="ModelSetting")


@_attrs_define
class ModelSetting:
    """
    Attributes:
        model (str):
        enabled (bool | None | Unset): Null for the value of the catalogue.
        price (ModelSettingPriceType0 | None | Unset): Replaces the price of the catalogue; it has the shape of a
            model's `price`. Null for the price of the catalogue.
        connections (list[ConnectionShare] | None | Unset): The connections that serve this model. Null for those of its
            provider.
    """

    model: str
    enabled: bool | None | Unset = UNSET
    price: ModelSettingPriceType0 | None | Unset = UNSET
    connections: list[ConnectionShare] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.model_setting_price_type_0 import ModelSettingPriceType0

        model = self.model

        enabled: bool | None | Unset
        if isinstance(self.enabled, Unset):
            enabled = UNSET
        else:
            enabled = self.enabled

        price: dict[str, Any] | None | Unset
        if isinstance(self.price, Unset):
            price = UNSET
        elif isinstance(self.price, ModelSettingPriceType0):
            price = self.price.to_dict()
        else:
            price = self.price

        connections: list[dict[str, Any]] | None | Unset
        if isinstance(self.connections, Unset):
            connections = UNSET
        elif isinstance(self.connections, list):
            connections = []
            for componentsschemas_connection_shares_item_data in self.connections:
                componentsschemas_connection_shares_item = (
                    componentsschemas_connection_shares_item_data.to_dict()
                )
                connections.append(componentsschemas_connection_shares_item)

        else:
            connections = self.connections

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
            }
        )
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if price is not UNSET:
            field_dict["price"] = price
        if connections is not UNSET:
            field_dict["connections"] = connections

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.connection_share import ConnectionShare
        from ..models.model_setting_price_type_0 import ModelSettingPriceType0

        d = dict(src_dict)
        model = d.pop("model")

        def _parse_enabled(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        enabled = _parse_enabled(d.pop("enabled", UNSET))

        def _parse_price(data: object) -> ModelSettingPriceType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                price_type_0 = ModelSettingPriceType0.from_dict(data)

                return price_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelSettingPriceType0 | None | Unset, data)

        price = _parse_price(d.pop("price", UNSET))

        def _parse_connections(data: object) -> list[ConnectionShare] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                connections_type_0 = []
                _connections_type_0 = data
                for (
                    componentsschemas_connection_shares_item_data
                ) in _connections_type_0:
                    componentsschemas_connection_shares_item = (
                        ConnectionShare.from_dict(
                            componentsschemas_connection_shares_item_data
                        )
                    )

                    connections_type_0.append(componentsschemas_connection_shares_item)

                return connections_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ConnectionShare] | None | Unset, data)

        connections = _parse_connections(d.pop("connections", UNSET))

        model_setting = cls(
            model=model,
            enabled=enabled,
            price=price,
            connections=connections,
        )

        model_setting.additional_properties = d
        return model_setting

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
