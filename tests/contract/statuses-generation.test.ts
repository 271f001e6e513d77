// Every documented status of every operation of the generation service is caused through HTTP. The helpers that send the requests check
// each response against the contract; these tests check that each documented status occurs.
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import contract from '../../generated/generation/openapi.json'
import { operations } from '../../generated/generation/routes.ts'
import { makeKey } from '../../src/auth/key-format.ts'
import { configRpc } from '../../src/config-service/rpc.ts'
import { createServices } from '../../src/config-service/services.ts'
import { createGenerationApp } from '../../src/generation-service/app.ts'
import { throughBinding } from '../../src/generation-service/services.ts'
import { callbackToken } from '../../src/generation-service/callbacks/token.ts'
import { readEnvironment } from '../../src/generation-service/env.ts'
import type { AuthenticateRequest, CheckRequest, ConfigRpc } from '../../src/shared/config-rpc.ts'
import { fairStarts } from '../../src/shared/fair-starts.ts'
import { hostNameOf } from '../../src/shared/generation-id.ts'
import { newId } from '../../src/shared/ids.ts'
import { mintPlace, type Place, play, SMALL } from '../generation-service/place.ts'
import { fetchApi } from '../support/http.ts'
import { png } from '../support/pictures.ts'
import { mustApi, superadmin, uniqueSlug } from '../support/tenant.ts'
import {
  among,
  documented,
  longBody,
  lostDatabase,
  overloadedDatabase,
  pathOf,
  requestOf,
  type Sent,
  unknownId,
} from './support/statuses.ts'

type Id = keyof typeof operations
const all = documented(contract, operations)
const having = (status: string, besides: Id[] = []) =>
  all
    .filter(({ statuses, operationId }) => statuses.includes(status) && !besides.includes(operationId as Id))
    .map((operation) => [operation.operationId as Id, operation] as const)

const ownConfig = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})

let place: Place
let reader: string
let drawer: string
beforeAll(async () => {
  place = await mintPlace()
  reader = (await place.project(['read'])).key
  drawer = (await place.project(['generate'])).key
})
afterEach(() => void vi.restoreAllMocks())

async function send(sent: Sent): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetchApi(requestOf(sent))
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const JSON_TYPE = { 'content-type': 'application/json' }
const sentTo = (id: Id, values: Record<string, string> = {}, key = place.key): Sent => {
  const { method, path } = operations[id]
  return { method, path: `/v1${pathOf(path, values)}`, ...(operations[id].open ? {} : { key }) }
}
const withJson = (sent: Sent, body: unknown): Sent => ({ ...sent, body: JSON.stringify(body), headers: JSON_TYPE })
function withForm(sent: Sent, fields: Record<string, string | Uint8Array<ArrayBuffer>>): Sent {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields))
    body.set(name, typeof value === 'string' ? value : new File([value], 'picture.png', { type: 'image/png' }))
  return { ...sent, body }
}
const keyed = (sent: Sent, key: string): Sent => ({ ...sent, headers: { ...sent.headers, 'idempotency-key': key } })

// --- resources for the requests ----------------------------------------------------------------------------------------------------------

const picture = (shade = 90) => png(64, 64, (x, y) => [x * 3, y * 3, shade, 255])
const finished = async () => (await place.generate({ prompt: 'x', ...SMALL })).body.id as string
const running = async () =>
  (await place.generate({ prompt: 'x', ...SMALL, ...play({ delay_ms: 20_000 }) }, { prefer: 'respond-async' })).body.id as string
const canceled = async () => {
  const id = await running()
  await place.ask(`POST /generations/${id}/cancel`)
  return id
}
const indeterminate = async () =>
  (await place.generate({ prompt: 'x', model: 'sketch-priced', quality: 'low', ...SMALL, ...play({ fail: 'timeout', billed: 'unknown' }) }))
    .body.generation_id as string
