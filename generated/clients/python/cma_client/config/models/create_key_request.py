from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.key_limit import KeyLimit


T = TypeVar("T", bound="CreateKeyRequest")


@_attrs_define
class CreateKeyRequest:
    """
    Attributes:
        kind (str): Whether the key acts for a project or for a user. Known values: `project`, `user`. More may be
            added.
        name (str): A name to tell your keys apart.
        scopes (list[str]): What the key may do. Nobody can give a scope that their own key lacks.
        project_id (str | Unset): The project of a project key. Required for a project key, and not allowed for a user
            key.
        user_id (str | Unset): The user of a user key; the caller if omitted.
        expires_at (datetime.datetime | None | Unset): The time when it stops working; never, if omitted or null.
        limits (list[KeyLimit] | Unset): Limits of this key alone, in addition to those of its project and instance.
    """

    kind: str
    name: str
    scopes: list[str]
    project_id: str | Unset = UNSET
    user_id: str | Unset = UNSET
    expires_at: datetime.datetime | None | Unset = UNSET
    limits: list[KeyLimit] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        name = self.name

        scopes = self.scopes

        project_id = self.project_id

        user_id = self.user_id

        expires_at: None | str | Unset
        if isinstance(self.expires_at, Unset):
            expires_at = UNSET
        elif isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        limits: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.limits, Unset):
            limits = []
            for limits_item_data in self.limits:
                limits_item = limits_item_data.to_dict()
                limits.append(limits_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "name": name,
                "scopes": scopes,
            }
        )
        if project_id is not UNSET:
            field_dict["project_id"] = project_id
        if user_id is not UNSET:
            field_dict["user_id"] = user_id
        if expires_at is not UNSET:
            field_dict["expires_at"] = expires_at
        if limits is not UNSET:
            field_dict["limits"] = limits

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.key_limit import KeyLimit

        d = dict(src_dict)
        kind = d.pop("kind")

        name = d.pop("name")

        scopes = cast(list[str], d.pop("scopes"))

        project_id = d.pop("project_id", UNSET)

        user_id = d.pop("user_id", UNSET)

        def _parse_expires_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expires_at = _parse_expires_at(d.pop("expires_at", UNSET))

        _limits = d.pop("limits", UNSET)
        limits: list[KeyLimit] | Unset = UNSET
        if _limits is not UNSET:
            limits = []
            for limits_item_data in _limits:
                limits_item = KeyLimit.from_dict(limits_item_data)

                limits.append(limits_item)

        create_key_request = cls(
            kind=kind,
            name=name,
            scopes=scopes,
            project_id=project_id,
            user_id=user_id,
            expires_at=expires_at,
            limits=limits,
        )

        return create_key_request
