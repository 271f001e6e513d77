from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AuditVerification")


@_attrs_define
class AuditVerification:
    """
    Attributes:
        intact (bool):
        entries (int): The number of entries that were checked.
        head_hash (None | str): The hash of the last entry that fits.
        broken_at (int | None): The `sequence` of the first entry that does not fit.
        reason (None | str): `changed`: the content does not match the hash. `missing`: a sequence number is skipped.
            `relinked`: `previous_hash` is not the hash of the entry before. Known values: `changed`, `missing`, `relinked`.
            More may be added.
    """

    intact: bool
    entries: int
    head_hash: None | str
    broken_at: int | None
    reason: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        intact = self.intact

        entries = self.entries

        head_hash: None | str
        head_hash = self.head_hash

        broken_at: int | None
        broken_at = self.broken_at

        reason: None | str
        reason = self.reason

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "intact": intact,
                "entries": entries,
                "head_hash": head_hash,
                "broken_at": broken_at,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        intact = d.pop("intact")

        entries = d.pop("entries")

        def _parse_head_hash(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        head_hash = _parse_head_hash(d.pop("head_hash"))

        def _parse_broken_at(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        broken_at = _parse_broken_at(d.pop("broken_at"))

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        audit_verification = cls(
            intact=intact,
            entries=entries,
            head_hash=head_hash,
            broken_at=broken_at,
            reason=reason,
        )

        audit_verification.additional_properties = d
        return audit_verification

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
