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

T = TypeVar("T", bound="StateEvent")


@_attrs_define
class StateEvent:
    """The generation has reached another stage.

    Attributes:
        type_ (Literal['state']):
        generation_id (str): The generation that the event is about.
        status (str): `queued`: accepted. `running`: in progress. `succeeded`: there is at least one picture or text.
            `failed`: there is no result;
            `error` says why. `canceled`: stopped on request. `indeterminate`: it is unknown whether the provider did the
            work; the reserved
            amount is held.

            Known values: `queued`, `running`, `succeeded`, `failed`, `canceled`, `indeterminate`. More may be added.
        stage (str): The stage that a generation has reached; it is recorded before its work begins. `admitted`,
            `begun`, `submitting` (the provider is
            being called), `submitted` (the provider has accepted), `polling`, `fetching` (pictures are being stored),
            `stored`, `settled` (the
            cost is booked), `notified` (webhooks are sent). Decide by `status`: a stage that takes no time, such as
            `notified` without webhooks,
            may be left out or come at once with the one before.

            Known values: `admitted`, `begun`, `submitting`, `submitted`, `polling`, `fetching`, `stored`, `settled`,
            `notified`. More may be added.
        at (datetime.datetime): RFC 3339, UTC.
    """

    type_: Literal["state"]
    generation_id: str
    status: str
    stage: str
    at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        generation_id = self.generation_id

        status = self.status

        stage = self.stage

        at = self.at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "generation_id": generation_id,
                "status": status,
                "stage": stage,
                "at": at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = cast(Literal["state"], d.pop("type"))
        if type_ != "state":
            raise ValueError(f"type must match const 'state', got '{type_}'")

        generation_id = d.pop("generation_id")

        status = d.pop("status")

        stage = d.pop("stage")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        state_event = cls(
            type_=type_,
            generation_id=generation_id,
            status=status,
            stage=stage,
            at=at,
        )

        state_event.additional_properties = d
        return state_event

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
