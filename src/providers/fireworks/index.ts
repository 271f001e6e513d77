// Fireworks. For open models the response contains the pictures. For the Kontext models Fireworks accepts the work, which is then polled.
import { type ProviderHttp, providerHttp } from '../http.ts'
import { jsonWithPictures, maxBytesOf } from '../picture-json.ts'
import { addressOf } from '../picture-text.ts'
import { ProviderFailure, type ProviderAdapter, type ProviderContext, type ProviderImage } from '../provider.ts'
import { validKey } from '../valid-key.ts'
import { seedOf, seedOfOne } from '../seed.ts'
import { workflowFields } from './map.ts'
import { carries, isKontext, models } from './models.ts'
import { accepted, handle, modelList, picturesAnswer, task } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.fireworks.ai/inference/v1'
const PAID = { mayBill: true } as const
const POLL_AFTER_MS = 1000
const ANSWER_TIMEOUT_MS = 2 * 60_000

export const fireworks: ProviderAdapter = {
  id: 'fireworks',
  name: 'Fireworks AI',
  credentialFields: [{ name: 'api_key', description: 'The API key, fw_…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  carries,

  check({ request }) {
    workflowFields(request, null)
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const json = workflowFields(request, inputs[0] === undefined ? null : await addressOf(inputs[0]))
    const target = `/workflows/${request.model.providerModel}`
    if (isKontext(request.model.providerModel)) {
      const { body } = await http.json({ ...PAID, method: 'POST', target, json }, accepted())
      return { kind: 'accepted', handle: { id: body.request_id }, pollAfterMs: POLL_AFTER_MS, providerRequestId: body.request_id }
    }
    const call = {
      ...PAID,
      method: 'POST',
      target: `${target}/text_to_image`,
      json,
      maxBytes: maxBytesOf(1),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const { body, picture } = await jsonWithPictures(http, call, picturesAnswer(), context)
    if (body.finishReason === 'CONTENT_FILTERED')
      throw new ProviderFailure('refused', 'Fireworks AI: the picture did not pass its filter.', {
        billed: 'no',
        providerRequestId: body.id,
      })
    const images: ProviderImage[] = []
    for (const item of body.base64) {
      const source = await picture(item, 'base64')
      if (source !== null) images.push({ source, seed: seedOf(body.seed, request), revisedPrompt: null })
    }
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: body.id }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const call = {
      ...PAID,
      method: 'POST',
      target: `/workflows/${request.model.providerModel}/get_result`,
      json: { id },
      notFound: 'lost',
    } as const
    const { body, picture } = await jsonWithPictures(http, call, task(), context)
    const fail = (kind: 'refused' | 'lost', message: string, billed: 'no' | 'unknown') =>
      new ProviderFailure(kind, `Fireworks AI: ${message}`, { billed, providerRequestId: id })
    switch (body.status) {
      case 'Ready': {
        const source = await picture(body.result, 'url')
        if (source === null) throw http.malformed('it has no picture', PAID)
        const image = { source, seed: seedOfOne(request), revisedPrompt: null }
        return { kind: 'done', images: [image], texts: [], usage: null, costMicros: null, providerRequestId: id }
      }
      case 'Request Moderated':
      case 'Content Moderated':
        throw fail('refused', 'the request or the picture did not pass its moderation.', 'no')
      case 'Error':
        throw fail('lost', 'the task failed.', 'no')
      case 'Task not found':
        throw fail('lost', 'it no longer knows the task.', 'unknown')
    }
    // The status is `Pending` or unknown. An unknown status may be a new one, so it counts as pending.
    return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
  },

  async verifyCredential(context) {
    const call = { method: 'GET', target: '/models', mayBill: false } as const
    const { body } = await httpOf(context).json(call, modelList())
    return validKey(body.data.length)
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Fireworks AI',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}
