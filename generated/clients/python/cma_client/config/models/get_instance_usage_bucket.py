from typing import Literal

GetInstanceUsageBucket = Literal["day", "hour"]

GET_INSTANCE_USAGE_BUCKET_VALUES: set[GetInstanceUsageBucket] = {
    "day",
    "hour",
}


def check_get_instance_usage_bucket(value: str) -> GetInstanceUsageBucket:
    if value in GET_INSTANCE_USAGE_BUCKET_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_INSTANCE_USAGE_BUCKET_VALUES!r}"
    )
