from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ClientRegistration")


@_attrs_define
class ClientRegistration:
    """Members of RFC 7591. Those that are not listed here are ignored.

    Attributes:
        redirect_uris (list[str]): Addresses that codes may be sent to: https; http of `127.0.0.1`, `[::1]` or
            `localhost`, whose port may differ later; or a scheme
            of an app on the person's device (`com.example.app:`, `cursor:`, `vscode:` and a few others).
        client_name (str | Unset): The name that people are shown, marked as unchecked.
        grant_types (list[str] | Unset): Must include `authorization_code` if it is sent.
        response_types (list[str] | Unset): Must include `code` if it is sent.
        token_endpoint_auth_method (str | Unset): Replaced by `none`, because clients get no secret.
        application_type (str | Unset): `web` or `native`.
    """

    redirect_uris: list[str]
    client_name: str | Unset = UNSET
    grant_types: list[str] | Unset = UNSET
    response_types: list[str] | Unset = UNSET
    token_endpoint_auth_method: str | Unset = UNSET
    application_type: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        redirect_uris = self.redirect_uris

        client_name = self.client_name

        grant_types: list[str] | Unset = UNSET
        if not isinstance(self.grant_types, Unset):
            grant_types = self.grant_types

        response_types: list[str] | Unset = UNSET
        if not isinstance(self.response_types, Unset):
            response_types = self.response_types

        token_endpoint_auth_method = self.token_endpoint_auth_method

        application_type = self.application_type

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "redirect_uris": redirect_uris,
            }
        )
        if client_name is not UNSET:
            field_dict["client_name"] = client_name
        if grant_types is not UNSET:
            field_dict["grant_types"] = grant_types
        if response_types is not UNSET:
            field_dict["response_types"] = response_types
        if token_endpoint_auth_method is not UNSET:
            field_dict["token_endpoint_auth_method"] = token_endpoint_auth_method
        if application_type is not UNSET:
            field_dict["application_type"] = application_type

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        redirect_uris = cast(list[str], d.pop("redirect_uris"))

        client_name = d.pop("client_name", UNSET)

        grant_types = cast(list[str], d.pop("grant_types", UNSET))

        response_types = cast(list[str], d.pop("response_types", UNSET))

        token_endpoint_auth_method = d.pop("token_endpoint_auth_method", UNSET)

        application_type = d.pop("application_type", UNSET)

        client_registration = cls(
            redirect_uris=redirect_uris,
            client_name=client_name,
            grant_types=grant_types,
            response_types=response_types,
            token_endpoint_auth_method=token_endpoint_auth_method,
            application_type=application_type,
        )

        client_registration.additional_properties = d
        return client_registration

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
