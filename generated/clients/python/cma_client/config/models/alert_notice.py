from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alert_subject import AlertSubject
    from ..models.alert_values import AlertValues


T = TypeVar("T", bound="AlertNotice")


@_attrs_define
class AlertNotice:
    """The alert, as the lists show it, without its deliveries.

    Attributes:
        id (str): The id of the alert.
        organization_id (str): The organization that it belongs to.
        instance_id (None | str): Null for the budget of the organization.
        project_id (None | str): The project that the alert is about; null if it is about more than one.
        kind (str): `budget`: a budget has reached a threshold; spent and held money counts, reserved money does not.
            `budget_exhausted`: a request was
            refused because a budget has no room for it. `provider_failing`: several generations in a row failed at a
            provider, or an account
            there has no credit. `credential_refused`: a provider refused the credential of a connection.
            `generations_indeterminate`: it is
            unknown whether a provider has billed a generation. `webhook_disabled`: an endpoint answered 410 and was
            disabled.
            `limiter_overloaded`: requests were refused because too many waited. `storage_filling`: a database is near its
            size, or the records
            near their maximum. `prices_stale`: prices in use were last verified long ago.

            Known values: `budget`, `budget_exhausted`, `provider_failing`, `credential_refused`,
            `generations_indeterminate`, `webhook_disabled`, `limiter_overloaded`, `storage_filling`, `prices_stale`. More
            may be added.
        status (str): `open`: the cause lasts, as far as is known. `closed`: it is over. Known values: `open`, `closed`.
            More may be added.
        subject (AlertSubject): The thing that the alert is about.
        summary (str): The cause in words.
        what_to_do (str): The first thing to do, for people.
        values (AlertValues): The numbers and names of the alert when it was raised. Each kind has its own.
        occurrences (int): How often it was seen since it was raised. Only the first time is sent.
        link (str): The path, in this API, of what to look at.
        since (datetime.datetime): RFC 3339, UTC.
        last_seen (datetime.datetime): RFC 3339, UTC.
        closed_at (datetime.datetime | None):
        acknowledged_at (datetime.datetime | None):
        acknowledged_by (None | str): The id of the user who acknowledged it.
    """

    id: str
    organization_id: str
    instance_id: None | str
    project_id: None | str
    kind: str
    status: str
    subject: AlertSubject
    summary: str
    what_to_do: str
    values: AlertValues
    occurrences: int
    link: str
    since: datetime.datetime
    last_seen: datetime.datetime
    closed_at: datetime.datetime | None
    acknowledged_at: datetime.datetime | None
    acknowledged_by: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        organization_id = self.organization_id

        instance_id: None | str
        instance_id = self.instance_id

        project_id: None | str
        project_id = self.project_id

        kind = self.kind

        status = self.status

        subject = self.subject.to_dict()

        summary = self.summary

        what_to_do = self.what_to_do

        values = self.values.to_dict()

        occurrences = self.occurrences

        link = self.link

        since = self.since.isoformat()

        last_seen = self.last_seen.isoformat()

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        acknowledged_at: None | str
        if isinstance(self.acknowledged_at, datetime.datetime):
            acknowledged_at = self.acknowledged_at.isoformat()
        else:
            acknowledged_at = self.acknowledged_at

        acknowledged_by: None | str
        acknowledged_by = self.acknowledged_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "organization_id": organization_id,
                "instance_id": instance_id,
                "project_id": project_id,
                "kind": kind,
                "status": status,
                "subject": subject,
                "summary": summary,
                "what_to_do": what_to_do,
                "values": values,
                "occurrences": occurrences,
                "link": link,
                "since": since,
                "last_seen": last_seen,
                "closed_at": closed_at,
                "acknowledged_at": acknowledged_at,
                "acknowledged_by": acknowledged_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alert_subject import AlertSubject
        from ..models.alert_values import AlertValues

        d = dict(src_dict)
        id = d.pop("id")

        organization_id = d.pop("organization_id")

        def _parse_instance_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        instance_id = _parse_instance_id(d.pop("instance_id"))

        def _parse_project_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        project_id = _parse_project_id(d.pop("project_id"))

        kind = d.pop("kind")

        status = d.pop("status")

        subject = AlertSubject.from_dict(d.pop("subject"))

        summary = d.pop("summary")

        what_to_do = d.pop("what_to_do")

        values = AlertValues.from_dict(d.pop("values"))

        occurrences = d.pop("occurrences")

        link = d.pop("link")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        last_seen = datetime.datetime.fromisoformat(d.pop("last_seen"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        def _parse_acknowledged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                acknowledged_at_type_0 = datetime.datetime.fromisoformat(data)

                return acknowledged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        acknowledged_at = _parse_acknowledged_at(d.pop("acknowledged_at"))

        def _parse_acknowledged_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        acknowledged_by = _parse_acknowledged_by(d.pop("acknowledged_by"))

        alert_notice = cls(
            id=id,
            organization_id=organization_id,
            instance_id=instance_id,
            project_id=project_id,
            kind=kind,
            status=status,
            subject=subject,
            summary=summary,
            what_to_do=what_to_do,
            values=values,
            occurrences=occurrences,
            link=link,
            since=since,
            last_seen=last_seen,
            closed_at=closed_at,
            acknowledged_at=acknowledged_at,
            acknowledged_by=acknowledged_by,
        )

        alert_notice.additional_properties = d
        return alert_notice

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
