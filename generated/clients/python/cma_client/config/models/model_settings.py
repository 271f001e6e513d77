from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.model_alias import ModelAlias
    from ..models.model_setting import ModelSetting
    from ..models.model_settings_custom_models_item import ModelSettingsCustomModelsItem
    from ..models.model_settings_custom_providers_item import (
        ModelSettingsCustomProvidersItem,
    )
    from ..models.provider_setting import ProviderSetting


T = TypeVar("T", bound="ModelSettings")


@_attrs_define
class ModelSettings:
    """The changes that an instance makes to the catalogue.

    Attributes:
        models (list[ModelSetting]):
        aliases (list[ModelAlias]):
        custom_providers (list[ModelSettingsCustomProvidersItem]): Providers defined as data: an API over HTTP, member
            by member, or `like` a built-in provider at another address (docs/admin/provider-definitions.md).
        custom_models (list[ModelSettingsCustomModelsItem]): More models of known providers, defined as data:
            `provider`, and the members that a model of a custom provider has.
        providers (list[ProviderSetting]): The connections that serve the models of a provider. For a provider that is
            not named, it is the connection with the provider's own id.
        updated_at (datetime.datetime): RFC 3339, UTC.
    """

    models: list[ModelSetting]
    aliases: list[ModelAlias]
    custom_providers: list[ModelSettingsCustomProvidersItem]
    custom_models: list[ModelSettingsCustomModelsItem]
    providers: list[ProviderSetting]
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
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

        providers = []
        for providers_item_data in self.providers:
            providers_item = providers_item_data.to_dict()
            providers.append(providers_item)

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "models": models,
                "aliases": aliases,
                "custom_providers": custom_providers,
                "custom_models": custom_models,
                "providers": providers,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_alias import ModelAlias
        from ..models.model_setting import ModelSetting
        from ..models.model_settings_custom_models_item import (
            ModelSettingsCustomModelsItem,
        )
        from ..models.model_settings_custom_providers_item import (
            ModelSettingsCustomProvidersItem,
        )
        from ..models.provider_setting import ProviderSetting

        d = dict(src_dict)
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
            custom_providers_item = ModelSettingsCustomProvidersItem.from_dict(
                custom_providers_item_data
            )

            custom_providers.append(custom_providers_item)

        custom_models = []
        _custom_models = d.pop("custom_models")
        for custom_models_item_data in _custom_models:
            custom_models_item = ModelSettingsCustomModelsItem.from_dict(
                custom_models_item_data
            )

            custom_models.append(custom_models_item)

        providers = []
        _providers = d.pop("providers")
        for providers_item_data in _providers:
            providers_item = ProviderSetting.from_dict(providers_item_data)

            providers.append(providers_item)

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        model_settings = cls(
            models=models,
            aliases=aliases,
            custom_providers=custom_providers,
            custom_models=custom_models,
            providers=providers,
            updated_at=updated_at,
        )

        model_settings.additional_properties = d
        return model_settings

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
