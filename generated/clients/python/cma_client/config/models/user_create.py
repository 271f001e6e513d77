from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="UserCreate")


@_attrs_define
class UserCreate:
    """
    Attributes:
        name (str): A name for people to read.
        email (str): The mail address.
        role (str): A `superadmin` runs the platform and an `admin` an organization. In an instance, a `developer` or
            `viewer` may do what their grant
            there says, whatever their own role is. Nobody can create, change or delete a user with a higher role than their
            own. docs/admin/roles.md has the whole table.

            Known values: `superadmin`, `admin`, `developer`, `viewer`. More may be added.
        organization_id (str | Unset): Your own organization if omitted.
    """

    name: str
    email: str
    role: str
    organization_id: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        email = self.email

        role = self.role

        organization_id = self.organization_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "email": email,
                "role": role,
            }
        )
        if organization_id is not UNSET:
            field_dict["organization_id"] = organization_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        email = d.pop("email")

        role = d.pop("role")

        organization_id = d.pop("organization_id", UNSET)

        user_create = cls(
            name=name,
            email=email,
            role=role,
            organization_id=organization_id,
        )

        return user_create
