from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ConnectedApp")


@_attrs_define
class ConnectedApp:
    """
    Attributes:
        client_id (str):
        name (str): The name that the app gives itself; nobody has checked it.
        redirect_host (str): Where its codes were sent: a host, a scheme such as `cursor:`, or `this computer`.
    """

    client_id: str
    name: str
    redirect_host: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client_id = self.client_id

        name = self.name

        redirect_host = self.redirect_host

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client_id": client_id,
                "name": name,
                "redirect_host": redirect_host,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        client_id = d.pop("client_id")

        name = d.pop("name")

        redirect_host = d.pop("redirect_host")

        connected_app = cls(
            client_id=client_id,
            name=name,
            redirect_host=redirect_host,
        )

        connected_app.additional_properties = d
        return connected_app

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
