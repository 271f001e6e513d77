from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ImportWarning_")


@_attrs_define
class ImportWarning_:
    """A part of the file that was left out, and how to import it.

    Attributes:
        path (str): The path, in the same form as in `changes`.
        include (str): `name`: the name of the instance. `addresses`: `delivery_base_url` and `worker_url`. `webhooks`:
            endpoints that become active. Known values: `name`, `addresses`, `webhooks`. More may be added.
        message (str):
    """

    path: str
    include: str
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        path = self.path

        include = self.include

        message = self.message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "path": path,
                "include": include,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        path = d.pop("path")

        include = d.pop("include")

        message = d.pop("message")

        import_warning = cls(
            path=path,
            include=include,
            message=message,
        )

        import_warning.additional_properties = d
        return import_warning

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
