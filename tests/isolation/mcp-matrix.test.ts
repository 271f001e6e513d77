// Tests the isolation of the endpoint for agents: every tool and resource × every kind of caller that must not get at the tenant's
// pictures. A tool without a row fails the first test.
import { beforeAll, describe, expect, it } from 'vitest'
import { insertKey } from '../../src/config-service/db/keys.ts'
import { newKey } from '../../src/config-service/keys/new-key.ts'
import type { Scope } from '../../src/shared/config-rpc.ts'
import { call } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { fetchApi } from '../support/http.ts'
import { mintInstance, mintProject, mintProjectKey, mintTenant, mintUser, mustApi, type Tenant } from '../support/tenant.ts'
import { SMALL } from '../generation-service/place.ts'

const PATIENCE = 120_000
// Ids that belong to no generation and no picture. `send` replaces the ids of a request by fixed words in the answer, so that answers to
// requests with different ids can be compared. The ids here must not be those of the examples in src/generation-service/mcp/tools.ts:
// an answer may contain an example, which `send` must not change.
const UNKNOWN = { generation: 'gen_01K9ZQ4X1V7M3T8B5N2D6F0NJW', asset: 'asset_01K9ZQ4X1V7M3T8B5N2D6F0NJW' }
type Ids = typeof UNKNOWN

interface Caller {
  key: string | null
  headers?: Record<string, string>
}
interface Said {
  status: number
  /** Whether a tool ran, or a resource was read, without an error. */
  succeeded: boolean
  /** The whole answer, without the parts that differ in each call. */
  text: string
}

/**
 * The messages that are tested, by name. `scope` is the scope that the caller's key needs. `ask` returns the message. Some messages contain
 * the id of a generation or a picture, which `ask` takes from `ids`.
 */
const MESSAGES: Record<string, { scope: 'read' | 'generate'; ask(ids: Ids): { method: string; params: object } }> = {
  generate_image: { scope: 'generate', ask: () => tool('generate_image', { prompt: 'x', ...SMALL }) },
  edit_image: {
    scope: 'generate',
    ask: ({ asset }) => tool('edit_image', { operation: 'remix', model: 'sketch', prompt: 'x', inputs: [{ asset_id: asset }], ...SMALL }),
  },
  describe_image: { scope: 'generate', ask: ({ asset }) => tool('describe_image', { model: 'sketch', inputs: [{ asset_id: asset }] }) },
  get_generation: { scope: 'read', ask: ({ generation }) => tool('get_generation', { generation_id: generation }) },
  cancel_generation: { scope: 'generate', ask: ({ generation }) => tool('cancel_generation', { generation_id: generation }) },
  quote_image: {
    scope: 'generate',
    ask: ({ asset }) => tool('quote_image', { operation: 'remix', model: 'sketch', prompt: 'x', inputs: [{ asset_id: asset }], ...SMALL }),
  },
  list_models: { scope: 'read', ask: () => tool('list_models', {}) },
  list_images: { scope: 'read', ask: () => tool('list_images', {}) },
  'resources/list': { scope: 'read', ask: () => ({ method: 'resources/list', params: {} }) },
  'resources/read': { scope: 'read', ask: ({ asset }) => ({ method: 'resources/read', params: { uri: `asset:///${asset}` } }) },
}
/** Messages that name a picture or a generation. */
const NAMING = ['edit_image', 'describe_image', 'get_generation', 'cancel_generation', 'quote_image', 'resources/read']
const EVERY = Object.keys(MESSAGES)

function tool(name: string, args: object) {
  return { method: 'tools/call', params: { name, arguments: args } }
}

let tenant: Tenant
let ids: Ids
let keys: Record<'revoked' | 'expired' | 'reads' | 'makes' | 'manages' | 'viewer' | 'stranger', string>
/** For each other tenant: a key, and the ids of a generation and a picture in its project. */
let others: { name: string; key: string; ids: Ids }[]

async function made(key: string): Promise<Ids> {
  const { status, body, text } = await call('POST /v1/generate', { key, body: { prompt: 'x', ...SMALL } })
  expect(status, text).toBe(200)
  return { generation: body.id, asset: body.images[0].asset_id }
}

beforeAll(async () => {
  tenant = await mintTenant()
  ids = await made(tenant.projectKey)
  const scoped = async (...scopes: Scope[]) => (await mintProjectKey(tenant, { scopes })).key
  const doomed = await mintProjectKey(tenant)
  await send(EVERY[0]!, ids, { key: doomed.key })
  await mustApi('DELETE', `/keys/${doomed.id}`, undefined, tenant.adminKey)
  const { row, secret } = await newKey(services, {
    kind: 'project',
    organizationId: tenant.organizationId,
    instanceId: tenant.instanceId,
    projectId: tenant.projectId,
    userId: null,
    name: 'Over',
    scopes: ['read', 'generate', 'manage'],
    limits: [],
    expiresAt: services.clock() - 1,
    createdBy: tenant.adminId,
  })
  await services.db.run(insertKey(services.db, row))
  keys = {
    revoked: doomed.key,
    expired: secret,
    reads: await scoped('read'),
    makes: await scoped('generate'),
    manages: await scoped('manage'),
    viewer: (await mintUser(tenant, 'viewer', { instanceIds: [tenant.instanceId] })).key,
    stranger: (await mintTenant()).adminKey,
  }
  const sibling = await mintProject(tenant)
  const instanceId = await mintInstance(tenant)
  const neighbour = await mintProject({ instanceId, adminKey: tenant.adminKey })
  const keyOf = async (projectId: string) => (await mintProjectKey({ projectId, adminKey: tenant.adminKey })).key
  others = []
  for (const [name, key] of [
    ['another project', await keyOf(sibling)],
    ['another instance', await keyOf(neighbour)],
    ['another organization', (await mintTenant()).projectKey],
  ] as const)
    others.push({ name, key, ids: await made(key) })
}, PATIENCE)

