from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.asset_origin import AssetOrigin


T = TypeVar("T", bound="Asset")


@_attrs_define
class Asset:
    """A stored picture, uploaded or made by a generation.

    Attributes:
        id (str): The id of a stored picture.
        source (str): Known values: `upload`, `generation`. More may be added.
        generation_id (None | str): The generation that made it.
        made_by (AssetOrigin | None): Facts about that generation; null for an upload, and after the generation was
            deleted.
        width (int): The width in pixels.
        height (int): The height in pixels.
        format_ (str): The file format of a picture. Known values: `png`, `jpeg`, `webp`. More may be added.
        size_bytes (int): The size of the file.
        sha256 (str): SHA-256 of the bytes.
        url (str): A signed link that anyone can open until `url_expires_at`.
        url_expires_at (datetime.datetime): RFC 3339, UTC.
        instance_id (str): The instance that it belongs to.
        project_id (str): The project that it belongs to.
        created_at (datetime.datetime): RFC 3339, UTC.
        expires_at (datetime.datetime | None): The time when it is deleted if no generation has used it; null if only
            the retention applies.
    """

    id: str
    source: str
    generation_id: None | str
    made_by: AssetOrigin | None
    width: int
    height: int
    format_: str
    size_bytes: int
    sha256: str
    url: str
    url_expires_at: datetime.datetime
    instance_id: str
    project_id: str
    created_at: datetime.datetime
    expires_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.asset_origin import AssetOrigin

        id = self.id

        source = self.source

        generation_id: None | str
        generation_id = self.generation_id

        made_by: dict[str, Any] | None
        if isinstance(self.made_by, AssetOrigin):
            made_by = self.made_by.to_dict()
        else:
            made_by = self.made_by

        width = self.width

        height = self.height

        format_ = self.format_

        size_bytes = self.size_bytes

        sha256 = self.sha256

        url = self.url

        url_expires_at = self.url_expires_at.isoformat()

        instance_id = self.instance_id

        project_id = self.project_id

        created_at = self.created_at.isoformat()

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "source": source,
                "generation_id": generation_id,
                "made_by": made_by,
                "width": width,
                "height": height,
                "format": format_,
                "size_bytes": size_bytes,
                "sha256": sha256,
                "url": url,
                "url_expires_at": url_expires_at,
                "instance_id": instance_id,
                "project_id": project_id,
                "created_at": created_at,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.asset_origin import AssetOrigin

        d = dict(src_dict)
        id = d.pop("id")

        source = d.pop("source")

        def _parse_generation_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        generation_id = _parse_generation_id(d.pop("generation_id"))

        def _parse_made_by(data: object) -> AssetOrigin | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                made_by_type_0 = AssetOrigin.from_dict(data)

                return made_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AssetOrigin | None, data)

        made_by = _parse_made_by(d.pop("made_by"))

        width = d.pop("width")

        height = d.pop("height")

        format_ = d.pop("format")

        size_bytes = d.pop("size_bytes")

        sha256 = d.pop("sha256")

        url = d.pop("url")

        url_expires_at = datetime.datetime.fromisoformat(d.pop("url_expires_at"))

        instance_id = d.pop("instance_id")

        project_id = d.pop("project_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

        asset = cls(
            id=id,
            source=source,
            generation_id=generation_id,
            made_by=made_by,
            width=width,
            height=height,
            format_=format_,
            size_bytes=size_bytes,
            sha256=sha256,
            url=url,
            url_expires_at=url_expires_at,
            instance_id=instance_id,
            project_id=project_id,
            created_at=created_at,
            expires_at=expires_at,
        )

        asset.additional_properties = d
        return asset

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
