from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LogEntry")


@_attrs_define
class LogEntry:
    """
    Attributes:
        request_id (str): The id of the request.
        organization_id (str): The organization of the instance.
        instance_id (str): The instance.
        project_id (str):
        key_id (str):
        operation_id (str): The operation that was called.
        method (str): The method of the request.
        path (str): The path of the operation as the contract has it, without ids.
        status (int): The status of the answer.
        error_code (None | str):
        generation_id (None | str):
        provider (None | str): The provider that was called; null if none.
        model (None | str): The model that was used; null if none.
        duration_ms (int): How long the request took.
        provider_ms (int | None): The part of `duration_ms` that was spent waiting for the provider.
        cost_micros (int | None): The cost, when the response was sent, of the generation that the request asked for.
            Null for a request that asks for none, such as one that reads a generation.
        created_at (datetime.datetime): RFC 3339, UTC.
    """

    request_id: str
    organization_id: str
    instance_id: str
    project_id: str
    key_id: str
    operation_id: str
    method: str
    path: str
    status: int
    error_code: None | str
    generation_id: None | str
    provider: None | str
    model: None | str
    duration_ms: int
    provider_ms: int | None
    cost_micros: int | None
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        request_id = self.request_id

        organization_id = self.organization_id

        instance_id = self.instance_id

        project_id = self.project_id

        key_id = self.key_id

        operation_id = self.operation_id

        method = self.method

        path = self.path

        status = self.status

        error_code: None | str
        error_code = self.error_code

        generation_id: None | str
        generation_id = self.generation_id

        provider: None | str
        provider = self.provider

        model: None | str
        model = self.model

        duration_ms = self.duration_ms

        provider_ms: int | None
        provider_ms = self.provider_ms

        cost_micros: int | None
        cost_micros = self.cost_micros

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "request_id": request_id,
                "organization_id": organization_id,
                "instance_id": instance_id,
                "project_id": project_id,
                "key_id": key_id,
                "operation_id": operation_id,
                "method": method,
                "path": path,
                "status": status,
                "error_code": error_code,
                "generation_id": generation_id,
                "provider": provider,
                "model": model,
                "duration_ms": duration_ms,
                "provider_ms": provider_ms,
                "cost_micros": cost_micros,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        request_id = d.pop("request_id")

        organization_id = d.pop("organization_id")

        instance_id = d.pop("instance_id")

        project_id = d.pop("project_id")

        key_id = d.pop("key_id")

        operation_id = d.pop("operation_id")

        method = d.pop("method")

        path = d.pop("path")

        status = d.pop("status")

        def _parse_error_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error_code = _parse_error_code(d.pop("error_code"))

        def _parse_generation_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        generation_id = _parse_generation_id(d.pop("generation_id"))

        def _parse_provider(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        provider = _parse_provider(d.pop("provider"))

        def _parse_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        model = _parse_model(d.pop("model"))

        duration_ms = d.pop("duration_ms")

        def _parse_provider_ms(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        provider_ms = _parse_provider_ms(d.pop("provider_ms"))

        def _parse_cost_micros(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        cost_micros = _parse_cost_micros(d.pop("cost_micros"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        log_entry = cls(
            request_id=request_id,
            organization_id=organization_id,
            instance_id=instance_id,
            project_id=project_id,
            key_id=key_id,
            operation_id=operation_id,
            method=method,
            path=path,
            status=status,
            error_code=error_code,
            generation_id=generation_id,
            provider=provider,
            model=model,
            duration_ms=duration_ms,
            provider_ms=provider_ms,
            cost_micros=cost_micros,
            created_at=created_at,
        )

        log_entry.additional_properties = d
        return log_entry

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
