from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.dry_run_call_headers import DryRunCallHeaders


T = TypeVar("T", bound="DryRunCall")


@_attrs_define
class DryRunCall:
    """
    Attributes:
        method (str): `RUN` for the Workers AI binding; its `url` is the name of the model.
        url (str):
        headers (DryRunCallHeaders):
        body (Any): The body as it is sent. A form is shown as an object, with the name, type and length of each file.
            Null if there is no body.
        answered (bool): Whether a pasted answer was read.
    """

    method: str
    url: str
    headers: DryRunCallHeaders
    body: Any
    answered: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        method = self.method

        url = self.url

        headers = self.headers.to_dict()

        body = self.body

        answered = self.answered

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "method": method,
                "url": url,
                "headers": headers,
                "body": body,
                "answered": answered,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dry_run_call_headers import DryRunCallHeaders

        d = dict(src_dict)
        method = d.pop("method")

        url = d.pop("url")

        headers = DryRunCallHeaders.from_dict(d.pop("headers"))

        body = d.pop("body")

        answered = d.pop("answered")

        dry_run_call = cls(
            method=method,
            url=url,
            headers=headers,
            body=body,
            answered=answered,
        )

        dry_run_call.additional_properties = d
        return dry_run_call

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
