import { beforeAll, describe } from 'vitest'
import { operations } from '../../generated/config/routes.ts'
import type { Role } from '../../src/auth/actor.ts'
import { roleIncludes } from '../../src/auth/actor.ts'
import { reportAlert } from '../../src/config-service/alerts/report.ts'
import { insertKey } from '../../src/config-service/db/keys.ts'
import { newKey } from '../../src/config-service/keys/new-key.ts'
import type { Operation } from '../../src/contract/operation.ts'
import type { RaisedAlert } from '../../src/shared/alerts.ts'
import type { Scope } from '../../src/shared/config-rpc.ts'
import { services } from '../support/config-services.ts'
import { config } from '../support/call.ts'
import { authorizationRequest, decide, type Person, register, review, signIn as signInWith } from '../support/connected-app.ts'
import {
  mintInstance,
  mintProject,
  mintProjectKey,
  mintTenant,
  mintUser,
  mustApi,
  superadmin,
  type Tenant,
  uniqueSlug,
} from '../support/tenant.ts'
import { type Caller, type Case, type Ids, namesNothing, nowhere, open, playMatrix, refused, unseen } from './matrix.ts'

const SCOPES: Scope[] = ['read', 'generate', 'manage', 'metrics:read']
const ROLES: Role[] = ['superadmin', 'admin', 'developer', 'viewer']
const NOWHERE = 'https://hooks.example.com/images'
const { clock } = services

let tenant: Tenant
let ids: Ids
let siblingInstance: Ids
let otherOrganization: Ids
/** The tenant's users, by their role in its instance. */
let userIds: Record<Role, string>
let siblingProjectKey: string
let siblingInstanceKey: string
let otherAdminKey: string
let revokedKey: string
let expiredKey: string

function raised(organizationId: string, instanceId: string): RaisedAlert {
  const subject = { kind: 'instance' as const, id: instanceId }
  return {
    act: 'raise',
    organizationId,
    instanceId,
    projectId: null,
    kind: 'limiter_overloaded',
    subject,
    once: 'x',
    values: {},
    at: clock(),
    endsAt: null,
  }
}

async function thingsOf(place: {
  organizationId: string
  instanceId: string
  projectId: string
  adminKey: string
  userId: string
}): Promise<Ids> {
  const { organizationId, instanceId, projectId, adminKey, userId } = place
  const projectKey = await mintProjectKey({ projectId, adminKey })
  const userKey = await mustApi('POST', '/keys', { kind: 'user', user_id: userId, name: 'Theirs', scopes: ['read'] }, adminKey)
  const credential = await mustApi('PUT', `/instances/${instanceId}/credentials/openai`, { fields: { api_key: 'sk-x' } }, adminKey)
  const webhook = await mustApi('POST', `/instances/${instanceId}/webhooks`, { url: NOWHERE, events: ['generation.failed'] }, adminKey)
  const alert = raised(organizationId, instanceId)
  await reportAlert(services, alert)
  const { data } = (await mustApi('GET', `/instances/${instanceId}/alerts`, undefined, adminKey)).body
  return {
    organization_id: organizationId,
    instance_id: instanceId,
    project_id: projectId,
    alert_id: data[0].id,
    user_id: userId,
    key_id: projectKey.id,
    user_key_id: userKey.body.id,
    credential_id: credential.body.id,
    webhook_id: webhook.body.id,
    provider: 'openai',
  }
}

beforeAll(async () => {
  tenant = await mintTenant({ scopes: SCOPES })
  const platform = await superadmin()
  const granted = (role: 'developer' | 'viewer', instanceId: string) =>
    mintUser(tenant, role, { scopes: SCOPES, instanceIds: [instanceId] })
  const developer = await granted('developer', tenant.instanceId)
  const viewer = await granted('viewer', tenant.instanceId)
  userIds = { superadmin: platform.userId, admin: tenant.adminId, developer: developer.userId, viewer: viewer.userId }
  const somebody = await mintUser(tenant, 'viewer')
  ids = await thingsOf({ ...tenant, userId: somebody.userId })

  siblingProjectKey = (await mintProjectKey({ projectId: await mintProject(tenant), adminKey: tenant.adminKey }, { scopes: SCOPES })).key
  const instanceId = await mintInstance(tenant)
  const projectId = await mintProject({ instanceId, adminKey: tenant.adminKey })
  const neighbour = await granted('developer', instanceId)
  siblingInstanceKey = neighbour.key
  siblingInstance = await thingsOf({ ...tenant, instanceId, projectId, userId: neighbour.userId })

  const other = await mintTenant()
  const otherKey = { kind: 'user', user_id: other.adminId, name: 'Every scope', scopes: SCOPES }
  otherAdminKey = (await mustApi('POST', '/keys', otherKey, other.adminKey)).body.secret
  otherOrganization = await thingsOf({ ...other, userId: other.adminId })

  const doomed = await mintUser(tenant, 'admin')
  await mustApi('DELETE', `/keys/${doomed.keyId}`, undefined, tenant.adminKey)
  revokedKey = doomed.key
  const { row, secret } = await newKey(services, {
    kind: 'user',
    organizationId: tenant.organizationId,
    instanceId: null,
    projectId: null,
    userId: tenant.adminId,
    name: 'Over',
    scopes: SCOPES,
    limits: [],
    expiresAt: clock() - 1,
    createdBy: tenant.adminId,
  })
  await services.db.run(insertKey(services.db, row))
  expiredKey = secret
})

