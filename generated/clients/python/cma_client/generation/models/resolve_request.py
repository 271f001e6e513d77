from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ResolveRequest")


@_attrs_define
class ResolveRequest:
    """
    Attributes:
        amount_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        note (str | Unset): The reason; the record keeps it.
    """

    amount_micros: int
    note: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        amount_micros = self.amount_micros

        note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_micros": amount_micros,
            }
        )
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        amount_micros = d.pop("amount_micros")

        note = d.pop("note", UNSET)

        resolve_request = cls(
            amount_micros=amount_micros,
            note=note,
        )

        return resolve_request
