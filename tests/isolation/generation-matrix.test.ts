import { beforeAll, describe, expect } from 'vitest'
import { operations } from '../../generated/generation/routes.ts'
import { insertKey } from '../../src/config-service/db/keys.ts'
import { newKey } from '../../src/config-service/keys/new-key.ts'
import type { Scope } from '../../src/shared/config-rpc.ts'
import { services } from '../support/config-services.ts'
import { play, SMALL } from '../generation-service/place.ts'
import { call, config } from '../support/call.ts'
import { png } from '../support/pictures.ts'
import { mintInstance, mintProject, mintProjectKey, mintTenant, mintUser, mustApi } from '../support/tenant.ts'
import type { Tenant } from '../support/tenant.ts'
import { type Caller, type Case, type Ids, nowhere, open, playMatrix, type Play, refused, unseen } from './matrix.ts'

const SCOPES: Scope[] = ['read', 'generate', 'manage']
// Nothing listens at this URL, so deliveries to it fail and stay in the list of deliveries.
const NOWHERE = 'http://127.0.0.1:1/hook'
const { clock } = services

let tenant: Tenant
let ids: Ids
let siblingProject: Ids
let siblingInstance: Ids
let otherOrganization: Ids
let picture: Uint8Array<ArrayBuffer>
/** The key of a user who may only read the tenant's instance; the key has every scope. */
let viewerKey: string
/** `neighbourKey` belongs to a developer of the sibling instance, `otherAdminKey` to an admin of another organization. */
let neighbourKey: string
let otherAdminKey: string
let revokedKey: string
let expiredKey: string

interface Place {
  organizationId: string
  instanceId: string
  projectId: string
  adminKey: string
  projectKey: string
}
async function thingsOf({ organizationId, instanceId, projectId, adminKey, projectKey: key }: Place): Promise<Ids> {
  const hook = await mustApi(
    'POST',
    `/instances/${instanceId}/webhooks`,
    { url: NOWHERE, events: ['generation.succeeded'], project_id: projectId },
    adminKey,
  )
  const made = await call('POST /v1/generate', { key, body: { prompt: 'x', ...SMALL } })
  expect(made.status, made.text).toBe(200)
  const deliveries = async () => (await call('GET /v1/webhook-deliveries', { key })).body.data as { id: string }[]
  // Waits for the first delivery in a loop of its own, because `expect.poll` can be used only inside a test.
  let [delivery] = await deliveries()
  for (const until = Date.now() + 60_000; delivery === undefined && Date.now() < until; [delivery] = await deliveries())
    await scheduler.wait(100)
  if (delivery === undefined) throw new Error('No webhook delivery within a minute')
  const asset = made.body.images[0]
  return {
    organization_id: organizationId,
    instance_id: instanceId,
    project_id: projectId,
    webhook_id: hook.body.id,
    generation_id: made.body.id,
    asset_id: asset.asset_id ?? asset.id,
    delivery_id: delivery.id,
    project_key: key,
    model: 'sketch',
    provider: 'sketch',
    token: 'x',
  }
}

