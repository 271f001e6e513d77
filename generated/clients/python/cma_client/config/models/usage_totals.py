from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UsageTotals")


@_attrs_define
class UsageTotals:
    """
    Attributes:
        requests (int): Generations that have ended. Refused requests, and requests that ask for no generation, are not
            counted.
        succeeded (int): Generations that succeeded.
        failed (int): Generations that did not succeed: they failed, were canceled, or have an unknown outcome.
        images (int): Pictures that were made.
        tokens (int): Tokens that providers counted.
        cost_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        held_micros (int): Money held for indeterminate generations; it counts against budgets until they are resolved.
    """

    requests: int
    succeeded: int
    failed: int
    images: int
    tokens: int
    cost_micros: int
    held_micros: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        requests = self.requests

        succeeded = self.succeeded

        failed = self.failed

        images = self.images

        tokens = self.tokens

        cost_micros = self.cost_micros

        held_micros = self.held_micros

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "requests": requests,
                "succeeded": succeeded,
                "failed": failed,
                "images": images,
                "tokens": tokens,
                "cost_micros": cost_micros,
                "held_micros": held_micros,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        requests = d.pop("requests")

        succeeded = d.pop("succeeded")

        failed = d.pop("failed")

        images = d.pop("images")

        tokens = d.pop("tokens")

        cost_micros = d.pop("cost_micros")

        held_micros = d.pop("held_micros")

        usage_totals = cls(
            requests=requests,
            succeeded=succeeded,
            failed=failed,
            images=images,
            tokens=tokens,
            cost_micros=cost_micros,
            held_micros=held_micros,
        )

        usage_totals.additional_properties = d
        return usage_totals

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
