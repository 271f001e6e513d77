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

T = TypeVar("T", bound="PartialImageEvent")


@_attrs_define
class PartialImageEvent:
    """A preview, which is not kept. Sent if the request has `partial_images` and the model makes previews.

    Attributes:
        type_ (Literal['partial_image']):
        generation_id (str): The generation that the event is about.
        index (int): The number of the preview, counted from 0.
        b64_json (str): The preview as a PNG, JPEG or WebP file in base64.
        at (datetime.datetime): RFC 3339, UTC.
    """

    type_: Literal["partial_image"]
    generation_id: str
    index: int
    b64_json: str
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        generation_id = self.generation_id

        index = self.index

        b64_json = self.b64_json

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "generation_id": generation_id,
                "index": index,
                "b64_json": b64_json,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = cast(Literal["partial_image"], d.pop("type"))
        if type_ != "partial_image":
            raise ValueError(f"type must match const 'partial_image', got '{type_}'")

        generation_id = d.pop("generation_id")

        index = d.pop("index")

        b64_json = d.pop("b64_json")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        partial_image_event = cls(
            type_=type_,
            generation_id=generation_id,
            index=index,
            b64_json=b64_json,
            at=at,
        )

        partial_image_event.additional_properties = d
        return partial_image_event

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