beforeAll(async () => {
  picture = png(64, 64)
  tenant = await mintTenant()
  ids = await thingsOf(tenant)

  const siblingId = await mintProject(tenant)
  const siblingKey = await mintProjectKey({ projectId: siblingId, adminKey: tenant.adminKey })
  siblingProject = await thingsOf({ ...tenant, projectId: siblingId, projectKey: siblingKey.key })

  const instanceId = await mintInstance(tenant)
  const projectId = await mintProject({ instanceId, adminKey: tenant.adminKey })
  const neighbourProject = await mintProjectKey({ projectId, adminKey: tenant.adminKey })
  siblingInstance = await thingsOf({ ...tenant, instanceId, projectId, projectKey: neighbourProject.key })
  neighbourKey = (await mintUser(tenant, 'developer', { instanceIds: [instanceId] })).key

  const other = await mintTenant()
  otherOrganization = await thingsOf(other)
  otherAdminKey = other.adminKey
  viewerKey = (await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })).key

  // The key is used once before it is revoked, so that the platform's caches contain it. Even so, it must be refused afterwards.
  const doomed = await mintProjectKey(tenant)
  expect((await call('GET /v1/models', { key: doomed.key })).status).toBe(200)
  expect((await config(`DELETE /keys/${doomed.id}`, { key: tenant.adminKey })).status).toBe(204)
  revokedKey = doomed.key
  const { row, secret } = await newKey(services, {
    kind: 'project',
    organizationId: tenant.organizationId,
    instanceId: tenant.instanceId,
    projectId: tenant.projectId,
    userId: null,
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
/** Makes a key of the tenant's project with only these scopes. */
function keyWith(scopes: Scope[]): Promise<string> {
  const name = scopes.join(' ')
  const known = keys.get(name) ?? mintProjectKey(tenant, { scopes }).then(({ key }) => key)
  keys.set(name, known)
  return known
}

async function freshGeneration(body: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Ids> {
  const made = await call('POST /v1/generate', { key: tenant.projectKey, body: { prompt: 'x', ...SMALL, ...body }, headers })
  return { generation_id: made.body.id }
}
async function freshAsset(): Promise<Ids> {
  const made = await call('POST /v1/assets', { key: tenant.projectKey, body: { base64: picture.toBase64() } })
  return { asset_id: made.body.id }
}
/** Returns the token of a link to one of the caller's own pictures. */
async function freshLink(): Promise<Ids> {
  const made = await call(`POST /v1/assets/${ids['asset_id']}/link`, { key: tenant.projectKey, body: {} })
  return { link_token: new URL(made.body.url, 'http://platform.test').searchParams.get('token')! }
}
function form(): FormData {
  const body = new FormData()
  body.set('image', new Blob([picture], { type: 'image/png' }), 'picture.png')
  body.set('size', '64x64')
  body.set('model', 'sketch')
  return body
}

const drawing = { prompt: 'x', ...SMALL }
const editing = (asset_id: string | undefined) => ({ ...drawing, operation: 'remix', model: 'sketch', inputs: [{ asset_id }] })

const cases = {
  getHealth: open(200, 'it is for monitors'),
  getContract: open(200, 'the contract is public'),
  receiveCallback: open(204, 'providers call it; the signed token in its path is what lets them in (callbacks tests)'),

  generate: {
    succeeds: 200,
    request: () => ({ body: drawing }),
    mentions: [
      (_, { asset_id }) => ({ body: editing(asset_id) }),
      (own, { asset_id }) => ({ body: { ...editing(own['asset_id']), operation: 'inpaint', mask: { asset_id } } }),
    ],
  },
  quote: { succeeds: 200, request: () => ({ body: drawing }), mentions: [(_, { asset_id }) => ({ body: editing(asset_id) })] },
  listGenerations: { succeeds: 200 },
  getGeneration: { succeeds: 200 },
  deleteGeneration: { succeeds: 204, fresh: freshGeneration },
  cancelGeneration: {
    succeeds: 200,
    fresh: () => freshGeneration({ ...play({ delay_ms: 20_000 }) }, { prefer: 'respond-async' }),
  },
  // This operation sets the cost of a generation whose cost is unknown. The generation here has succeeded, so its cost is known, and the
  // service responds with 409. It does this only after it has accepted the key.
  resolveGeneration: { succeeds: 409, request: () => ({ body: { amount_micros: 0 } }) },
  streamGenerationEvents: { succeeds: 200 },

  listWebhookDeliveries: {
    succeeds: 200,
    mentions: [
      (_, { webhook_id }) => ({ query: { webhook_id: webhook_id! } }),
      (_, { generation_id }) => ({ query: { generation_id: generation_id! } }),
    ],
  },
  redeliverWebhook: { succeeds: 202 },

  uploadAsset: { succeeds: 201, request: () => ({ body: { base64: picture.toBase64() } }) },
  listAssets: { succeeds: 200 },
  getAsset: { succeeds: 200 },
  deleteAsset: { succeeds: 204, fresh: freshAsset },
  getAssetContent: {
    succeeds: 200,
    fresh: freshLink,
    mentions: [(own, { asset_id }) => ({ path: { asset_id: asset_id! }, query: { token: own['link_token']! } })],
  },
  linkAsset: { succeeds: 200, request: () => ({ body: {} }) },

  listModels: { succeeds: 200 },
  getModel: { succeeds: 200 },
  getLimits: { succeeds: 200 },
  getUsage: { succeeds: 200 },

  createImage: { succeeds: 200, request: () => ({ body: { model: 'sketch', prompt: 'x', size: '64x64' } }) },
  createImageEdit: {
    succeeds: 200,
    request: ({ asset_id }) => ({ body: { model: 'sketch', prompt: 'x', size: '64x64', images: [{ file_id: asset_id }] } }),
    mentions: [
      (_, { asset_id }) => ({ body: { model: 'sketch', prompt: 'x', size: '64x64', images: [{ file_id: asset_id }] } }),
      (own, { asset_id }) => ({
        body: { model: 'sketch', prompt: 'x', size: '64x64', images: [{ file_id: own['asset_id'] }], mask: { file_id: asset_id } },
      }),
    ],
  },
  createImageVariation: { succeeds: 200, request: () => ({ body: form() }) },
} satisfies Record<keyof typeof operations, Case<never>>

/**
 * Checks that the keys of another tenant do not reach this tenant's resource, even with a header that names this tenant's project or
 * instance.
 */
async function foreign(play: Play, cell: string, projectKey: string, userKey: string | null): Promise<void> {
  const ghosts = nowhere(play.ids, clock)
  const named = /\{(generation|asset|delivery)_id\}/.test(play.operation.path)
  if (named) await unseen(play, `${cell}, own key`, () => ({ key: projectKey }), ghosts, [404])
  const naming =
    (key: string, header: 'x-project-id' | 'x-instance-id', name: string) =>
    (of: Ids): Caller => ({ key, headers: { [header]: of[name]! } })
  await unseen(play, `${cell}, own key naming the project`, naming(projectKey, 'x-project-id', 'project_id'), ghosts, [404])
  if (cell !== 'sibling project')
    await unseen(play, `${cell}, own key naming the instance`, naming(projectKey, 'x-instance-id', 'instance_id'), ghosts, [404])
  if (userKey !== null)
    await unseen(play, `${cell}, user's key naming the project`, naming(userKey, 'x-project-id', 'project_id'), ghosts, [404])
}

describe('generation service', () => {
  playMatrix<never>(operations, cases, {
    basePath: '/v1',
    ids: () => ids,
    siblings: () => [siblingProject, siblingInstance],
    elsewhere: () => otherOrganization,
    clock,
    right: async (operation) => ({ key: await keyWith([operation.requiredScope!]) }),
    cells: {
      no_key: (play) => refused(play, 'no key', { key: null }, 401, 'missing_key'),
      malformed_key: async (play) => {
        const real = tenant.projectKey
        const wrong = real.slice(0, -1) + (real.endsWith('0') ? '1' : '0')
        for (const key of ['x', 'cma_live_', wrong]) await refused(play, `malformed key ${key.length}`, { key }, 401, 'invalid_key')
      },
      revoked_key: (play) => refused(play, 'revoked key', { key: revokedKey }, 401, 'revoked_key'),
      expired_key: (play) => refused(play, 'expired key', { key: expiredKey }, 401, 'expired_key'),
      wrong_scope: async (play) => {
        const key = await keyWith(SCOPES.filter((scope) => scope !== play.operation.requiredScope))
        await refused(play, 'wrong scope', { key }, 403, 'insufficient_scope')
      },
      // A user who may only read an instance cannot spend money in it, whatever the scopes of the key are. That user
      // may call the operations of the scope `read`. The case `sibling_instance` tests a user without a grant in this instance.
      lower_role: async (play, row) => {
        const viewer = { key: viewerKey, headers: { 'x-project-id': tenant.projectId } }
        if (play.operation.requiredScope !== 'read') return refused(play, 'viewer', viewer, 403, 'insufficient_scope')
        for (const sent of play.requests(play.ids)) {
          const { status, code } = await play.send(play.ids, sent, viewer)
          if (status !== row.succeeds) play.faults.push(`viewer: ${status} ${code} instead of ${row.succeeds}, although it only reads`)
        }
      },
      sibling_project: (play) => foreign(play, 'sibling project', siblingProject['project_key']!, null),
      sibling_instance: (play) => foreign(play, 'sibling instance', siblingInstance['project_key']!, neighbourKey),
      other_organization: (play) => foreign(play, 'other organization', otherOrganization['project_key']!, otherAdminKey),
    },
  })
})
