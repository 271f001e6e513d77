import { createExecutionContext, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { configRpc } from '../../../src/config-service/rpc.ts'
import { createServices } from '../../../src/config-service/services.ts'
import { createGenerationApp } from '../../../src/generation-service/app.ts'
import { hostNameOf } from '../../../src/shared/generation-id.ts'
import { call } from '../../support/call.ts'
import { mustApi } from '../../support/tenant.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'

let place: Place
beforeAll(async () => {
  place = await mintPlace()
})

const slow = play({ delay_ms: 5000 })
const begin = async (body: Record<string, unknown>) =>
  (await place.generate({ prompt: 'x', ...SMALL, ...body }, { prefer: 'respond-async' })).body.id as string
const read = async (id: string) => (await place.ask(`GET /generations/${id}`)).body
const until = (id: string, stage: string) => expect.poll(async () => (await read(id)).stage).toBe(stage)

describe('list', () => {
  test('pages from the newest to the oldest, each once', async () => {
    const own = await mintPlace()
    for (let count = 0; count < 5; count++) await own.generate({ prompt: `number ${count}`, ...SMALL })
    const prompts: string[] = []
    for (let path = '/generations?limit=2'; path !== '';) {
      const page = await own.ask(`GET ${path}`)
      prompts.push(...page.body.data.map((each: { prompt: string }) => each.prompt))
      path = page.body.next_cursor === null ? '' : `/generations?limit=2&cursor=${page.body.next_cursor}`
    }
    expect(prompts).toEqual(['number 4', 'number 3', 'number 2', 'number 1', 'number 0'])
  })
  test('filters', async () => {
    const own = await mintPlace()
    await own.generate({ prompt: 'good', ...SMALL })
    await own.generate({ prompt: 'bad', ...SMALL, ...play({ refuse: true }) })
    await own.generate({ prompt: 'dear', model: 'sketch-priced', ...SMALL })
    const prompts = async (query: string) =>
      (await own.ask(`GET /generations?${query}`)).body.data.map((each: { prompt: string }) => each.prompt)
    expect(await prompts('status=failed')).toEqual(['bad'])
    expect(await prompts('model=sketch-priced')).toEqual(['dear'])
    expect(await prompts('provider=sketch&status=succeeded')).toEqual(['dear', 'good'])
    expect(await prompts('created_after=2099-01-01T00:00:00Z')).toEqual([])
    expect(await prompts('created_before=2099-01-01T00:00:00Z&limit=1')).toEqual(['dear'])
  })
  test('a forged cursor is refused', async () => {
    expect((await place.ask('GET /generations?cursor=bm9uc2Vuc2U')).body.code).toBe('invalid_request')
  })
})

describe('another project', () => {
  test('sees nothing, whether it runs or has ended', async () => {
    const other = await place.project()
    const [running, ended] = [await begin(slow), await begin({})]
    await until(ended, 'notified')
    for (const id of [running, ended, 'gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ']) {
      for (const target of [
        `GET /v1/generations/${id}`,
        `GET /v1/generations/${id}/events`,
        `POST /v1/generations/${id}/cancel`,
        `DELETE /v1/generations/${id}`,
      ]) {
        const answer = await call(target, { key: other.key })
        expect([target, answer.status, answer.body.code]).toEqual([target, 404, 'not_found'])
      }
    }
    expect((await call('GET /v1/generations', { key: other.key })).body.data).toEqual([])
    await place.ask(`POST /generations/${running}/cancel`)
  })
})

describe('cancel', () => {
  test('while a free model works: at once, at no cost', async () => {
    const id = await begin(slow)
    await until(id, 'submitting')
    const answer = await place.ask(`POST /generations/${id}/cancel`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      status: 'canceled',
      cost: { amount_micros: 0, held_micros: 0 },
      error: null,
      attempts: [{ status: 'canceled', error_code: 'generation_canceled' }],
    })
    expect((await place.ask(`POST /generations/${id}/cancel`)).status).toBe(200)
  })
  test('before the provider was called', async () => {
    const id = await begin({ ...play({ fail: 'rate_limited', retry_after_ms: 4000 }) })
    await until(id, 'begun')
    expect((await place.ask(`POST /generations/${id}/cancel`)).body.status).toBe('canceled')
  })
  test('while a queued provider works', async () => {
    const id = await begin({ model: 'sketch-queued', ...play({ polls: 100, poll_after_ms: 200 }) })
    await until(id, 'polling')
    const answer = await place.ask(`POST /generations/${id}/cancel`)
    expect(answer.body.status).toBe('canceled')
  })
  test('while a priced model is called: a result that arrives is kept and charged', async () => {
    const id = await begin({ model: 'sketch-priced', quality: 'low', ...play({ delay_ms: 1000 }) })
    await until(id, 'submitting')
    const answer = await place.ask(`POST /generations/${id}/cancel`)
    expect([answer.body.code, answer.body.detail]).toEqual(['not_cancelable', expect.stringContaining('It has succeeded meanwhile.')])
    expect(await read(id)).toMatchObject({ status: 'succeeded', cost: { amount_micros: 10_000 } })
  })
  test('after the end', async () => {
    const id = await begin({})
    await until(id, 'notified')
    const { code, detail } = (await place.ask(`POST /generations/${id}/cancel`)).body
    expect([code, detail]).toEqual(['not_cancelable', expect.stringContaining('It has succeeded already.')])
  })
  test('a waiting caller gets a response', async () => {
    const waiting = place.generate({ prompt: 'x', ...SMALL, ...slow }, { 'idempotency-key': 'to-be-canceled' })
    const id = (await place.generate({ prompt: 'x', ...SMALL, ...slow }, { 'idempotency-key': 'to-be-canceled', prefer: 'respond-async' }))
      .body.id
    await until(id, 'submitting')
    await place.ask(`POST /generations/${id}/cancel`)
    const answer = await waiting
    expect([answer.status, answer.body.code, answer.body.generation_id]).toEqual([424, 'generation_canceled', id])
  })
})

