from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.grant import Grant
    from ..models.user import User


T = TypeVar("T", bound="Me")


@_attrs_define
class Me:
    """The caller and its rights.

    Attributes:
        key_id (str):
        kind (str): Known values: `user`, `project`. More may be added.
        organization_id (str):
        user (None | User): Null for a project's key.
        project_id (None | str):
        instance_id (None | str):
        role (None | str):
        grants (list[Grant]):
        scopes (list[str]):
    """

    key_id: str
    kind: str
    organization_id: str
    user: None | User
    project_id: None | str
    instance_id: None | str
    role: None | str
    grants: list[Grant]
    scopes: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.user import User

        key_id = self.key_id

        kind = self.kind

        organization_id = self.organization_id

        user: dict[str, Any] | None
        if isinstance(self.user, User):
            user = self.user.to_dict()
        else:
            user = self.user

        project_id: None | str
        project_id = self.project_id

        instance_id: None | str
        instance_id = self.instance_id

        role: None | str
        role = self.role

        grants = []
        for grants_item_data in self.grants:
            grants_item = grants_item_data.to_dict()
            grants.append(grants_item)

        scopes = self.scopes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key_id": key_id,
                "kind": kind,
                "organization_id": organization_id,
                "user": user,
                "project_id": project_id,
                "instance_id": instance_id,
                "role": role,
                "grants": grants,
                "scopes": scopes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.grant import Grant
        from ..models.user import User

        d = dict(src_dict)
        key_id = d.pop("key_id")

        kind = d.pop("kind")

        organization_id = d.pop("organization_id")

        def _parse_user(data: object) -> None | User:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                user_type_0 = User.from_dict(data)

                return user_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | User, data)

        user = _parse_user(d.pop("user"))

        def _parse_project_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        project_id = _parse_project_id(d.pop("project_id"))

        def _parse_instance_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        instance_id = _parse_instance_id(d.pop("instance_id"))

        def _parse_role(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        role = _parse_role(d.pop("role"))

        grants = []
        _grants = d.pop("grants")
        for grants_item_data in _grants:
            grants_item = Grant.from_dict(grants_item_data)

            grants.append(grants_item)

        scopes = cast(list[str], d.pop("scopes"))

        me = cls(
            key_id=key_id,
            kind=kind,
            organization_id=organization_id,
            user=user,
            project_id=project_id,
            instance_id=instance_id,
            role=role,
            grants=grants,
            scopes=scopes,
        )

        me.additional_properties = d
        return me

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
