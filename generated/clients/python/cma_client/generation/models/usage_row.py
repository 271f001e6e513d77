from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="UsageRow")


@_attrs_define
class UsageRow:
    """
    Attributes:
        start (datetime.datetime): RFC 3339, UTC.
        key_id (None | str): Set if the rows are grouped by key.
        model (None | str): Set if the rows are grouped by model.
        provider (None | str): Set if the rows are grouped by provider.
        connection (None | str): Set if the rows are grouped by connection: whose account was billed. It is the id of
            the provider, or of a further connection.
        requests (int): Generations that have ended.
        succeeded (int): Generations that succeeded.
        failed (int): Generations that ended without a result.
        images (int): Pictures that were made.
        tokens (int): Tokens that providers counted.
        cost_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        held_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
    """

    start: datetime.datetime
    key_id: None | str
    model: None | str
    provider: None | str
    connection: None | str
    requests: int
    succeeded: int
    failed: int
    images: int
    tokens: int
    cost_micros: int
    held_micros: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        start = self.start.isoformat()

        key_id: None | str
        key_id = self.key_id

        model: None | str
        model = self.model

        provider: None | str
        provider = self.provider

        connection: None | str
        connection = self.connection

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
                "start": start,
                "key_id": key_id,
                "model": model,
                "provider": provider,
                "connection": connection,
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
        start = datetime.datetime.fromisoformat(d.pop("start"))

        def _parse_key_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        key_id = _parse_key_id(d.pop("key_id"))

        def _parse_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        model = _parse_model(d.pop("model"))

        def _parse_provider(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        provider = _parse_provider(d.pop("provider"))

        def _parse_connection(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        connection = _parse_connection(d.pop("connection"))

        requests = d.pop("requests")

        succeeded = d.pop("succeeded")

        failed = d.pop("failed")

        images = d.pop("images")

        tokens = d.pop("tokens")

        cost_micros = d.pop("cost_micros")

        held_micros = d.pop("held_micros")

        usage_row = cls(
            start=start,
            key_id=key_id,
            model=model,
            provider=provider,
            connection=connection,
            requests=requests,
            succeeded=succeeded,
            failed=failed,
            images=images,
            tokens=tokens,
            cost_micros=cost_micros,
            held_micros=held_micros,
        )

        usage_row.additional_properties = d
        return usage_row

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