describe('resolve', () => {
  const lose = async () =>
    (await place.generate({ prompt: 'x', model: 'sketch-priced', ...SMALL, ...play({ fail: 'timeout', billed: 'unknown' }) })).body
      .generation_id as string
  /** Settles a held generation by hand with an admin's key, because only an admin may settle less than the held amount. */
  const resolve = (id: string, body: object) =>
    call(`POST /v1/generations/${id}/resolve`, { key: place.adminKey, headers: { 'x-project-id': place.projectId }, body })
  test('A9: only an admin may settle less than the held amount; with the scope manage anybody may settle the held amount', async () => {
    const id = await lose()
    const refused = await place.ask(`POST /generations/${id}/resolve`, { body: { amount_micros: 39_999 } })
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_role'])
    expect(refused.body.detail).toContain('40000 micro-USD are held')
    expect(await read(id)).toMatchObject({ status: 'indeterminate', cost: { held_micros: 40_000 } })
    expect((await place.ask(`POST /generations/${id}/resolve`, { body: { amount_micros: 40_000 } })).status).toBe(200)
    expect((await resolve(await lose(), { amount_micros: 0 })).status).toBe(200)
  })
  test('settles a held amount, once', async () => {
    const id = await lose()
    const answer = await resolve(id, { amount_micros: 12_345, note: 'on the invoice' })
    expect(answer.body).toMatchObject({
      status: 'failed',
      cost: { amount_micros: 12_345, held_micros: 0 },
      error: { code: 'outcome_indeterminate' },
    })
    expect((await resolve(id, { amount_micros: 12_345 })).status).toBe(200)
    expect((await resolve(id, { amount_micros: 1 })).body.code).toBe('not_resolvable')
    expect(await read(id)).toMatchObject({ status: 'failed', cost: { amount_micros: 12_345 } })
  })
  test('F3: the audit log names the key that settled it, once, whichever key it was', async () => {
    const [byAdmin, byProject] = [await lose(), await lose()]
    const settled = { amount_micros: 12_345, note: 'on the invoice' }
    await resolve(byAdmin, settled)
    await resolve(byAdmin, settled)
    await place.ask(`POST /generations/${byProject}/resolve`, { body: { amount_micros: 40_000 } })
    const { body } = await mustApi('GET', '/audit-log?action=generation.resolve&limit=100', undefined, place.adminKey)
    const of = (id: string) => body.data.filter((entry: { target: { id: string } }) => entry.target.id === id)
    expect(of(byAdmin)).toMatchObject([
      {
        actor: { kind: 'user', id: place.adminId, key_id: place.adminKeyId },
        target: { kind: 'generation', id: byAdmin },
        before: { held_micros: 40_000 },
        after: settled,
      },
    ])
    expect(of(byProject)).toMatchObject([
      { actor: { kind: 'key', id: place.keyId, key_id: place.keyId }, after: { amount_micros: 40_000, note: null } },
    ])
    expect((await mustApi('GET', '/audit-log/verify', undefined, place.adminKey)).body).toMatchObject({ intact: true })
  })
  test('a deletion must wait for it', async () => {
    const id = await lose()
    expect((await place.ask(`DELETE /generations/${id}`)).body.code).toBe('conflict')
    await resolve(id, { amount_micros: 0 })
    expect((await place.ask(`DELETE /generations/${id}`)).status).toBe(204)
  })
  test('needs the scope manage, and an indeterminate generation', async () => {
    const { key } = await place.project(['read', 'generate'])
    const id = await begin({})
    await until(id, 'notified')
    expect((await call(`POST /v1/generations/${id}/resolve`, { key, body: { amount_micros: 0 } })).body.code).toBe('insufficient_scope')
    expect((await place.ask(`POST /generations/${id}/resolve`, { body: { amount_micros: 0 } })).body.code).toBe('not_resolvable')
  })
})