async function asset(shade = 90): Promise<string> {
  const answer = await send(withForm(sentTo('uploadAsset'), { file: picture(shade) }))
  expect(answer.status, answer.text).toBe(201)
  return JSON.parse(answer.text).id
}
const webhook = async () =>
  (
    await mustApi(
      'POST',
      `/instances/${place.instanceId}/webhooks`,
      { url: 'http://127.0.0.1:1/hook', events: ['generation.succeeded'] },
      place.adminKey,
    )
  ).body.id as string
async function delivery(): Promise<string> {
  const id = await finished()
  return (await place.ask(`GET /webhook-deliveries?generation_id=${id}`)).body.data[0].id
}

/**
 * Requests for the four operations that make pictures. Each function builds the request of one operation for a model. `played` has
 * further fields for the body, such as provider options that simulate a fault. `createImageVariation` ignores `played`.
 */
const making: Record<
  'generate' | 'createImage' | 'createImageEdit' | 'createImageVariation',
  (model: string, played?: object, key?: string) => Sent
> = {
  generate: (model, played = {}, key) => withJson(sentTo('generate', {}, key), { prompt: 'x', model, ...SMALL, ...played }),
  createImage: (model, played = {}, key) => withJson(sentTo('createImage', {}, key), { prompt: 'x', model, ...SMALL, ...played }),
  createImageEdit: (model, played = {}, key) =>
    withJson(sentTo('createImageEdit', {}, key), {
      prompt: 'x',
      model,
      images: [{ image_url: `data:image/png;base64,${picture().toBase64()}` }],
      ...played,
    }),
  createImageVariation: (model, _played, key) => withForm(sentTo('createImageVariation', {}, key), { model, image: picture() }),
}
const makers = Object.keys(making) as (keyof typeof making)[]

describe('400', () => {
  it.each(having('400'))('%s, for a header that the contract does not allow', async (id) => {
    expect((await send({ ...sentTo(id), headers: { 'x-request-id': 'no spaces, please' } })).status).toBe(400)
  })
})

describe('401', () => {
  it.each(having('401'))('%s, without a key', async (id) => {
    const { key: _, ...sent } = sentTo(id)
    expect((await send(sent)).status).toBe(401)
  })
})

describe('403', () => {
  it.each(having('403'))('%s, with a key of another scope', async (id, { requiredScope }) => {
    expect((await send(sentTo(id, {}, requiredScope === 'read' ? drawer : reader))).status).toBe(403)
  })
})

describe('404', () => {
  it.each(having('404', ['receiveCallback']))('%s, for an unknown project', async (id) => {
    const { key } = await superadmin()
    expect((await send({ ...sentTo(id, {}, key), headers: { 'x-project-id': unknownId('project_id') } })).status).toBe(404)
  })
  it('receiveCallback, for a forged token', async () => {
    expect((await send(withJson(sentTo('receiveCallback'), {}))).status).toBe(404)
  })
})

describe('413', () => {
  it.each(having('413'))('%s, for a body above the cap', async (id, { media, maxBodyBytes }) => {
    const type = media[0]!
    const cap = (typeof maxBodyBytes === 'number' ? maxBodyBytes : maxBodyBytes?.[type]) ?? 4 * 1024 * 1024
    const contentType = type === 'multipart/form-data' ? `${type}; boundary=edge` : type
    const answer = await send({ ...sentTo(id), body: longBody(cap + 1), headers: { 'content-type': contentType } })
    expect(answer.status, answer.text).toBe(413)
  })
})

describe('415', () => {
  it.each(having('415'))('%s, for text', async (id) => {
    expect((await send({ ...sentTo(id), body: 'text', headers: { 'content-type': 'text/plain' } })).status).toBe(415)
  })
})

