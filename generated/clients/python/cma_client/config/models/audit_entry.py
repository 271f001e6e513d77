from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audit_entry_actor import AuditEntryActor
    from ..models.audit_entry_after_type_0 import AuditEntryAfterType0
    from ..models.audit_entry_before_type_0 import AuditEntryBeforeType0
    from ..models.audit_entry_target import AuditEntryTarget


T = TypeVar("T", bound="AuditEntry")


@_attrs_define
class AuditEntry:
    """
    Attributes:
        sequence (int): The number of the entry in its organization, without gaps.
        organization_id (str): The organization whose log this is.
        instance_id (None | str): The instance that was changed; null if none.
        action (str): What was done, such as `limits.set`.
        actor (AuditEntryActor): Who made the change: a user, a key, a panel session, the platform itself (`system`) or
            its first set-up (`setup`).
        target (AuditEntryTarget):
        before (AuditEntryBeforeType0 | None): The resource before, without secrets; null if it was created.
        after (AuditEntryAfterType0 | None): The resource afterwards, without secrets; null if it was deleted.
        request_id (None | str): The id of the request that did it.
        created_at (datetime.datetime): RFC 3339, UTC.
        previous_hash (str): The `hash` of the entry before; 64 zeros for the first.
        hash_ (str): SHA-256 over this entry and `previous_hash`; docs/specs/security.md says over which bytes.
    """

    sequence: int
    organization_id: str
    instance_id: None | str
    action: str
    actor: AuditEntryActor
    target: AuditEntryTarget
    before: AuditEntryBeforeType0 | None
    after: AuditEntryAfterType0 | None
    request_id: None | str
    created_at: datetime.datetime
    previous_hash: str
    hash_: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.audit_entry_after_type_0 import AuditEntryAfterType0
        from ..models.audit_entry_before_type_0 import AuditEntryBeforeType0

        sequence = self.sequence

        organization_id = self.organization_id

        instance_id: None | str
        instance_id = self.instance_id

        action = self.action

        actor = self.actor.to_dict()

        target = self.target.to_dict()

        before: dict[str, Any] | None
        if isinstance(self.before, AuditEntryBeforeType0):
            before = self.before.to_dict()
        else:
            before = self.before

        after: dict[str, Any] | None
        if isinstance(self.after, AuditEntryAfterType0):
            after = self.after.to_dict()
        else:
            after = self.after

        request_id: None | str
        request_id = self.request_id

        created_at = self.created_at.isoformat()

        previous_hash = self.previous_hash

        hash_ = self.hash_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sequence": sequence,
                "organization_id": organization_id,
                "instance_id": instance_id,
                "action": action,
                "actor": actor,
                "target": target,
                "before": before,
                "after": after,
                "request_id": request_id,
                "created_at": created_at,
                "previous_hash": previous_hash,
                "hash": hash_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audit_entry_actor import AuditEntryActor
        from ..models.audit_entry_after_type_0 import AuditEntryAfterType0
        from ..models.audit_entry_before_type_0 import AuditEntryBeforeType0
        from ..models.audit_entry_target import AuditEntryTarget

        d = dict(src_dict)
        sequence = d.pop("sequence")

        organization_id = d.pop("organization_id")

        def _parse_instance_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        instance_id = _parse_instance_id(d.pop("instance_id"))

        action = d.pop("action")

        actor = AuditEntryActor.from_dict(d.pop("actor"))

        target = AuditEntryTarget.from_dict(d.pop("target"))

        def _parse_before(data: object) -> AuditEntryBeforeType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                before_type_0 = AuditEntryBeforeType0.from_dict(data)

                return before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AuditEntryBeforeType0 | None, data)

        before = _parse_before(d.pop("before"))

        def _parse_after(data: object) -> AuditEntryAfterType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                after_type_0 = AuditEntryAfterType0.from_dict(data)

                return after_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AuditEntryAfterType0 | None, data)

        after = _parse_after(d.pop("after"))

        def _parse_request_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        request_id = _parse_request_id(d.pop("request_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        previous_hash = d.pop("previous_hash")

        hash_ = d.pop("hash")

        audit_entry = cls(
            sequence=sequence,
            organization_id=organization_id,
            instance_id=instance_id,
            action=action,
            actor=actor,
            target=target,
            before=before,
            after=after,
            request_id=request_id,
            created_at=created_at,
            previous_hash=previous_hash,
            hash_=hash_,
        )

        audit_entry.additional_properties = d
        return audit_entry

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
