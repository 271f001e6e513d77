from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.connected_app import ConnectedApp
    from ..models.key_limit import KeyLimit


T = TypeVar("T", bound="CreatedKey")


@_attrs_define
class CreatedKey:
    """The key, with its secret, which is shown only this once.

    Attributes:
        id (str): The id of the key; it is no secret.
        kind (str): Whether the key acts for a project or for a user. Known values: `project`, `user`. More may be
            added.
        name (str): The name that it was given.
        organization_id (str): The organization that it belongs to.
        instance_id (None | str): The instance of its project; null for a user key.
        project_id (None | str): The project that a project key acts in; null for a user key.
        user_id (None | str): The user whose key it is; null for a project key.
        prefix (str): Its first characters.
        last_four (str): Its last characters.
        scopes (list[str]): What it may do.
        status (str): An `active` key works. An `expired` or `revoked` key never works again. Known values: `active`,
            `expired`, `revoked`. More may be added.
        limits (list[KeyLimit]): Limits of this key alone, in addition to those of its project and instance.
        created_at (datetime.datetime): RFC 3339, UTC.
        created_by (None | str): The user or key that created it; null for the first key of the platform.
        expires_at (datetime.datetime | None): The time when it stops working; after a rotation, the end of the grace
            period.
        last_used_at (datetime.datetime | None): The time of its last use, to about a minute.
        revoked_at (datetime.datetime | None):
        replaced_by (None | str): The key that replaced it in a rotation.
        connected_app (ConnectedApp | None): The app that uses this key through OAuth; null for a key that its owner
            has. Nobody has the secret of a connected app's key.
        version (int): The number in its `ETag`.
        secret (str): The key itself. Keep it like a password.
    """

    id: str
    kind: str
    name: str
    organization_id: str
    instance_id: None | str
    project_id: None | str
    user_id: None | str
    prefix: str
    last_four: str
    scopes: list[str]
    status: str
    limits: list[KeyLimit]
    created_at: datetime.datetime
    created_by: None | str
    expires_at: datetime.datetime | None
    last_used_at: datetime.datetime | None
    revoked_at: datetime.datetime | None
    replaced_by: None | str
    connected_app: ConnectedApp | None
    version: int
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.connected_app import ConnectedApp

        id = self.id

        kind = self.kind

        name = self.name

        organization_id = self.organization_id

        instance_id: None | str
        instance_id = self.instance_id

        project_id: None | str
        project_id = self.project_id

        user_id: None | str
        user_id = self.user_id

        prefix = self.prefix

        last_four = self.last_four

        scopes = self.scopes

        status = self.status

        limits = []
        for limits_item_data in self.limits:
            limits_item = limits_item_data.to_dict()
            limits.append(limits_item)

        created_at = self.created_at.isoformat()

        created_by: None | str
        created_by = self.created_by

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        last_used_at: None | str
        if isinstance(self.last_used_at, datetime.datetime):
            last_used_at = self.last_used_at.isoformat()
        else:
            last_used_at = self.last_used_at

        revoked_at: None | str
        if isinstance(self.revoked_at, datetime.datetime):
            revoked_at = self.revoked_at.isoformat()
        else:
            revoked_at = self.revoked_at

        replaced_by: None | str
        replaced_by = self.replaced_by

        connected_app: dict[str, Any] | None
        if isinstance(self.connected_app, ConnectedApp):
            connected_app = self.connected_app.to_dict()
        else:
            connected_app = self.connected_app

        version = self.version

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "name": name,
                "organization_id": organization_id,
                "instance_id": instance_id,
                "project_id": project_id,
                "user_id": user_id,
                "prefix": prefix,
                "last_four": last_four,
                "scopes": scopes,
                "status": status,
                "limits": limits,
                "created_at": created_at,
                "created_by": created_by,
                "expires_at": expires_at,
                "last_used_at": last_used_at,
                "revoked_at": revoked_at,
                "replaced_by": replaced_by,
                "connected_app": connected_app,
                "version": version,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.connected_app import ConnectedApp
        from ..models.key_limit import KeyLimit

        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind")

        name = d.pop("name")

        organization_id = d.pop("organization_id")

        def _parse_instance_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        instance_id = _parse_instance_id(d.pop("instance_id"))

        def _parse_project_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        project_id = _parse_project_id(d.pop("project_id"))

        def _parse_user_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        user_id = _parse_user_id(d.pop("user_id"))

        prefix = d.pop("prefix")

        last_four = d.pop("last_four")

        scopes = cast(list[str], d.pop("scopes"))

        status = d.pop("status")

        limits = []
        _limits = d.pop("limits")
        for limits_item_data in _limits:
            limits_item = KeyLimit.from_dict(limits_item_data)

            limits.append(limits_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_created_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        created_by = _parse_created_by(d.pop("created_by"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

        def _parse_last_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_used_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_used_at = _parse_last_used_at(d.pop("last_used_at"))

        def _parse_revoked_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                revoked_at_type_0 = datetime.datetime.fromisoformat(data)

                return revoked_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        revoked_at = _parse_revoked_at(d.pop("revoked_at"))

        def _parse_replaced_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        replaced_by = _parse_replaced_by(d.pop("replaced_by"))

        def _parse_connected_app(data: object) -> ConnectedApp | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                connected_app_type_0 = ConnectedApp.from_dict(data)

                return connected_app_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConnectedApp | None, data)

        connected_app = _parse_connected_app(d.pop("connected_app"))

        version = d.pop("version")

        secret = d.pop("secret")

        created_key = cls(
            id=id,
            kind=kind,
            name=name,
            organization_id=organization_id,
            instance_id=instance_id,
            project_id=project_id,
            user_id=user_id,
            prefix=prefix,
            last_four=last_four,
            scopes=scopes,
            status=status,
            limits=limits,
            created_at=created_at,
            created_by=created_by,
            expires_at=expires_at,
            last_used_at=last_used_at,
            revoked_at=revoked_at,
            replaced_by=replaced_by,
            connected_app=connected_app,
            version=version,
            secret=secret,
        )

        created_key.additional_properties = d
        return created_key

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
