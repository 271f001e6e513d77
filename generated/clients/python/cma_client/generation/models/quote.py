from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.cost_line import CostLine
    from ..models.quote_target import QuoteTarget
    from ..models.warning import Warning_


T = TypeVar("T", bound="Quote")


@_attrs_define
class Quote:
    """
    Attributes:
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
        requested_model (str): A model's id, as in `GET /models`, or an alias of the instance.
        amount_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        max_micros (int): Money in micro-USD; 1 000 000 is one US dollar.
        currency (Literal['USD']):
        exact (bool): True if `amount_micros` is exact to the micro-dollar; false if it is an estimate.
        breakdown (list[CostLine]): What `amount_micros` is made of.
        targets (list[QuoteTarget]): The first model, then the fallbacks.
        warnings (list[Warning_]): What would be done differently than requested.
    """

    operation: str
    requested_model: str
    amount_micros: int
    max_micros: int
    currency: Literal["USD"]
    exact: bool
    breakdown: list[CostLine]
    targets: list[QuoteTarget]
    warnings: list[Warning_]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        operation = self.operation

        requested_model = self.requested_model

        amount_micros = self.amount_micros

        max_micros = self.max_micros

        currency = self.currency

        exact = self.exact

        breakdown = []
        for breakdown_item_data in self.breakdown:
            breakdown_item = breakdown_item_data.to_dict()
            breakdown.append(breakdown_item)

        targets = []
        for targets_item_data in self.targets:
            targets_item = targets_item_data.to_dict()
            targets.append(targets_item)

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "operation": operation,
                "requested_model": requested_model,
                "amount_micros": amount_micros,
                "max_micros": max_micros,
                "currency": currency,
                "exact": exact,
                "breakdown": breakdown,
                "targets": targets,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cost_line import CostLine
        from ..models.quote_target import QuoteTarget
        from ..models.warning import Warning_

        d = dict(src_dict)
        operation = d.pop("operation")

        requested_model = d.pop("requested_model")

        amount_micros = d.pop("amount_micros")

        max_micros = d.pop("max_micros")

        currency = cast(Literal["USD"], d.pop("currency"))
        if currency != "USD":
            raise ValueError(f"currency must match const 'USD', got '{currency}'")

        exact = d.pop("exact")

        breakdown = []
        _breakdown = d.pop("breakdown")
        for breakdown_item_data in _breakdown:
            breakdown_item = CostLine.from_dict(breakdown_item_data)

            breakdown.append(breakdown_item)

        targets = []
        _targets = d.pop("targets")
        for targets_item_data in _targets:
            targets_item = QuoteTarget.from_dict(targets_item_data)

            targets.append(targets_item)

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = Warning_.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        quote = cls(
            operation=operation,
            requested_model=requested_model,
            amount_micros=amount_micros,
            max_micros=max_micros,
            currency=currency,
            exact=exact,
            breakdown=breakdown,
            targets=targets,
            warnings=warnings,
        )

        quote.additional_properties = d
        return quote

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
