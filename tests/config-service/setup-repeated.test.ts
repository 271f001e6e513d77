import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import { configApi } from '../support/tenant.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const body = {
  setup_token: env.SETUP_TOKEN,
  organization: { name: 'Acme', slug: 'acme' },
  admin: { name: 'Ada', email: 'ada@example.com' },
}
const setUp = (idempotencyKey: string, sent: unknown = body) =>
  configApi('POST', '/setup', sent, undefined, { 'idempotency-key': idempotencyKey })

it('gives the first key again to a repeat of the same request, and to nobody else', async () => {
  const key = crypto.randomUUID()
  // Simulates a client that sends the same request again without waiting for the first response.
  const [first, second] = await Promise.all([setUp(key), setUp(key)])
  expect([first.status, second.status]).toEqual([201, 201])
  const { secret } = first.body
  expect(second.body).toEqual(first.body)
  expect((await setUp(key)).body).toEqual(first.body)
  expect((await configApi('GET', '/me', undefined, secret)).body).toMatchObject({ role: 'superadmin', user: { id: first.body.user.id } })
  const made = await configApi('GET', '/organizations', undefined, secret)
  expect(made.body.data).toHaveLength(1)

  const others = await Promise.all([
    setUp(crypto.randomUUID()),
    setUp(key, { ...body, setup_token: 'a-wrong-token-0123456789' }),
    setUp(key, { ...body, admin: { ...body.admin, name: 'Eve' } }),
    configApi('POST', '/setup', body),
  ])
  expect(others.map(({ status }) => status)).toEqual([404, 404, 404, 404])

  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + DAY_MS + 1)
  expect((await setUp(key)).status).toBe(404)
  vi.restoreAllMocks()
  expect((await configApi('DELETE', `/keys/${first.body.key_id}`, undefined, secret)).status).toBe(204)
  expect((await setUp(key)).status).toBe(404)
})
