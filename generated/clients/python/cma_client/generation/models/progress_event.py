from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ProgressEvent")


@_attrs_define
class ProgressEvent:
    """The progress that the provider reports. Many providers report none.

    Attributes:
        type_ (Literal['progress']):
        generation_id (str): The generation that the event is about.
        progress (float): The part of the work that is done, from 0 to 1.
        at (datetime.datetime): RFC 3339, UTC.
    """

    type_: Literal["progress"]
    generation_id: str
    progress: float
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        generation_id = self.generation_id

        progress = self.progress

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "generation_id": generation_id,
                "progress": progress,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = cast(Literal["progress"], d.pop("type"))
        if type_ != "progress":
            raise ValueError(f"type must match const 'progress', got '{type_}'")

        generation_id = d.pop("generation_id")

        progress = d.pop("progress")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        progress_event = cls(
            type_=type_,
            generation_id=generation_id,
            progress=progress,
            at=at,
        )

        progress_event.additional_properties = d
        return progress_event

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
