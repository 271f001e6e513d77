// Runware: a request is a list of tasks. Each task is polled by the id that we have given it. The answer reports the charge.
import { sha256Hex } from '../../shared/crypto.ts'
import type { Json } from '../../shared/json.ts'
import { kindOfError } from '../error-words.ts'
import { type ErrorReading, type ProviderHttp, providerHttp } from '../http.ts'
import { blackAndWhite, checkMask, pngAddress } from '../mask.ts'
import { readMicros } from '../numbers.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressesOf } from '../picture-text.ts'
import { ProviderFailure, type ProviderAdapter, type ProviderContext, type ProviderImage } from '../provider.ts'
import { seedOf } from '../seed.ts'
import { carries, familyOf } from './families.ts'
import { taskFields } from './map.ts'
import { models } from './models.ts'
import { answer, handle, result, taskError } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.runware.ai'
const TARGET = '/v1'
const PAID = { mayBill: true } as const
const POLL_AFTER_MS = 1000

export const runware: ProviderAdapter = {
  id: 'runware',
  name: 'Runware',
  credentialFields: [{ name: 'api_key', description: 'The API key', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  carries,
  reportsCost: () => true,

  check({ request, mask }) {
    taskFields(request, '', [], null)
    checkMask(mask)
  },

  async submit({ request, inputs, mask, attempt = 1 }, context) {
    const http = httpOf(context)
    const id = await taskIdOf(request.generationId, attempt)
    const maskAddress = mask === null ? null : pngAddress(await blackAndWhite(mask, context))
    const task = taskFields(request, id, await addressesOf(inputs), maskAddress)
    const { body } = await http.json({ ...PAID, method: 'POST', target: TARGET, json: [task] }, answer())
    if (body.errors.length > 0) throw http.failureIn({ errors: body.errors as Json }, PAID)
    if (body.data.length === 0) throw http.malformed('it has no task', PAID)
    return { kind: 'accepted', handle: { id }, pollAfterMs: POLL_AFTER_MS, providerRequestId: id }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const ask: Json = [{ taskType: 'getResponse', taskUUID: id }]
    const call = { ...PAID, method: 'POST', target: TARGET, json: ask, notFound: 'lost', maxBytes: maxBytesOf(request.n) } as const
    const { body, picture } = await jsonWithPictures(http, call, answer(), context)
    const results = []
    for (const item of body.data) results.push({ ...result().parse(item), source: await picture(item) })
    const finished = results.filter(({ status, source, text }) => status === 'success' || source !== null || text !== null)
    if (finished.length === 0 && body.errors.length > 0) throw failureOf(body.errors, http, id)
    if (finished.length === 0 && results.length === 0) throw lost(id)
    // Some pictures may be ready before the others. The task is pending until all of them are ready.
    if (finished.length < results.length) return { kind: 'pending', progress: finished.length / results.length, pollAfterMs: POLL_AFTER_MS }
    const images: ProviderImage[] = finished.flatMap(({ source, seed }) =>
      source === null ? [] : [{ source, seed: seedOf(seed, request), revisedPrompt: null }],
    )
    const texts = finished.flatMap(({ text }) => text ?? [])
    if (images.length + texts.length === 0) throw http.malformed('it has no pictures', PAID)
    const costMicros = readMicros(
      finished.map(({ cost }) => cost),
      1_000_000,
    )
    const isText = familyOf(request.model.providerModel).task === 'caption'
    return { kind: 'done', images: isText ? [] : images, texts: isText ? texts : [], usage: null, costMicros, providerRequestId: id }
  },

  async verifyCredential(context) {
    const json = [{ taskType: 'accountManagement', taskUUID: await taskIdOf('verify', 1), operation: 'getDetails' }]
    const http = httpOf(context)
    const { body } = await http.json({ method: 'POST', target: TARGET, json, mayBill: false }, answer())
    if (body.errors.length > 0) throw http.failureIn({ errors: body.errors as Json }, { mayBill: false })
    return { detail: 'The key is valid.' }
  },
}

/** Returns a UUID of version 4, computed from the generation and the attempt, so that a repeat of a call gets the same task id. */
async function taskIdOf(generationId: string, attempt: number): Promise<string> {
  const hex = await sha256Hex(`runware|${generationId}|${attempt}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const lost = (id: string) => new ProviderFailure('lost', 'Runware no longer knows the task.', { billed: 'unknown', providerRequestId: id })

/**
 * Returns the failure that Runware reports for a task. If Runware does not know the task's id, the kind of the failure is `lost`, and it is
 * unknown whether the task was billed. Any other error means that the task has failed for good and was not billed. If the error is a
 * refusal of the content, the kind is `refused`, otherwise `lost`, too. The kind is never a transient one such as `unavailable`, because
 * the job would then poll again.
 */
function failureOf(errors: readonly unknown[], http: ProviderHttp, id: string): ProviderFailure {
  const { code, message, parameter } = taskError().parse(errors[0])
  if (parameter === 'taskUUID') return lost(id)
  const said = message ?? code ?? 'the task failed.'
  const refused = kindOfError(errors as Json, said) === 'refused'
  return new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`Runware: ${said}`), { billed: 'no', providerRequestId: id })
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Runware',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    readError,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}

/** Recognizes an unknown task: Runware reports it with status 400, as an error about the id of the task. */
function readError(body: Json): ErrorReading | null {
  const errors = body !== null && typeof body === 'object' && !Array.isArray(body) ? body['errors'] : null
  const { parameter } = taskError().parse(Array.isArray(errors) ? errors[0] : null)
  return parameter === 'taskUUID' ? { kind: 'lost', billed: 'unknown' } : null
}
