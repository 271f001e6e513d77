import { Hono } from 'hono'
import { operations, routes } from '../../generated/config/routes.ts'
import { mount } from '../contract/chanfana.ts'
import { requestId } from '../contract/request-id.ts'
import { accessLog } from './http/access-log.ts'
import { once } from './http/idempotency.ts'
import { CreateInstance } from './instances/create-instance.ts'
import { CreateKey } from './keys/create-key.ts'
import { CreateOrganization } from './organizations/create-organization.ts'
import { CreateProject } from './projects/create-project.ts'
import { CreateSession } from './sessions/create-session.ts'
import { CreateUser } from './users/create-user.ts'
import { CreateWebhook } from './webhooks/create-webhook.ts'
import { DeleteCredential } from './credentials/delete-credential.ts'
import { DeleteInstance } from './instances/delete-instance.ts'
import { DeleteOrganization } from './organizations/delete-organization.ts'
import { DeleteProject } from './projects/delete-project.ts'
import { DeleteSession } from './sessions/delete-session.ts'
import { DeleteSessions } from './sessions/delete-sessions.ts'
import { DeleteUser } from './users/delete-user.ts'
import { DeleteWebhook } from './webhooks/delete-webhook.ts'
import { DryRunModel } from './models/dry-run-model.ts'
import { ExportAuditLog } from './audit/export-audit-log.ts'
import { ExportInstance } from './export/export-instance.ts'
import { GetContract } from './about/get-contract.ts'
import { GetCredential } from './credentials/get-credential.ts'
import { GetHealth } from './about/get-health.ts'
import { GetInstanceUsage } from './usage/get-instance-usage.ts'
import { GetInstance } from './instances/get-instance.ts'
import { GetKey } from './keys/get-key.ts'
import { GetLimits } from './limits/get-limits.ts'
import { GetMe } from './users/get-me.ts'
import { GetModelSettings } from './models/get-model-settings.ts'
import { GetOrganization } from './organizations/get-organization.ts'
import { GetProject } from './projects/get-project.ts'
import { GetRewrapProgress } from './credentials/get-rewrap-progress.ts'
import { GetSession } from './sessions/get-session.ts'
import { GetUser } from './users/get-user.ts'
import { GetWebhook } from './webhooks/get-webhook.ts'
import { ImportInstance } from './export/import-instance.ts'
import { ListAuditLog } from './audit/list-audit-log.ts'
import { ListCatalogue } from './models/list-catalogue.ts'
import { ListCredentials } from './credentials/list-credentials.ts'
import { ListInstances } from './instances/list-instances.ts'
import { ListKeys } from './keys/list-keys.ts'
import { ListLogs } from './usage/list-logs.ts'
import { ListOrganizations } from './organizations/list-organizations.ts'
import { ListProjects } from './projects/list-projects.ts'
import { ListUsers } from './users/list-users.ts'
import { ListWebhooks } from './webhooks/list-webhooks.ts'
import { PutCredential } from './credentials/put-credential.ts'
import { RevokeKey } from './keys/revoke-key.ts'
import { RewrapSecrets } from './credentials/rewrap-secrets.ts'
import { RotateCredential } from './credentials/rotate-credential.ts'
import { RotateKey } from './keys/rotate-key.ts'
import { RotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts'
import { SetLimits } from './limits/set-limits.ts'
import { SetModelSettings } from './models/set-model-settings.ts'
import { SetUp } from './setup/set-up.ts'
import { SetUserGrants } from './users/set-user-grants.ts'
import { TestWebhook } from './webhooks/test-webhook.ts'
import { UpdateInstance } from './instances/update-instance.ts'
import { UpdateKey } from './keys/update-key.ts'
import { UpdateOrganization } from './organizations/update-organization.ts'
import { UpdateProject } from './projects/update-project.ts'
import { UpdateUser } from './users/update-user.ts'
import { UpdateWebhook } from './webhooks/update-webhook.ts'
import { VerifyAuditLog } from './audit/verify-audit-log.ts'
import { VerifyCredential } from './credentials/verify-credential.ts'
import { type AppEnv, createServices } from './services.ts'
import { authorizeRequest } from './sessions/authorize-request.ts'

const BASE_PATH = '/config/v1'

const classes = {
  setUp: SetUp,
  getMe: GetMe,
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
  listWebhooks: ListWebhooks,
  createWebhook: CreateWebhook,
  getWebhook: GetWebhook,
  deleteWebhook: DeleteWebhook,
  updateWebhook: UpdateWebhook,
  rotateWebhookSecret: RotateWebhookSecret,
  testWebhook: TestWebhook,
  listAuditLog: ListAuditLog,
  verifyAuditLog: VerifyAuditLog,
  exportAuditLog: ExportAuditLog,
  getInstanceUsage: GetInstanceUsage,
  listLogs: ListLogs,
}

/** The config service, everything under /config/v1. */
export function createConfigApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  app.use(`${BASE_PATH}/*`, requestId(), async (c, next) => {
    c.set('services', createServices(c.env, c.executionCtx))
    c.set('idempotency', null)
    await next()
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
  })
  app.use(`${BASE_PATH}/*`, accessLog())
  return mount(app, routes, operations, classes, {
    basePath: BASE_PATH,
    authorize: authorizeRequest,
    around: (c, operation, run, checkHead) =>
      once(c, operation, run, checkHead, async (path) => {
        const again = new Request(new URL(path, c.req.url), { headers: c.req.raw.headers })
        return app.fetch(again, c.env, c.executionCtx)
      }),
    validateResponses: (c) => c.var.services.environment.VALIDATE_RESPONSES,
  })
}