describe('422, for an Idempotency-Key that was used with another body', () => {
  const pairs: Partial<Record<Id, () => Promise<[Sent, Sent]>>> = {
    generate: async () => [making.generate('sketch'), making.generate('sketch', { prompt: 'y' })],
    createImage: async () => [making.createImage('sketch'), making.createImage('sketch', { prompt: 'y' })],
    createImageEdit: async () => [making.createImageEdit('sketch'), making.createImageEdit('sketch', { prompt: 'y' })],
    createImageVariation: async () => [
      making.createImageVariation('sketch'),
      withForm(sentTo('createImageVariation'), { model: 'sketch', image: picture(10) }),
    ],
    deleteGeneration: async () => [
      sentTo('deleteGeneration', { generation_id: await finished() }),
      sentTo('deleteGeneration', { generation_id: await finished() }),
    ],
    deleteAsset: async () => [sentTo('deleteAsset', { asset_id: await asset() }), sentTo('deleteAsset', { asset_id: await asset() })],
    cancelGeneration: async () => [
      sentTo('cancelGeneration', { generation_id: await running() }),
      sentTo('cancelGeneration', { generation_id: await running() }),
    ],
    resolveGeneration: async () => {
      // Uses an admin's key, because only an admin may settle a generation with an amount below the held amount.
      const sent = sentTo('resolveGeneration', { generation_id: await indeterminate() }, place.adminKey)
      const asAdmin = (body: object): Sent => {
        const { headers, ...rest } = withJson(sent, body)
        return { ...rest, headers: { ...headers, 'x-project-id': place.projectId } }
      }
      return [asAdmin({ amount_micros: 0 }), asAdmin({ amount_micros: 1 })]
    },
    redeliverWebhook: async () => {
      await webhook()
      return [sentTo('redeliverWebhook', { delivery_id: await delivery() }), sentTo('redeliverWebhook', { delivery_id: await delivery() })]
    },
    uploadAsset: async () => [withForm(sentTo('uploadAsset'), { file: picture(1) }), withForm(sentTo('uploadAsset'), { file: picture(2) })],
  }
  it.each(having('422'))('%s', async (id) => {
    const key = uniqueSlug('reused')
    const [first, second] = await pairs[id]!()
    const done = await send(keyed(first, key))
    expect(done.status, done.text).toBeLessThan(300)
    const refused = await send(keyed(second, key))
    expect(refused.status, refused.text).toBe(422)
  })
})

describe('424', () => {
  it.each([...makers, 'quote'] as const)('%s, S7: for a provider without a credential', async (id) => {
    const sent =
      id === 'quote' ? withJson(sentTo('quote'), { prompt: 'x', model: 'gpt-image-1' }) : making[id]('gpt-image-1', { size: '1024x1024' })
    const answer = await send(sent)
    expect(answer.status, answer.text).toBe(424)
  })
})

describe('409', () => {
  it('deleteGeneration, of a running one', async () => {
    expect((await send(sentTo('deleteGeneration', { generation_id: await running() }))).status).toBe(409)
  })
  it('cancelGeneration, of an ended one', async () => {
    expect((await send(sentTo('cancelGeneration', { generation_id: await finished() }))).status).toBe(409)
  })
  it('resolveGeneration, of one with a known cost', async () => {
    const sent = sentTo('resolveGeneration', { generation_id: await finished() })
    expect((await send(withJson(sent, { amount_micros: 5 }))).status).toBe(409)
  })
  it('redeliverWebhook, to a deleted endpoint', async () => {
    const own = await mintPlace()
    const made = await mustApi(
      'POST',
      `/instances/${own.instanceId}/webhooks`,
      { url: 'http://127.0.0.1:1/hook', events: ['generation.succeeded'] },
      own.adminKey,
    )
    const { id } = (await own.generate({ prompt: 'x', ...SMALL })).body
    const [first] = (await own.ask(`GET /webhook-deliveries?generation_id=${id}`)).body.data
    await mustApi('DELETE', `/webhooks/${made.body.id}`, undefined, own.adminKey)
    expect((await send(sentTo('redeliverWebhook', { delivery_id: first.id }, own.key))).status).toBe(409)
  })
  it('uploadAsset, while the first call with the same Idempotency-Key is running', async () => {
    const key = uniqueSlug('twice')
    // Turns off `fairStarts`, so that the three uploads run at the same time. `fairStarts` might make an upload wait until the one before
    // has ended. Then no upload would get 409.
    vi.spyOn(fairStarts, 'begin').mockResolvedValue(() => {})
    vi.spyOn(fairStarts, 'postpone').mockResolvedValue()
    const answers = await Promise.all([1, 2, 3].map(() => send(keyed(withForm(sentTo('uploadAsset'), { file: picture() }), key))))
    expect(answers.map(({ status }) => status)).toContain(409)
  })
})

