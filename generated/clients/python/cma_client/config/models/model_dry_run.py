from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.dry_run_call import DryRunCall
    from ..models.dry_run_outcome import DryRunOutcome
    from ..models.model_dry_run_price import ModelDryRunPrice


T = TypeVar("T", bound="ModelDryRun")


@_attrs_define
class ModelDryRun:
    """The result of a dry run.

    Attributes:
        model (str):
        provider (str):
        operation (str):
        credential_state (str): Whether the instance has the credential that a real request needs. Known values:
            `present`, `missing`, `not_needed`. More may be added.
        price (ModelDryRunPrice): The cost of the sample, computed from the model's price.
        calls (list[DryRunCall]): The requests in order; the last has no answer unless the work was done. Empty for
            providers inside the platform.
        outcome (DryRunOutcome | None): The outcome of the pasted answers; null if none was pasted, and for providers
            inside the platform.
    """

    model: str
    provider: str
    operation: str
    credential_state: str
    price: ModelDryRunPrice
    calls: list[DryRunCall]
    outcome: DryRunOutcome | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.dry_run_outcome import DryRunOutcome

        model = self.model

        provider = self.provider

        operation = self.operation

        credential_state = self.credential_state

        price = self.price.to_dict()

        calls = []
        for calls_item_data in self.calls:
            calls_item = calls_item_data.to_dict()
            calls.append(calls_item)

        outcome: dict[str, Any] | None
        if isinstance(self.outcome, DryRunOutcome):
            outcome = self.outcome.to_dict()
        else:
            outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "provider": provider,
                "operation": operation,
                "credential_state": credential_state,
                "price": price,
                "calls": calls,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dry_run_call import DryRunCall
        from ..models.dry_run_outcome import DryRunOutcome
        from ..models.model_dry_run_price import ModelDryRunPrice

        d = dict(src_dict)
        model = d.pop("model")

        provider = d.pop("provider")

        operation = d.pop("operation")

        credential_state = d.pop("credential_state")

        price = ModelDryRunPrice.from_dict(d.pop("price"))

        calls = []
        _calls = d.pop("calls")
        for calls_item_data in _calls:
            calls_item = DryRunCall.from_dict(calls_item_data)

            calls.append(calls_item)

        def _parse_outcome(data: object) -> DryRunOutcome | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                outcome_type_0 = DryRunOutcome.from_dict(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DryRunOutcome | None, data)

        outcome = _parse_outcome(d.pop("outcome"))

        model_dry_run = cls(
            model=model,
            provider=provider,
            operation=operation,
            credential_state=credential_state,
            price=price,
            calls=calls,
            outcome=outcome,
        )

        model_dry_run.additional_properties = d
        return model_dry_run

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
