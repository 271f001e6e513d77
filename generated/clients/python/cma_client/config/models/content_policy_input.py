from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.content_policy_input_provider_safety import (
        ContentPolicyInputProviderSafety,
    )


T = TypeVar("T", bound="ContentPolicyInput")


@_attrs_define
class ContentPolicyInput:
    """Members that you omit stay as they are.

    Attributes:
        blocked_terms (list[str] | Unset):
        provider_safety (ContentPolicyInputProviderSafety | Unset): Replaces the whole set. Unknown providers, unknown
            settings, and values that the provider would not accept are refused.
        fallback_on_refusal (bool | Unset):
    """

    blocked_terms: list[str] | Unset = UNSET
    provider_safety: ContentPolicyInputProviderSafety | Unset = UNSET
    fallback_on_refusal: bool | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        blocked_terms: list[str] | Unset = UNSET
        if not isinstance(self.blocked_terms, Unset):
            blocked_terms = self.blocked_terms

        provider_safety: dict[str, Any] | Unset = UNSET
        if not isinstance(self.provider_safety, Unset):
            provider_safety = self.provider_safety.to_dict()

        fallback_on_refusal = self.fallback_on_refusal

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if blocked_terms is not UNSET:
            field_dict["blocked_terms"] = blocked_terms
        if provider_safety is not UNSET:
            field_dict["provider_safety"] = provider_safety
        if fallback_on_refusal is not UNSET:
            field_dict["fallback_on_refusal"] = fallback_on_refusal

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.content_policy_input_provider_safety import (
            ContentPolicyInputProviderSafety,
        )

        d = dict(src_dict)
        blocked_terms = cast(list[str], d.pop("blocked_terms", UNSET))

        _provider_safety = d.pop("provider_safety", UNSET)
        provider_safety: ContentPolicyInputProviderSafety | Unset
        if isinstance(_provider_safety, Unset):
            provider_safety = UNSET
        else:
            provider_safety = ContentPolicyInputProviderSafety.from_dict(
                _provider_safety
            )

        fallback_on_refusal = d.pop("fallback_on_refusal", UNSET)

        content_policy_input = cls(
            blocked_terms=blocked_terms,
            provider_safety=provider_safety,
            fallback_on_refusal=fallback_on_refusal,
        )

        return content_policy_input