describe('delete', () => {
  test('deletes record and bytes', async () => {
    const made = await place.generate({ prompt: 'x', n: 2, ...SMALL })
    const { id } = made.body
    const prefix = `${place.instanceId}/${id}/`
    expect((await env.IMAGES.list({ prefix })).objects).toHaveLength(2)
    const again = { headers: { 'idempotency-key': 'delete-1' } }
    expect((await place.ask(`DELETE /generations/${id}`, again)).status).toBe(204)
    expect((await place.ask(`DELETE /generations/${id}`, again)).status).toBe(204)
    expect((await place.ask(`DELETE /generations/${id}`)).status).toBe(404)
    expect((await place.ask(`GET /generations/${id}`)).status).toBe(404)
    expect((await env.IMAGES.list({ prefix })).objects).toEqual([])
    expect((await place.ask(`GET /assets/${made.body.images[0].asset_id}`)).status).toBe(404)
  })
  test('that breaks off after the job is gone leaves each picture with its record, so that both are found or neither is', async () => {
    const { body } = await place.generate({ prompt: 'x', ...SMALL })
    const asset: string = body.images[0].asset_id
    const host = env.JOB_HOST.getByName(hostNameOf(place.instanceId, body.id)!)
    // A job host keeps an ended job for about a day. The test deletes the job from the host's storage, so that it need not wait for a day. It
    // waits until the host has stored the job, which may be 100 ms after its end.
    const isKept = () => runInDurableObject(host, (_, state) => state.storage.kv.get(`kept:${body.id}`) !== undefined)
    await expect.poll(isKept).toBe(true)
    await runInDurableObject(host, (_, state) => void state.storage.kv.delete(`kept:${body.id}`))
    const app = createGenerationApp((bindings, context) => configRpc(createServices(bindings as Cloudflare.Env, context), null, true))
    let isBroken = true
    const IMAGES = Object.assign(Object.create(env.IMAGES) as R2Bucket, {
      list: async (options: R2ListOptions) => {
        if (isBroken) throw new Error('The bucket does not respond')
        return env.IMAGES.list(options)
      },
      get: (key: string, options?: R2GetOptions) => env.IMAGES.get(key, options),
      delete: (keys: string[]) => env.IMAGES.delete(keys),
    })
    const ask = async (method: string, path: string) => {
      const request = new Request(`http://localhost/v1${path}`, { method, headers: { authorization: `Bearer ${place.key}` } })
      const response = await app.fetch(request, { ...env, IMAGES }, createExecutionContext())
      await response.arrayBuffer()
      return response.status
    }
    const found = async () => [await ask('GET', `/assets/${asset}`), await ask('GET', `/assets/${asset}/content`)]
    // After these requests, the isolate remembers where the picture is stored. Even so, the same requests must get 404 after the deletion.
    expect(await found()).toEqual([200, 200])
    expect(await ask('DELETE', `/generations/${body.id}`)).toBe(500)
    expect(await found()).toEqual([200, 200])
    isBroken = false
    expect(await ask('DELETE', `/generations/${body.id}`)).toBe(204)
    expect(await found()).toEqual([404, 404])
  })
  test('is refused while it runs', async () => {
    const id = await begin(slow)
    expect((await place.ask(`DELETE /generations/${id}`)).body.code).toBe('conflict')
    await place.ask(`POST /generations/${id}/cancel`)
  })
})
