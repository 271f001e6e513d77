from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Timing")


@_attrs_define
class Timing:
    """The time spent in each part, in milliseconds.

    Attributes:
        queued (float): From admission to the start of the job.
        provider (float): Waiting for providers, including polling.
        storage (float): Fetching and storing the pictures.
        overhead (float): Time spent in the platform itself.
        total (float): The whole time from admission to the end; 0 while the job runs.
    """

    queued: float
    provider: float
    storage: float
    overhead: float
    total: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        queued = self.queued

        provider = self.provider

        storage = self.storage

        overhead = self.overhead

        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "queued": queued,
                "provider": provider,
                "storage": storage,
                "overhead": overhead,
                "total": total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        queued = d.pop("queued")

        provider = d.pop("provider")

        storage = d.pop("storage")

        overhead = d.pop("overhead")

        total = d.pop("total")

        timing = cls(
            queued=queued,
            provider=provider,
            storage=storage,
            overhead=overhead,
            total=total,
        )

        timing.additional_properties = d
        return timing

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