describe('a picture', () => {
  const content = (id: string, headers: Record<string, string> = {}): Sent => ({ ...sentTo('getAssetContent', { asset_id: id }), headers })
  it('whole, in part, unchanged, and beyond its end', async () => {
    const id = await asset()
    const whole = await send(content(id))
    expect(whole.status).toBe(200)
    expect((await send(content(id, { range: 'bytes=0-9' }))).status).toBe(206)
    expect((await send(content(id, { 'if-none-match': whole.headers.get('etag')! }))).status).toBe(304)
    expect((await send(content(id, { range: 'bytes=99999999-' }))).status).toBe(416)
  })
  it('by an expired link', async () => {
    const id = await asset()
    const link = await send(withJson(sentTo('linkAsset', { asset_id: id }), { expires_in_seconds: 60 }))
    const { pathname, search } = new URL(JSON.parse(link.text).url)
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 120_000)
    expect((await send({ method: 'get', path: pathname + search })).status).toBe(410)
  })
})

describe('429', () => {
  it.each(makers.map((id) => [id] as const))('%s, where the limit is used up', async (id) => {
    const limited = await mintPlace()
    await limited.setLimits([{ scope: 'project', target: null, metric: 'requests', window_seconds: 3600, limit: 1, burst: 1 }])
    expect((await send(making[id]('sketch', {}, limited.key))).status).toBe(200)
    const refused = await send(making[id]('sketch', {}, limited.key))
    expect(refused.status, refused.text).toBe(429)
    expect(refused.headers.get('ratelimit')).toBeTruthy()
  })
})

describe('provider failures', () => {
  const playing = makers.filter((id) => id !== 'createImageVariation').map((id) => [id] as const)
  it.each(playing)('%s: 424, if it does not take the credential', async (id) => {
    const answer = await send(making[id]('sketch', play({ fail: 'bad_credential' })))
    expect(answer.status, answer.text).toBe(424)
  })
  it.each(playing)('%s: 504, if it takes too long', async (id) => {
    const answer = await send(making[id]('sketch', play({ fail: 'timeout' })))
    expect(answer.status, answer.text).toBe(504)
  })
  it('createImageVariation: 424, if it does not take the credential', async () => {
    const own = await mintPlace()
    await mustApi('PUT', `/instances/${own.instanceId}/credentials/openai`, { fields: { api_key: 'sk-1234567890' } }, own.adminKey)
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json({ error: { message: 'no' } }, { status: 401 }))
    const answer = await send(making.createImageVariation('gpt-image-1', {}, own.key))
    expect(answer.status, answer.text).toBe(424)
  })
})

