from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.credential_field import CredentialField


T = TypeVar("T", bound="Provider")


@_attrs_define
class Provider:
    """A provider and how it is connected.

    Attributes:
        id (str): The id of the provider.
        name (str): The name for people.
        is_custom (bool): Whether this instance defined the provider as data.
        credential_fields (list[CredentialField]): The fields of its credential; empty if the provider needs none.
        default_base_url (None | str): The provider's own address. If it is null, a credential must have a `base_url`,
            unless the provider needs no credential.
        by_binding (bool): Whether the provider is called through the `[ai]` binding of the deployment, which replaces a
            credential.
    """

    id: str
    name: str
    is_custom: bool
    credential_fields: list[CredentialField]
    default_base_url: None | str
    by_binding: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        is_custom = self.is_custom

        credential_fields = []
        for credential_fields_item_data in self.credential_fields:
            credential_fields_item = credential_fields_item_data.to_dict()
            credential_fields.append(credential_fields_item)

        default_base_url: None | str
        default_base_url = self.default_base_url

        by_binding = self.by_binding

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "is_custom": is_custom,
                "credential_fields": credential_fields,
                "default_base_url": default_base_url,
                "by_binding": by_binding,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.credential_field import CredentialField

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        is_custom = d.pop("is_custom")

        credential_fields = []
        _credential_fields = d.pop("credential_fields")
        for credential_fields_item_data in _credential_fields:
            credential_fields_item = CredentialField.from_dict(
                credential_fields_item_data
            )

            credential_fields.append(credential_fields_item)

        def _parse_default_base_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default_base_url = _parse_default_base_url(d.pop("default_base_url"))

        by_binding = d.pop("by_binding")

        provider = cls(
            id=id,
            name=name,
            is_custom=is_custom,
            credential_fields=credential_fields,
            default_base_url=default_base_url,
            by_binding=by_binding,
        )

        provider.additional_properties = d
        return provider

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
