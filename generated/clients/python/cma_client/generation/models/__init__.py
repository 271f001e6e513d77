"""Contains all the data models used in inputs/outputs"""

from .asset import Asset
from .asset_link import AssetLink
from .asset_list import AssetList
from .asset_origin import AssetOrigin
from .attempt import Attempt
from .cost import Cost
from .cost_line import CostLine
from .field_error import FieldError
from .finished_event import FinishedEvent
from .free_price import FreePrice
from .free_sizes import FreeSizes
from .generate_request import GenerateRequest
from .generate_request_provider_options import GenerateRequestProviderOptions
from .generation import Generation
from .generation_error import GenerationError
from .generation_image import GenerationImage
from .generation_list import GenerationList
from .get_contract_profile import GetContractProfile
from .get_contract_response_200 import GetContractResponse200
from .get_usage_bucket import GetUsageBucket
from .get_usage_group_by_item import GetUsageGroupByItem
from .health import Health
from .health_check import HealthCheck
from .health_checks import HealthChecks
from .input_reference import InputReference
from .input_size import InputSize
from .limit_state import LimitState
from .limit_state_list import LimitStateList
from .link_request import LinkRequest
from .list_models_parameter import ListModelsParameter
from .listed_sizes import ListedSizes
from .mask_reference import MaskReference
from .metadata import Metadata
from .model import Model
from .model_capabilities import ModelCapabilities
from .model_capabilities_by_operation import ModelCapabilitiesByOperation
from .model_input_counts import ModelInputCounts
from .model_inputs import ModelInputs
from .model_list import ModelList
from .model_operation_capabilities import ModelOperationCapabilities
from .model_price_source import ModelPriceSource
from .open_ai_error import OpenAIError
from .output_options import OutputOptions
from .partial_image_event import PartialImageEvent
from .per_image_price import PerImagePrice
from .per_image_price_rules_item import PerImagePriceRulesItem
from .per_megapixel_price import PerMegapixelPrice
from .per_token_price import PerTokenPrice
from .per_token_price_estimate_item import PerTokenPriceEstimateItem
from .problem import Problem
from .problem_limit import ProblemLimit
from .progress_event import ProgressEvent
from .quote import Quote
from .quote_target import QuoteTarget
from .ratio_sizes import RatioSizes
from .resolve_request import ResolveRequest
from .state_event import StateEvent
from .timing import Timing
from .upload_asset_body import UploadAssetBody
from .usage_report import UsageReport
from .usage_row import UsageRow
from .warning import Warning_
from .webhook_delivery import WebhookDelivery
from .webhook_delivery_list import WebhookDeliveryList
from .webhook_event import WebhookEvent

__all__ = (
    "Asset",
    "AssetLink",
    "AssetList",
    "AssetOrigin",
    "Attempt",
    "Cost",
    "CostLine",
    "FieldError",
    "FinishedEvent",
    "FreePrice",
    "FreeSizes",
    "GenerateRequest",
    "GenerateRequestProviderOptions",
    "Generation",
    "GenerationError",
    "GenerationImage",
    "GenerationList",
    "GetContractProfile",
    "GetContractResponse200",
    "GetUsageBucket",
    "GetUsageGroupByItem",
    "Health",
    "HealthCheck",
    "HealthChecks",
    "InputReference",
    "InputSize",
    "LimitState",
    "LimitStateList",
    "LinkRequest",
    "ListModelsParameter",
    "ListedSizes",
    "MaskReference",
    "Metadata",
    "Model",
    "ModelCapabilities",
    "ModelCapabilitiesByOperation",
    "ModelInputCounts",
    "ModelInputs",
    "ModelList",
    "ModelOperationCapabilities",
    "ModelPriceSource",
    "OpenAIError",
    "OutputOptions",
    "PartialImageEvent",
    "PerImagePrice",
    "PerImagePriceRulesItem",
    "PerMegapixelPrice",
    "PerTokenPrice",
    "PerTokenPriceEstimateItem",
    "Problem",
    "ProblemLimit",
    "ProgressEvent",
    "Quote",
    "QuoteTarget",
    "RatioSizes",
    "ResolveRequest",
    "StateEvent",
    "Timing",
    "UploadAssetBody",
    "UsageReport",
    "UsageRow",
    "Warning_",
    "WebhookDelivery",
    "WebhookDeliveryList",
    "WebhookEvent",
)
