from typing import Literal

GetInstanceUsageGroupByItem = Literal[
    "connection", "key", "model", "project", "provider"
]

GET_INSTANCE_USAGE_GROUP_BY_ITEM_VALUES: set[GetInstanceUsageGroupByItem] = {
    "connection",
    "key",
    "model",
    "project",
    "provider",
}


def check_get_instance_usage_group_by_item(value: str) -> GetInstanceUsageGroupByItem:
    if value in GET_INSTANCE_USAGE_GROUP_BY_ITEM_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_INSTANCE_USAGE_GROUP_BY_ITEM_VALUES!r}"
    )
