from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.usage_latency import UsageLatency


T = TypeVar("T", bound="UsagePoint")


@_attrs_define
class UsagePoint:
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
        bucket_start (datetime.datetime): RFC 3339, UTC.
        project_id (None | str): Null if the series is not grouped by project.
        key_id (None | str):
        model (None | str):
        provider (None | str):
        connection (None | str): The connection whose account was billed: the id of the provider, or of a further
            connection. Requests that called no connection count under the provider. Null if the series is not grouped by
            connection.
        latency (None | UsageLatency):
    """

    requests: int
    succeeded: int
    failed: int
    images: int
    tokens: int
    cost_micros: int
    held_micros: int
    bucket_start: datetime.datetime
    project_id: None | str
    key_id: None | str
    model: None | str
    provider: None | str
    connection: None | str
    latency: None | UsageLatency
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.usage_latency import UsageLatency

        requests = self.requests

        succeeded = self.succeeded

        failed = self.failed

        images = self.images

        tokens = self.tokens

        cost_micros = self.cost_micros

        held_micros = self.held_micros

        bucket_start = self.bucket_start.isoformat()

        project_id: None | str
        project_id = self.project_id

        key_id: None | str
        key_id = self.key_id

        model: None | str
        model = self.model

        provider: None | str
        provider = self.provider

        connection: None | str
        connection = self.connection

        latency: dict[str, Any] | None
        if isinstance(self.latency, UsageLatency):
            latency = self.latency.to_dict()
        else:
            latency = self.latency

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
                "bucket_start": bucket_start,
                "project_id": project_id,
                "key_id": key_id,
                "model": model,
                "provider": provider,
                "connection": connection,
                "latency": latency,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.usage_latency import UsageLatency

        d = dict(src_dict)
        requests = d.pop("requests")

        succeeded = d.pop("succeeded")

        failed = d.pop("failed")

        images = d.pop("images")

        tokens = d.pop("tokens")

        cost_micros = d.pop("cost_micros")

        held_micros = d.pop("held_micros")

        bucket_start = datetime.datetime.fromisoformat(d.pop("bucket_start"))

        def _parse_project_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        project_id = _parse_project_id(d.pop("project_id"))

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

        def _parse_latency(data: object) -> None | UsageLatency:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                latency_type_0 = UsageLatency.from_dict(data)

                return latency_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UsageLatency, data)

        latency = _parse_latency(d.pop("latency"))

        usage_point = cls(
            requests=requests,
            succeeded=succeeded,
            failed=failed,
            images=images,
            tokens=tokens,
            cost_micros=cost_micros,
            held_micros=held_micros,
            bucket_start=bucket_start,
            project_id=project_id,
            key_id=key_id,
            model=model,
            provider=provider,
            connection=connection,
            latency=latency,
        )

        usage_point.additional_properties = d
        return usage_point

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