const keys = new Map<string, Promise<string>>()
/** Returns a key of the tenant's user who has this role. The key has these scopes. */
function keyOf(role: Role, scopes: Scope[]): Promise<string> {
  const name = `${role} ${scopes.join(' ')}`
  const known =
    keys.get(name) ??
    mustApi('POST', '/keys', { kind: 'user', user_id: userIds[role], name, scopes }, tenant.superadminKey).then(
      ({ body }) => body.secret as string,
    )
  keys.set(name, known)
  return known
}

async function signIn(): Promise<Record<string, string>> {
  const answer = await config('POST /sessions', { body: { key: await keyOf('viewer', SCOPES) } })
  return { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, 'x-csrf-token': answer.body.csrf_token }
}
const signInAs = async (role: Role): Promise<Person> => signInWith(await keyOf(role, SCOPES))
const appRequest = async () => authorizationRequest((await register()).body.client_id)
async function freshUser(): Promise<Ids> {
  return { user_id: (await mintUser(tenant, 'viewer')).userId }
}
async function freshKey(): Promise<Ids> {
  return { key_id: (await mintProjectKey(tenant, { scopes: ['read'] })).id }
}
async function freshWebhook(): Promise<Ids> {
  const body = { url: NOWHERE, events: ['generation.failed'] }
  return { webhook_id: (await mustApi('POST', `/instances/${tenant.instanceId}/webhooks`, body, tenant.adminKey)).body.id }
}
async function freshCredential(): Promise<Ids> {
  const body = { fields: { api_key: 'r8-x' } }
  return { credential_id: (await mustApi('PUT', `/instances/${tenant.instanceId}/credentials/replicate`, body, tenant.adminKey)).body.id }
}

/** Returns a request whose query names the organization. */
const inOrganization = ({ organization_id }: Ids) => ({ query: { organization_id: organization_id! } })
const ABOUT_THE_CALLER = 'it tells a caller of itself alone'
const SAME_ORGANIZATION = 'who works in one of its instances may see the organization; what is listed is shown by tenancy.test.ts'
const ADMINS_ONLY = 'it needs an admin of the organization, who sees all of its instances'
const ANY_KEY = 'every key may, one of a project too'
const PLATFORM_WIDE = 'it names nothing of a tenant: it is for superadmins alone, which lower_role shows'

/**
 * Returns two requests of an operation on a key: one for a project key and one for a user key, because the two kinds of keys require
 * different roles.
 */
const bothKeys = (sent: { body?: unknown }) => (named: Ids) => [sent, { ...sent, path: { key_id: named['user_key_id']! } }]
const LIMIT = { metric: 'requests', window_seconds: 60, limit: 10 }
const PERIOD = { from: '2026-11-01T00:00:00Z', to: '2026-11-08T00:00:00Z' }
const FIRST_VERSION = { 'if-match': '"1"' }

