from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AlertValues")


@_attrs_define
class AlertValues:
    """The numbers and names of the alert when it was raised. Each kind has its own.

    Attributes:
        percent (int | Unset): The threshold that was reached, in percent of the budget.
        limit_micros (int | Unset): The budget.
        used_micros (int | Unset): The part of the budget that is spent or held.
        window (str | Unset): Known values: `day`, `month`. More may be added.
        window_ends_at (datetime.datetime | Unset):
        provider (str | Unset):
        connection (str | Unset):
        reason (str | Unset): Why the provider refused: `bad_credential`, `no_credit`, or an error code.
        detail (str | Unset): The words of the provider, without secrets.
        failures (int | Unset): How many generations in a row had failed.
        generation_id (str | Unset): The generation that raised the alert.
        bytes_ (int | Unset):
        limit_bytes (int | Unset):
        rows (int | Unset):
        limit_rows (int | Unset):
        models (int | Unset): How many models have a price that is too old.
        oldest_price (datetime.date | Unset): When the oldest of these prices was verified.
    """

    percent: int | Unset = UNSET
    limit_micros: int | Unset = UNSET
    used_micros: int | Unset = UNSET
    window: str | Unset = UNSET
    window_ends_at: datetime.datetime | Unset = UNSET
    provider: str | Unset = UNSET
    connection: str | Unset = UNSET
    reason: str | Unset = UNSET
    detail: str | Unset = UNSET
    failures: int | Unset = UNSET
    generation_id: str | Unset = UNSET
    bytes_: int | Unset = UNSET
    limit_bytes: int | Unset = UNSET
    rows: int | Unset = UNSET
    limit_rows: int | Unset = UNSET
    models: int | Unset = UNSET
    oldest_price: datetime.date | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        percent = self.percent

        limit_micros = self.limit_micros

        used_micros = self.used_micros

        window = self.window

        window_ends_at: str | Unset = UNSET
        if not isinstance(self.window_ends_at, Unset):
            window_ends_at = self.window_ends_at.isoformat()

        provider = self.provider

        connection = self.connection

        reason = self.reason

        detail = self.detail

        failures = self.failures

        generation_id = self.generation_id

        bytes_ = self.bytes_

        limit_bytes = self.limit_bytes

        rows = self.rows

        limit_rows = self.limit_rows

        models = self.models

        oldest_price: str | Unset = UNSET
        if not isinstance(self.oldest_price, Unset):
            oldest_price = self.oldest_price.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if percent is not UNSET:
            field_dict["percent"] = percent
        if limit_micros is not UNSET:
            field_dict["limit_micros"] = limit_micros
        if used_micros is not UNSET:
            field_dict["used_micros"] = used_micros
        if window is not UNSET:
            field_dict["window"] = window
        if window_ends_at is not UNSET:
            field_dict["window_ends_at"] = window_ends_at
        if provider is not UNSET:
            field_dict["provider"] = provider
        if connection is not UNSET:
            field_dict["connection"] = connection
        if reason is not UNSET:
            field_dict["reason"] = reason
        if detail is not UNSET:
            field_dict["detail"] = detail
        if failures is not UNSET:
            field_dict["failures"] = failures
        if generation_id is not UNSET:
            field_dict["generation_id"] = generation_id
        if bytes_ is not UNSET:
            field_dict["bytes"] = bytes_
        if limit_bytes is not UNSET:
            field_dict["limit_bytes"] = limit_bytes
        if rows is not UNSET:
            field_dict["rows"] = rows
        if limit_rows is not UNSET:
            field_dict["limit_rows"] = limit_rows
        if models is not UNSET:
            field_dict["models"] = models
        if oldest_price is not UNSET:
            field_dict["oldest_price"] = oldest_price

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        percent = d.pop("percent", UNSET)

        limit_micros = d.pop("limit_micros", UNSET)

        used_micros = d.pop("used_micros", UNSET)

        window = d.pop("window", UNSET)

        _window_ends_at = d.pop("window_ends_at", UNSET)
        window_ends_at: datetime.datetime | Unset
        if isinstance(_window_ends_at, Unset):
            window_ends_at = UNSET
        else:
            window_ends_at = datetime.datetime.fromisoformat(_window_ends_at)

        provider = d.pop("provider", UNSET)

        connection = d.pop("connection", UNSET)

        reason = d.pop("reason", UNSET)

        detail = d.pop("detail", UNSET)

        failures = d.pop("failures", UNSET)

        generation_id = d.pop("generation_id", UNSET)

        bytes_ = d.pop("bytes", UNSET)

        limit_bytes = d.pop("limit_bytes", UNSET)

        rows = d.pop("rows", UNSET)

        limit_rows = d.pop("limit_rows", UNSET)

        models = d.pop("models", UNSET)

        _oldest_price = d.pop("oldest_price", UNSET)
        oldest_price: datetime.date | Unset
        if isinstance(_oldest_price, Unset):
            oldest_price = UNSET
        else:
            oldest_price = datetime.date.fromisoformat(_oldest_price)

        alert_values = cls(
            percent=percent,
            limit_micros=limit_micros,
            used_micros=used_micros,
            window=window,
            window_ends_at=window_ends_at,
            provider=provider,
            connection=connection,
            reason=reason,
            detail=detail,
            failures=failures,
            generation_id=generation_id,
            bytes_=bytes_,
            limit_bytes=limit_bytes,
            rows=rows,
            limit_rows=limit_rows,
            models=models,
            oldest_price=oldest_price,
        )

        alert_values.additional_properties = d
        return alert_values

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
