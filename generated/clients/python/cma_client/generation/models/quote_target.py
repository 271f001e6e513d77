from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QuoteTarget")


@_attrs_define
class QuoteTarget:
    """The request as planned for one model.

    Attributes:
        model (str): A model's id, as in `GET /models`, or an alias of the instance.
        provider (str): The provider of the model.
        width (int | None): The width that the picture would get; null if the model chooses it.
        height (int | None): The height that the picture would get; null if the model chooses it.
        aspect_ratio (None | str): The ratio that would be sent; null if the size is sent in pixels.
        resolution (None | str): The size class that would be sent; null if the model has none.
        n (int): The number of pictures.
        quality (None | str): The quality that would be sent; null if the model has none.
        format_ (str): The file format of a picture. Known values: `png`, `jpeg`, `webp`. More may be added.
        amount_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        max_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        exact (bool): Whether the price follows from the request alone.
    """

    model: str
    provider: str
    width: int | None
    height: int | None
    aspect_ratio: None | str
    resolution: None | str
    n: int
    quality: None | str
    format_: str
    amount_micros: int
    max_micros: int
    exact: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        model = self.model

        provider = self.provider

        width: int | None
        width = self.width

        height: int | None
        height = self.height

        aspect_ratio: None | str
        aspect_ratio = self.aspect_ratio

        resolution: None | str
        resolution = self.resolution

        n = self.n

        quality: None | str
        quality = self.quality

        format_ = self.format_

        amount_micros = self.amount_micros

        max_micros = self.max_micros

        exact = self.exact

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "provider": provider,
                "width": width,
                "height": height,
                "aspect_ratio": aspect_ratio,
                "resolution": resolution,
                "n": n,
                "quality": quality,
                "format": format_,
                "amount_micros": amount_micros,
                "max_micros": max_micros,
                "exact": exact,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        model = d.pop("model")

        provider = d.pop("provider")

        def _parse_width(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        width = _parse_width(d.pop("width"))

        def _parse_height(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        height = _parse_height(d.pop("height"))

        def _parse_aspect_ratio(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        aspect_ratio = _parse_aspect_ratio(d.pop("aspect_ratio"))

        def _parse_resolution(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        resolution = _parse_resolution(d.pop("resolution"))

        n = d.pop("n")

        def _parse_quality(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        quality = _parse_quality(d.pop("quality"))

        format_ = d.pop("format")

        amount_micros = d.pop("amount_micros")

        max_micros = d.pop("max_micros")

        exact = d.pop("exact")

        quote_target = cls(
            model=model,
            provider=provider,
            width=width,
            height=height,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            n=n,
            quality=quality,
            format_=format_,
            amount_micros=amount_micros,
            max_micros=max_micros,
            exact=exact,
        )

        quote_target.additional_properties = d
        return quote_target

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