const cases = {
  setUp: open(201, 'it opens the platform, with the setup token'),
  getHealth: open(200, 'it is for monitors'),
  getContract: open(200, 'the contract is public'),
  createSession: open(201, 'its body is the key; sessions.test.ts has what it refuses'),

  getMe: { succeeds: 200, exempt: { lower_role: ANY_KEY, ...namesNothing(ABOUT_THE_CALLER) } },
  listPlaces: {
    succeeds: 200,
    exempt: { lower_role: ANY_KEY, ...namesNothing('it lists what the caller sees; places.test.ts shows what') },
  },
  listCatalogue: { succeeds: 200, exempt: { lower_role: ANY_KEY, ...namesNothing('the catalogue is the same for everybody') } },
  getSession: {
    succeeds: 200,
    control: async () => (await config('GET /sessions/current', { headers: await signIn() })).status,
    exempt: namesNothing(ABOUT_THE_CALLER),
  },
  deleteSession: {
    succeeds: 204,
    control: async () => (await config('DELETE /sessions/current', { headers: await signIn() })).status,
    exempt: namesNothing(ABOUT_THE_CALLER),
  },
  deleteSessions: { succeeds: 200, exempt: namesNothing(ABOUT_THE_CALLER) },
  createDataKey: {
    succeeds: 201,
    request: () => ({ body: { project_id: tenant.projectId } }),
    control: async () =>
      (await config('POST /sessions/current/data-keys', { headers: await signIn(), body: { project_id: tenant.projectId } })).status,
    exempt: namesNothing('a key has no session; data-keys.test.ts asks through sessions of others'),
  },
  getAuthorizationServer: open(200, 'the metadata is public'),
  registerClient: open(201, 'a registration permits nothing; connected-apps.test.ts has what it refuses', () => ({
    body: { redirect_uris: ['https://assistant.test/callback'] },
  })),
  issueToken: open(200, 'its body has the secret; connected-apps.test.ts has what it refuses'),
  revokeToken: open(200, 'its body has the secret; connected-apps.test.ts has what it refuses'),
  reviewAuthorization: {
    succeeds: 200,
    request: () => ({ body: {} }),
    control: async () => (await review(await signInAs('developer'), await appRequest())).status,
    exempt: namesNothing('a key has no session; connected-apps.test.ts asks through sessions of others'),
  },
  decideAuthorization: {
    succeeds: 201,
    request: ({ project_id }) => ({ body: { decision: 'allow', request: {}, project_id } }),
    control: async () => (await decide(await signInAs('developer'), await appRequest(), tenant.projectId)).status,
    exempt: namesNothing('a key has no session; connected-apps.test.ts asks through sessions of others'),
  },
  createSignInLink: { succeeds: 201, request: () => ({ body: {} }), exempt: namesNothing(ABOUT_THE_CALLER) },
  getRewrapProgress: { succeeds: 200, exempt: namesNothing(PLATFORM_WIDE) },
  rewrapSecrets: { succeeds: 200, request: () => ({ body: { batch_size: 1 } }), exempt: namesNothing(PLATFORM_WIDE) },

  listOrganizations: { succeeds: 200, exempt: namesNothing('it lists what the caller is in; tenancy.test.ts shows what') },
  createOrganization: {
    succeeds: 201,
    request: () => ({ body: { name: 'New', slug: uniqueSlug('new') } }),
    exempt: namesNothing(PLATFORM_WIDE),
  },
  getOrganization: { succeeds: 200, exempt: { sibling_instance: SAME_ORGANIZATION } },
  updateOrganization: { succeeds: 200, request: () => ({ body: { name: 'Renamed' } }) },
  deleteOrganization: {
    succeeds: 204,
    fresh: async () => {
      const slug = uniqueSlug('empty')
      return { organization_id: (await mustApi('POST', '/organizations', { name: slug, slug }, tenant.superadminKey)).body.id }
    },
  },

  listUsers: { succeeds: 200, request: inOrganization },
  createUser: {
    succeeds: 201,
    request: ({ organization_id }) => ({ body: { organization_id, name: 'New', email: 'new@example.com', role: 'viewer' } }),
  },
  getUser: { succeeds: 200 },
  updateUser: { succeeds: 200, request: () => ({ body: { name: 'Renamed' } }) },
  deleteUser: { succeeds: 204, fresh: freshUser },
  deleteUserSessions: { succeeds: 200, fresh: freshUser },
  setUserGrants: {
    succeeds: 200,
    fresh: freshUser,
    request: ({ instance_id }) => ({ body: { grants: [{ instance_id, role: 'viewer' }] }, headers: FIRST_VERSION }),
    mentionsElsewhere: [(_, { instance_id }) => ({ body: { grants: [{ instance_id, role: 'viewer' }] }, headers: FIRST_VERSION })],
  },

  listInstances: { succeeds: 200, request: inOrganization, exempt: { sibling_instance: SAME_ORGANIZATION } },
  createInstance: { succeeds: 201, request: ({ organization_id }) => ({ body: { organization_id, name: 'New', slug: 'new-one' } }) },
  getInstance: { succeeds: 200 },
  updateInstance: { succeeds: 200, request: () => ({ body: { name: 'Renamed' } }) },
  deleteInstance: { succeeds: 204, fresh: async () => ({ instance_id: await mintInstance(tenant) }) },
  exportInstance: { succeeds: 200 },
  importInstance: {
    succeeds: 200,
    request: () => ({
      query: { dry_run: 'true' },
      body: {
        format: 1,
        settings: {
          name: 'One',
          default_model: 'sketch',
          fallback_chain: [],
          delivery_base_url: null,
          retention_days: null,
          cors_origins: [],
          content_policy: { blocked_terms: [], provider_safety: {}, fallback_on_refusal: false },
          worker_url: null,
        },
        projects: [],
        limits: [],
        models: [],
        aliases: [],
        custom_providers: [],
        custom_models: [],
        webhooks: [],
      },
    }),
  },

  listProjects: { succeeds: 200 },
  createProject: { succeeds: 201, request: () => ({ body: { name: 'New', slug: 'new-one' } }) },
  getProject: { succeeds: 200 },
  updateProject: { succeeds: 200, request: () => ({ body: { name: 'Renamed' } }) },
  deleteProject: { succeeds: 204, fresh: async () => ({ project_id: await mintProject(tenant) }) },

  getLimits: { succeeds: 200 },
  setLimits: {
    succeeds: 200,
    request: () => ({ body: { limits: [] }, headers: FIRST_VERSION }),
    mentions: [
      (_, { project_id }) => ({ body: { limits: [{ ...LIMIT, scope: 'project', target: project_id }] }, headers: FIRST_VERSION }),
      (_, { key_id }) => ({ body: { limits: [{ ...LIMIT, scope: 'key', target: key_id }] }, headers: FIRST_VERSION }),
      (_, { user_key_id }) => ({ body: { limits: [{ ...LIMIT, scope: 'key', target: user_key_id }] }, headers: FIRST_VERSION }),
    ],
  },
  getModelSettings: { succeeds: 200 },
  dryRunModel: { succeeds: 200, request: () => ({ body: { model: 'sketch' } }) },
  setModelSettings: { succeeds: 200, request: () => ({ body: { models: [], aliases: [] }, headers: FIRST_VERSION }) },

  listKeys: {
    succeeds: 200,
    request: inOrganization,
    mentionsElsewhere: [(_, { organization_id }) => ({ query: { organization_id: organization_id! } })],
    mentions: [
      (_, { instance_id }) => ({ query: { instance_id: instance_id! } }),
      (_, { project_id }) => ({ query: { project_id: project_id! } }),
      (_, { user_id }) => ({ query: { user_id: user_id! } }),
      (_, { key_id }) => ({ query: { depends_on: key_id! } }),
      (_, { user_key_id }) => ({ query: { depends_on: user_key_id! } }),
    ],
    exempt: { sibling_instance: SAME_ORGANIZATION },
  },
  createKey: {
    succeeds: 201,
    as: 'developer',
    request: ({ project_id }) => ({ body: { kind: 'project', project_id, name: 'New', scopes: ['read'] } }),
    mentions: [
      (_, { user_id }) => ({ body: { kind: 'user', user_id, name: 'New', scopes: ['read'] } }),
      (_, { project_id }) => ({ body: { kind: 'project', project_id, name: 'New', scopes: ['read'] } }),
    ],
  },
  getKey: { succeeds: 200, request: bothKeys({}) },
  updateKey: { succeeds: 200, as: 'developer', request: () => ({ body: { name: 'Renamed' } }) },
  rotateKey: { succeeds: 201, as: 'developer', fresh: freshKey, request: () => ({ body: { grace_period_seconds: 0 } }) },
  revokeKey: { succeeds: 204, as: 'developer', fresh: freshKey },

  listProviders: { succeeds: 200 },
  listCredentials: { succeeds: 200 },
  putCredential: { succeeds: 200, request: () => ({ body: { fields: { api_key: 'sk-y' } } }) },
  getCredential: { succeeds: 200 },
  rotateCredential: { succeeds: 200, request: () => ({ body: { fields: { api_key: 'sk-z' }, verify_first: false } }) },
  verifyCredential: { succeeds: 200 },
  deleteCredential: { succeeds: 204, fresh: freshCredential },

  listWebhooks: { succeeds: 200 },
  createWebhook: {
    succeeds: 201,
    request: () => ({ body: { url: NOWHERE, events: ['generation.failed'] } }),
    mentions: [(_, { project_id }) => ({ body: { url: NOWHERE, events: ['generation.failed'], project_id } })],
  },
  getWebhook: { succeeds: 200 },
  updateWebhook: { succeeds: 200, request: () => ({ body: { status: 'disabled' } }) },
  rotateWebhookSecret: { succeeds: 200, request: () => ({ body: { grace_period_seconds: 0 } }) },
  testWebhook: { succeeds: 200 },
  deleteWebhook: { succeeds: 204, fresh: freshWebhook },

  listAlerts: { succeeds: 200 },
  listOrganizationAlerts: { succeeds: 200, exempt: { sibling_instance: ADMINS_ONLY } },
  acknowledgeAlert: { succeeds: 200 },
  getMetrics: { succeeds: 200 },
  getAlertSettings: { succeeds: 200 },
  setAlertSettings: { succeeds: 200, request: () => ({ body: {}, headers: FIRST_VERSION }) },

  listAuditLog: {
    succeeds: 200,
    request: inOrganization,
    mentionsElsewhere: [(_, { user_id }) => ({ query: { actor: user_id! } }), (_, { project_id }) => ({ query: { target: project_id! } })],
  },
  verifyAuditLog: { succeeds: 200, request: inOrganization },
  exportAuditLog: { succeeds: 200, request: inOrganization },
  getOrganizationOverview: { succeeds: 200, exempt: { sibling_instance: SAME_ORGANIZATION } },
  getInstanceOverview: { succeeds: 200 },
  getLimitStates: { succeeds: 200 },
  getInstanceUsage: { succeeds: 200, mentions: [(_, { project_id }) => ({ query: { ...PERIOD, project_id: project_id! } })] },
  listLogs: {
    succeeds: 200,
    mentions: [(_, { project_id }) => ({ query: { project_id: project_id! } }), (_, { key_id }) => ({ query: { key_id: key_id! } })],
  },
} satisfies Record<keyof typeof operations, Case<Role>>

