from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_alias import ModelAlias
    from ..models.model_setting import ModelSetting
    from ..models.model_settings_input_custom_models_item import (
        ModelSettingsInputCustomModelsItem,
    )
    from ..models.model_settings_input_custom_providers_item import (
        ModelSettingsInputCustomProvidersItem,
    )
    from ..models.provider_setting import ProviderSetting


T = TypeVar("T", bound="ModelSettingsInput")


@_attrs_define
class ModelSettingsInput:
    """Lists that you omit are empty.

    Attributes:
        models (list[ModelSetting] | Unset):
        aliases (list[ModelAlias] | Unset):
        custom_providers (list[ModelSettingsInputCustomProvidersItem] | Unset): Providers defined as data: an API over
            HTTP, member by member, or `like` a built-in provider at another address (docs/admin/provider-definitions.md).
        custom_models (list[ModelSettingsInputCustomModelsItem] | Unset): More models of known providers, defined as
            data: `provider`, and the members that a model of a custom provider has.
        providers (list[ProviderSetting] | Unset): The connections that serve the models of a provider. For a provider
            that is not named, it is the connection with the provider's own id.
    """

    models: list[ModelSetting] | Unset = UNSET
    aliases: list[ModelAlias] | Unset = UNSET
    custom_providers: list[ModelSettingsInputCustomProvidersItem] | Unset = UNSET
    custom_models: list[ModelSettingsInputCustomModelsItem] | Unset = UNSET
    providers: list[ProviderSetting] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        models: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.models, Unset):
            models = []
            for models_item_data in self.models:
                models_item = models_item_data.to_dict()
                models.append(models_item)

        aliases: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.aliases, Unset):
            aliases = []
            for aliases_item_data in self.aliases:
                aliases_item = aliases_item_data.to_dict()
                aliases.append(aliases_item)

        custom_providers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.custom_providers, Unset):
            custom_providers = []
            for custom_providers_item_data in self.custom_providers:
                custom_providers_item = custom_providers_item_data.to_dict()
                custom_providers.append(custom_providers_item)

        custom_models: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.custom_models, Unset):
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

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if models is not UNSET:
            field_dict["models"] = models
        if aliases is not UNSET:
            field_dict["aliases"] = aliases
        if custom_providers is not UNSET:
            field_dict["custom_providers"] = custom_providers
        if custom_models is not UNSET:
            field_dict["custom_models"] = custom_models
        if providers is not UNSET:
            field_dict["providers"] = providers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_alias import ModelAlias
        from ..models.model_setting import ModelSetting
        from ..models.model_settings_input_custom_models_item import (
            ModelSettingsInputCustomModelsItem,
        )
        from ..models.model_settings_input_custom_providers_item import (
            ModelSettingsInputCustomProvidersItem,
        )
        from ..models.provider_setting import ProviderSetting

        d = dict(src_dict)
        _models = d.pop("models", UNSET)
        models: list[ModelSetting] | Unset = UNSET
        if _models is not UNSET:
            models = []
            for models_item_data in _models:
                models_item = ModelSetting.from_dict(models_item_data)

                models.append(models_item)

        _aliases = d.pop("aliases", UNSET)
        aliases: list[ModelAlias] | Unset = UNSET
        if _aliases is not UNSET:
            aliases = []
            for aliases_item_data in _aliases:
                aliases_item = ModelAlias.from_dict(aliases_item_data)

                aliases.append(aliases_item)

        _custom_providers = d.pop("custom_providers", UNSET)
        custom_providers: list[ModelSettingsInputCustomProvidersItem] | Unset = UNSET
        if _custom_providers is not UNSET:
            custom_providers = []
            for custom_providers_item_data in _custom_providers:
                custom_providers_item = ModelSettingsInputCustomProvidersItem.from_dict(
                    custom_providers_item_data
                )

                custom_providers.append(custom_providers_item)

        _custom_models = d.pop("custom_models", UNSET)
        custom_models: list[ModelSettingsInputCustomModelsItem] | Unset = UNSET
        if _custom_models is not UNSET:
            custom_models = []
            for custom_models_item_data in _custom_models:
                custom_models_item = ModelSettingsInputCustomModelsItem.from_dict(
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

        model_settings_input = cls(
            models=models,
            aliases=aliases,
            custom_providers=custom_providers,
            custom_models=custom_models,
            providers=providers,
        )

        return model_settings_input