describe('success', () => {
  const done: Record<string, () => Promise<Sent>> = {
    cancelGeneration: async () => sentTo('cancelGeneration', { generation_id: await canceled() }),
    deleteAsset: async () => sentTo('deleteAsset', { asset_id: await asset() }),
    getAsset: async () => sentTo('getAsset', { asset_id: await asset() }),
    getGeneration: async () => sentTo('getGeneration', { generation_id: await finished() }),
    getModel: async () => sentTo('getModel', { model: 'sketch' }),
    getLimits: async () => sentTo('getLimits'),
    getUsage: async () => sentTo('getUsage'),
    getHealth: async () => sentTo('getHealth'),
    getContract: async () => sentTo('getContract'),
    listModels: async () => sentTo('listModels'),
    listGenerations: async () => sentTo('listGenerations'),
    listAssets: async () => sentTo('listAssets'),
    listWebhookDeliveries: async () => sentTo('listWebhookDeliveries'),
    quote: async () => withJson(sentTo('quote'), { prompt: 'x' }),
    streamGenerationEvents: async () => sentTo('streamGenerationEvents', { generation_id: await finished() }),
  }
  it.each(Object.keys(done))('%s', async (id) => {
    const answer = await send(await done[id]!())
    expect(answer.status, answer.text).toBeLessThan(300)
  })
  it('receiveCallback, of a deleted job', async () => {
    const token = await callbackToken(readEnvironment(env).CALLBACK_SIGNING_KEY, 'sketch', newId('gen', Date.now))
    expect((await send(withJson(sentTo('receiveCallback', { provider: 'sketch', token }), {}))).status).toBe(204)
  })
  /** Cancels a running generation on a fake host. The host answers with `kind` and with the generation's record, changed by `changes`. */
  async function cancelAt(kind: 'noted' | 'not_cancelable', changes: object = {}) {
    const id = await running()
    const job = env.JOB_HOST.getByName(hostNameOf(place.instanceId, id)!)
    const host = { view: () => job.view(id), cancel: async () => ({ kind, record: Object.assign((await job.view(id))!, changes) }) }
    const answer = await among(
      createGenerationApp(throughBinding),
      { ...env, JOB_HOST: { getByName: () => host }, CONFIG: ownConfig },
      sentTo('cancelGeneration', { generation_id: id }),
    )
    await place.ask(`POST /generations/${id}/cancel`)
    return answer
  }
  it('cancelGeneration: 202, if the provider is slow to stop', async () => {
    const noted = await cancelAt('noted')
    expect(noted.status, JSON.stringify(noted.body)).toBe(202)
  })
  it.each([
    [{ stage: 'polling' }, 'Its provider works on it and cannot stop it. It goes on: follow it to its end.'],
    [{ stage: 'fetching' }, 'Its provider has done the work, and the result is being stored. Follow it to its end.'],
    [{ stage: 'settled', status: 'failed' }, 'It has failed meanwhile. Read the generation: it has the result and the cost.'],
  ])('cancelGeneration: 409 says why, %o', async (changes, detail) => {
    expect((await cancelAt('not_cancelable', changes)).body).toMatchObject({ status: 409, code: 'not_cancelable', detail })
  })
})

