from typing import Literal

GetUsageGroupByItem = Literal["connection", "key", "model", "provider"]

GET_USAGE_GROUP_BY_ITEM_VALUES: set[GetUsageGroupByItem] = {
    "connection",
    "key",
    "model",
    "provider",
}


def check_get_usage_group_by_item(value: str) -> GetUsageGroupByItem:
    if value in GET_USAGE_GROUP_BY_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_USAGE_GROUP_BY_ITEM_VALUES!r}"
    )
