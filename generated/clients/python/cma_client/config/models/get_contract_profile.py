from typing import Literal

GetContractProfile = Literal["full", "plain"]

GET_CONTRACT_PROFILE_VALUES: set[GetContractProfile] = {
    "full",
    "plain",
}


def check_get_contract_profile(value: str) -> GetContractProfile:
    if value in GET_CONTRACT_PROFILE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GET_CONTRACT_PROFILE_VALUES!r}"
    )
