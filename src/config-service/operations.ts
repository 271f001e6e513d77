// Generated from openapi/ by `npm run generate`. Do not edit.
import { GetContract } from './about/get-contract.ts'
import { GetHealth } from './about/get-health.ts'
import { AcknowledgeAlert } from './alerts/acknowledge-alert.ts'
import { GetAlertSettings } from './alerts/get-alert-settings.ts'
import { ListAlerts } from './alerts/list-alerts.ts'
import { ListOrganizationAlerts } from './alerts/list-organization-alerts.ts'
import { SetAlertSettings } from './alerts/set-alert-settings.ts'
import { ExportAuditLog } from './audit/export-audit-log.ts'
import { ListAuditLog } from './audit/list-audit-log.ts'
import { VerifyAuditLog } from './audit/verify-audit-log.ts'
import { DecideAuthorization } from './connected-apps/decide-authorization.ts'
import { GetAuthorizationServer } from './connected-apps/get-authorization-server.ts'
import { IssueToken } from './connected-apps/issue-token.ts'
import { RegisterClient } from './connected-apps/register-client.ts'
import { ReviewAuthorization } from './connected-apps/review-authorization.ts'
import { RevokeToken } from './connected-apps/revoke-token.ts'
import { DeleteCredential } from './credentials/delete-credential.ts'
import { GetCredential } from './credentials/get-credential.ts'
import { GetRewrapProgress } from './credentials/get-rewrap-progress.ts'
import { ListCredentials } from './credentials/list-credentials.ts'
import { ListProviders } from './credentials/list-providers.ts'
import { PutCredential } from './credentials/put-credential.ts'
import { RewrapSecrets } from './credentials/rewrap-secrets.ts'
import { RotateCredential } from './credentials/rotate-credential.ts'
import { VerifyCredential } from './credentials/verify-credential.ts'
import { ExportInstance } from './export/export-instance.ts'
import { ImportInstance } from './export/import-instance.ts'
import { CreateInstance } from './instances/create-instance.ts'
import { DeleteInstance } from './instances/delete-instance.ts'
import { GetInstance } from './instances/get-instance.ts'
import { ListInstances } from './instances/list-instances.ts'
import { UpdateInstance } from './instances/update-instance.ts'
import { CreateKey } from './keys/create-key.ts'
import { GetKey } from './keys/get-key.ts'
import { ListKeys } from './keys/list-keys.ts'
import { RevokeKey } from './keys/revoke-key.ts'
import { RotateKey } from './keys/rotate-key.ts'
import { UpdateKey } from './keys/update-key.ts'
import { GetLimitStates } from './limits/get-limit-states.ts'
import { GetLimits } from './limits/get-limits.ts'
import { SetLimits } from './limits/set-limits.ts'
import { GetMetrics } from './metrics/get-metrics.ts'
import { DryRunModel } from './models/dry-run-model.ts'
import { GetModelSettings } from './models/get-model-settings.ts'
import { ListCatalogue } from './models/list-catalogue.ts'
import { SetModelSettings } from './models/set-model-settings.ts'
import { CreateOrganization } from './organizations/create-organization.ts'
import { DeleteOrganization } from './organizations/delete-organization.ts'
import { GetOrganization } from './organizations/get-organization.ts'
import { ListOrganizations } from './organizations/list-organizations.ts'
import { UpdateOrganization } from './organizations/update-organization.ts'
import { CreateProject } from './projects/create-project.ts'
import { DeleteProject } from './projects/delete-project.ts'
import { GetProject } from './projects/get-project.ts'
import { ListProjects } from './projects/list-projects.ts'
import { UpdateProject } from './projects/update-project.ts'
import { CreateDataKey } from './sessions/create-data-key.ts'
import { CreateSession } from './sessions/create-session.ts'
import { CreateSignInLink } from './sessions/create-sign-in-link.ts'
import { DeleteSession } from './sessions/delete-session.ts'
import { DeleteSessions } from './sessions/delete-sessions.ts'
import { GetSession } from './sessions/get-session.ts'
import { SetUp } from './setup/set-up.ts'
import { GetInstanceOverview } from './usage/get-instance-overview.ts'
import { GetInstanceUsage } from './usage/get-instance-usage.ts'
import { GetOrganizationOverview } from './usage/get-organization-overview.ts'
import { ListLogs } from './usage/list-logs.ts'
import { CreateUser } from './users/create-user.ts'
import { DeleteUserSessions } from './users/delete-user-sessions.ts'
import { DeleteUser } from './users/delete-user.ts'
import { GetMe } from './users/get-me.ts'
import { GetUser } from './users/get-user.ts'
import { ListPlaces } from './users/list-places.ts'
import { ListUsers } from './users/list-users.ts'
import { SetUserGrants } from './users/set-user-grants.ts'
import { UpdateUser } from './users/update-user.ts'
import { CreateWebhook } from './webhooks/create-webhook.ts'
import { DeleteWebhook } from './webhooks/delete-webhook.ts'
import { GetWebhook } from './webhooks/get-webhook.ts'
import { ListWebhooks } from './webhooks/list-webhooks.ts'
import { RotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts'
import { TestWebhook } from './webhooks/test-webhook.ts'
import { UpdateWebhook } from './webhooks/update-webhook.ts'

export const classes = {
  setUp: SetUp,
  getMe: GetMe,
  listPlaces: ListPlaces,
  listOrganizations: ListOrganizations,
  createOrganization: CreateOrganization,
  getOrganization: GetOrganization,
  deleteOrganization: DeleteOrganization,
  updateOrganization: UpdateOrganization,
  listUsers: ListUsers,
  createUser: CreateUser,
  getUser: GetUser,
  deleteUser: DeleteUser,
  updateUser: UpdateUser,
  setUserGrants: SetUserGrants,
  deleteUserSessions: DeleteUserSessions,
  listInstances: ListInstances,
  createInstance: CreateInstance,
  getInstance: GetInstance,
  deleteInstance: DeleteInstance,
  updateInstance: UpdateInstance,
  listProjects: ListProjects,
  createProject: CreateProject,
  getProject: GetProject,
  deleteProject: DeleteProject,
  updateProject: UpdateProject,
  getLimits: GetLimits,
  setLimits: SetLimits,
  getLimitStates: GetLimitStates,
  listCatalogue: ListCatalogue,
  getModelSettings: GetModelSettings,
  setModelSettings: SetModelSettings,
  dryRunModel: DryRunModel,
  exportInstance: ExportInstance,
  importInstance: ImportInstance,
  getHealth: GetHealth,
  getContract: GetContract,
  listKeys: ListKeys,
  createKey: CreateKey,
  getKey: GetKey,
  revokeKey: RevokeKey,
  updateKey: UpdateKey,
  rotateKey: RotateKey,
  listProviders: ListProviders,
  listCredentials: ListCredentials,
  putCredential: PutCredential,
  getCredential: GetCredential,
  deleteCredential: DeleteCredential,
  rotateCredential: RotateCredential,
  verifyCredential: VerifyCredential,
  getRewrapProgress: GetRewrapProgress,
  rewrapSecrets: RewrapSecrets,
  createSession: CreateSession,
  deleteSessions: DeleteSessions,
  getSession: GetSession,
  deleteSession: DeleteSession,
  createDataKey: CreateDataKey,
  createSignInLink: CreateSignInLink,
  getAuthorizationServer: GetAuthorizationServer,
  registerClient: RegisterClient,
  reviewAuthorization: ReviewAuthorization,
  decideAuthorization: DecideAuthorization,
  issueToken: IssueToken,
  revokeToken: RevokeToken,
  listWebhooks: ListWebhooks,
  createWebhook: CreateWebhook,
  getWebhook: GetWebhook,
  deleteWebhook: DeleteWebhook,
  updateWebhook: UpdateWebhook,
  rotateWebhookSecret: RotateWebhookSecret,
  testWebhook: TestWebhook,
  listAlerts: ListAlerts,
  getAlertSettings: GetAlertSettings,
  setAlertSettings: SetAlertSettings,
  getMetrics: GetMetrics,
  listOrganizationAlerts: ListOrganizationAlerts,
  acknowledgeAlert: AcknowledgeAlert,
  listAuditLog: ListAuditLog,
  verifyAuditLog: VerifyAuditLog,
  exportAuditLog: ExportAuditLog,
  getOrganizationOverview: GetOrganizationOverview,
  getInstanceOverview: GetInstanceOverview,
  getInstanceUsage: GetInstanceUsage,
  listLogs: ListLogs,
}