const neededRole = (operation: Operation, as: Role | undefined): Role | null => as ?? operation.requiredRole

describe('config service', () => {
  playMatrix<Role>(operations, cases, {
    basePath: '/config/v1',
    ids: () => ids,
    siblings: () => [siblingInstance],
    elsewhere: () => otherOrganization,
    clock,
    right: async (operation, as) => ({
      key: await keyOf(neededRole(operation, as) ?? 'viewer', [...new Set<Scope>(['read', operation.requiredScope!])]),
    }),
    cells: {
      no_key: (play) => refused(play, 'no key', { key: null }, 401, 'missing_key'),
      malformed_key: async (play) => {
        const real = tenant.adminKey
        const wrong = real.slice(0, -1) + (real.endsWith('0') ? '1' : '0')
        for (const key of ['x', 'cma_live_', wrong]) await refused(play, `malformed key ${key.length}`, { key }, 401, 'invalid_key')
      },
      revoked_key: (play) => refused(play, 'revoked key', { key: revokedKey }, 401, 'revoked_key'),
      expired_key: (play) => refused(play, 'expired key', { key: expiredKey }, 401, 'expired_key'),
      wrong_scope: async (play, row) => {
        const { requiredScope } = play.operation
        const key = await keyOf(
          neededRole(play.operation, row.as) ?? 'viewer',
          SCOPES.filter((scope) => scope !== requiredScope),
        )
        await refused(play, 'wrong scope', { key }, 403, 'insufficient_scope')
      },
      lower_role: async (play, row) => {
        const needed = neededRole(play.operation, row.as)
        if (needed === null) return void play.faults.push('lower_role: needs a reason')
        for (const role of ROLES.filter((each) => !roleIncludes(each, needed)))
          await refused(play, `lower role ${role}`, { key: await keyOf(role, SCOPES) }, 403, 'insufficient_role')
        await refused(play, "the project's own key", { key: tenant.projectKey }, 403, 'insufficient_role')
      },
      // A project key has no role in the config service, so all its requests get the same refusal.
      sibling_project: (play) => unseen(play, 'sibling project', as(siblingProjectKey), nowhere(play.ids, clock), [403]),
      sibling_instance: (play) =>
        unseen(play, 'sibling instance', as(siblingInstanceKey), nowhere(play.ids, clock), statusFor(play.operation, 'developer')),
      other_organization: (play) =>
        unseen(play, 'other organization', as(otherAdminKey), nowhere(play.ids, clock), statusFor(play.operation, 'admin')),
    },
  })
})

function as(key: string): () => Caller {
  return () => ({ key })
}
/**
 * Returns the statuses that a caller with this role may get for a resource of another tenant. If the role is too low for the operation,
 * the response is 403 before anything is looked up. Otherwise it is 404, so that the caller does not learn that the resource exists.
 */
function statusFor({ requiredRole }: Operation, role: Role): number[] {
  return [requiredRole === null || roleIncludes(role, requiredRole) ? 404 : 403]
}
