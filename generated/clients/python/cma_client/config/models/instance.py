from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.content_policy import ContentPolicy
    from ..models.instance_worker import InstanceWorker
    from ..models.retention import Retention


T = TypeVar("T", bound="Instance")


@_attrs_define
class Instance:
    """A self-contained environment.

    Attributes:
        id (str): The id of the instance.
        organization_id (str): The organization that it belongs to.
        name (str): A name for people to read.
        slug (str): A short name for machines, unique among its siblings.
        status (str): `disabled`: no request is admitted in it; everything else stays as it is. Known values: `active`,
            `disabled`. More may be added.
        default_model (None | str): The model for requests that name none.
        fallback_chain (list[str]): Models to try, in order, after the requested model has failed.
        delivery_base_url (None | str): Base address of links to pictures, such as `https://images.example.com`; it must
            lead to the Worker. Null for the host that the request was sent to.
        retention_days (int | None): After how many days generations are deleted, with their pictures and webhook
            deliveries, and uploads; null to keep them. A project with a value of its own uses that instead.
        retention (Retention): Bounds for data that grows with traffic. Data beyond them is deleted in small steps,
            oldest first. docs/admin/retention.md says when.
        cors_origins (list[str]): Origins whose pages may call the API in a browser, such as `https://app.example.com`.
            `https://*.example.com` is every subdomain, `*` any origin.
        content_policy (ContentPolicy): Terms for which a prompt is refused before any money is spent, and safety
            settings that are sent to providers.
        worker_url (None | str): The dedicated Worker of this instance, if it has one.
        worker (InstanceWorker | None): The Worker that last loaded the configuration of this instance through a
            binding; null if none has done so since `worker_url` was last emptied. Then the platform's own Worker serves the
            instance.
        epoch (int): The number of the configuration in force; it rises with every change.
        created_at (datetime.datetime): RFC 3339, UTC.
        updated_at (datetime.datetime): RFC 3339, UTC.
    """

    id: str
    organization_id: str
    name: str
    slug: str
    status: str
    default_model: None | str
    fallback_chain: list[str]
    delivery_base_url: None | str
    retention_days: int | None
    retention: Retention
    cors_origins: list[str]
    content_policy: ContentPolicy
    worker_url: None | str
    worker: InstanceWorker | None
    epoch: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.instance_worker import InstanceWorker

        id = self.id

        organization_id = self.organization_id

        name = self.name

        slug = self.slug

        status = self.status

        default_model: None | str
        default_model = self.default_model

        fallback_chain = self.fallback_chain

        delivery_base_url: None | str
        delivery_base_url = self.delivery_base_url

        retention_days: int | None
        retention_days = self.retention_days

        retention = self.retention.to_dict()

        cors_origins = self.cors_origins

        content_policy = self.content_policy.to_dict()

        worker_url: None | str
        worker_url = self.worker_url

        worker: dict[str, Any] | None
        if isinstance(self.worker, InstanceWorker):
            worker = self.worker.to_dict()
        else:
            worker = self.worker

        epoch = self.epoch

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "organization_id": organization_id,
                "name": name,
                "slug": slug,
                "status": status,
                "default_model": default_model,
                "fallback_chain": fallback_chain,
                "delivery_base_url": delivery_base_url,
                "retention_days": retention_days,
                "retention": retention,
                "cors_origins": cors_origins,
                "content_policy": content_policy,
                "worker_url": worker_url,
                "worker": worker,
                "epoch": epoch,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.content_policy import ContentPolicy
        from ..models.instance_worker import InstanceWorker
        from ..models.retention import Retention

        d = dict(src_dict)
        id = d.pop("id")

        organization_id = d.pop("organization_id")

        name = d.pop("name")

        slug = d.pop("slug")

        status = d.pop("status")

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

        retention = Retention.from_dict(d.pop("retention"))

        cors_origins = cast(list[str], d.pop("cors_origins"))

        content_policy = ContentPolicy.from_dict(d.pop("content_policy"))

        def _parse_worker_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        worker_url = _parse_worker_url(d.pop("worker_url"))

        def _parse_worker(data: object) -> InstanceWorker | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                worker_type_0 = InstanceWorker.from_dict(data)

                return worker_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InstanceWorker | None, data)

        worker = _parse_worker(d.pop("worker"))

        epoch = d.pop("epoch")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        instance = cls(
            id=id,
            organization_id=organization_id,
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
            worker=worker,
            epoch=epoch,
            created_at=created_at,
            updated_at=updated_at,
        )

        instance.additional_properties = d
        return instance

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
