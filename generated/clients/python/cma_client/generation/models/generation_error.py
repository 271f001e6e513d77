from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="GenerationError")


@_attrs_define
class GenerationError:
    """
    Attributes:
        code (str): The stable code of the error, for programs to decide by. `/problems/{code}` says for each code why
            it occurs and what to do.

            Known values: `invalid_request`, `malformed_json`, `unsupported_parameter`, `unsupported_operation`,
            `unsupported_size`, `input_invalid`, `url_not_allowed`, `content_policy`, `safety_refused`, `max_cost_exceeded`,
            `request_exceeds_limit`, `provider_bad_request`, `callback_invalid`, `missing_key`, `invalid_key`,
            `expired_key`, `revoked_key`, `session_expired`, `link_invalid`, `insufficient_scope`, `insufficient_role`,
            `csrf_failed`, `origin_not_allowed`, `not_found`, `model_not_found`, `route_not_found`, `method_not_allowed`,
            `conflict`, `not_cancelable`, `not_resolvable`, `in_use`, `link_expired`, `precondition_failed`,
            `body_too_large`, `unsupported_media_type`, `range_not_satisfiable`, `idempotency_key_reused`,
            `generation_canceled`, `credential_missing`, `provider_error`, `provider_bad_answer`,
            `provider_credential_rejected`, `outcome_indeterminate`, `result_unavailable`, `deadline_exceeded`,
            `rate_limited`, `concurrency_limited`, `budget_exceeded`, `storage_limited`, `internal_error`,
            `provider_rate_limited`, `provider_unavailable`, `change_pending`, `overloaded`, `unavailable`,
            `provider_timeout`. More may be added.
        message (str): What went wrong, for people.
    """

    code: str
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        message = self.message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        code = d.pop("code")

        message = d.pop("message")

        generation_error = cls(
            code=code,
            message=message,
        )

        generation_error.additional_properties = d
        return generation_error

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
