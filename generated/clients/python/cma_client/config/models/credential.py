from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.connection_health import ConnectionHealth
    from ..models.credential_fields import CredentialFields
    from ..models.credential_verification import CredentialVerification


T = TypeVar("T", bound="Credential")


@_attrs_define
class Credential:
    """
    Attributes:
        id (str): The id of the credential.
        organization_id (str): The organization that it belongs to.
        instance_id (str): The instance that it belongs to.
        connection (str): The id of the connection, by which model settings and attempts name it.
        provider (str): The provider that is called.
        fields (CredentialFields): The secrets that are stored, each by its last four characters. Nothing is shown of a
            secret that is shorter than 12 characters.
        base_url (None | str): The address that is called instead of the provider's own.
        version (int): Rises when the credential is replaced or rotated; it is the number in its `ETag`.
        created_at (datetime.datetime): RFC 3339, UTC.
        updated_at (datetime.datetime): RFC 3339, UTC.
        verification (CredentialVerification | None): The result of the last verification of this version; null if there
            was none.
        health (ConnectionHealth | None | Unset): Whether the connection rests. It is in the responses of the list and
            of `GET`; null if it is not known at the moment.
    """

    id: str
    organization_id: str
    instance_id: str
    connection: str
    provider: str
    fields: CredentialFields
    base_url: None | str
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    verification: CredentialVerification | None
    health: ConnectionHealth | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.connection_health import ConnectionHealth
        from ..models.credential_verification import CredentialVerification

        id = self.id

        organization_id = self.organization_id

        instance_id = self.instance_id

        connection = self.connection

        provider = self.provider

        fields = self.fields.to_dict()

        base_url: None | str
        base_url = self.base_url

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        verification: dict[str, Any] | None
        if isinstance(self.verification, CredentialVerification):
            verification = self.verification.to_dict()
        else:
            verification = self.verification

        health: dict[str, Any] | None | Unset
        if isinstance(self.health, Unset):
            health = UNSET
        elif isinstance(self.health, ConnectionHealth):
            health = self.health.to_dict()
        else:
            health = self.health

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "organization_id": organization_id,
                "instance_id": instance_id,
                "connection": connection,
                "provider": provider,
                "fields": fields,
                "base_url": base_url,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
                "verification": verification,
            }
        )
        if health is not UNSET:
            field_dict["health"] = health

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.connection_health import ConnectionHealth
        from ..models.credential_fields import CredentialFields
        from ..models.credential_verification import CredentialVerification

        d = dict(src_dict)
        id = d.pop("id")

        organization_id = d.pop("organization_id")

        instance_id = d.pop("instance_id")

        connection = d.pop("connection")

        provider = d.pop("provider")

        fields = CredentialFields.from_dict(d.pop("fields"))

        def _parse_base_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        base_url = _parse_base_url(d.pop("base_url"))

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_verification(data: object) -> CredentialVerification | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                verification_type_0 = CredentialVerification.from_dict(data)

                return verification_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CredentialVerification | None, data)

        verification = _parse_verification(d.pop("verification"))

        def _parse_health(data: object) -> ConnectionHealth | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                health_type_0 = ConnectionHealth.from_dict(data)

                return health_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConnectionHealth | None | Unset, data)

        health = _parse_health(d.pop("health", UNSET))

        credential = cls(
            id=id,
            organization_id=organization_id,
            instance_id=instance_id,
            connection=connection,
            provider=provider,
            fields=fields,
            base_url=base_url,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
            verification=verification,
            health=health,
        )

        credential.additional_properties = d
        return credential

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
