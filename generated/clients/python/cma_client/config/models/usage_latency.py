from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UsageLatency")


@_attrs_define
class UsageLatency:
    """How long the generations that succeeded took, from admission to the stored pictures. Null instead of this object
    means that none
    succeeded, that they were counted before durations were, or that the series is by connection.

        Attributes:
            generations (int): The number of generations whose duration is known.
            mean_ms (int): The mean duration in milliseconds.
            longest_ms (int): The longest duration in milliseconds.
    """

    generations: int
    mean_ms: int
    longest_ms: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        generations = self.generations

        mean_ms = self.mean_ms

        longest_ms = self.longest_ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "generations": generations,
                "mean_ms": mean_ms,
                "longest_ms": longest_ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        generations = d.pop("generations")

        mean_ms = d.pop("mean_ms")

        longest_ms = d.pop("longest_ms")

        usage_latency = cls(
            generations=generations,
            mean_ms=mean_ms,
            longest_ms=longest_ms,
        )

        usage_latency.additional_properties = d
        return usage_latency

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
