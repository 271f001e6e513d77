import { Hono } from 'hono'
import { operations, routes } from '../../generated/config/routes.ts'
import { mount } from '../contract/chanfana.ts'
import { requestId } from '../contract/request-id.ts'
import { accessLog } from './access-log.ts'
import { once } from './idempotency.ts'
import { CreateInstance } from './operations/create-instance.ts'
import { CreateKey } from './operations/create-key.ts'
import { CreateOrganization } from './operations/create-organization.ts'
import { CreateProject } from './operations/create-project.ts'
import { CreateSession } from './operations/create-session.ts'
import { CreateUser } from './operations/create-user.ts'
import { CreateWebhook } from './operations/create-webhook.ts'
import { DeleteCredential } from './operations/delete-credential.ts'
import { DeleteInstance } from './operations/delete-instance.ts'
import { DeleteOrganization } from './operations/delete-organization.ts'
import { DeleteProject } from './operations/delete-project.ts'
import { DeleteSession } from './operations/delete-session.ts'
import { DeleteSessions } from './operations/delete-sessions.ts'
import { DeleteUser } from './operations/delete-user.ts'
import { DeleteWebhook } from './operations/delete-webhook.ts'
import { DryRunModel } from './operations/dry-run-model.ts'
import { ExportAuditLog } from './operations/export-audit-log.ts'
import { ExportInstance } from './operations/export-instance.ts'
import { GetContract } from './operations/get-contract.ts'
import { GetCredential } from './operations/get-credential.ts'
import { GetHealth } from './operations/get-health.ts'
import { GetInstanceUsage } from './operations/get-instance-usage.ts'
import { GetInstance } from './operations/get-instance.ts'
import { GetKey } from './operations/get-key.ts'
import { GetLimits } from './operations/get-limits.ts'
import { GetMe } from './operations/get-me.ts'
import { GetModelSettings } from './operations/get-model-settings.ts'
import { GetOrganization } from './operations/get-organization.ts'
import { GetProject } from './operations/get-project.ts'
import { GetRewrapProgress } from './operations/get-rewrap-progress.ts'
import { GetSession } from './operations/get-session.ts'
import { GetUser } from './operations/get-user.ts'
import { GetWebhook } from './operations/get-webhook.ts'
import { ImportInstance } from './operations/import-instance.ts'
import { ListAuditLog } from './operations/list-audit-log.ts'
import { ListCatalogue } from './operations/list-catalogue.ts'
import { ListCredentials } from './operations/list-credentials.ts'
import { ListInstances } from './operations/list-instances.ts'
import { ListKeys } from './operations/list-keys.ts'
import { ListLogs } from './operations/list-logs.ts'
import { ListOrganizations } from './operations/list-organizations.ts'
import { ListProjects } from './operations/list-projects.ts'
import { ListUsers } from './operations/list-users.ts'
import { ListWebhooks } from './operations/list-webhooks.ts'
import { PutCredential } from './operations/put-credential.ts'
import { RevokeKey } from './operations/revoke-key.ts'
import { RewrapSecrets } from './operations/rewrap-secrets.ts'
import { RotateCredential } from './operations/rotate-credential.ts'
import { RotateKey } from './operations/rotate-key.ts'
import { RotateWebhookSecret } from './operations/rotate-webhook-secret.ts'
import { SetLimits } from './operations/set-limits.ts'
import { SetModelSettings } from './operations/set-model-settings.ts'
import { SetUp } from './operations/set-up.ts'
import { SetUserGrants } from './operations/set-user-grants.ts'
import { TestWebhook } from './operations/test-webhook.ts'
import { UpdateInstance } from './operations/update-instance.ts'
import { UpdateKey } from './operations/update-key.ts'
import { UpdateOrganization } from './operations/update-organization.ts'
import { UpdateProject } from './operations/update-project.ts'
import { UpdateUser } from './operations/update-user.ts'
import { UpdateWebhook } from './operations/update-webhook.ts'
import { VerifyAuditLog } from './operations/verify-audit-log.ts'
import { VerifyCredential } from './operations/verify-credential.ts'
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
