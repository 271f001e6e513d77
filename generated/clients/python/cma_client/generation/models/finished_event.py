from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.generation import Generation


T = TypeVar("T", bound="FinishedEvent")


@_attrs_define
class FinishedEvent:
    """The last event; the generation as it ended.

    Attributes:
        type_ (Literal['finished']):
        generation_id (str): The generation that the event is about.
        generation (Generation):
        at (datetime.datetime): RFC 3339, UTC.
    """

    type_: Literal["finished"]
    generation_id: str
    generation: Generation
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        generation_id = self.generation_id

        generation = self.generation.to_dict()

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "generation_id": generation_id,
                "generation": generation,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.generation import Generation

        d = dict(src_dict)
        type_ = cast(Literal["finished"], d.pop("type"))
        if type_ != "finished":
            raise ValueError(f"type must match const 'finished', got '{type_}'")

        generation_id = d.pop("generation_id")

        generation = Generation.from_dict(d.pop("generation"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        finished_event = cls(
            type_=type_,
            generation_id=generation_id,
            generation=generation,
            at=at,
        )

        finished_event.additional_properties = d
        return finished_event

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
