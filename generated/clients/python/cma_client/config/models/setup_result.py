from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.organization import Organization
    from ..models.user import User


T = TypeVar("T", bound="SetupResult")


@_attrs_define
class SetupResult:
    """The resources that were created.

    Attributes:
        organization (Organization): A tenant.
        user (User): A person or an agent that configures.
        key_id (str):
        secret (str): The key. It is shown only this once, so store it now.
    """

    organization: Organization
    user: User
    key_id: str
    secret: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        organization = self.organization.to_dict()

        user = self.user.to_dict()

        key_id = self.key_id

        secret = self.secret

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "organization": organization,
                "user": user,
                "key_id": key_id,
                "secret": secret,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.organization import Organization
        from ..models.user import User

        d = dict(src_dict)
        organization = Organization.from_dict(d.pop("organization"))

        user = User.from_dict(d.pop("user"))

        key_id = d.pop("key_id")

        secret = d.pop("secret")

        setup_result = cls(
            organization=organization,
            user=user,
            key_id=key_id,
            secret=secret,
        )

        setup_result.additional_properties = d
        return setup_result

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
