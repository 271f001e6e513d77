// Tests of access that are generated from the contracts, so a new operation is tested automatically.
import { beforeAll, describe, expect, it } from 'vitest'
import configDocument from '../../generated/config/openapi.json'
import { operations as config } from '../../generated/config/routes.ts'
import generationDocument from '../../generated/generation/openapi.json'
import { operations as generation } from '../../generated/generation/routes.ts'
import type { Operation } from '../../src/contract/operation.ts'
import type { Role } from '../../src/auth/actor.ts'
import type { Scope } from '../../src/shared/config-rpc.ts'
import { fetchApi } from '../support/http.ts'
import { configApi, mintTenant, mintUser, mustApi, type Tenant } from '../support/tenant.ts'

interface ParameterNode {
  name: string
  in: string
  required?: boolean
  example?: unknown
  $ref?: string
}
interface OperationNode {
  parameters?: ParameterNode[]
  requestBody?: { content: Record<string, { examples?: Record<string, { value: unknown }> }> }
}
interface DocumentNode {
  paths: Record<string, Record<string, OperationNode | ParameterNode[]>>
  components: { parameters: Record<string, ParameterNode> }
}
interface Case {
  operation: Operation
  basePath: string
  /** The headers that the operation requires. */
  headers: Record<string, string>
  /** The contract's own example of a body. */
  body: string | undefined
}

const SCOPES: Scope[] = ['read', 'generate', 'manage', 'metrics:read']

function cases(document: DocumentNode, operations: Record<string, Operation>, basePath: string): Case[] {
  return Object.values(operations)
    .filter(({ open }) => !open)
    .map((operation) => {
      const item = document.paths[operation.path]!
      const node = item[operation.method] as OperationNode
      const parameters = [...((item.parameters as ParameterNode[] | undefined) ?? []), ...(node.parameters ?? [])].map((parameter) =>
        parameter.$ref === undefined ? parameter : document.components.parameters[parameter.$ref.split('/').at(-1)!]!,
      )
      const required = parameters.filter((parameter) => parameter.in === 'header' && parameter.required)
      const headers = Object.fromEntries(
        required.map((parameter) => [parameter.name, String(parameter.example ?? (parameter.name === 'If-Match' ? '"1"' : ''))]),
      )
      const [type, media] = Object.entries(node.requestBody?.content ?? {}).find(([name]) => name.endsWith('json')) ?? []
      if (type === undefined || media === undefined) return { operation, basePath, headers, body: undefined }
      return {
        operation,
        basePath,
        headers: { ...headers, 'content-type': type },
        body: JSON.stringify(Object.values(media.examples!)[0]!.value),
      }
    })
}

const configCases = cases(configDocument as unknown as DocumentNode, config, '/config/v1')
const generationCases = cases(generationDocument as unknown as DocumentNode, generation, '/v1')
const named = (list: Case[]) => list.map((entry) => [entry.operation.operationId, entry] as const)

function send(
  { operation, basePath, headers, body }: Case,
  key: string,
  ids: Record<string, string>,
  more: Record<string, string> = {},
): Promise<Response> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (ids[name] === undefined) throw new Error(`${operation.operationId}: name a ${name} in owned()`)
    return ids[name]
  })
  return fetchApi(basePath + path, {
    method: operation.method.toUpperCase(),
    headers: { ...headers, ...more, authorization: `Bearer ${key}` },
    ...(body === undefined ? {} : { body }),
  })
}

