from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DryRunOutcomeImagesItem")


@_attrs_define
class DryRunOutcomeImagesItem:
    """
    Attributes:
        url (None | str): The URL from which the picture would be fetched; null if the answer holds its bytes.
        size_bytes (int | None): Null if the answer does not hold the bytes.
        format_ (None | str): The format of the bytes; null if they are not a picture, or if the answer does not hold
            them. Known values: `png`, `jpeg`, `webp`. More may be added.
        width (int | None):
        height (int | None):
        seed (float | None):
        revised_prompt (None | str):
    """

    url: None | str
    size_bytes: int | None
    format_: None | str
    width: int | None
    height: int | None
    seed: float | None
    revised_prompt: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        url: None | str
        url = self.url

        size_bytes: int | None
        size_bytes = self.size_bytes

        format_: None | str
        format_ = self.format_

        width: int | None
        width = self.width

        height: int | None
        height = self.height

        seed: float | None
        seed = self.seed

        revised_prompt: None | str
        revised_prompt = self.revised_prompt

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "url": url,
                "size_bytes": size_bytes,
                "format": format_,
                "width": width,
                "height": height,
                "seed": seed,
                "revised_prompt": revised_prompt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        url = _parse_url(d.pop("url"))

        def _parse_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes"))

        def _parse_format_(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        format_ = _parse_format_(d.pop("format"))

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

        def _parse_seed(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        seed = _parse_seed(d.pop("seed"))

        def _parse_revised_prompt(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revised_prompt = _parse_revised_prompt(d.pop("revised_prompt"))

        dry_run_outcome_images_item = cls(
            url=url,
            size_bytes=size_bytes,
            format_=format_,
            width=width,
            height=height,
            seed=seed,
            revised_prompt=revised_prompt,
        )

        dry_run_outcome_images_item.additional_properties = d
        return dry_run_outcome_images_item

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
