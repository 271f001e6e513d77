from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Attempt")


@_attrs_define
class Attempt:
    """One call to a provider, or a fallback that was not called because a limit on its model or provider had no room
    (`error_code`
    `rate_limited`, `concurrency_limited` or `request_exceeds_limit`).

        Attributes:
            number (int): The position among the attempts, from 1.
            provider (str): The provider that was called.
            model (str): A model's id, as in `GET /models`, or an alias of the instance.
            status (str): How the call ended. `indeterminate`: its answer was lost. Known values: `running`, `succeeded`,
                `failed`, `canceled`, `indeterminate`. More may be added.
            started_at (datetime.datetime): RFC 3339, UTC.
            duration_ms (int | None): How long it took; null while it runs.
            provider_request_id (None | str): The provider's own id, for its support.
            error_code (None | str):
            error_message (None | str): The provider's words, without secrets, at most 500 characters.
            billed (None | str): Whether the provider billed for it. Known values: `no`, `yes`, `unknown`. More may be
                added.
            cost_micros (int | None): The cost of this attempt.
            connection (None | str | Unset): The id of the connection that was used: which of the instance's credentials for
                this provider. Null if the call needs none.
    """

    number: int
    provider: str
    model: str
    status: str
    started_at: datetime.datetime
    duration_ms: int | None
    provider_request_id: None | str
    error_code: None | str
    error_message: None | str
    billed: None | str
    cost_micros: int | None
    connection: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        provider = self.provider

        model = self.model

        status = self.status

        started_at = self.started_at.isoformat()

        duration_ms: int | None
        duration_ms = self.duration_ms

        provider_request_id: None | str
        provider_request_id = self.provider_request_id

        error_code: None | str
        error_code = self.error_code

        error_message: None | str
        error_message = self.error_message

        billed: None | str
        billed = self.billed

        cost_micros: int | None
        cost_micros = self.cost_micros

        connection: None | str | Unset
        if isinstance(self.connection, Unset):
            connection = UNSET
        else:
            connection = self.connection

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "provider": provider,
                "model": model,
                "status": status,
                "started_at": started_at,
                "duration_ms": duration_ms,
                "provider_request_id": provider_request_id,
                "error_code": error_code,
                "error_message": error_message,
                "billed": billed,
                "cost_micros": cost_micros,
            }
        )
        if connection is not UNSET:
            field_dict["connection"] = connection

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        number = d.pop("number")

        provider = d.pop("provider")

        model = d.pop("model")

        status = d.pop("status")

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        def _parse_duration_ms(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        duration_ms = _parse_duration_ms(d.pop("duration_ms"))

        def _parse_provider_request_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        provider_request_id = _parse_provider_request_id(d.pop("provider_request_id"))

        def _parse_error_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error_code = _parse_error_code(d.pop("error_code"))

        def _parse_error_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error_message = _parse_error_message(d.pop("error_message"))

        def _parse_billed(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        billed = _parse_billed(d.pop("billed"))

        def _parse_cost_micros(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        cost_micros = _parse_cost_micros(d.pop("cost_micros"))

        def _parse_connection(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        connection = _parse_connection(d.pop("connection", UNSET))

        attempt = cls(
            number=number,
            provider=provider,
            model=model,
            status=status,
            started_at=started_at,
            duration_ms=duration_ms,
            provider_request_id=provider_request_id,
            error_code=error_code,
            error_message=error_message,
            billed=billed,
            cost_micros=cost_micros,
            connection=connection,
        )

        attempt.additional_properties = d
        return attempt

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
