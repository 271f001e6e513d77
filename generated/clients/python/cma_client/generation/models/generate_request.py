from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.generate_request_provider_options import (
        GenerateRequestProviderOptions,
    )
    from ..models.input_reference import InputReference
    from ..models.mask_reference import MaskReference
    from ..models.metadata import Metadata
    from ..models.output_options import OutputOptions


T = TypeVar("T", bound="GenerateRequest")


@_attrs_define
class GenerateRequest:
    """One flat body for every operation. `generate` needs a `prompt`. `edit`, `remix` and `replace_background` need a
    `prompt` and an
    input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases. `reframe`, `upscale`,
    `remove_background` and
    `describe` need an input. A missing field is a 400 with a pointer.

        Attributes:
            operation (str | Unset): The operation; `generate` by default.

                - `generate`: a picture from the prompt alone.
                - `edit`: changes a picture as the prompt says.
                - `inpaint`: changes the area that is white in the mask.
                - `remix`: a new picture in the style of the input.
                - `reframe`: extends the picture to another aspect ratio.
                - `upscale`: more pixels.
                - `remove_background`, `replace_background`: removes or replaces the background.
                - `describe`: a text about the input, returned in `texts`.

                Known values: `generate`, `edit`, `inpaint`, `remix`, `reframe`, `upscale`, `remove_background`,
                `replace_background`, `describe`. More may be added.
            prompt (str | Unset): The prompt. Models have lower limits of their own; see `max_prompt_length` in `GET
                /models`.
            model (str | Unset): A model's id, as in `GET /models`, or an alias of the instance.
            negative_prompt (str | Unset): Things to avoid in the picture.
            n (int | Unset): The number of pictures. The provider may return fewer; only those are charged. If omitted, it
                is `1`.
            size (str | Unset): Width and height in pixels, such as `1024x1024`, or `auto`. It cannot be combined with
                `aspect_ratio` or `resolution`.
            aspect_ratio (str | Unset): The ratio of width to height. The model's nearest size is used if it is within 2
                percent of this ratio.
            resolution (str | Unset): The size class, for use with `aspect_ratio`: `1K` is about 1 megapixel, `2K` about 4,
                `4K` about 16. Models may have others.
            seed (int | Unset): The same seed and request give the same picture, if the model supports this.
            quality (str | Unset): One of the model's `qualities`.
            style (str | Unset): One of the model's `styles`.
            output (OutputOptions | Unset): The form of the picture's file.
            inputs (list[InputReference] | Unset): Input pictures, uploaded with `POST /assets` or made by an earlier
                generation.
            mask (MaskReference | Unset): White areas are changed, black areas are kept. The mask must be as large as the
                first input.
            strength (float | Unset): How much to change the input: 0 keeps it, 1 ignores it.
            guidance (float | Unset): How closely to follow the prompt.
            steps (int | Unset): Sampling steps.
            enhance_prompt (bool | Unset): Whether the model may rewrite the prompt. The rewritten prompt is returned as
                `revised_prompt`.
            partial_images (int | Unset): How many previews to send as `partial_image` events. If omitted, it is `0`.
            on_unsupported (str | Unset): How to treat a parameter that the model does not support. No parameter is dropped
                without a report. Known values: `reject`, `adapt`. More may be added. If omitted, it is `reject`.
            max_cost_micros (int | Unset): Money in micro-USD; 1 000 000 is one US dollar.
            deadline_ms (int | Unset): The time after which the job gives up, in milliseconds from now. If omitted, it is
                `600000`.
            fallbacks (list[str] | Unset): Models to try, in order, if the first fails without having billed. If omitted,
                the instance's chain applies; `[]` allows no
                fallback. A model of the instance's chain that cannot serve the request is skipped with a warning; a model named
                here must be
                able to serve it. If a provider rejects the credential or the account lacks credit, no other model of that
                provider is tried.
                The same holds after a refusal for safety, and then another provider is tried only if the instance's
                `content_policy.fallback_on_refusal` allows it.
            provider_options (GenerateRequestProviderOptions | Unset): More fields for the provider, passed on unchanged; at
                most 65536 characters as JSON. Only the provider of the first model gets them. A field that the platform itself
                sets is refused.
            metadata (Metadata | Unset): Up to 16 labels of your own. The resource and its webhooks return them.
    """

    operation: str | Unset = UNSET
    prompt: str | Unset = UNSET
    model: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    n: int | Unset = UNSET
    size: str | Unset = UNSET
    aspect_ratio: str | Unset = UNSET
    resolution: str | Unset = UNSET
    seed: int | Unset = UNSET
    quality: str | Unset = UNSET
    style: str | Unset = UNSET
    output: OutputOptions | Unset = UNSET
    inputs: list[InputReference] | Unset = UNSET
    mask: MaskReference | Unset = UNSET
    strength: float | Unset = UNSET
    guidance: float | Unset = UNSET
    steps: int | Unset = UNSET
    enhance_prompt: bool | Unset = UNSET
    partial_images: int | Unset = UNSET
    on_unsupported: str | Unset = UNSET
    max_cost_micros: int | Unset = UNSET
    deadline_ms: int | Unset = UNSET
    fallbacks: list[str] | Unset = UNSET
    provider_options: GenerateRequestProviderOptions | Unset = UNSET
    metadata: Metadata | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        operation = self.operation

        prompt = self.prompt

        model = self.model

        negative_prompt = self.negative_prompt

        n = self.n

        size = self.size

        aspect_ratio = self.aspect_ratio

        resolution = self.resolution

        seed = self.seed

        quality = self.quality

        style = self.style

        output: dict[str, Any] | Unset = UNSET
        if not isinstance(self.output, Unset):
            output = self.output.to_dict()

        inputs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.inputs, Unset):
            inputs = []
            for inputs_item_data in self.inputs:
                inputs_item = inputs_item_data.to_dict()
                inputs.append(inputs_item)

        mask: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mask, Unset):
            mask = self.mask.to_dict()

        strength = self.strength

        guidance = self.guidance

        steps = self.steps

        enhance_prompt = self.enhance_prompt

        partial_images = self.partial_images

        on_unsupported = self.on_unsupported

        max_cost_micros = self.max_cost_micros

        deadline_ms = self.deadline_ms

        fallbacks: list[str] | Unset = UNSET
        if not isinstance(self.fallbacks, Unset):
            fallbacks = self.fallbacks

        provider_options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.provider_options, Unset):
            provider_options = self.provider_options.to_dict()

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if operation is not UNSET:
            field_dict["operation"] = operation
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if model is not UNSET:
            field_dict["model"] = model
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if n is not UNSET:
            field_dict["n"] = n
        if size is not UNSET:
            field_dict["size"] = size
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if seed is not UNSET:
            field_dict["seed"] = seed
        if quality is not UNSET:
            field_dict["quality"] = quality
        if style is not UNSET:
            field_dict["style"] = style
        if output is not UNSET:
            field_dict["output"] = output
        if inputs is not UNSET:
            field_dict["inputs"] = inputs
        if mask is not UNSET:
            field_dict["mask"] = mask
        if strength is not UNSET:
            field_dict["strength"] = strength
        if guidance is not UNSET:
            field_dict["guidance"] = guidance
        if steps is not UNSET:
            field_dict["steps"] = steps
        if enhance_prompt is not UNSET:
            field_dict["enhance_prompt"] = enhance_prompt
        if partial_images is not UNSET:
            field_dict["partial_images"] = partial_images
        if on_unsupported is not UNSET:
            field_dict["on_unsupported"] = on_unsupported
        if max_cost_micros is not UNSET:
            field_dict["max_cost_micros"] = max_cost_micros
        if deadline_ms is not UNSET:
            field_dict["deadline_ms"] = deadline_ms
        if fallbacks is not UNSET:
            field_dict["fallbacks"] = fallbacks
        if provider_options is not UNSET:
            field_dict["provider_options"] = provider_options
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.generate_request_provider_options import (
            GenerateRequestProviderOptions,
        )
        from ..models.input_reference import InputReference
        from ..models.mask_reference import MaskReference
        from ..models.metadata import Metadata
        from ..models.output_options import OutputOptions

        d = dict(src_dict)
        operation = d.pop("operation", UNSET)

        prompt = d.pop("prompt", UNSET)

        model = d.pop("model", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        n = d.pop("n", UNSET)

        size = d.pop("size", UNSET)

        aspect_ratio = d.pop("aspect_ratio", UNSET)

        resolution = d.pop("resolution", UNSET)

        seed = d.pop("seed", UNSET)

        quality = d.pop("quality", UNSET)

        style = d.pop("style", UNSET)

        _output = d.pop("output", UNSET)
        output: OutputOptions | Unset
        if isinstance(_output, Unset):
            output = UNSET
        else:
            output = OutputOptions.from_dict(_output)

        _inputs = d.pop("inputs", UNSET)
        inputs: list[InputReference] | Unset = UNSET
        if _inputs is not UNSET:
            inputs = []
            for inputs_item_data in _inputs:
                inputs_item = InputReference.from_dict(inputs_item_data)

                inputs.append(inputs_item)

        _mask = d.pop("mask", UNSET)
        mask: MaskReference | Unset
        if isinstance(_mask, Unset):
            mask = UNSET
        else:
            mask = MaskReference.from_dict(_mask)

        strength = d.pop("strength", UNSET)

        guidance = d.pop("guidance", UNSET)

        steps = d.pop("steps", UNSET)

        enhance_prompt = d.pop("enhance_prompt", UNSET)

        partial_images = d.pop("partial_images", UNSET)

        on_unsupported = d.pop("on_unsupported", UNSET)

        max_cost_micros = d.pop("max_cost_micros", UNSET)

        deadline_ms = d.pop("deadline_ms", UNSET)

        fallbacks = cast(list[str], d.pop("fallbacks", UNSET))

        _provider_options = d.pop("provider_options", UNSET)
        provider_options: GenerateRequestProviderOptions | Unset
        if isinstance(_provider_options, Unset):
            provider_options = UNSET
        else:
            provider_options = GenerateRequestProviderOptions.from_dict(
                _provider_options
            )

        _metadata = d.pop("metadata", UNSET)
        metadata: Metadata | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = Metadata.from_dict(_metadata)

        generate_request = cls(
            operation=operation,
            prompt=prompt,
            model=model,
            negative_prompt=negative_prompt,
            n=n,
            size=size,
            aspect_ratio=aspect_ratio,
            resolution=resolution,
            seed=seed,
            quality=quality,
            style=style,
            output=output,
            inputs=inputs,
            mask=mask,
            strength=strength,
            guidance=guidance,
            steps=steps,
            enhance_prompt=enhance_prompt,
            partial_images=partial_images,
            on_unsupported=on_unsupported,
            max_cost_micros=max_cost_micros,
            deadline_ms=deadline_ms,
            fallbacks=fallbacks,
            provider_options=provider_options,
            metadata=metadata,
        )

        generate_request.additional_properties = d
        return generate_request

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
