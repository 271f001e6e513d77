// Luma's Photon: the work is polled; inputs and results are URLs. If the platform has no public URL, `data:` URLs are sent.
import { type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures } from '../picture-json.ts'
import { addressOf } from '../picture-text.ts'
import { ProviderFailure, type ProviderAdapter, type ProviderContext } from '../provider.ts'
import { type AddressedInput, imageFields } from './map.ts'
import { carries, models } from './models.ts'
import { credits, generation, handle } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.lumalabs.ai'
const API = '/dream-machine/v1'
const PAID = { mayBill: true } as const
const POLL_AFTER_MS = 2000
const REFUSAL = /moderat|content policy|nsfw/i

export const luma: ProviderAdapter = {
  id: 'luma',
  name: 'Luma',
  credentialFields: [{ name: 'api_key', description: 'The API key, luma-…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  carries,

  check({ request }) {
    imageFields(request, [], null)
  },

  async submit({ request, inputs, callbackUrl }, context) {
    const http = httpOf(context)
    const addressed: AddressedInput[] = []
    for (const input of inputs) addressed.push({ role: input.role, weight: input.weight, url: await addressOf(input) })
    const target = `${API}/generations/image${request.operation === 'reframe' ? '/reframe' : ''}`
    const json = imageFields(request, addressed, callbackUrl)
    const { body } = await http.json({ ...PAID, method: 'POST', target, json }, generation())
    return { kind: 'accepted', handle: { id: body.id }, pollAfterMs: POLL_AFTER_MS, providerRequestId: body.id }
  },

  async poll(json, _call, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const target = `${API}/generations/${encodeURIComponent(id)}`
    const { body, picture } = await jsonWithPictures(http, { ...PAID, method: 'GET', target, notFound: 'lost' }, generation(), context)
    if (body.state === 'failed') {
      const said = body.failure_reason ?? 'the generation failed.'
      throw new ProviderFailure(REFUSAL.test(said) ? 'refused' : 'lost', http.scrub(`Luma: ${said}`), {
        billed: 'no',
        providerRequestId: id,
      })
    }
    // The state is `queued`, `dreaming` or unknown. An unknown state may be a new one, so it counts as pending.
    if (body.state !== 'completed') return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
    const source = await picture(body.assets, 'url')
    if (source === null) throw http.malformed('it has no picture', PAID)
    return {
      kind: 'done',
      images: [{ source, seed: null, revisedPrompt: null }],
      texts: [],
      usage: null,
      costMicros: null,
      providerRequestId: id,
    }
  },

  async cancel(json, context) {
    const { id } = handle().parse(json)
    await httpOf(context).send({ method: 'DELETE', target: `${API}/generations/${encodeURIComponent(id)}`, mayBill: false })
  },

  async verifyCallback({ body }, json) {
    // Luma does not sign callbacks, so a callback only wakes the job, which then polls. A callback about other work is ignored.
    const read = handle().safeParse(json)
    return read.success && new TextDecoder().decode(body).includes(read.data.id)
      ? { kind: 'genuine' }
      : { kind: 'refused', reason: 'it names no work that is waited for' }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: `${API}/credits`, mayBill: false }, credits())
    return { detail: `The key is valid; ${body.credit_balance} credits are left.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Luma',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}
