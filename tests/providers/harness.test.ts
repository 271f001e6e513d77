// Tests what the other tests of providers are built on: the requests of the harness, and the messages of a fake that refuses a body.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { capabilitiesFor } from '../../src/providers/carried.ts'
import { type Facts, PlayedProvider } from '../support/played-provider.ts'
import { PLAYED } from '../support/played/index.ts'
import { callOf, SUBJECTS } from './harness.ts'

it('a request has the default quality of its model and operation, as the plan sends it', () => {
  const expected = SUBJECTS.map(({ adapter, model, operation = 'generate' }) => {
    const found = adapter.models.find(({ id }) => id === model)!
    return capabilitiesFor(found, operation).defaultQuality ?? null
  })
  expect(SUBJECTS.map((subject) => callOf(subject).request.quality)).toEqual(expected)
  expect(expected.some((quality) => quality !== null)).toBe(true)
})

it('a fake says which field is missing, wrong or unknown', async () => {
  const facts: Facts = {
    source: { url: 'https://pastel.example.com/docs', date: '2026-11-30' },
    origin: 'https://api.pastel.example.com',
    credential: () => 'key',
    error: (message) => ({ message }),
    endpoints: [
      {
        call: 'submit',
        method: 'POST',
        path: '/draw',
        takes: z.strictObject({ finish: z.enum(['draft', 'fine']), pictures: z.array(z.strictObject({ url: z.string() })).optional() }),
        answer: () => Response.json({}),
      },
    ],
  }
  const fake = new PlayedProvider(facts)
  const headers = { 'content-type': 'application/json' }
  const draw = (body: object) => fake.fetch(`${facts.origin}/draw`, { method: 'POST', headers, body: JSON.stringify(body) })
  for (const body of [{}, { finish: 'rough' }, { finish: 'fine', pictures: [{}] }, { finish: 'fine', size: 1 }]) await draw(body)
  const [none, wrong, inner, unknown] = fake.violations
  expect([none, inner]).toEqual(['finish is missing', 'pictures.0.url is missing'])
  expect(wrong).toMatch(/^finish: .*"draft"/)
  expect(unknown).toContain('size')
})

it('a fake answers requests without a key only if its provider needs none', async () => {
  const answers = PLAYED.map(async ({ adapter, facts }) => {
    const { method, path } = facts.endpoints.find(({ call }) => call !== 'token')!
    const answer = await new PlayedProvider(facts).fetch(facts.origin + path, { method })
    return { provider: adapter.id, refuses: answer.status === 401 }
  })
  expect(await Promise.all(answers)).toEqual(
    PLAYED.map(({ adapter }) => ({ provider: adapter.id, refuses: adapter.credentialFields.some(({ required }) => required) })),
  )
})
