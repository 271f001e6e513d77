from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.budget_input import BudgetInput


T = TypeVar("T", bound="OrganizationCreate")


@_attrs_define
class OrganizationCreate:
    """
    Attributes:
        name (str): A name for people to read.
        slug (str): A short name for machines, unique among its siblings.
        budget (BudgetInput | Unset): Members that you omit stay as they are.
    """

    name: str
    slug: str
    budget: BudgetInput | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        slug = self.slug

        budget: dict[str, Any] | Unset = UNSET
        if not isinstance(self.budget, Unset):
            budget = self.budget.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "slug": slug,
            }
        )
        if budget is not UNSET:
            field_dict["budget"] = budget

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget_input import BudgetInput

        d = dict(src_dict)
        name = d.pop("name")

        slug = d.pop("slug")

        _budget = d.pop("budget", UNSET)
        budget: BudgetInput | Unset
        if isinstance(_budget, Unset):
            budget = UNSET
        else:
            budget = BudgetInput.from_dict(_budget)

        organization_create = cls(
            name=name,
            slug=slug,
            budget=budget,
        )

        return organization_create
