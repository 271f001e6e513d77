from typing import Literal

AuthorizationDecisionBudgetWindow = Literal["day", "month"]

AUTHORIZATION_DECISION_BUDGET_WINDOW_VALUES: set[AuthorizationDecisionBudgetWindow] = {
    "day",
    "month",
}


def check_authorization_decision_budget_window(
    value: str,
) -> AuthorizationDecisionBudgetWindow:
    if value in AUTHORIZATION_DECISION_BUDGET_WINDOW_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AUTHORIZATION_DECISION_BUDGET_WINDOW_VALUES!r}"
    )
