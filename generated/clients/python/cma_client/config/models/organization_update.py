from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.budget_input import BudgetInput


T = TypeVar("T", bound="OrganizationUpdate")


@_attrs_define
class OrganizationUpdate:
    """
    Attributes:
        name (str | Unset): A name for people to read.
        slug (str | Unset): A short name for machines, unique among its siblings.
        budget (BudgetInput | Unset): Members that you omit stay as they are.
    """

    name: str | Unset = UNSET
    slug: str | Unset = UNSET
    budget: BudgetInput | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        slug = self.slug

        budget: dict[str, Any] | Unset = UNSET
        if not isinstance(self.budget, Unset):
            budget = self.budget.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if slug is not UNSET:
            field_dict["slug"] = slug
        if budget is not UNSET:
            field_dict["budget"] = budget

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget_input import BudgetInput

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        slug = d.pop("slug", UNSET)

        _budget = d.pop("budget", UNSET)
        budget: BudgetInput | Unset
        if isinstance(_budget, Unset):
            budget = UNSET
        else:
            budget = BudgetInput.from_dict(_budget)

        organization_update = cls(
            name=name,
            slug=slug,
            budget=budget,
        )

        return organization_update
