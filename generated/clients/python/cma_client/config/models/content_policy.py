from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.content_policy_provider_safety import ContentPolicyProviderSafety


T = TypeVar("T", bound="ContentPolicy")


@_attrs_define
class ContentPolicy:
    """Terms for which a prompt is refused before any money is spent, and safety settings that are sent to providers.

    Attributes:
        blocked_terms (list[str]): Whole words or phrases; upper and lower case are the same. At most 10,000 characters
            together.
        provider_safety (ContentPolicyProviderSafety): Safety settings of each provider, by its id. They are sent with
            every request to the provider. docs/admin/organizations.md lists them.
        fallback_on_refusal (bool): Whether another provider may be tried after one has refused for safety.
    """

    blocked_terms: list[str]
    provider_safety: ContentPolicyProviderSafety
    fallback_on_refusal: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        blocked_terms = self.blocked_terms

        provider_safety = self.provider_safety.to_dict()

        fallback_on_refusal = self.fallback_on_refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "blocked_terms": blocked_terms,
                "provider_safety": provider_safety,
                "fallback_on_refusal": fallback_on_refusal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.content_policy_provider_safety import ContentPolicyProviderSafety

        d = dict(src_dict)
        blocked_terms = cast(list[str], d.pop("blocked_terms"))

        provider_safety = ContentPolicyProviderSafety.from_dict(
            d.pop("provider_safety")
        )

        fallback_on_refusal = d.pop("fallback_on_refusal")

        content_policy = cls(
            blocked_terms=blocked_terms,
            provider_safety=provider_safety,
            fallback_on_refusal=fallback_on_refusal,
        )

        content_policy.additional_properties = d
        return content_policy

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
