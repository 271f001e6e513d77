from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.dry_run_outcome_cost import DryRunOutcomeCost
    from ..models.dry_run_outcome_failure import DryRunOutcomeFailure
    from ..models.dry_run_outcome_images_item import DryRunOutcomeImagesItem


T = TypeVar("T", bound="DryRunOutcome")


@_attrs_define
class DryRunOutcome:
    """
    Attributes:
        state (str): Known values: `done`, `accepted`, `pending`, `failed`. More may be added.
        images (list[DryRunOutcomeImagesItem]):
        texts (list[str]):
        progress (float | None):
        poll_after_ms (int | None): How long the job would wait before the next poll.
        cost (DryRunOutcomeCost | None): The charge; null until the work is done.
        failure (DryRunOutcomeFailure | None):
    """

    state: str
    images: list[DryRunOutcomeImagesItem]
    texts: list[str]
    progress: float | None
    poll_after_ms: int | None
    cost: DryRunOutcomeCost | None
    failure: DryRunOutcomeFailure | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.dry_run_outcome_cost import DryRunOutcomeCost
        from ..models.dry_run_outcome_failure import DryRunOutcomeFailure

        state = self.state

        images = []
        for images_item_data in self.images:
            images_item = images_item_data.to_dict()
            images.append(images_item)

        texts = self.texts

        progress: float | None
        progress = self.progress

        poll_after_ms: int | None
        poll_after_ms = self.poll_after_ms

        cost: dict[str, Any] | None
        if isinstance(self.cost, DryRunOutcomeCost):
            cost = self.cost.to_dict()
        else:
            cost = self.cost

        failure: dict[str, Any] | None
        if isinstance(self.failure, DryRunOutcomeFailure):
            failure = self.failure.to_dict()
        else:
            failure = self.failure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "state": state,
                "images": images,
                "texts": texts,
                "progress": progress,
                "poll_after_ms": poll_after_ms,
                "cost": cost,
                "failure": failure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dry_run_outcome_cost import DryRunOutcomeCost
        from ..models.dry_run_outcome_failure import DryRunOutcomeFailure
        from ..models.dry_run_outcome_images_item import DryRunOutcomeImagesItem

        d = dict(src_dict)
        state = d.pop("state")

        images = []
        _images = d.pop("images")
        for images_item_data in _images:
            images_item = DryRunOutcomeImagesItem.from_dict(images_item_data)

            images.append(images_item)

        texts = cast(list[str], d.pop("texts"))

        def _parse_progress(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        progress = _parse_progress(d.pop("progress"))

        def _parse_poll_after_ms(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        poll_after_ms = _parse_poll_after_ms(d.pop("poll_after_ms"))

        def _parse_cost(data: object) -> DryRunOutcomeCost | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                cost_type_0 = DryRunOutcomeCost.from_dict(data)

                return cost_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DryRunOutcomeCost | None, data)

        cost = _parse_cost(d.pop("cost"))

        def _parse_failure(data: object) -> DryRunOutcomeFailure | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                failure_type_0 = DryRunOutcomeFailure.from_dict(data)

                return failure_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DryRunOutcomeFailure | None, data)

        failure = _parse_failure(d.pop("failure"))

        dry_run_outcome = cls(
            state=state,
            images=images,
            texts=texts,
            progress=progress,
            poll_after_ms=poll_after_ms,
            cost=cost,
            failure=failure,
        )

        dry_run_outcome.additional_properties = d
        return dry_run_outcome

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