/** Makes one resource of every kind that a tenant can own, except alerts and deliveries. Returns ids by the name of the path parameter. */
async function owned(tenant: Tenant): Promise<Record<string, string>> {
  const { adminKey, instanceId, projectId, projectKey } = tenant
  const credential = await configApi(
    'PUT',
    `/instances/${instanceId}/credentials/openai`,
    { fields: { api_key: 'sk-example-0123456789' } },
    adminKey,
    { 'if-none-match': '*' },
  )
  const webhook = await mustApi(
    'POST',
    `/instances/${instanceId}/webhooks`,
    { url: 'https://hooks.example.com/a', events: ['generation.canceled'] },
    adminKey,
  )
  const post = async (path: string, body: unknown) => {
    const response = await fetchApi(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${projectKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json<{ id: string; images: { asset_id: string }[] }>()
  }
  const made = await post('/v1/generate', { prompt: 'a lighthouse in fog', model: 'sketch' })
  if (credential.status >= 300) throw new Error(credential.text)
  return {
    organization_id: tenant.organizationId,
    user_id: tenant.adminId,
    instance_id: instanceId,
    project_id: projectId,
    key_id: tenant.projectKeyId,
    credential_id: credential.body.id,
    webhook_id: webhook.body.id,
    generation_id: made.id,
    asset_id: made.images[0]!.asset_id,
    // These two ids are made up: no alert and no delivery has them. The tests need no real ones, because they expect that the platform
    // refuses every request with these ids.
    alert_id: 'alert_01K9ZQ4X1V7M3T8B5N2D6F0GHJ',
    delivery_id: 'dlv_01K9ZQ4X1V7M3T8B5N2D6F0GHJ',
    provider: 'openai',
    model: 'sketch',
  }
}

let mine: Tenant
let ids: Record<string, string>
let stranger: Tenant
/**
 * `owners` is the key of an admin of the tenant `mine`, `strangers` is the key of an admin of the tenant `stranger`. Both keys have every
 * scope.
 */
let owners: string
let strangers: string
beforeAll(async () => {
  mine = await mintTenant()
  stranger = await mintTenant()
  ids = await owned(mine)
  owners = (await mintUser(mine, 'admin', { scopes: SCOPES })).key
  strangers = (await mintUser(stranger, 'admin', { scopes: SCOPES })).key
})

describe('a key without the scope: 403', () => {
  const keys = new Map<Scope, { user: string; project: string }>()
  beforeAll(async () => {
    for (const scope of SCOPES) {
      const others = SCOPES.filter((other) => other !== scope)
      const user = await mintUser(mine, 'admin', { scopes: others })
      const project = await mustApi(
        'POST',
        '/keys',
        { kind: 'project', project_id: mine.projectId, name: scope, scopes: others },
        mine.adminKey,
      )
      keys.set(scope, { user: user.key, project: project.body.secret as string })
    }
  })

  it.each(named(configCases))('config %s', async (_, entry) => {
    const response = await send(entry, keys.get(entry.operation.requiredScope!)!.user, ids)
    expect(await response.json()).toMatchObject({ status: 403, code: 'insufficient_scope' })
  })

  it.each(named(generationCases))('generation %s', async (_, entry) => {
    const response = await send(entry, keys.get(entry.operation.requiredScope!)!.project, ids)
    expect(await response.json()).toMatchObject({ status: 403, code: 'insufficient_scope' })
  })
})

describe('a lower role: 403', () => {
  const BELOW: Record<Role, Role | null> = { superadmin: 'admin', admin: 'developer', developer: 'viewer', viewer: null }
  const keys = new Map<Role, string>()
  beforeAll(async () => {
    for (const role of ['admin', 'developer', 'viewer'] as const)
      keys.set(role, (await mintUser(mine, role, role === 'admin' ? {} : { instanceIds: [mine.instanceId] })).key)
  })
  const ranked = configCases.filter(({ operation }) => operation.requiredRole !== null && BELOW[operation.requiredRole] !== null)

  it.each(named(ranked))('config %s', async (_, entry) => {
    const response = await send(entry, keys.get(BELOW[entry.operation.requiredRole!]!)!, ids)
    const problem = await response.json()
    // A caller who may not see the resource gets `not_found`.
    expect([
      { status: 403, code: 'insufficient_role' },
      { status: 404, code: 'not_found' },
    ]).toContainEqual({ status: response.status, code: (problem as { code: string }).code })
  })
})

describe('resources of another tenant: 404', () => {
  const owning = (list: Case[]) => list.filter(({ operation }) => /_id\}/.test(operation.path))

  it.each(named(owning(configCases)))('config %s', async (_, entry) => {
    const superadmin = entry.operation.requiredRole === 'superadmin'
    const response = await send(entry, strangers, ids)
    expect(await response.json()).toMatchObject(superadmin ? { status: 403 } : { status: 404, code: 'not_found' })
  })

  it.each(named(owning(generationCases)))('generation %s', async (_, entry) => {
    const response = await send(entry, stranger.projectKey, ids)
    expect(await response.json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(named(generationCases))('generation %s in the project of another tenant', async (_, entry) => {
    const response = await send(entry, stranger.adminKey, ids, { 'X-Project-ID': mine.projectId })
    expect(await response.json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(named(owning(configCases).filter(({ operation }) => operation.method === 'get')))(
    'and its owner can read it: config %s',
    async (_, entry) => {
      const key = entry.operation.requiredRole === 'superadmin' ? mine.superadminKey : owners
      expect((await send(entry, key, ids)).status).toBe(200)
    },
  )
})
