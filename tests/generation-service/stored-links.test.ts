import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { signedNow, withoutSignatures } from '../../src/generation-service/delivery/stored-links.ts'
import { call } from '../support/call.ts'
import { png } from '../support/pictures.ts'
import { mintTenant, mustApi } from '../support/tenant.ts'
import type { Tenant } from '../support/tenant.ts'
import { encodeBase64 } from '../../src/shared/base64.ts'
import { mintPlace, type Place, SMALL } from './place.ts'

let place: Place
let other: Tenant
beforeAll(async () => {
  place = await mintPlace()
  other = await mintTenant()
})

/** Returns all rows of DATA_DB as one text. */
async function dump(): Promise<string> {
  const tables = await env.DATA_DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
  ).all<{
    name: string
  }>()
  const rows = await Promise.all(tables.results.map(({ name }) => env.DATA_DB.prepare(`SELECT * FROM "${name}"`).all()))
  return JSON.stringify(rows.map(({ results }) => results))
}

describe('F4: a dump of the database opens no picture', () => {
  it('neither by stored webhooks nor by stored responses; repeats have links that work', async () => {
    await mustApi(
      'POST',
      `/instances/${place.instanceId}/webhooks`,
      { url: 'http://127.0.0.1:9/hook', events: ['generation.succeeded'] },
      place.adminKey,
    )
    const made = await place.generate({ prompt: 'x', ...SMALL })
    expect(made.status).toBe(200)
    const upload = () =>
      place.ask('POST /assets', { body: { base64: encodeBase64(png(8, 8)) }, headers: { 'idempotency-key': 'upload-1' } })
    const first = await upload()
    expect(first.status, first.text).toBe(201)
    const cancel = () => place.ask(`POST /generations/${made.body.id}/cancel`, { headers: { 'idempotency-key': 'cancel-1' } })
    await cancel()
    await expect.poll(async () => (await place.ask('GET /webhook-deliveries')).body.data.length).toBeGreaterThan(0)

    const text = await dump()
    expect(text).toContain('content?unsigned=')
    expect(text).not.toMatch(/content\?token=/)
    const tokens = [made.body.images[0].url as string, first.body.url as string].map((url) => url.split('.').at(-1)!)
    for (const signature of tokens) expect(text).not.toContain(signature)

    const again = await upload()
    expect(again.body.id).toBe(first.body.id)
    const { pathname, search } = new URL(again.body.url)
    expect((await call(`GET ${pathname}${search}`)).status).toBe(200)
  })

  it('text of a caller is never signed', async () => {
    const payload = 'WyJpbnN0X290aGVyL2dlbi8xLTAiLCJwbmciLDFd'
    const wanted = `https://platform.example/v1/assets/asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ/content?unsigned=${payload}`
    const document = JSON.stringify({ data: { images: [], metadata: { url: wanted, url_expires_at: 'now' }, prompt: wanted }, url: wanted })
    expect(await signedNow({ environment: { LINK_SIGNING_KEYS: { current: 1, keys: new Map() } }, clock: () => 0 }, document)).toBe(
      document,
    )
    expect(withoutSignatures('not json')).toBe('not json')
  })
})

describe('F7: an id of somebody else', () => {
  const UNKNOWN = { generation: 'gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', asset: 'asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ' }
  /** Returns the whole response, without the parts that differ each time. */
  const told = ({ status, headers, body }: Awaited<ReturnType<typeof call>>, id: string) => {
    const own = new Set(['x-request-id', 'date', 'traceparent'])
    const kept = [...headers].filter(([name]) => !own.has(name) && !name.startsWith('ratelimit') && !name.startsWith('x-ratelimit'))
    return { status, headers: kept.toSorted(), body: JSON.stringify({ ...body, request_id: '' }).replaceAll(id, 'ID') }
  }

  it('gets the same response as one that does not exist: status, headers and body, in every operation that takes an id', async () => {
    const theirs = await call('POST /v1/generate', { key: other.projectKey, body: { prompt: 'x', model: 'sketch', ...SMALL } })
    const sibling = await place.project()
    const inProject = await call('POST /v1/generate', { key: sibling.key, body: { prompt: 'x', ...SMALL } })
    const imageOf = (answer: typeof theirs) => answer.body.images[0].asset_id as string
    const operations: [target: (id: string) => string, ids: string[], body?: unknown][] = [
      ...['GET /generations/ID', 'DELETE /generations/ID', 'POST /generations/ID/cancel', 'GET /generations/ID/events'].map(
        (target): [(id: string) => string, string[]] => [
          (id) => target.replace('ID', id),
          [UNKNOWN.generation, theirs.body.id, inProject.body.id],
        ],
      ),
      [(id) => `POST /generations/${id}/resolve`, [UNKNOWN.generation, theirs.body.id, inProject.body.id], { amount_micros: 0 }],
      ...['GET /assets/ID', 'GET /assets/ID/content', 'DELETE /assets/ID', 'POST /assets/ID/link'].map(
        (target): [(id: string) => string, string[]] => [
          (id) => target.replace('ID', id),
          [UNKNOWN.asset, imageOf(theirs), imageOf(inProject)],
        ],
      ),
    ]
    for (const [target, ids, body] of operations) {
      const answers = []
      for (const id of ids) answers.push(told(await place.ask(target(id), body === undefined ? {} : { body }), id))
      expect(answers[0]!.status, target('ID')).toBe(404)
      for (const answer of answers) expect(answer, target('ID')).toEqual(answers[0])
    }
  }, 120_000)
})
