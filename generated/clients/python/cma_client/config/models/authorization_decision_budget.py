from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.authorization_decision_budget_window import (
    AuthorizationDecisionBudgetWindow,
    check_authorization_decision_budget_window,
)

T = TypeVar("T", bound="AuthorizationDecisionBudget")


@_attrs_define
class AuthorizationDecisionBudget:
    """Required for `allow`: the most that the app may spend in a calendar window, UTC.

    Attributes:
        window (AuthorizationDecisionBudgetWindow):
        limit_micros (int):
    """

    window: AuthorizationDecisionBudgetWindow
    limit_micros: int

    def to_dict(self) -> dict[str, Any]:
        window: str = self.window

        limit_micros = self.limit_micros

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "window": window,
                "limit_micros": limit_micros,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        window = check_authorization_decision_budget_window(d.pop("window"))

        limit_micros = d.pop("limit_micros")

        authorization_decision_budget = cls(
            window=window,
            limit_micros=limit_micros,
        )

        return authorization_decision_budget
