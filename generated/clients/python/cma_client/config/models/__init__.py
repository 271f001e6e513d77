"""Contains all the data models used in inputs/outputs"""

from .alert import Alert
from .alert_deliveries import AlertDeliveries
from .alert_event import AlertEvent
from .alert_list import AlertList
from .alert_notice import AlertNotice
from .alert_settings import AlertSettings
from .alert_settings_input import AlertSettingsInput
from .alert_subject import AlertSubject
from .alert_values import AlertValues
from .audit_entry import AuditEntry
from .audit_entry_actor import AuditEntryActor
from .audit_entry_after_type_0 import AuditEntryAfterType0
from .audit_entry_before_type_0 import AuditEntryBeforeType0
from .audit_entry_target import AuditEntryTarget
from .audit_list import AuditList
from .audit_list_names import AuditListNames
from .audit_verification import AuditVerification
from .authorization_decision import AuthorizationDecision
from .authorization_decision_budget import AuthorizationDecisionBudget
from .authorization_decision_budget_window import AuthorizationDecisionBudgetWindow
from .authorization_decision_decision import AuthorizationDecisionDecision
from .authorization_request import AuthorizationRequest
from .authorization_review import AuthorizationReview
from .authorization_review_refusal import AuthorizationReviewRefusal
from .authorization_server import AuthorizationServer
from .budget import Budget
from .budget_input import BudgetInput
from .catalogue_model import CatalogueModel
from .catalogue_model_capabilities import CatalogueModelCapabilities
from .catalogue_model_price import CatalogueModelPrice
from .catalogue_model_source import CatalogueModelSource
from .client_registration import ClientRegistration
from .connectable_project import ConnectableProject
from .connected_app import ConnectedApp
from .connection_health import ConnectionHealth
from .connection_share import ConnectionShare
from .content_policy import ContentPolicy
from .content_policy_input import ContentPolicyInput
from .content_policy_input_provider_safety import ContentPolicyInputProviderSafety
from .content_policy_input_provider_safety_additional_property import (
    ContentPolicyInputProviderSafetyAdditionalProperty,
)
from .content_policy_provider_safety import ContentPolicyProviderSafety
from .content_policy_provider_safety_additional_property import (
    ContentPolicyProviderSafetyAdditionalProperty,
)
from .create_data_key_request import CreateDataKeyRequest
from .create_key_request import CreateKeyRequest
from .create_sign_in_link_request import CreateSignInLinkRequest
from .create_webhook_request import CreateWebhookRequest
from .created_key import CreatedKey
from .created_webhook import CreatedWebhook
from .credential import Credential
from .credential_field import CredentialField
from .credential_fields import CredentialFields
from .credential_list import CredentialList
from .credential_secrets import CredentialSecrets
from .credential_verification import CredentialVerification
from .data_key import DataKey
from .decided_authorization import DecidedAuthorization
from .dry_run_call import DryRunCall
from .dry_run_call_headers import DryRunCallHeaders
from .dry_run_outcome import DryRunOutcome
from .dry_run_outcome_cost import DryRunOutcomeCost
from .dry_run_outcome_failure import DryRunOutcomeFailure
from .dry_run_outcome_images_item import DryRunOutcomeImagesItem
from .error_count import ErrorCount
from .exported_connection import ExportedConnection
from .exported_project import ExportedProject
from .exported_webhook import ExportedWebhook
from .field_error import FieldError
from .get_contract_profile import GetContractProfile
from .get_contract_response_200 import GetContractResponse200
from .get_instance_usage_bucket import GetInstanceUsageBucket
from .get_instance_usage_group_by_item import GetInstanceUsageGroupByItem
from .grant import Grant
from .grant_set import GrantSet
from .health import Health
from .health_checks import HealthChecks
from .import_difference import ImportDifference
from .import_result import ImportResult
from .import_warning import ImportWarning_
from .instance import Instance
from .instance_create import InstanceCreate
from .instance_export import InstanceExport
from .instance_export_custom_models_item import InstanceExportCustomModelsItem
from .instance_export_custom_providers_item import InstanceExportCustomProvidersItem
from .instance_list import InstanceList
from .instance_overview import InstanceOverview
from .instance_overview_set_up import InstanceOverviewSetUp
from .instance_place import InstancePlace
from .instance_settings import InstanceSettings
from .instance_spend import InstanceSpend
from .instance_update import InstanceUpdate
from .instance_usage import InstanceUsage
from .instance_usage_names import InstanceUsageNames
from .instance_worker import InstanceWorker
from .key import Key
from .key_limit import KeyLimit
from .key_list import KeyList
from .limit import Limit
from .limit_gauge import LimitGauge
from .limit_gauge_list import LimitGaugeList
from .limit_set import LimitSet
from .limit_set_input import LimitSetInput
from .list_logs_outcome import ListLogsOutcome
from .log_entry import LogEntry
from .log_list import LogList
from .me import Me
from .model_alias import ModelAlias
from .model_dry_run import ModelDryRun
from .model_dry_run_input import ModelDryRunInput
from .model_dry_run_input_custom_model import ModelDryRunInputCustomModel
from .model_dry_run_input_custom_provider import ModelDryRunInputCustomProvider
from .model_dry_run_input_request import ModelDryRunInputRequest
from .model_dry_run_input_request_inputs_item import ModelDryRunInputRequestInputsItem
from .model_dry_run_input_request_operation import ModelDryRunInputRequestOperation
from .model_dry_run_input_request_provider_options import (
    ModelDryRunInputRequestProviderOptions,
)
from .model_dry_run_price import ModelDryRunPrice
from .model_list import ModelList
from .model_setting import ModelSetting
from .model_setting_price_type_0 import ModelSettingPriceType0
from .model_settings import ModelSettings
from .model_settings_custom_models_item import ModelSettingsCustomModelsItem
from .model_settings_custom_providers_item import ModelSettingsCustomProvidersItem
from .model_settings_input import ModelSettingsInput
from .model_settings_input_custom_models_item import ModelSettingsInputCustomModelsItem
from .model_settings_input_custom_providers_item import (
    ModelSettingsInputCustomProvidersItem,
)
from .o_auth_error import OAuthError
from .open_ai_error import OpenAIError
from .organization import Organization
from .organization_create import OrganizationCreate
from .organization_list import OrganizationList
from .organization_overview import OrganizationOverview
from .organization_place import OrganizationPlace
from .organization_update import OrganizationUpdate
from .pasted_answer import PastedAnswer
from .pasted_answer_headers import PastedAnswerHeaders
from .period_usage import PeriodUsage
from .places import Places
from .problem import Problem
from .problem_limit import ProblemLimit
from .project import Project
from .project_create import ProjectCreate
from .project_list import ProjectList
from .project_place import ProjectPlace
from .project_update import ProjectUpdate
from .provider import Provider
from .provider_list import ProviderList
from .provider_setting import ProviderSetting
from .put_credential_request import PutCredentialRequest
from .registered_client import RegisteredClient
from .retention import Retention
from .retention_input import RetentionInput
from .rewrap_progress import RewrapProgress
from .rewrap_progress_by_version_item import RewrapProgressByVersionItem
from .rewrap_request import RewrapRequest
from .rewrap_result import RewrapResult
from .rotate_credential_request import RotateCredentialRequest
from .rotate_key_request import RotateKeyRequest
from .rotate_webhook_secret_request import RotateWebhookSecretRequest
from .session import Session
from .session_by_key import SessionByKey
from .session_by_link import SessionByLink
from .sessions_ended import SessionsEnded
from .setup_admin import SetupAdmin
from .setup_request import SetupRequest
from .setup_result import SetupResult
from .sign_in_link import SignInLink
from .token_request import TokenRequest
from .token_revocation import TokenRevocation
from .tokens import Tokens
from .update_key_request import UpdateKeyRequest
from .update_webhook_request import UpdateWebhookRequest
from .usage_latency import UsageLatency
from .usage_point import UsagePoint
from .usage_totals import UsageTotals
from .user import User
from .user_create import UserCreate
from .user_list import UserList
from .user_update import UserUpdate
from .webhook import Webhook
from .webhook_list import WebhookList
from .webhook_test import WebhookTest
from .webhook_test_event import WebhookTestEvent
from .webhook_test_notice import WebhookTestNotice

