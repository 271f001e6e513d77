// Hugging Face's inference: the body of the response is the picture. A dedicated endpoint is configured as the base URL.
import { type ProviderHttp, providerHttp } from '../http.ts'
import { readPictureBody } from '../picture-body.ts'
import { maxBytesOf } from '../picture-json.ts'
import { base64Of } from '../picture-text.ts'
import type { ProviderAdapter, ProviderContext } from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { taskFields } from './map.ts'
import { carries, models } from './models.ts'
import { account } from './wire.ts'

const DEFAULT_BASE_URL = 'https://router.huggingface.co/hf-inference'
const ACCOUNT_URL = 'https://huggingface.co/api/whoami-v2'
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 5 * 60_000

export const huggingface: ProviderAdapter = {
  id: 'huggingface',
  name: 'Hugging Face',
  credentialFields: [{ name: 'api_key', description: 'An access token that may call Inference Providers, hf_…', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: false,
  models,
  carries,

  check({ request }) {
    taskFields(request, null)
  },

  async submit({ request, inputs }, context) {
    const http = httpOf(context)
    const json = taskFields(request, inputs[0] === undefined ? null : await base64Of(inputs[0]))
    const { credential } = context
    const call = {
      ...PAID,
      method: 'POST',
      // A dedicated endpoint serves one model, at its root path.
      target: /\.endpoints\.huggingface\.cloud\/?$/.test(credential.baseUrl ?? '') ? '/' : `/models/${request.model.providerModel}`,
      json,
      headers: { accept: 'image/*, application/json' },
      maxBytes: maxBytesOf(1),
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    } as const
    const response = await http.send(call)
    const source = await readPictureBody(response, http, PAID, context)
    return {
      kind: 'done',
      images: [{ source, seed: seedOfOne(request), revisedPrompt: null }],
      texts: [],
      usage: null,
      costMicros: null,
      providerRequestId: response.headers.get('x-request-id'),
    }
  },

  async verifyCredential(context) {
    const base = context.credential.baseUrl
    // All paths below the base URL lead to models, so the account is read from another URL. This is ACCOUNT_URL or, if the instance has
    // set a base URL at another host, /api/whoami-v2 at the root of that host.
    const isDefault = base === null || new URL(base).host === new URL(DEFAULT_BASE_URL).host
    const target = isDefault ? ACCOUNT_URL : new URL('/api/whoami-v2', base).href
    const { body } = await httpOf(context).json({ method: 'GET', target, mayBill: false }, account())
    return { detail: `The token is valid; it belongs to ${body.name ?? 'an account without a name'}.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Hugging Face',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    isOwnHost: (host) => host === 'huggingface.co',
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}