describe('500 and 503', () => {
  const app = createGenerationApp(throughBinding)
  const oneWorker = createGenerationApp((env, context) => configRpc(createServices(env, context), null))
  it.each(having('500'))('%s: 500, if the deployment lacks a secret, which is not mentioned', async (id) => {
    const { LINK_SIGNING_KEYS: _, ...lacking } = env
    const { status, body } = await among(app, lacking, sentTo(id))
    expect([status, body['code'], JSON.stringify(body).includes('SIGNING')]).toEqual([500, 'internal_error', false])
  })
  const away = async (): Promise<never> => {
    throw new Error('the limiter is away')
  }
  const CONFIG = { authenticate: away, check: away, snapshot: away } as unknown as ConfigRpc
  const withoutSnapshot = {
    snapshot: away,
    authenticate: (request: AuthenticateRequest) => ownConfig.authenticate(request),
    check: (request: CheckRequest) => ownConfig.check(request),
  }
  it.each(having('503', ['receiveCallback', 'getHealth']))('%s: 503, if the config service is unreachable', async (id) => {
    const { status, body } = await among(app, { ...env, CONFIG }, sentTo(id, {}, makeKey()))
    expect([status, body['code']]).toEqual([503, 'unavailable'])
  })
  it.each(having('503', ['receiveCallback', 'getHealth']))('%s: 503 in one Worker, too', async (id) => {
    for (const broken of [{ CONFIG_DB: overloadedDatabase(env.CONFIG_DB) }, { KEY_PEPPERS: 'none' }]) {
      const { status, body } = await among(oneWorker, { ...env, ...broken }, sentTo(id, {}, makeKey()))
      expect([status, body['code']]).toEqual([503, 'unavailable'])
    }
  })
  it.each(['getLimits', 'getUsage', 'listGenerations'] as const)('%s: 503 if the limiter is overloaded', async (id) => {
    const overloaded = () => Promise.reject(Object.assign(new Error('Durable Object is overloaded.'), { overloaded: true }))
    const RATE_LIMITER = { getByName: () => ({ check: overloaded, limits: overloaded }) }
    const { status, body } = await among(oneWorker, { ...env, RATE_LIMITER }, sentTo(id))
    expect([status, body['code']]).toEqual([503, 'overloaded'])
  })
  it.each(['getGeneration', 'listGenerations', 'deleteGeneration', 'getAsset', 'listAssets', 'listWebhookDeliveries'] as const)(
    '%s: 503, if the connection to the database breaks',
    async (id) => {
      const { status, body } = await among(oneWorker, { ...env, DATA_DB: lostDatabase(env.DATA_DB) }, sentTo(id))
      expect([status, body['code'], body['retry_after_ms']]).toEqual([503, 'unavailable', 1000])
    },
  )
  it('getAssetContent: 503, if the storage fails', async () => {
    const id = await asset()
    const broken = () => Promise.reject(new Error('get: We encountered an internal error. Please try again. (10001)'))
    const IMAGES = new Proxy(env.IMAGES, { get: (real, name) => (name === 'get' ? broken : Reflect.get(real, name)) })
    const { status, body } = await among(oneWorker, { ...env, IMAGES }, sentTo('getAssetContent', { asset_id: id }))
    expect([status, body['code']]).toEqual([503, 'unavailable'])
  })
  it.each(['listModels', 'getModel', 'quote', 'generate', 'createImage'] as const)(
    '%s: 503, if the config service is lost after it has accepted the key',
    async (id) => {
      const lone = await mintPlace()
      const { path, ...sent } = sentTo(id, { model: 'sketch' }, lone.key)
      const body = JSON.stringify({ prompt: 'x', model: 'sketch' })
      const answer = await among(
        app,
        { ...env, CONFIG: withoutSnapshot },
        { ...sent, path, ...(sent.method === 'get' ? {} : { body, headers: JSON_TYPE }) },
      )
      expect([answer.status, answer.body['code'], answer.body['retry_after_ms']]).toEqual([503, 'unavailable', 1000])
    },
  )
  it('getUsage: 503 for a page of a browser, whose origin needs the configuration', async () => {
    const lone = await mintPlace()
    const sent = { ...sentTo('getUsage', {}, lone.key), headers: { origin: 'https://page.test' } }
    const { status, body } = await among(app, { ...env, CONFIG: withoutSnapshot }, sent)
    expect([status, body['code'], body['retry_after_ms']]).toEqual([503, 'unavailable', 1000])
  })
  it('getHealth: 503, if a part does not respond', async () => {
    // Moves the clock forward, because the result of the health check is cached for a few seconds.
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
    const overloaded = { ...env, CONFIG, DATA_DB: overloadedDatabase(env.DATA_DB) }
    expect((await among(app, overloaded, sentTo('getHealth'))).status).toBe(503)
  })
  it('receiveCallback: 503, if the job’s object is overloaded', async () => {
    const generationId = await finished()
    const token = await callbackToken(readEnvironment(env).CALLBACK_SIGNING_KEY, 'sketch', generationId)
    const busy = {
      getByName: () => ({
        callback: () => Promise.reject(Object.assign(new Error('Durable Object is overloaded.'), { overloaded: true })),
      }),
    }
    const sent = withJson(sentTo('receiveCallback', { provider: 'sketch', token }), {})
    const { status, body } = await among(app, { ...env, JOB_HOST: busy }, sent)
    expect([status, body['code']]).toEqual([503, 'overloaded'])
  })
})
