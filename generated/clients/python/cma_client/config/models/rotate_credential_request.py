from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.credential_secrets import CredentialSecrets


T = TypeVar("T", bound="RotateCredentialRequest")


@_attrs_define
class RotateCredentialRequest:
    """
    Attributes:
        fields (CredentialSecrets): The secrets that the provider requires, by name; usually only `api_key`. A pasted
            key often comes with spaces, line breaks, quotes
            or a leading `Bearer`; these are removed. Empty for a server that asks for none.
        verify_first (bool | Unset): Store the new secrets only if the provider accepts them. If omitted, it is `false`.
    """

    fields: CredentialSecrets
    verify_first: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        fields = self.fields.to_dict()

        verify_first = self.verify_first

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fields": fields,
            }
        )
        if verify_first is not UNSET:
            field_dict["verify_first"] = verify_first

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.credential_secrets import CredentialSecrets

        d = dict(src_dict)
        fields = CredentialSecrets.from_dict(d.pop("fields"))

        verify_first = d.pop("verify_first", UNSET)

        rotate_credential_request = cls(
            fields=fields,
            verify_first=verify_first,
        )

        return rotate_credential_request
