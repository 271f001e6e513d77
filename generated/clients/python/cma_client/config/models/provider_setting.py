from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.connection_share import ConnectionShare


T = TypeVar("T", bound="ProviderSetting")


@_attrs_define
class ProviderSetting:
    """
    Attributes:
        provider (str):
        connections (list[ConnectionShare]): Connections of one provider. Without weights they are tried in this order.
            If each has a `weight`, requests are spread over them in
            that proportion, and the others follow if a connection fails. A connection without a credential is left out.
    """

    provider: str
    connections: list[ConnectionShare]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        provider = self.provider

        connections = []
        for componentsschemas_connection_shares_item_data in self.connections:
            componentsschemas_connection_shares_item = (
                componentsschemas_connection_shares_item_data.to_dict()
            )
            connections.append(componentsschemas_connection_shares_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "provider": provider,
                "connections": connections,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.connection_share import ConnectionShare

        d = dict(src_dict)
        provider = d.pop("provider")

        connections = []
        _connections = d.pop("connections")
        for componentsschemas_connection_shares_item_data in _connections:
            componentsschemas_connection_shares_item = ConnectionShare.from_dict(
                componentsschemas_connection_shares_item_data
            )

            connections.append(componentsschemas_connection_shares_item)

        provider_setting = cls(
            provider=provider,
            connections=connections,
        )

        provider_setting.additional_properties = d
        return provider_setting

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
