from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="GenerationImage")


@_attrs_define
class GenerationImage:
    """
    Attributes:
        index (int): The position among the pictures of this generation, from 0.
        asset_id (str): The id of a stored picture.
        url (str): A signed link that anyone can open until `url_expires_at`.
        url_expires_at (datetime.datetime): RFC 3339, UTC.
        width (int): The width of the picture in pixels.
        height (int): The height of the picture in pixels.
        format_ (str): The file format of a picture. Known values: `png`, `jpeg`, `webp`. More may be added.
        size_bytes (int): The size of the file.
        sha256 (str): SHA-256 of the bytes.
        seed (int | None): The seed that the provider used, if it reports one and this is an integer of at most 2^53 −
            1; otherwise null.
        revised_prompt (None | str): The prompt that the provider used, if it changed yours.
    """

    index: int
    asset_id: str
    url: str
    url_expires_at: datetime.datetime
    width: int
    height: int
    format_: str
    size_bytes: int
    sha256: str
    seed: int | None
    revised_prompt: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        index = self.index

        asset_id = self.asset_id

        url = self.url

        url_expires_at = self.url_expires_at.isoformat()

        width = self.width

        height = self.height

        format_ = self.format_

        size_bytes = self.size_bytes

        sha256 = self.sha256

        seed: int | None
        seed = self.seed

        revised_prompt: None | str
        revised_prompt = self.revised_prompt

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "asset_id": asset_id,
                "url": url,
                "url_expires_at": url_expires_at,
                "width": width,
                "height": height,
                "format": format_,
                "size_bytes": size_bytes,
                "sha256": sha256,
                "seed": seed,
                "revised_prompt": revised_prompt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        index = d.pop("index")

        asset_id = d.pop("asset_id")

        url = d.pop("url")

        url_expires_at = datetime.datetime.fromisoformat(d.pop("url_expires_at"))

        width = d.pop("width")

        height = d.pop("height")

        format_ = d.pop("format")

        size_bytes = d.pop("size_bytes")

        sha256 = d.pop("sha256")

        def _parse_seed(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        seed = _parse_seed(d.pop("seed"))

        def _parse_revised_prompt(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revised_prompt = _parse_revised_prompt(d.pop("revised_prompt"))

        generation_image = cls(
            index=index,
            asset_id=asset_id,
            url=url,
            url_expires_at=url_expires_at,
            width=width,
            height=height,
            format_=format_,
            size_bytes=size_bytes,
            sha256=sha256,
            seed=seed,
            revised_prompt=revised_prompt,
        )

        generation_image.additional_properties = d
        return generation_image

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
