from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.credential_secrets import CredentialSecrets


T = TypeVar("T", bound="PutCredentialRequest")


@_attrs_define
class PutCredentialRequest:
    """
    Attributes:
        fields (CredentialSecrets | Unset): The secrets that the provider requires, by name; usually only `api_key`. A
            pasted key often comes with spaces, line breaks, quotes
            or a leading `Bearer`; these are removed. Empty for a server that asks for none.
        base_url (None | str | Unset): For self-hosted and compatible servers; the provider's own address if omitted or
            null.
        provider (str | Unset): The provider that this connection calls. If omitted, it is the provider that the
            connection has already, or the one with the id of the path.
    """

    fields: CredentialSecrets | Unset = UNSET
    base_url: None | str | Unset = UNSET
    provider: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = self.fields.to_dict()

        base_url: None | str | Unset
        if isinstance(self.base_url, Unset):
            base_url = UNSET
        else:
            base_url = self.base_url

        provider = self.provider

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if fields is not UNSET:
            field_dict["fields"] = fields
        if base_url is not UNSET:
            field_dict["base_url"] = base_url
        if provider is not UNSET:
            field_dict["provider"] = provider

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.credential_secrets import CredentialSecrets

        d = dict(src_dict)
        _fields = d.pop("fields", UNSET)
        fields: CredentialSecrets | Unset
        if isinstance(_fields, Unset):
            fields = UNSET
        else:
            fields = CredentialSecrets.from_dict(_fields)

        def _parse_base_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        base_url = _parse_base_url(d.pop("base_url", UNSET))

        provider = d.pop("provider", UNSET)

        put_credential_request = cls(
            fields=fields,
            base_url=base_url,
            provider=provider,
        )

        return put_credential_request
