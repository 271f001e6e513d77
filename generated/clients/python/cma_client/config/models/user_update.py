from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="UserUpdate")


@_attrs_define
class UserUpdate:
    """
    Attributes:
        name (str | Unset): A name for people to read.
        email (str | Unset): The mail address.
        role (str | Unset): A `superadmin` runs the platform and an `admin` an organization. In an instance, a
            `developer` or `viewer` may do what their grant
            there says, whatever their own role is. Nobody can create, change or delete a user with a higher role than their
            own. docs/admin/roles.md has the whole table.

            Known values: `superadmin`, `admin`, `developer`, `viewer`. More may be added.
    """

    name: str | Unset = UNSET
    email: str | Unset = UNSET
    role: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        email = self.email

        role = self.role

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if email is not UNSET:
            field_dict["email"] = email
        if role is not UNSET:
            field_dict["role"] = role

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        email = d.pop("email", UNSET)

        role = d.pop("role", UNSET)

        user_update = cls(
            name=name,
            email=email,
            role=role,
        )

        return user_update
