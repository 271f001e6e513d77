from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.period_usage import PeriodUsage


T = TypeVar("T", bound="InstanceSpend")


@_attrs_define
class InstanceSpend:
    """
    Attributes:
        id (str):
        usage (PeriodUsage): Usage of two calendar periods, UTC.
    """

    id: str
    usage: PeriodUsage
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        usage = self.usage.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "usage": usage,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.period_usage import PeriodUsage

        d = dict(src_dict)
        id = d.pop("id")

        usage = PeriodUsage.from_dict(d.pop("usage"))

        instance_spend = cls(
            id=id,
            usage=usage,
        )

        instance_spend.additional_properties = d
        return instance_spend

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
