from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.authorization_review_refusal import AuthorizationReviewRefusal
    from ..models.connectable_project import ConnectableProject


T = TypeVar("T", bound="AuthorizationReview")


@_attrs_define
class AuthorizationReview:
    """
    Attributes:
        client_id (str):
        client_name (str): The name that the app gives itself; nobody has checked it.
        client_source (str): `document`: the host of `client_id` vouches for the redirect addresses. Known values:
            `registered`, `document`. More may be added.
        redirect_host (str):
        redirect_kind (str): `device`: an app on the person's own device receives the code. Known values: `web`,
            `device`. More may be added.
        scopes (list[str]): The scopes that the app asks for and the caller's key has.
        projects (list[ConnectableProject]): The projects that can be chosen; at most 500.
        truncated (bool): Whether there are more.
        latest_expiry (datetime.datetime | None): The end of the caller's own key, which no access outlives; null if it
            has none.
        refusal (AuthorizationReviewRefusal | None): Why the request cannot be allowed; null if it can.
    """

    client_id: str
    client_name: str
    client_source: str
    redirect_host: str
    redirect_kind: str
    scopes: list[str]
    projects: list[ConnectableProject]
    truncated: bool
    latest_expiry: datetime.datetime | None
    refusal: AuthorizationReviewRefusal | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.authorization_review_refusal import AuthorizationReviewRefusal

        client_id = self.client_id

        client_name = self.client_name

        client_source = self.client_source

        redirect_host = self.redirect_host

        redirect_kind = self.redirect_kind

        scopes = self.scopes

        projects = []
        for projects_item_data in self.projects:
            projects_item = projects_item_data.to_dict()
            projects.append(projects_item)

        truncated = self.truncated

        latest_expiry: None | str
        if isinstance(self.latest_expiry, datetime.datetime):
            latest_expiry = self.latest_expiry.isoformat()
        else:
            latest_expiry = self.latest_expiry

        refusal: dict[str, Any] | None
        if isinstance(self.refusal, AuthorizationReviewRefusal):
            refusal = self.refusal.to_dict()
        else:
            refusal = self.refusal

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client_id": client_id,
                "client_name": client_name,
                "client_source": client_source,
                "redirect_host": redirect_host,
                "redirect_kind": redirect_kind,
                "scopes": scopes,
                "projects": projects,
                "truncated": truncated,
                "latest_expiry": latest_expiry,
                "refusal": refusal,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.authorization_review_refusal import AuthorizationReviewRefusal
        from ..models.connectable_project import ConnectableProject

        d = dict(src_dict)
        client_id = d.pop("client_id")

        client_name = d.pop("client_name")

        client_source = d.pop("client_source")

        redirect_host = d.pop("redirect_host")

        redirect_kind = d.pop("redirect_kind")

        scopes = cast(list[str], d.pop("scopes"))

        projects = []
        _projects = d.pop("projects")
        for projects_item_data in _projects:
            projects_item = ConnectableProject.from_dict(projects_item_data)

            projects.append(projects_item)

        truncated = d.pop("truncated")

        def _parse_latest_expiry(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                latest_expiry_type_0 = datetime.datetime.fromisoformat(data)

                return latest_expiry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        latest_expiry = _parse_latest_expiry(d.pop("latest_expiry"))

        def _parse_refusal(data: object) -> AuthorizationReviewRefusal | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                refusal_type_0 = AuthorizationReviewRefusal.from_dict(data)

                return refusal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AuthorizationReviewRefusal | None, data)

        refusal = _parse_refusal(d.pop("refusal"))

        authorization_review = cls(
            client_id=client_id,
            client_name=client_name,
            client_source=client_source,
            redirect_host=redirect_host,
            redirect_kind=redirect_kind,
            scopes=scopes,
            projects=projects,
            truncated=truncated,
            latest_expiry=latest_expiry,
            refusal=refusal,
        )

        authorization_review.additional_properties = d
        return authorization_review

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
