from typing import Literal

ListLogsOutcome = Literal["failed", "succeeded"]

LIST_LOGS_OUTCOME_VALUES: set[ListLogsOutcome] = {
    "failed",
    "succeeded",
}


def check_list_logs_outcome(value: str) -> ListLogsOutcome:
    if value in LIST_LOGS_OUTCOME_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {LIST_LOGS_OUTCOME_VALUES!r}"
    )
