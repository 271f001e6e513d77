from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.content_policy import ContentPolicy
    from ..models.retention import Retention


T = TypeVar("T", bound="InstanceSettings")


@_attrs_define
class InstanceSettings:
    """
    Attributes:
        name (str): A name for people to read.
        default_model (None | str): The model for requests that name none.
        fallback_chain (list[str]): Models to try, in order, after the requested model has failed.
        delivery_base_url (None | str): Base address of links to pictures, such as `https://images.example.com`; it must
            lead to the Worker. Null for the host that the request was sent to.
        retention_days (int | None): After how many days generations are deleted, with their pictures and webhook
            deliveries, and uploads; null to keep them. A project with a value of its own uses that instead.
        cors_origins (list[str]): Origins whose pages may call the API in a browser, such as `https://app.example.com`.
            `https://*.example.com` is every subdomain, `*` any origin.
        content_policy (ContentPolicy): Terms for which a prompt is refused before any money is spent, and safety
            settings that are sent to providers.
        worker_url (None | str): The dedicated Worker of this instance, if it has one.
        retention (Retention | Unset): Bounds for data that grows with traffic. Data beyond them is deleted in small
            steps, oldest first. docs/admin/retention.md says when.
    """

    name: str
    default_model: None | str
    fallback_chain: list[str]
    delivery_base_url: None | str
    retention_days: int | None
    cors_origins: list[str]
    content_policy: ContentPolicy
    worker_url: None | str
    retention: Retention | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        default_model: None | str
        default_model = self.default_model

        fallback_chain = self.fallback_chain

        delivery_base_url: None | str
        delivery_base_url = self.delivery_base_url

        retention_days: int | None
        retention_days = self.retention_days

        cors_origins = self.cors_origins

        content_policy = self.content_policy.to_dict()

        worker_url: None | str
        worker_url = self.worker_url

        retention: dict[str, Any] | Unset = UNSET
        if not isinstance(self.retention, Unset):
            retention = self.retention.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "default_model": default_model,
                "fallback_chain": fallback_chain,
                "delivery_base_url": delivery_base_url,
                "retention_days": retention_days,
                "cors_origins": cors_origins,
                "content_policy": content_policy,
                "worker_url": worker_url,
            }
        )
        if retention is not UNSET:
            field_dict["retention"] = retention

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.content_policy import ContentPolicy
        from ..models.retention import Retention

        d = dict(src_dict)
        name = d.pop("name")

        def _parse_default_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        default_model = _parse_default_model(d.pop("default_model"))

        fallback_chain = cast(list[str], d.pop("fallback_chain"))

        def _parse_delivery_base_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        delivery_base_url = _parse_delivery_base_url(d.pop("delivery_base_url"))

        def _parse_retention_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        retention_days = _parse_retention_days(d.pop("retention_days"))

        cors_origins = cast(list[str], d.pop("cors_origins"))

        content_policy = ContentPolicy.from_dict(d.pop("content_policy"))

        def _parse_worker_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        worker_url = _parse_worker_url(d.pop("worker_url"))

        _retention = d.pop("retention", UNSET)
        retention: Retention | Unset
        if isinstance(_retention, Unset):
            retention = UNSET
        else:
            retention = Retention.from_dict(_retention)

        instance_settings = cls(
            name=name,
            default_model=default_model,
            fallback_chain=fallback_chain,
            delivery_base_url=delivery_base_url,
            retention_days=retention_days,
            cors_origins=cors_origins,
            content_policy=content_policy,
            worker_url=worker_url,
            retention=retention,
        )

        instance_settings.additional_properties = d
        return instance_settings

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
