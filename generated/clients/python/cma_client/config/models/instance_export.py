from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alert_settings import AlertSettings
    from ..models.exported_connection import ExportedConnection
    from ..models.exported_project import ExportedProject
    from ..models.exported_webhook import ExportedWebhook
    from ..models.instance_export_custom_models_item import (
        InstanceExportCustomModelsItem,
    )
    from ..models.instance_export_custom_providers_item import (
        InstanceExportCustomProvidersItem,
    )
    from ..models.instance_settings import InstanceSettings
    from ..models.limit import Limit
    from ..models.model_alias import ModelAlias
    from ..models.model_setting import ModelSetting
    from ..models.provider_setting import ProviderSetting


T = TypeVar("T", bound="InstanceExport")


@_attrs_define
class InstanceExport:
    """The configuration of an instance, without secrets and ids.

    Attributes:
        format_ (Literal[1]):
        settings (InstanceSettings):
        projects (list[ExportedProject]):
        limits (list[Limit]): The target of a limit for one project is the slug of the project.
        models (list[ModelSetting]):
        aliases (list[ModelAlias]):
        custom_providers (list[InstanceExportCustomProvidersItem]): Providers defined as data: an API over HTTP, member
            by member, or `like` a built-in provider at another address (docs/admin/provider-definitions.md).
        custom_models (list[InstanceExportCustomModelsItem]): More models of known providers, defined as data:
            `provider`, and the members that a model of a custom provider has.
        providers (list[ProviderSetting] | Unset): The connections that serve the models of a provider. For a provider
            that is not named, it is the connection with the provider's own id. If omitted, they stay as they are.
        webhooks (list[ExportedWebhook] | Unset): If omitted, webhooks stay as they are.
        alerts (AlertSettings | Unset):
        credentials (list[str] | Unset): The ids of the connections. An import does not create them; its
            `missing_connections` lists those that you must add by hand.
        connections (list[ExportedConnection] | Unset): The same connections with their provider and address, for
            setting them by hand. An import ignores it.
    """

    format_: Literal[1]
    settings: InstanceSettings
    projects: list[ExportedProject]
    limits: list[Limit]
    models: list[ModelSetting]
    aliases: list[ModelAlias]
    custom_providers: list[InstanceExportCustomProvidersItem]
    custom_models: list[InstanceExportCustomModelsItem]
    providers: list[ProviderSetting] | Unset = UNSET
    webhooks: list[ExportedWebhook] | Unset = UNSET
    alerts: AlertSettings | Unset = UNSET
    credentials: list[str] | Unset = UNSET
    connections: list[ExportedConnection] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        format_ = self.format_

        settings = self.settings.to_dict()

        projects = []
        for projects_item_data in self.projects:
            projects_item = projects_item_data.to_dict()
            projects.append(projects_item)

        limits = []
        for limits_item_data in self.limits:
            limits_item = limits_item_data.to_dict()
            limits.append(limits_item)

        models = []
        for models_item_data in self.models:
            models_item = models_item_data.to_dict()
            models.append(models_item)

        aliases = []
        for aliases_item_data in self.aliases:
            aliases_item = aliases_item_data.to_dict()
            aliases.append(aliases_item)

        custom_providers = []
        for custom_providers_item_data in self.custom_providers:
            custom_providers_item = custom_providers_item_data.to_dict()
            custom_providers.append(custom_providers_item)

        custom_models = []
        for custom_models_item_data in self.custom_models:
            custom_models_item = custom_models_item_data.to_dict()
            custom_models.append(custom_models_item)

        providers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.providers, Unset):
            providers = []
            for providers_item_data in self.providers:
                providers_item = providers_item_data.to_dict()
                providers.append(providers_item)

        webhooks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.webhooks, Unset):
            webhooks = []
            for webhooks_item_data in self.webhooks:
                webhooks_item = webhooks_item_data.to_dict()
                webhooks.append(webhooks_item)

        alerts: dict[str, Any] | Unset = UNSET
        if not isinstance(self.alerts, Unset):
            alerts = self.alerts.to_dict()

        credentials: list[str] | Unset = UNSET
        if not isinstance(self.credentials, Unset):
            credentials = self.credentials

        connections: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.connections, Unset):
            connections = []
            for connections_item_data in self.connections:
                connections_item = connections_item_data.to_dict()
                connections.append(connections_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "format": format_,
                "settings": settings,
                "projects": projects,
                "limits": limits,
                "models": models,
                "aliases": aliases,
                "custom_providers": custom_providers,
                "custom_models": custom_models,
            }
        )
        if providers is not UNSET:
            field_dict["providers"] = providers
        if webhooks is not UNSET:
            field_dict["webhooks"] = webhooks
        if alerts is not UNSET:
            field_dict["alerts"] = alerts
        if credentials is not UNSET:
            field_dict["credentials"] = credentials
        if connections is not UNSET:
            field_dict["connections"] = connections

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alert_settings import AlertSettings
        from ..models.exported_connection import ExportedConnection
        from ..models.exported_project import ExportedProject
        from ..models.exported_webhook import ExportedWebhook
        from ..models.instance_export_custom_models_item import (
            InstanceExportCustomModelsItem,
        )
        from ..models.instance_export_custom_providers_item import (
            InstanceExportCustomProvidersItem,
        )
        from ..models.instance_settings import InstanceSettings
        from ..models.limit import Limit
        from ..models.model_alias import ModelAlias
        from ..models.model_setting import ModelSetting
        from ..models.provider_setting import ProviderSetting

        d = dict(src_dict)
        format_ = cast(Literal[1], d.pop("format"))
        if format_ != 1:
            raise ValueError(f"format must match const 1, got '{format_}'")

        settings = InstanceSettings.from_dict(d.pop("settings"))

        projects = []
        _projects = d.pop("projects")
        for projects_item_data in _projects:
            projects_item = ExportedProject.from_dict(projects_item_data)

            projects.append(projects_item)

        limits = []
        _limits = d.pop("limits")
        for limits_item_data in _limits:
            limits_item = Limit.from_dict(limits_item_data)

            limits.append(limits_item)

        models = []
        _models = d.pop("models")
        for models_item_data in _models:
            models_item = ModelSetting.from_dict(models_item_data)

            models.append(models_item)

        aliases = []
        _aliases = d.pop("aliases")
        for aliases_item_data in _aliases:
            aliases_item = ModelAlias.from_dict(aliases_item_data)

            aliases.append(aliases_item)

        custom_providers = []
        _custom_providers = d.pop("custom_providers")
        for custom_providers_item_data in _custom_providers:
            custom_providers_item = InstanceExportCustomProvidersItem.from_dict(
                custom_providers_item_data
            )

            custom_providers.append(custom_providers_item)

        custom_models = []
        _custom_models = d.pop("custom_models")
        for custom_models_item_data in _custom_models:
            custom_models_item = InstanceExportCustomModelsItem.from_dict(
                custom_models_item_data
            )

            custom_models.append(custom_models_item)

        _providers = d.pop("providers", UNSET)
        providers: list[ProviderSetting] | Unset = UNSET
        if _providers is not UNSET:
            providers = []
            for providers_item_data in _providers:
                providers_item = ProviderSetting.from_dict(providers_item_data)

                providers.append(providers_item)

        _webhooks = d.pop("webhooks", UNSET)
        webhooks: list[ExportedWebhook] | Unset = UNSET
        if _webhooks is not UNSET:
            webhooks = []
            for webhooks_item_data in _webhooks:
                webhooks_item = ExportedWebhook.from_dict(webhooks_item_data)

                webhooks.append(webhooks_item)

        _alerts = d.pop("alerts", UNSET)
        alerts: AlertSettings | Unset
        if isinstance(_alerts, Unset):
            alerts = UNSET
        else:
            alerts = AlertSettings.from_dict(_alerts)

        credentials = cast(list[str], d.pop("credentials", UNSET))

        _connections = d.pop("connections", UNSET)
        connections: list[ExportedConnection] | Unset = UNSET
        if _connections is not UNSET:
            connections = []
            for connections_item_data in _connections:
                connections_item = ExportedConnection.from_dict(connections_item_data)

                connections.append(connections_item)

        instance_export = cls(
            format_=format_,
            settings=settings,
            projects=projects,
            limits=limits,
            models=models,
            aliases=aliases,
            custom_providers=custom_providers,
            custom_models=custom_models,
            providers=providers,
            webhooks=webhooks,
            alerts=alerts,
            credentials=credentials,
            connections=connections,
        )

        instance_export.additional_properties = d
        return instance_export

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
