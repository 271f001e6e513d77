from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="CredentialVerification")


@_attrs_define
class CredentialVerification:
    """
    Attributes:
        status (str): `accepted`: the provider accepted the credential. `rejected`: it rejected it. `unreachable`: there
            was no clear answer, because
            of the network, a rate limit or a fault of the provider. `unsupported`: the provider has no call with which to
            test a
            credential.

            Known values: `accepted`, `rejected`, `unreachable`, `unsupported`. More may be added.
        detail (str): The provider's own words, without secrets; or why there is no clear answer.
        provider_status (int | None): The HTTP status of its answer.
        checked_at (datetime.datetime): RFC 3339, UTC.
        duration_ms (int):
    """

    status: str
    detail: str
    provider_status: int | None
    checked_at: datetime.datetime
    duration_ms: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        detail = self.detail

        provider_status: int | None
        provider_status = self.provider_status

        checked_at = self.checked_at.isoformat()

        duration_ms = self.duration_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "detail": detail,
                "provider_status": provider_status,
                "checked_at": checked_at,
                "duration_ms": duration_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        status = d.pop("status")

        detail = d.pop("detail")

        def _parse_provider_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        provider_status = _parse_provider_status(d.pop("provider_status"))

        checked_at = datetime.datetime.fromisoformat(d.pop("checked_at"))

        duration_ms = d.pop("duration_ms")

        credential_verification = cls(
            status=status,
            detail=detail,
            provider_status=provider_status,
            checked_at=checked_at,
            duration_ms=duration_ms,
        )

        credential_verification.additional_properties = d
        return credential_verification

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
