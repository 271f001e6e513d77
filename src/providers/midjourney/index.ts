// Midjourney through a midjourney-proxy on a server of the instance's owner. The proxy is not an official API, so its models are off until
// the owner enables them for the instance.
import { kindOfWords } from '../error-words.ts'
import { type ProviderHttp, providerHttp } from '../http.ts'
import { base64Of, dataAddress } from '../picture-text.ts'
import { findPicture } from '../picture-value.ts'
import { ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { callFor } from './map.ts'
import { carries, models } from './models.ts'
import { accounts, handle, submitted, task } from './wire.ts'

/** A placeholder for the base URL. There is no standard base URL, because each instance configures the address of its own server. */
const ANY_SERVER = 'https://midjourney-proxy.invalid'
const PAID = { mayBill: true } as const
const POLL_AFTER_MS = 3000

/** The codes with which the proxy says that it has accepted the work. The HTTP status does not show this, because it is always 200. */
const TAKEN = new Set([1, 21, 22])
const QUEUE_FULL = 23
const BANNED = 24

export const midjourney: ProviderAdapter = {
  id: 'midjourney',
  name: 'Midjourney (own proxy)',
  credentialFields: [{ name: 'api_key', description: 'The mj-api-secret of the proxy', required: true }],
  defaultBaseUrl: null,
  resumable: true,
  models,
  carries,

  check({ request, inputs }) {
    callFor(
      request,
      inputs.map(() => ''),
      null,
    )
  },

  async submit({ request, inputs, callbackUrl }, context) {
    const http = httpOf(context)
    const pictures: string[] = []
    for (const input of inputs) pictures.push(dataAddress(input, await base64Of(input)))
    const { target, json } = callFor(request, pictures, callbackUrl)
    const { body } = await http.json({ ...PAID, method: 'POST', target, json }, submitted())
    const id = typeof body.result === 'string' ? body.result : ''
    if (!TAKEN.has(body.code) || id === '') throw refusalOf(body.code, body.description, http)
    return { kind: 'accepted', handle: { id }, pollAfterMs: POLL_AFTER_MS, providerRequestId: id }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const lost = () => new ProviderFailure('lost', 'The proxy no longer knows the task.', { billed: 'unknown', providerRequestId: id })
    const target = `/mj/task/${encodeURIComponent(id)}/fetch`
    const response = await http.send({ ...PAID, method: 'GET', target, notFound: 'lost' })
    const text = await response.text().catch((error: unknown) => {
      throw http.failureOf(error, PAID)
    })
    // If the proxy does not know the task, its answer is empty.
    if (text.trim() === '' || text.trim() === 'null') throw lost()
    const read = task().safeParse(http.readJson(text, PAID))
    if (!read.success) throw http.malformed('it is no task', PAID)
    const { status, progress, imageUrl, failReason, prompt, promptEn } = read.data
    if (status === 'FAILURE' || status === 'CANCEL') {
      const said = failReason ?? 'the task failed.'
      const refused = kindOfWords(said) === 'refused' || /banned|sensitive|invalid parameter.*moderat/i.test(said)
      throw new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`Midjourney: ${said}`), { billed: 'no', providerRequestId: id })
    }
    // Any other status means that the task is not finished: `NOT_START`, `SUBMITTED`, `IN_PROGRESS`, `MODAL`, or a status that was added
    // later.
    if (status !== 'SUCCESS') return { kind: 'pending', progress: fractionOf(progress), pollAfterMs: POLL_AFTER_MS }
    const none = { usage: null, costMicros: null, providerRequestId: id } as const
    if (request.operation === 'describe') {
      const texts = descriptionsIn(promptEn ?? prompt ?? '')
      if (texts.length === 0) throw http.malformed('it has no description', PAID)
      return { kind: 'done', images: [], texts, ...none }
    }
    const source = await findPicture(imageUrl, 'url', async () => undefined, http)
    if (source === null) throw http.malformed('it has no picture', PAID)
    return { kind: 'done', images: [{ source, seed: request.seed, revisedPrompt: null }], texts: [], ...none }
  },

  async verifyCallback({ body }, json) {
    // The proxy does not sign callbacks, so a callback only wakes the job, which then polls.
    const read = handle().safeParse(json)
    return read.success && new TextDecoder().decode(body).includes(read.data.id)
      ? { kind: 'genuine' }
      : { kind: 'refused', reason: 'it names no work that is waited for' }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/mj/account/list', mayBill: false }, accounts())
    return { detail: `The proxy responds; it has ${body.length} accounts.` }
  },
}

function refusalOf(code: number, description: string | null, http: ProviderHttp): ProviderFailure {
  const said = http.scrub(`Midjourney: ${description ?? `the proxy said ${code}`}`)
  if (code === BANNED) return new ProviderFailure('refused', said, { billed: 'no' })
  if (code === QUEUE_FULL) return new ProviderFailure('rate_limited', said, { billed: 'no' })
  return new ProviderFailure('bad_request', said, { billed: 'no' })
}

/** Converts a progress such as `50%` to a fraction, here 0.5; returns null if the text is not a percentage. */
function fractionOf(progress: string | null): number | null {
  const percent = /^(\d{1,3})%$/.exec(progress ?? '')?.[1]
  return percent === undefined ? null : Math.min(Number(percent) / 100, 1)
}

/** Splits the text of a `describe` result into its descriptions, and removes the number at the beginning of each description. */
function descriptionsIn(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/^[\s\d\uFE0F\u20E3.]+/u, '').trim())
    .filter((part) => part !== '')
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Midjourney',
    context,
    defaultBaseUrl: ANY_SERVER,
    authorize: (fields) => ({ 'mj-api-secret': fields['api_key']?.reveal() ?? '' }),
  })
}
