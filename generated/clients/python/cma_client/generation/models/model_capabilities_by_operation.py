from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_operation_capabilities import ModelOperationCapabilities


T = TypeVar("T", bound="ModelCapabilitiesByOperation")


@_attrs_define
class ModelCapabilitiesByOperation:
    """Operations whose capabilities differ from those above, with the differences.

    Attributes:
        generate (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of
            the model applies.
        edit (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of the
            model applies.
        inpaint (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of
            the model applies.
        remix (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of
            the model applies.
        reframe (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of
            the model applies.
        upscale (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of
            the model applies.
        remove_background (ModelOperationCapabilities | Unset): The differences for one operation. If a member is
            absent, that of the model applies.
        replace_background (ModelOperationCapabilities | Unset): The differences for one operation. If a member is
            absent, that of the model applies.
        describe (ModelOperationCapabilities | Unset): The differences for one operation. If a member is absent, that of
            the model applies.
    """

    generate: ModelOperationCapabilities | Unset = UNSET
    edit: ModelOperationCapabilities | Unset = UNSET
    inpaint: ModelOperationCapabilities | Unset = UNSET
    remix: ModelOperationCapabilities | Unset = UNSET
    reframe: ModelOperationCapabilities | Unset = UNSET
    upscale: ModelOperationCapabilities | Unset = UNSET
    remove_background: ModelOperationCapabilities | Unset = UNSET
    replace_background: ModelOperationCapabilities | Unset = UNSET
    describe: ModelOperationCapabilities | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        generate: dict[str, Any] | Unset = UNSET
        if not isinstance(self.generate, Unset):
            generate = self.generate.to_dict()

        edit: dict[str, Any] | Unset = UNSET
        if not isinstance(self.edit, Unset):
            edit = self.edit.to_dict()

        inpaint: dict[str, Any] | Unset = UNSET
        if not isinstance(self.inpaint, Unset):
            inpaint = self.inpaint.to_dict()

        remix: dict[str, Any] | Unset = UNSET
        if not isinstance(self.remix, Unset):
            remix = self.remix.to_dict()

        reframe: dict[str, Any] | Unset = UNSET
        if not isinstance(self.reframe, Unset):
            reframe = self.reframe.to_dict()

        upscale: dict[str, Any] | Unset = UNSET
        if not isinstance(self.upscale, Unset):
            upscale = self.upscale.to_dict()

        remove_background: dict[str, Any] | Unset = UNSET
        if not isinstance(self.remove_background, Unset):
            remove_background = self.remove_background.to_dict()

        replace_background: dict[str, Any] | Unset = UNSET
        if not isinstance(self.replace_background, Unset):
            replace_background = self.replace_background.to_dict()

        describe: dict[str, Any] | Unset = UNSET
        if not isinstance(self.describe, Unset):
            describe = self.describe.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if generate is not UNSET:
            field_dict["generate"] = generate
        if edit is not UNSET:
            field_dict["edit"] = edit
        if inpaint is not UNSET:
            field_dict["inpaint"] = inpaint
        if remix is not UNSET:
            field_dict["remix"] = remix
        if reframe is not UNSET:
            field_dict["reframe"] = reframe
        if upscale is not UNSET:
            field_dict["upscale"] = upscale
        if remove_background is not UNSET:
            field_dict["remove_background"] = remove_background
        if replace_background is not UNSET:
            field_dict["replace_background"] = replace_background
        if describe is not UNSET:
            field_dict["describe"] = describe

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_operation_capabilities import ModelOperationCapabilities

        d = dict(src_dict)
        _generate = d.pop("generate", UNSET)
        generate: ModelOperationCapabilities | Unset
        if isinstance(_generate, Unset):
            generate = UNSET
        else:
            generate = ModelOperationCapabilities.from_dict(_generate)

        _edit = d.pop("edit", UNSET)
        edit: ModelOperationCapabilities | Unset
        if isinstance(_edit, Unset):
            edit = UNSET
        else:
            edit = ModelOperationCapabilities.from_dict(_edit)

        _inpaint = d.pop("inpaint", UNSET)
        inpaint: ModelOperationCapabilities | Unset
        if isinstance(_inpaint, Unset):
            inpaint = UNSET
        else:
            inpaint = ModelOperationCapabilities.from_dict(_inpaint)

        _remix = d.pop("remix", UNSET)
        remix: ModelOperationCapabilities | Unset
        if isinstance(_remix, Unset):
            remix = UNSET
        else:
            remix = ModelOperationCapabilities.from_dict(_remix)

        _reframe = d.pop("reframe", UNSET)
        reframe: ModelOperationCapabilities | Unset
        if isinstance(_reframe, Unset):
            reframe = UNSET
        else:
            reframe = ModelOperationCapabilities.from_dict(_reframe)

        _upscale = d.pop("upscale", UNSET)
        upscale: ModelOperationCapabilities | Unset
        if isinstance(_upscale, Unset):
            upscale = UNSET
        else:
            upscale = ModelOperationCapabilities.from_dict(_upscale)

        _remove_background = d.pop("remove_background", UNSET)
        remove_background: ModelOperationCapabilities | Unset
        if isinstance(_remove_background, Unset):
            remove_background = UNSET
        else:
            remove_background = ModelOperationCapabilities.from_dict(_remove_background)

        _replace_background = d.pop("replace_background", UNSET)
        replace_background: ModelOperationCapabilities | Unset
        if isinstance(_replace_background, Unset):
            replace_background = UNSET
        else:
            replace_background = ModelOperationCapabilities.from_dict(
                _replace_background
            )

        _describe = d.pop("describe", UNSET)
        describe: ModelOperationCapabilities | Unset
        if isinstance(_describe, Unset):
            describe = UNSET
        else:
            describe = ModelOperationCapabilities.from_dict(_describe)

        model_capabilities_by_operation = cls(
            generate=generate,
            edit=edit,
            inpaint=inpaint,
            remix=remix,
            reframe=reframe,
            upscale=upscale,
            remove_background=remove_background,
            replace_background=replace_background,
            describe=describe,
        )

        model_capabilities_by_operation.additional_properties = d
        return model_capabilities_by_operation

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
