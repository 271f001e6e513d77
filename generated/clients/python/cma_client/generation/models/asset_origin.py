from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AssetOrigin")


@_attrs_define
class AssetOrigin:
    """How a picture was made.

    Attributes:
        operation (str): The operation; `generate` by default.

            - `generate`: a picture from the prompt alone.
            - `edit`: changes a picture as the prompt says.
            - `inpaint`: changes the area that is white in the mask.
            - `remix`: a new picture in the style of the input.
            - `reframe`: extends the picture to another aspect ratio.
            - `upscale`: more pixels.
            - `remove_background`, `replace_background`: removes or replaces the background.
            - `describe`: a text about the input, returned in `texts`.

            Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`, `remove_background`,
            `replace_background`, `describe`. More may be added.
        model (str): The model that made it.
        provider (str): The provider of the model.
        prompt (None | str): The prompt; null if there was none.
        cost_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
    """

    operation: str
    model: str
    provider: str
    prompt: None | str
    cost_micros: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        operation = self.operation

        model = self.model

        provider = self.provider

        prompt: None | str
        prompt = self.prompt

        cost_micros = self.cost_micros

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "operation": operation,
                "model": model,
                "provider": provider,
                "prompt": prompt,
                "cost_micros": cost_micros,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        operation = d.pop("operation")

        model = d.pop("model")

        provider = d.pop("provider")

        def _parse_prompt(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        prompt = _parse_prompt(d.pop("prompt"))

        cost_micros = d.pop("cost_micros")

        asset_origin = cls(
            operation=operation,
            model=model,
            provider=provider,
            prompt=prompt,
            cost_micros=cost_micros,
        )

        asset_origin.additional_properties = d
        return asset_origin

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
