from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.attempt import Attempt
    from ..models.cost import Cost
    from ..models.generate_request import GenerateRequest
    from ..models.generation_error import GenerationError
    from ..models.generation_image import GenerationImage
    from ..models.metadata import Metadata
    from ..models.timing import Timing
    from ..models.warning import Warning_


T = TypeVar("T", bound="Generation")


@_attrs_define
class Generation:
    """
    Attributes:
        id (str):
        status (str): `queued`: accepted. `running`: in progress. `succeeded`: there is at least one picture or text.
            `failed`: there is no result;
            `error` says why. `canceled`: stopped on request. `indeterminate`: it is unknown whether the provider did the
            work; the reserved
            amount is held.

            Known values: `queued`, `running`, `succeeded`, `failed`, `canceled`, `indeterminate`. More may be added.
        stage (str): The stage that a generation has reached; it is recorded before its work begins. `admitted`,
            `begun`, `submitting` (the provider is
            being called), `submitted` (the provider has accepted), `polling`, `fetching` (pictures are being stored),
            `stored`, `settled` (the
            cost is booked), `notified` (webhooks are sent). Decide by `status`: a stage that takes no time, such as
            `notified` without webhooks,
            may be left out or come at once with the one before.

            Known values: `admitted`, `begun`, `submitting`, `submitted`, `polling`, `fetching`, `stored`, `settled`,
            `notified`. More may be added.
        progress (float | None): The progress, if the provider reports it; 1 once the generation has succeeded.
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
        model (str): A model's id, as in `GET /models`, or an alias of the instance.
        requested_model (str): A model's id, as in `GET /models`, or an alias of the instance.
        provider (str): The provider of `model`.
        prompt (None | str): The prompt; null if there was none.
        request (GenerateRequest | None): The request as a body for `POST /generate`, so that it can be sent again; null
            for generations that are older than this field.
        images (list[GenerationImage]): The pictures; empty until the generation has succeeded.
        texts (list[str]): The texts of `describe`.
        cost (Cost):
        warnings (list[Warning_]): What was done differently than requested.
        attempts (list[Attempt]): Each call of a provider for this generation, in order.
        timing_ms (Timing): The time spent in each part, in milliseconds.
        error (GenerationError | None):
        instance_id (str): The instance that it belongs to.
        project_id (str): The project that it belongs to.
        metadata (Metadata): Up to 16 labels of your own. The resource and its webhooks return them.
        created_at (datetime.datetime): RFC 3339, UTC.
        finished_at (datetime.datetime | None):
        deadline_at (datetime.datetime): RFC 3339, UTC.
        request_id (str): The id of the request that started it.
    """

    id: str
    status: str
    stage: str
    progress: float | None
    operation: str
    model: str
    requested_model: str
    provider: str
    prompt: None | str
    request: GenerateRequest | None
    images: list[GenerationImage]
    texts: list[str]
    cost: Cost
    warnings: list[Warning_]
    attempts: list[Attempt]
    timing_ms: Timing
    error: GenerationError | None
    instance_id: str
    project_id: str
    metadata: Metadata
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    deadline_at: datetime.datetime
    request_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.generate_request import GenerateRequest
        from ..models.generation_error import GenerationError

        id = self.id

        status = self.status

        stage = self.stage

        progress: float | None
        progress = self.progress

        operation = self.operation

        model = self.model

        requested_model = self.requested_model

        provider = self.provider

        prompt: None | str
        prompt = self.prompt

        request: dict[str, Any] | None
        if isinstance(self.request, GenerateRequest):
            request = self.request.to_dict()
        else:
            request = self.request

        images = []
        for images_item_data in self.images:
            images_item = images_item_data.to_dict()
            images.append(images_item)

        texts = self.texts

        cost = self.cost.to_dict()

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

        timing_ms = self.timing_ms.to_dict()

        error: dict[str, Any] | None
        if isinstance(self.error, GenerationError):
            error = self.error.to_dict()
        else:
            error = self.error

        instance_id = self.instance_id

        project_id = self.project_id

        metadata = self.metadata.to_dict()

        created_at = self.created_at.isoformat()

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        deadline_at = self.deadline_at.isoformat()

        request_id = self.request_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "stage": stage,
                "progress": progress,
                "operation": operation,
                "model": model,
                "requested_model": requested_model,
                "provider": provider,
                "prompt": prompt,
                "request": request,
                "images": images,
                "texts": texts,
                "cost": cost,
                "warnings": warnings,
                "attempts": attempts,
                "timing_ms": timing_ms,
                "error": error,
                "instance_id": instance_id,
                "project_id": project_id,
                "metadata": metadata,
                "created_at": created_at,
                "finished_at": finished_at,
                "deadline_at": deadline_at,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt import Attempt
        from ..models.cost import Cost
        from ..models.generate_request import GenerateRequest
        from ..models.generation_error import GenerationError
        from ..models.generation_image import GenerationImage
        from ..models.metadata import Metadata
        from ..models.timing import Timing
        from ..models.warning import Warning_

        d = dict(src_dict)
        id = d.pop("id")

        status = d.pop("status")

        stage = d.pop("stage")

        def _parse_progress(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        progress = _parse_progress(d.pop("progress"))

        operation = d.pop("operation")

        model = d.pop("model")

        requested_model = d.pop("requested_model")

        provider = d.pop("provider")

        def _parse_prompt(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        prompt = _parse_prompt(d.pop("prompt"))

        def _parse_request(data: object) -> GenerateRequest | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                request_type_0 = GenerateRequest.from_dict(data)

                return request_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GenerateRequest | None, data)

        request = _parse_request(d.pop("request"))

        images = []
        _images = d.pop("images")
        for images_item_data in _images:
            images_item = GenerationImage.from_dict(images_item_data)

            images.append(images_item)

        texts = cast(list[str], d.pop("texts"))

        cost = Cost.from_dict(d.pop("cost"))

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = Warning_.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = Attempt.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        timing_ms = Timing.from_dict(d.pop("timing_ms"))

        def _parse_error(data: object) -> GenerationError | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = GenerationError.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GenerationError | None, data)

        error = _parse_error(d.pop("error"))

        instance_id = d.pop("instance_id")

        project_id = d.pop("project_id")

        metadata = Metadata.from_dict(d.pop("metadata"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        deadline_at = datetime.datetime.fromisoformat(d.pop("deadline_at"))

        request_id = d.pop("request_id")

        generation = cls(
            id=id,
            status=status,
            stage=stage,
            progress=progress,
            operation=operation,
            model=model,
            requested_model=requested_model,
            provider=provider,
            prompt=prompt,
            request=request,
            images=images,
            texts=texts,
            cost=cost,
            warnings=warnings,
            attempts=attempts,
            timing_ms=timing_ms,
            error=error,
            instance_id=instance_id,
            project_id=project_id,
            metadata=metadata,
            created_at=created_at,
            finished_at=finished_at,
            deadline_at=deadline_at,
            request_id=request_id,
        )

        generation.additional_properties = d
        return generation

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
