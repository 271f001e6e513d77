from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OAuthError")


@_attrs_define
class OAuthError:
    """
    Attributes:
        error (str): - `invalid_request` (RFC 6749): a parameter is missing, occurs twice or has a form that the
            contract does not allow.
            - `invalid_grant` (RFC 6749): the code or the refresh token is unknown, used or has expired, belongs to another
            app, or its access has
              ended.
            - `invalid_scope` (RFC 6749): the access does not include a scope that the request names.
            - `unsupported_grant_type` (RFC 6749): `grant_type` is neither `authorization_code` nor `refresh_token`.
            - `invalid_target` (RFC 8707): the access is for another `resource`.
            - `invalid_redirect_uri` (RFC 7591): an address of `redirect_uris` is not allowed.
            - `invalid_client_metadata` (RFC 7591): `grant_types` lacks `authorization_code`, or `response_types` lacks
            `code`.

            Known values: `invalid_request`, `invalid_grant`, `invalid_scope`, `unsupported_grant_type`, `invalid_target`,
            `invalid_redirect_uri`, `invalid_client_metadata`. More may be added.
        error_description (str): What is wrong, for people.
    """

    error: str
    error_description: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        error_description = self.error_description

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "error_description": error_description,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        error = d.pop("error")

        error_description = d.pop("error_description")

        o_auth_error = cls(
            error=error,
            error_description=error_description,
        )

        o_auth_error.additional_properties = d
        return o_auth_error

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
