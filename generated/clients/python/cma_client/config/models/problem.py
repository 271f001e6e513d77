from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.field_error import FieldError
    from ..models.open_ai_error import OpenAIError
    from ..models.problem_limit import ProblemLimit


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """RFC 9457 problem details. One body for every error of both services.

    Attributes:
        type_ (str): Identifies the kind of error; the last part is the `code`.
        title (str): The code in words; always the same for one code.
        status (int): The status of the response.
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
        request_id (str): The id of the request; the log has every line of it under this id.
        detail (str | Unset): The cause and how to fix it; if a field is at fault, the first one. Every answer has it
            since version 0.3.
        errors (list[FieldError] | Unset): The faults, each with its position in the request.
        generation_id (str | Unset): The generation that failed, if one was begun. Its record has the attempts and the
            charge.
        retry_after_ms (int | Unset): The exact wait behind `Retry-After`, in milliseconds.
        limit (ProblemLimit | Unset): The limit or budget that refused the request.
        error (OpenAIError | Unset): The same error in the form that OpenAI's SDKs read.
    """

    type_: str
    title: str
    status: int
    code: str
    request_id: str
    detail: str | Unset = UNSET
    errors: list[FieldError] | Unset = UNSET
    generation_id: str | Unset = UNSET
    retry_after_ms: int | Unset = UNSET
    limit: ProblemLimit | Unset = UNSET
    error: OpenAIError | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        code = self.code

        request_id = self.request_id

        detail = self.detail

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

        generation_id = self.generation_id

        retry_after_ms = self.retry_after_ms

        limit: dict[str, Any] | Unset = UNSET
        if not isinstance(self.limit, Unset):
            limit = self.limit.to_dict()

        error: dict[str, Any] | Unset = UNSET
        if not isinstance(self.error, Unset):
            error = self.error.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "code": code,
                "request_id": request_id,
            }
        )
        if detail is not UNSET:
            field_dict["detail"] = detail
        if errors is not UNSET:
            field_dict["errors"] = errors
        if generation_id is not UNSET:
            field_dict["generation_id"] = generation_id
        if retry_after_ms is not UNSET:
            field_dict["retry_after_ms"] = retry_after_ms
        if limit is not UNSET:
            field_dict["limit"] = limit
        if error is not UNSET:
            field_dict["error"] = error

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_error import FieldError
        from ..models.open_ai_error import OpenAIError
        from ..models.problem_limit import ProblemLimit

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = d.pop("status")

        code = d.pop("code")

        request_id = d.pop("request_id")

        detail = d.pop("detail", UNSET)

        _errors = d.pop("errors", UNSET)
        errors: list[FieldError] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = FieldError.from_dict(errors_item_data)

                errors.append(errors_item)

        generation_id = d.pop("generation_id", UNSET)

        retry_after_ms = d.pop("retry_after_ms", UNSET)

        _limit = d.pop("limit", UNSET)
        limit: ProblemLimit | Unset
        if isinstance(_limit, Unset):
            limit = UNSET
        else:
            limit = ProblemLimit.from_dict(_limit)

        _error = d.pop("error", UNSET)
        error: OpenAIError | Unset
        if isinstance(_error, Unset):
            error = UNSET
        else:
            error = OpenAIError.from_dict(_error)

        problem = cls(
            type_=type_,
            title=title,
            status=status,
            code=code,
            request_id=request_id,
            detail=detail,
            errors=errors,
            generation_id=generation_id,
            retry_after_ms=retry_after_ms,
            limit=limit,
            error=error,
        )

        problem.additional_properties = d
        return problem

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
