import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { configApi } from '../support/tenant.ts'

const body = (token: string) => ({
  setup_token: token,
  organization: { name: 'Acme', slug: 'acme', budget: { monthly_micros: 5_000_000 } },
  admin: { name: 'Ada', email: 'ada@example.com' },
})

it('works once, with the token, and never again', async () => {
  const wrong = await configApi('POST', '/setup', body('a-wrong-token-0123456789'))
  const malformed = await configApi('POST', '/setup', { ...body('x'), more: 1 })
  expect([wrong.status, wrong.body.code, malformed.status]).toEqual([404, 'not_found', 400])

  // A repeat of the set-up returns the first key again, so the Idempotency-Key must be hard to guess. A short one is refused, even with the
  // set-up token.
  const guessable = await configApi('POST', '/setup', body(env.SETUP_TOKEN!), undefined, { 'idempotency-key': 'first' })
  expect([guessable.status, guessable.body.errors[0].pointer]).toEqual([400, '/header/idempotency-key'])

  // Only one of two simultaneous requests succeeds. The other one finds that a user already exists.
  const answers = await Promise.all([
    configApi('POST', '/setup', body(env.SETUP_TOKEN!)),
    configApi('POST', '/setup', body(env.SETUP_TOKEN!)),
  ])
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 404])
  const { body: made } = answers.find((answer) => answer.status === 201)!
  expect(made).toMatchObject({
    organization: { slug: 'acme', budget: { daily_micros: null, monthly_micros: 5_000_000 } },
    user: { role: 'superadmin', email: 'ada@example.com' },
  })

  const me = await configApi('GET', '/me', undefined, made.secret)
  expect(me.body).toMatchObject({ role: 'superadmin', user: { id: made.user.id }, scopes: ['read', 'generate', 'manage'] })
  const again = await configApi('POST', '/setup', body(env.SETUP_TOKEN!))
  expect({ ...again.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' })

  const log = await configApi('GET', '/audit-log', undefined, made.secret)
  expect(log.body.data.map((entry: { action: string }) => entry.action)).toEqual(['key.create', 'user.create', 'organization.create'])
  expect(log.text).not.toContain(made.secret)
  expect(log.text).not.toContain(env.SETUP_TOKEN!)
})
