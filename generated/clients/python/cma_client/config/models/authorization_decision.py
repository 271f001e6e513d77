from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.authorization_decision_decision import (
    AuthorizationDecisionDecision,
    check_authorization_decision_decision,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.authorization_decision_budget import AuthorizationDecisionBudget
    from ..models.authorization_request import AuthorizationRequest


T = TypeVar("T", bound="AuthorizationDecision")


@_attrs_define
class AuthorizationDecision:
    """
    Attributes:
        decision (AuthorizationDecisionDecision):
        request (AuthorizationRequest): The query of the consent page's address, as the app has made it.
        project_id (str | Unset): Required for `allow`.
        scopes (list[str] | Unset): Required for `allow`: some or all of those that the review has returned.
        budget (AuthorizationDecisionBudget | Unset): Required for `allow`: the most that the app may spend in a
            calendar window, UTC.
        expires_in_days (int | Unset): Required for `allow`. The access ends earlier if the caller's own key does.
    """

    decision: AuthorizationDecisionDecision
    request: AuthorizationRequest
    project_id: str | Unset = UNSET
    scopes: list[str] | Unset = UNSET
    budget: AuthorizationDecisionBudget | Unset = UNSET
    expires_in_days: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        decision: str = self.decision

        request = self.request.to_dict()

        project_id = self.project_id

        scopes: list[str] | Unset = UNSET
        if not isinstance(self.scopes, Unset):
            scopes = self.scopes

        budget: dict[str, Any] | Unset = UNSET
        if not isinstance(self.budget, Unset):
            budget = self.budget.to_dict()

        expires_in_days = self.expires_in_days

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision": decision,
                "request": request,
            }
        )
        if project_id is not UNSET:
            field_dict["project_id"] = project_id
        if scopes is not UNSET:
            field_dict["scopes"] = scopes
        if budget is not UNSET:
            field_dict["budget"] = budget
        if expires_in_days is not UNSET:
            field_dict["expires_in_days"] = expires_in_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.authorization_decision_budget import AuthorizationDecisionBudget
        from ..models.authorization_request import AuthorizationRequest

        d = dict(src_dict)
        decision = check_authorization_decision_decision(d.pop("decision"))

        request = AuthorizationRequest.from_dict(d.pop("request"))

        project_id = d.pop("project_id", UNSET)

        scopes = cast(list[str], d.pop("scopes", UNSET))

        _budget = d.pop("budget", UNSET)
        budget: AuthorizationDecisionBudget | Unset
        if isinstance(_budget, Unset):
            budget = UNSET
        else:
            budget = AuthorizationDecisionBudget.from_dict(_budget)

        expires_in_days = d.pop("expires_in_days", UNSET)

        authorization_decision = cls(
            decision=decision,
            request=request,
            project_id=project_id,
            scopes=scopes,
            budget=budget,
            expires_in_days=expires_in_days,
        )

        return authorization_decision
