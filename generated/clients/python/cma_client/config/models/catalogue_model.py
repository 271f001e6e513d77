from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.catalogue_model_capabilities import CatalogueModelCapabilities
    from ..models.catalogue_model_price import CatalogueModelPrice
    from ..models.catalogue_model_source import CatalogueModelSource


T = TypeVar("T", bound="CatalogueModel")


@_attrs_define
class CatalogueModel:
    """A model of the catalogue.

    Attributes:
        id (str):
        provider (str):
        name (str):
        description (str):
        capabilities (CatalogueModelCapabilities): The operations, sizes, formats and parameters that it supports.
        price (CatalogueModelPrice):
        source (CatalogueModelSource):
        shutdown_date (datetime.date | None):
        successor (None | str):
        opt_in (bool): True if an instance has the model only after it has enabled it, as with a model for tests.
    """

    id: str
    provider: str
    name: str
    description: str
    capabilities: CatalogueModelCapabilities
    price: CatalogueModelPrice
    source: CatalogueModelSource
    shutdown_date: datetime.date | None
    successor: None | str
    opt_in: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        provider = self.provider

        name = self.name

        description = self.description

        capabilities = self.capabilities.to_dict()

        price = self.price.to_dict()

        source = self.source.to_dict()

        shutdown_date: None | str
        if isinstance(self.shutdown_date, datetime.date):
            shutdown_date = self.shutdown_date.isoformat()
        else:
            shutdown_date = self.shutdown_date

        successor: None | str
        successor = self.successor

        opt_in = self.opt_in

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "provider": provider,
                "name": name,
                "description": description,
                "capabilities": capabilities,
                "price": price,
                "source": source,
                "shutdown_date": shutdown_date,
                "successor": successor,
                "opt_in": opt_in,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.catalogue_model_capabilities import CatalogueModelCapabilities
        from ..models.catalogue_model_price import CatalogueModelPrice
        from ..models.catalogue_model_source import CatalogueModelSource

        d = dict(src_dict)
        id = d.pop("id")

        provider = d.pop("provider")

        name = d.pop("name")

        description = d.pop("description")

        capabilities = CatalogueModelCapabilities.from_dict(d.pop("capabilities"))

        price = CatalogueModelPrice.from_dict(d.pop("price"))

        source = CatalogueModelSource.from_dict(d.pop("source"))

        def _parse_shutdown_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                shutdown_date_type_0 = datetime.date.fromisoformat(data)

                return shutdown_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        shutdown_date = _parse_shutdown_date(d.pop("shutdown_date"))

        def _parse_successor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        successor = _parse_successor(d.pop("successor"))

        opt_in = d.pop("opt_in")

        catalogue_model = cls(
            id=id,
            provider=provider,
            name=name,
            description=description,
            capabilities=capabilities,
            price=price,
            source=source,
            shutdown_date=shutdown_date,
            successor=successor,
            opt_in=opt_in,
        )

        catalogue_model.additional_properties = d
        return catalogue_model

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
