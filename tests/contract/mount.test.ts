// Tests some of the rules that the adapters of both frameworks follow, through the Worker and with the contracts of both services.
// tests/contract/mounts.node.test.ts tests all of these rules with a small contract.
import { beforeAll, describe, expect, it } from 'vitest'
import { operations as config } from '../../generated/config/routes.ts'
import { operations as generation } from '../../generated/generation/routes.ts'
import type { Operation } from '../../src/contract/operation.ts'
import { fetchApi } from '../support/http.ts'
import { mintTenant, type Tenant } from '../support/tenant.ts'

const services = [
  { name: 'config', basePath: '/config/v1', operations: config },
  { name: 'generation', basePath: '/v1', operations: generation },
] as const

describe.each(services)('$name', ({ basePath, operations }) => {
  const all = Object.values<Operation>(operations)
  const paths = [...new Set(all.map(({ path }) => path))]
  const concrete = (path: string) => basePath + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => EXAMPLES[name] ?? 'x')

  it.each(paths)('405 with Allow: %s', async (path) => {
    const methods = all.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase())
    const other = ['DELETE', 'PUT', 'POST', 'PATCH', 'GET'].find((method) => !methods.includes(method))!
    const response = await fetchApi(concrete(path), { method: other })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')!.split(', ')).toEqual(expect.arrayContaining(methods))
  })

  it('404 for a path that is not in the contract', async () => {
    const response = await fetchApi(`${basePath}/nothing`)
    expect(await response.json()).toMatchObject({ status: 404, code: 'route_not_found' })
  })

  it('serves the contract that it was built from', async () => {
    const served = await (await fetchApi(`${basePath}/openapi.json`)).json<{ paths: object; servers: unknown }>()
    expect(served.servers).toEqual([{ url: basePath }])
    expect(Object.keys(served.paths).toSorted()).toEqual(paths.toSorted())
  })

  it.each(all.filter(({ open }) => !open).map((operation) => [operation.operationId, operation] as const))(
    '%s: a request without a key is a 401, whatever else is wrong',
    async (_, operation) => {
      const bodied = ['post', 'put', 'patch'].includes(operation.method)
      const response = await fetchApi(concrete(operation.path).replace(/x$/, '%00'), {
        method: operation.method.toUpperCase(),
        ...(bodied ? { body: '{broken', headers: { 'content-type': 'application/json' } } : {}),
      })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(await response.json()).toMatchObject({ code: 'missing_key' })
    },
  )
})

/** The part of a valid id that follows its prefix. No resource has such an id. */
const ID = '01K9ZQ4X1V7M3T8B5N2D6F0GHJ'
const EXAMPLES: Record<string, string> = {
  organization_id: `org_${ID}`,
  user_id: `user_${ID}`,
  instance_id: `inst_${ID}`,
  project_id: `proj_${ID}`,
  key_id: `key_${ID}`,
  credential_id: `cred_${ID}`,
  generation_id: `gen_${ID}`,
  asset_id: `asset_${ID}`,
  webhook_id: `hook_${ID}`,
  session_id: `sess_${ID}`,
  model: 'sketch',
  provider: 'replicate',
}

describe('bodies', () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await mintTenant()
  })
  const generate = (body: BodyInit | null, headers: Record<string, string> = {}) =>
    fetchApi('/v1/generate', { method: 'POST', headers: { authorization: `Bearer ${tenant.projectKey}`, ...headers }, body })
  const json = { 'content-type': 'application/json' }

  it('415', async () => {
    expect(await (await generate('prompt=x', { 'content-type': 'text/plain' })).json()).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    })
  })

  it('413 at 4 MB of JSON', async () => {
    const response = await generate(JSON.stringify({ prompt: 'x'.repeat(5 * 1024 * 1024) }), json)
    expect(await response.json()).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  it('400 for broken JSON, with the position of the error', async () => {
    expect(await (await generate('{"prompt": }', json)).json()).toMatchObject({
      status: 400,
      code: 'malformed_json',
      detail: 'The JSON breaks at character 12.',
    })
  })

  it('400 with a pointer to each fault', async () => {
    const response = await generate(JSON.stringify({ prompt: 5, n: 0, nonsense: true }), json)
    const { errors } = await response.json<{ errors: { pointer: string }[] }>()
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/body/n', '/body/nonsense', '/body/prompt'])
  })
})
