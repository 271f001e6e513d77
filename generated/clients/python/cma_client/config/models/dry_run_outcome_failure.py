from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DryRunOutcomeFailure")


@_attrs_define
class DryRunOutcomeFailure:
    """
    Attributes:
        kind (str): Known values: `refused`, `bad_request`, `bad_credential`, `no_credit`, `rate_limited`,
            `unavailable`, `timeout`, `malformed`, `canceled`, `lost`. More may be added.
        message (str):
        billed (str): Whether the provider charged. If this is `unknown`, a generation becomes indeterminate. Known
            values: `no`, `yes`, `unknown`. More may be added.
        retry_after_ms (int | None):
    """

    kind: str
    message: str
    billed: str
    retry_after_ms: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        message = self.message

        billed = self.billed

        retry_after_ms: int | None
        retry_after_ms = self.retry_after_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "message": message,
                "billed": billed,
                "retry_after_ms": retry_after_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        message = d.pop("message")

        billed = d.pop("billed")

        def _parse_retry_after_ms(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retry_after_ms = _parse_retry_after_ms(d.pop("retry_after_ms"))

        dry_run_outcome_failure = cls(
            kind=kind,
            message=message,
            billed=billed,
            retry_after_ms=retry_after_ms,
        )

        dry_run_outcome_failure.additional_properties = d
        return dry_run_outcome_failure

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
