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
    from ..models.free_price import FreePrice
    from ..models.model_capabilities import ModelCapabilities
    from ..models.model_price_source import ModelPriceSource
    from ..models.per_image_price import PerImagePrice
    from ..models.per_megapixel_price import PerMegapixelPrice
    from ..models.per_token_price import PerTokenPrice


T = TypeVar("T", bound="Model")


@_attrs_define
class Model:
    """A model with the members of OpenAI's list (`id`, `object`, `created`, `owned_by`) and members of this platform.

    Attributes:
        id (str): A model's id, as in `GET /models`, or an alias of the instance.
        object_ (Literal['model']):
        created (int): Unix seconds; the day on which the source of its data was read.
        owned_by (str): The provider.
        name (str): The name for people.
        description (str):
        provider (str): The id of its provider.
        capabilities (ModelCapabilities): The capabilities of a model. A request that uses anything else is refused, or
            with `on_unsupported: adapt` changed and reported in
            `warnings`.
        price (FreePrice | PerImagePrice | PerMegapixelPrice | PerTokenPrice): The price in micro-USD.
        price_source (ModelPriceSource):
        shutdown_date (None | str): The day from which the provider no longer offers it.
        successor (None | str): The model that replaces it.
        aliases (list[str]): Other names of the model in this instance.
        ready (bool): Whether its provider can be called: the instance has the credential that the provider needs or,
            for Workers AI, the deployment
            has the binding. If it is false, requests and quotes for the model are refused with `credential_missing`.
        recommended_for (list[str]): The operations for which the platform recommends this model to the instance. Each
            operation has one recommended model: the first
            in the platform's own list that the instance offers and can call.
        reports_cost (bool | Unset): True if the provider reports its charge. The charge then replaces the cost by
            `price`, and no quote is exact.
    """

    id: str
    object_: Literal["model"]
    created: int
    owned_by: str
    name: str
    description: str
    provider: str
    capabilities: ModelCapabilities
    price: FreePrice | PerImagePrice | PerMegapixelPrice | PerTokenPrice
    price_source: ModelPriceSource
    shutdown_date: None | str
    successor: None | str
    aliases: list[str]
    ready: bool
    recommended_for: list[str]
    reports_cost: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.free_price import FreePrice
        from ..models.per_image_price import PerImagePrice
        from ..models.per_megapixel_price import PerMegapixelPrice

        id = self.id

        object_ = self.object_

        created = self.created

        owned_by = self.owned_by

        name = self.name

        description = self.description

        provider = self.provider

        capabilities = self.capabilities.to_dict()

        price: dict[str, Any]
        if (
            isinstance(self.price, FreePrice)
            or isinstance(self.price, PerImagePrice)
            or isinstance(self.price, PerMegapixelPrice)
        ):
            price = self.price.to_dict()
        else:
            price = self.price.to_dict()

        price_source = self.price_source.to_dict()

        shutdown_date: None | str
        shutdown_date = self.shutdown_date

        successor: None | str
        successor = self.successor

        aliases = self.aliases

        ready = self.ready

        recommended_for = self.recommended_for

        reports_cost = self.reports_cost

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "object": object_,
                "created": created,
                "owned_by": owned_by,
                "name": name,
                "description": description,
                "provider": provider,
                "capabilities": capabilities,
                "price": price,
                "price_source": price_source,
                "shutdown_date": shutdown_date,
                "successor": successor,
                "aliases": aliases,
                "ready": ready,
                "recommended_for": recommended_for,
            }
        )
        if reports_cost is not UNSET:
            field_dict["reports_cost"] = reports_cost

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.free_price import FreePrice
        from ..models.model_capabilities import ModelCapabilities
        from ..models.model_price_source import ModelPriceSource
        from ..models.per_image_price import PerImagePrice
        from ..models.per_megapixel_price import PerMegapixelPrice
        from ..models.per_token_price import PerTokenPrice

        d = dict(src_dict)
        id = d.pop("id")

        object_ = cast(Literal["model"], d.pop("object"))
        if object_ != "model":
            raise ValueError(f"object must match const 'model', got '{object_}'")

        created = d.pop("created")

        owned_by = d.pop("owned_by")

        name = d.pop("name")

        description = d.pop("description")

        provider = d.pop("provider")

        capabilities = ModelCapabilities.from_dict(d.pop("capabilities"))

        def _parse_price(
            data: object,
        ) -> FreePrice | PerImagePrice | PerMegapixelPrice | PerTokenPrice:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_model_price_type_0 = FreePrice.from_dict(data)

                return componentsschemas_model_price_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_model_price_type_1 = PerImagePrice.from_dict(data)

                return componentsschemas_model_price_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_model_price_type_2 = PerMegapixelPrice.from_dict(data)

                return componentsschemas_model_price_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_model_price_type_3 = PerTokenPrice.from_dict(data)

            return componentsschemas_model_price_type_3

        price = _parse_price(d.pop("price"))

        price_source = ModelPriceSource.from_dict(d.pop("price_source"))

        def _parse_shutdown_date(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        shutdown_date = _parse_shutdown_date(d.pop("shutdown_date"))

        def _parse_successor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        successor = _parse_successor(d.pop("successor"))

        aliases = cast(list[str], d.pop("aliases"))

        ready = d.pop("ready")

        recommended_for = cast(list[str], d.pop("recommended_for"))

        reports_cost = d.pop("reports_cost", UNSET)

        model = cls(
            id=id,
            object_=object_,
            created=created,
            owned_by=owned_by,
            name=name,
            description=description,
            provider=provider,
            capabilities=capabilities,
            price=price,
            price_source=price_source,
            shutdown_date=shutdown_date,
            successor=successor,
            aliases=aliases,
            ready=ready,
            recommended_for=recommended_for,
            reports_cost=reports_cost,
        )

        model.additional_properties = d
        return model

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