__all__ = (
    "Alert",
    "AlertDeliveries",
    "AlertEvent",
    "AlertList",
    "AlertNotice",
    "AlertSettings",
    "AlertSettingsInput",
    "AlertSubject",
    "AlertValues",
    "AuditEntry",
    "AuditEntryActor",
    "AuditEntryAfterType0",
    "AuditEntryBeforeType0",
    "AuditEntryTarget",
    "AuditList",
    "AuditListNames",
    "AuditVerification",
    "AuthorizationDecision",
    "AuthorizationDecisionBudget",
    "AuthorizationDecisionBudgetWindow",
    "AuthorizationDecisionDecision",
    "AuthorizationRequest",
    "AuthorizationReview",
    "AuthorizationReviewRefusal",
    "AuthorizationServer",
    "Budget",
    "BudgetInput",
    "CatalogueModel",
    "CatalogueModelCapabilities",
    "CatalogueModelPrice",
    "CatalogueModelSource",
    "ClientRegistration",
    "ConnectableProject",
    "ConnectedApp",
    "ConnectionHealth",
    "ConnectionShare",
    "ContentPolicy",
    "ContentPolicyInput",
    "ContentPolicyInputProviderSafety",
    "ContentPolicyInputProviderSafetyAdditionalProperty",
    "ContentPolicyProviderSafety",
    "ContentPolicyProviderSafetyAdditionalProperty",
    "CreateDataKeyRequest",
    "CreateKeyRequest",
    "CreateSignInLinkRequest",
    "CreateWebhookRequest",
    "CreatedKey",
    "CreatedWebhook",
    "Credential",
    "CredentialField",
    "CredentialFields",
    "CredentialList",
    "CredentialSecrets",
    "CredentialVerification",
    "DataKey",
    "DecidedAuthorization",
    "DryRunCall",
    "DryRunCallHeaders",
    "DryRunOutcome",
    "DryRunOutcomeCost",
    "DryRunOutcomeFailure",
    "DryRunOutcomeImagesItem",
    "ErrorCount",
    "ExportedConnection",
    "ExportedProject",
    "ExportedWebhook",
    "FieldError",
    "GetContractProfile",
    "GetContractResponse200",
    "GetInstanceUsageBucket",
    "GetInstanceUsageGroupByItem",
    "Grant",
    "GrantSet",
    "Health",
    "HealthChecks",
    "ImportDifference",
    "ImportResult",
    "ImportWarning_",
    "Instance",
    "InstanceCreate",
    "InstanceExport",
    "InstanceExportCustomModelsItem",
    "InstanceExportCustomProvidersItem",
    "InstanceList",
    "InstanceOverview",
    "InstanceOverviewSetUp",
    "InstancePlace",
    "InstanceSettings",
    "InstanceSpend",
    "InstanceUpdate",
    "InstanceUsage",
    "InstanceUsageNames",
    "InstanceWorker",
    "Key",
    "KeyLimit",
    "KeyList",
    "Limit",
    "LimitGauge",
    "LimitGaugeList",
    "LimitSet",
    "LimitSetInput",
    "ListLogsOutcome",
    "LogEntry",
    "LogList",
    "Me",
    "ModelAlias",
    "ModelDryRun",
    "ModelDryRunInput",
    "ModelDryRunInputCustomModel",
    "ModelDryRunInputCustomProvider",
    "ModelDryRunInputRequest",
    "ModelDryRunInputRequestInputsItem",
    "ModelDryRunInputRequestOperation",
    "ModelDryRunInputRequestProviderOptions",
    "ModelDryRunPrice",
    "ModelList",
    "ModelSetting",
    "ModelSettingPriceType0",
    "ModelSettings",
    "ModelSettingsCustomModelsItem",
    "ModelSettingsCustomProvidersItem",
    "ModelSettingsInput",
    "ModelSettingsInputCustomModelsItem",
    "ModelSettingsInputCustomProvidersItem",
    "OAuthError",
    "OpenAIError",
    "Organization",
    "OrganizationCreate",
    "OrganizationList",
    "OrganizationOverview",
    "OrganizationPlace",
    "OrganizationUpdate",
    "PastedAnswer",
    "PastedAnswerHeaders",
    "PeriodUsage",
    "Places",
    "Problem",
    "ProblemLimit",
    "Project",
    "ProjectCreate",
    "ProjectList",
    "ProjectPlace",
    "ProjectUpdate",
    "Provider",
    "ProviderList",
    "ProviderSetting",
    "PutCredentialRequest",
    "RegisteredClient",
    "Retention",
    "RetentionInput",
    "RewrapProgress",
    "RewrapProgressByVersionItem",
    "RewrapRequest",
    "RewrapResult",
    "RotateCredentialRequest",
    "RotateKeyRequest",
    "RotateWebhookSecretRequest",
    "Session",
    "SessionByKey",
    "SessionByLink",
    "SessionsEnded",
    "SetupAdmin",
    "SetupRequest",
    "SetupResult",
    "SignInLink",
    "TokenRequest",
    "TokenRevocation",
    "Tokens",
    "UpdateKeyRequest",
    "UpdateWebhookRequest",
    "UsageLatency",
    "UsagePoint",
    "UsageTotals",
    "User",
    "UserCreate",
    "UserList",
    "UserUpdate",
    "Webhook",
    "WebhookList",
    "WebhookTest",
    "WebhookTestEvent",
    "WebhookTestNotice",
)
