import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { configApi } from '../support/tenant.ts'

it('the setup token cannot be guessed', async () => {
  const tries = []
  for (let attempt = 0; attempt < 6; attempt++) {
    tries.push(
      await configApi('POST', '/setup', {
        setup_token: `guess-number-0123456789-${attempt}`,
        organization: { name: 'A', slug: 'a' },
        admin: { name: 'A', email: 'a@example.com' },
      }),
    )
  }
  // After five tries with a wrong setup token, further tries are refused, even with the right token.
  expect(tries.slice(0, 5).map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404])
  expect([tries[5]!.status, tries[5]!.body.code]).toEqual([429, 'rate_limited'])
  expect(Number(tries[5]!.headers.get('retry-after'))).toBeGreaterThan(0)
  const right = await configApi('POST', '/setup', {
    setup_token: env.SETUP_TOKEN,
    organization: { name: 'A', slug: 'a' },
    admin: { name: 'A', email: 'a@example.com' },
  })
  expect(right.status).toBe(429)
})
