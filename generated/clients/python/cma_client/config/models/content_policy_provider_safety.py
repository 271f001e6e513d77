from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.content_policy_provider_safety_additional_property import (
        ContentPolicyProviderSafetyAdditionalProperty,
    )


T = TypeVar("T", bound="ContentPolicyProviderSafety")


@_attrs_define
class ContentPolicyProviderSafety:
    """Safety settings of each provider, by its id. They are sent with every request to the provider.
    docs/admin/organizations.md lists them.

    """

    additional_properties: dict[str, ContentPolicyProviderSafetyAdditionalProperty] = (
        _attrs_field(init=False, factory=dict)
    )

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.content_policy_provider_safety_additional_property import (
            ContentPolicyProviderSafetyAdditionalProperty,
        )

        d = dict(src_dict)
        content_policy_provider_safety = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():
            additional_property = (
                ContentPolicyProviderSafetyAdditionalProperty.from_dict(prop_dict)
            )

            additional_properties[prop_name] = additional_property

        content_policy_provider_safety.additional_properties = additional_properties
        return content_policy_provider_safety

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> ContentPolicyProviderSafetyAdditionalProperty:
        return self.additional_properties[key]

    def __setitem__(
        self, key: str, value: ContentPolicyProviderSafetyAdditionalProperty
    ) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