async function ask(message: { method: string; params: object }, { key, headers = {} }: Caller) {
  const response = await fetchApi('/mcp', {
    method: 'POST',
    headers: {
      ...headers,
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
  })
  const text = await response.text()
  // If the response is a stream of events, its last event is the answer.
  const answer = text.startsWith('{')
    ? text
    : (text
        .match(/^data: \{.*$/gm)
        ?.at(-1)
        ?.slice(6) ?? '{}')
  // The type is `any`, because results have many shapes.
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: response.status, answer, read: JSON.parse(answer) as { result?: any; error?: unknown } }
}

async function send(name: string, named: Ids, caller: Caller): Promise<Said> {
  const { status, answer, read } = await ask(MESSAGES[name]!.ask(named), caller)
  return {
    status,
    succeeded: status === 200 && read.error === undefined && read.result !== undefined && read.result.isError !== true,
    text: answer
      .replaceAll(/req_[0-9A-Z]{26}/g, 'REQUEST')
      .replaceAll(named.generation, 'GENERATION')
      .replaceAll(named.asset, 'ASSET'),
  }
}

it('has a row for every tool', async () => {
  const { read } = await ask({ method: 'tools/list', params: {} }, { key: tenant.projectKey })
  expect(read.result.tools.map((each: { name: string }) => each.name)).toEqual(EVERY.filter((name) => !name.includes('/')))
})

describe.each(EVERY)('%s', (name) => {
  const { scope } = MESSAGES[name]!
  it(
    'is refused without a key, and with one that is malformed, revoked or expired',
    async () => {
      for (const key of [null, 'cma_live_nonsense', keys.revoked, keys.expired]) {
        const { status, succeeded, text } = await send(name, ids, { key })
        expect([status, succeeded], text).toEqual([401, false])
        expect(text).not.toContain('ASSET')
      }
    },
    PATIENCE,
  )
  it(
    'is refused for a key or a user without its scope',
    async () => {
      const manages = await send(name, ids, { key: keys.manages })
      expect([manages.status, manages.succeeded]).toEqual([403, false])
      const lacking: Caller[] = [{ key: scope === 'read' ? keys.makes : keys.reads }]
      if (scope === 'generate') lacking.push({ key: keys.viewer, headers: { 'x-project-id': tenant.projectId } })
      for (const caller of lacking) {
        const { succeeded, text } = await send(name, ids, caller)
        expect(succeeded, text).toBe(false)
        expect(text).toContain('insufficient_scope')
      }
    },
    PATIENCE,
  )
  it(
    'shows nothing of the tenant to another project, instance or organization',
    async () => {
      for (const other of others) {
        const { text } = await send(name, ids, { key: other.key })
        if (NAMING.includes(name)) {
          const unknown = await send(name, UNKNOWN, { key: other.key })
          expect([unknown.succeeded, text], other.name).toEqual([false, unknown.text])
        } else for (const id of ['GENERATION', 'ASSET']) expect(text, other.name).not.toContain(id)
      }
      // For a project that the user may not see, the response is the same as for a project that does not exist.
      const project = (id: string) => send(name, ids, { key: keys.stranger, headers: { 'x-project-id': id } })
      const [theirs, nobodys] = [await project(tenant.projectId), await project('proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ')]
      expect([theirs.status, theirs.text]).toEqual([404, nobodys.text.replaceAll('proj_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', tenant.projectId)])
    },
    PATIENCE,
  )
  it(
    'takes the ids of others as unknown, and works with its own',
    async () => {
      const caller = { key: tenant.projectKey }
      if (NAMING.includes(name)) {
        const unknown = await send(name, UNKNOWN, caller)
        expect(unknown.succeeded).toBe(false)
        // An agent sends arguments, not a body, so no error may point into `/body/`.
        expect(unknown.text).not.toContain('/body/')
        for (const other of others) expect((await send(name, other.ids, caller)).text, other.name).toBe(unknown.text)
      }
      const { status, succeeded, text } = await send(name, ids, caller)
      // A generation that has ended cannot be canceled.
      if (name === 'cancel_generation') expect(text).toContain('not_cancelable')
      else expect([status, succeeded], text).toEqual([200, true])
    },
    PATIENCE,
  )
})
