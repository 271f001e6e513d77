from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.organization_create import OrganizationCreate
    from ..models.setup_admin import SetupAdmin


T = TypeVar("T", bound="SetupRequest")


@_attrs_define
class SetupRequest:
    """
    Attributes:
        setup_token (str): The deployment's `SETUP_TOKEN`.
        organization (OrganizationCreate):
        admin (SetupAdmin):
    """

    setup_token: str
    organization: OrganizationCreate
    admin: SetupAdmin

    def to_dict(self) -> dict[str, Any]:
        setup_token = self.setup_token

        organization = self.organization.to_dict()

        admin = self.admin.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "setup_token": setup_token,
                "organization": organization,
                "admin": admin,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.organization_create import OrganizationCreate
        from ..models.setup_admin import SetupAdmin

        d = dict(src_dict)
        setup_token = d.pop("setup_token")

        organization = OrganizationCreate.from_dict(d.pop("organization"))

        admin = SetupAdmin.from_dict(d.pop("admin"))

        setup_request = cls(
            setup_token=setup_token,
            organization=organization,
            admin=admin,
        )

        return setup_request
