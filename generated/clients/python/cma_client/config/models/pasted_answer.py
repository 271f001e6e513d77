from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.pasted_answer_headers import PastedAnswerHeaders


T = TypeVar("T", bound="PastedAnswer")


@_attrs_define
class PastedAnswer:
    """
    Attributes:
        body (Any): JSON. A string is read as it is, for HTML pages and other content that is not JSON.
        status (int | Unset): If omitted, it is `200`.
        headers (PastedAnswerHeaders | Unset): `content-type` is application/json if omitted.
        body_base64 (str | Unset): The bytes of the body, for answers that are a picture. `body` must then be null.
    """

    body: Any
    status: int | Unset = UNSET
    headers: PastedAnswerHeaders | Unset = UNSET
    body_base64: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        body = self.body

        status = self.status

        headers: dict[str, Any] | Unset = UNSET
        if not isinstance(self.headers, Unset):
            headers = self.headers.to_dict()

        body_base64 = self.body_base64

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "body": body,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if headers is not UNSET:
            field_dict["headers"] = headers
        if body_base64 is not UNSET:
            field_dict["body_base64"] = body_base64

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.pasted_answer_headers import PastedAnswerHeaders

        d = dict(src_dict)
        body = d.pop("body")

        status = d.pop("status", UNSET)

        _headers = d.pop("headers", UNSET)
        headers: PastedAnswerHeaders | Unset
        if isinstance(_headers, Unset):
            headers = UNSET
        else:
            headers = PastedAnswerHeaders.from_dict(_headers)

        body_base64 = d.pop("body_base64", UNSET)

        pasted_answer = cls(
            body=body,
            status=status,
            headers=headers,
            body_base64=body_base64,
        )

        return pasted_answer
