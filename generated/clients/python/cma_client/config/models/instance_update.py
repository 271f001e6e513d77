from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.content_policy_input import ContentPolicyInput
    from ..models.retention_input import RetentionInput


T = TypeVar("T", bound="InstanceUpdate")


@_attrs_define
class InstanceUpdate:
    """
    Attributes:
        name (str | Unset): A name for people to read.
        slug (str | Unset): A short name for machines, unique among its siblings.
        status (str | Unset): `disabled`: no request is admitted in it; everything else stays as it is. Known values:
            `active`, `disabled`. More may be added.
        default_model (None | str | Unset): The model for requests that name none.
        fallback_chain (list[str] | Unset): Models to try, in order, after the requested model has failed.
        delivery_base_url (None | str | Unset): Base address of links to pictures, such as `https://images.example.com`;
            it must lead to the Worker. Null for the host that the request was sent to.
        retention_days (int | None | Unset): After how many days generations are deleted, with their pictures and
            webhook deliveries, and uploads; null to keep them. A project with a value of its own uses that instead.
        retention (RetentionInput | Unset): Members that you omit stay as they are.
        cors_origins (list[str] | Unset): Origins whose pages may call the API in a browser, such as
            `https://app.example.com`. `https://*.example.com` is every subdomain, `*` any origin.
        content_policy (ContentPolicyInput | Unset): Members that you omit stay as they are.
        worker_url (None | str | Unset): The dedicated Worker of this instance, if it has one.
    """

    name: str | Unset = UNSET
    slug: str | Unset = UNSET
    status: str | Unset = UNSET
    default_model: None | str | Unset = UNSET
    fallback_chain: list[str] | Unset = UNSET
    delivery_base_url: None | str | Unset = UNSET
    retention_days: int | None | Unset = UNSET
    retention: RetentionInput | Unset = UNSET
    cors_origins: list[str] | Unset = UNSET
    content_policy: ContentPolicyInput | Unset = UNSET
    worker_url: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        slug = self.slug

        status = self.status

        default_model: None | str | Unset
        if isinstance(self.default_model, Unset):
            default_model = UNSET
        else:
            default_model = self.default_model

        fallback_chain: list[str] | Unset = UNSET
        if not isinstance(self.fallback_chain, Unset):
            fallback_chain = self.fallback_chain

        delivery_base_url: None | str | Unset
        if isinstance(self.delivery_base_url, Unset):
            delivery_base_url = UNSET
        else:
            delivery_base_url = self.delivery_base_url

        retention_days: int | None | Unset
        if isinstance(self.retention_days, Unset):
            retention_days = UNSET
        else:
            retention_days = self.retention_days

        retention: dict[str, Any] | Unset = UNSET
        if not isinstance(self.retention, Unset):
            retention = self.retention.to_dict()

        cors_origins: list[str] | Unset = UNSET
        if not isinstance(self.cors_origins, Unset):
            cors_origins = self.cors_origins

        content_policy: dict[str, Any] | Unset = UNSET
        if not isinstance(self.content_policy, Unset):
            content_policy = self.content_policy.to_dict()

        worker_url: None | str | Unset
        if isinstance(self.worker_url, Unset):
            worker_url = UNSET
        else:
            worker_url = self.worker_url

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if slug is not UNSET:
            field_dict["slug"] = slug
        if status is not UNSET:
            field_dict["status"] = status
        if default_model is not UNSET:
            field_dict["default_model"] = default_model
        if fallback_chain is not UNSET:
            field_dict["fallback_chain"] = fallback_chain
        if delivery_base_url is not UNSET:
            field_dict["delivery_base_url"] = delivery_base_url
        if retention_days is not UNSET:
            field_dict["retention_days"] = retention_days
        if retention is not UNSET:
            field_dict["retention"] = retention
        if cors_origins is not UNSET:
            field_dict["cors_origins"] = cors_origins
        if content_policy is not UNSET:
            field_dict["content_policy"] = content_policy
        if worker_url is not UNSET:
            field_dict["worker_url"] = worker_url

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.content_policy_input import ContentPolicyInput
        from ..models.retention_input import RetentionInput

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        slug = d.pop("slug", UNSET)

        status = d.pop("status", UNSET)

        def _parse_default_model(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        default_model = _parse_default_model(d.pop("default_model", UNSET))

        fallback_chain = cast(list[str], d.pop("fallback_chain", UNSET))

        def _parse_delivery_base_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        delivery_base_url = _parse_delivery_base_url(d.pop("delivery_base_url", UNSET))

        def _parse_retention_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        retention_days = _parse_retention_days(d.pop("retention_days", UNSET))

        _retention = d.pop("retention", UNSET)
        retention: RetentionInput | Unset
        if isinstance(_retention, Unset):
            retention = UNSET
        else:
            retention = RetentionInput.from_dict(_retention)

        cors_origins = cast(list[str], d.pop("cors_origins", UNSET))

        _content_policy = d.pop("content_policy", UNSET)
        content_policy: ContentPolicyInput | Unset
        if isinstance(_content_policy, Unset):
            content_policy = UNSET
        else:
            content_policy = ContentPolicyInput.from_dict(_content_policy)

        def _parse_worker_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        worker_url = _parse_worker_url(d.pop("worker_url", UNSET))

        instance_update = cls(
            name=name,
            slug=slug,
            status=status,
            default_model=default_model,
            fallback_chain=fallback_chain,
            delivery_base_url=delivery_base_url,
            retention_days=retention_days,
            retention=retention,
            cors_origins=cors_origins,
            content_policy=content_policy,
            worker_url=worker_url,
        )

        return instance_update
