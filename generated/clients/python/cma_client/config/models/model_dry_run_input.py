from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_dry_run_input_custom_model import ModelDryRunInputCustomModel
    from ..models.model_dry_run_input_custom_provider import (
        ModelDryRunInputCustomProvider,
    )
    from ..models.model_dry_run_input_request import ModelDryRunInputRequest
    from ..models.pasted_answer import PastedAnswer


T = TypeVar("T", bound="ModelDryRunInput")


@_attrs_define
class ModelDryRunInput:
    """
    Attributes:
        custom_provider (ModelDryRunInputCustomProvider | Unset): A definition as in `custom_providers`, to try before
            you save it.
        custom_model (ModelDryRunInputCustomModel | Unset): A definition as in `custom_models`, to try before you save
            it. It may be a model of `custom_provider`.
        model (str | Unset):
        request (ModelDryRunInputRequest | Unset): Parameters of the sample. The model determines the others.
        answers (list[PastedAnswer] | Unset): Answers of the provider, one for each request in order: for each upload of
            a picture, for the submission, then for each poll.
    """

    custom_provider: ModelDryRunInputCustomProvider | Unset = UNSET
    custom_model: ModelDryRunInputCustomModel | Unset = UNSET
    model: str | Unset = UNSET
    request: ModelDryRunInputRequest | Unset = UNSET
    answers: list[PastedAnswer] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        custom_provider: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_provider, Unset):
            custom_provider = self.custom_provider.to_dict()

        custom_model: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom_model, Unset):
            custom_model = self.custom_model.to_dict()

        model = self.model

        request: dict[str, Any] | Unset = UNSET
        if not isinstance(self.request, Unset):
            request = self.request.to_dict()

        answers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.answers, Unset):
            answers = []
            for answers_item_data in self.answers:
                answers_item = answers_item_data.to_dict()
                answers.append(answers_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if custom_provider is not UNSET:
            field_dict["custom_provider"] = custom_provider
        if custom_model is not UNSET:
            field_dict["custom_model"] = custom_model
        if model is not UNSET:
            field_dict["model"] = model
        if request is not UNSET:
            field_dict["request"] = request
        if answers is not UNSET:
            field_dict["answers"] = answers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_dry_run_input_custom_model import (
            ModelDryRunInputCustomModel,
        )
        from ..models.model_dry_run_input_custom_provider import (
            ModelDryRunInputCustomProvider,
        )
        from ..models.model_dry_run_input_request import ModelDryRunInputRequest
        from ..models.pasted_answer import PastedAnswer

        d = dict(src_dict)
        _custom_provider = d.pop("custom_provider", UNSET)
        custom_provider: ModelDryRunInputCustomProvider | Unset
        if isinstance(_custom_provider, Unset):
            custom_provider = UNSET
        else:
            custom_provider = ModelDryRunInputCustomProvider.from_dict(_custom_provider)

        _custom_model = d.pop("custom_model", UNSET)
        custom_model: ModelDryRunInputCustomModel | Unset
        if isinstance(_custom_model, Unset):
            custom_model = UNSET
        else:
            custom_model = ModelDryRunInputCustomModel.from_dict(_custom_model)

        model = d.pop("model", UNSET)

        _request = d.pop("request", UNSET)
        request: ModelDryRunInputRequest | Unset
        if isinstance(_request, Unset):
            request = UNSET
        else:
            request = ModelDryRunInputRequest.from_dict(_request)

        _answers = d.pop("answers", UNSET)
        answers: list[PastedAnswer] | Unset = UNSET
        if _answers is not UNSET:
            answers = []
            for answers_item_data in _answers:
                answers_item = PastedAnswer.from_dict(answers_item_data)

                answers.append(answers_item)

        model_dry_run_input = cls(
            custom_provider=custom_provider,
            custom_model=custom_model,
            model=model,
            request=request,
            answers=answers,
        )

        return model_dry_run_input
