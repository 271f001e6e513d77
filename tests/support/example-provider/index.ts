import { type ProviderHttp, providerHttp } from '../../../src/providers/http.ts'
import { readMicros } from '../../../src/providers/numbers.ts'
import { jsonWithPictures } from '../../../src/providers/picture-json.ts'
import { ProviderFailure, type ProviderAdapter, type ProviderContext, type ProviderImage } from '../../../src/providers/provider.ts'
import { mapFields } from './map.ts'
import { carries, models } from './models.ts'
import { accepted, account, handle, pictureFacts, work } from './wire.ts'

const DEFAULT_BASE_URL = 'https://api.easel.example.com/v1'

export const easel: ProviderAdapter = {
  id: 'easel',
  name: 'Easel',
  credentialFields: [{ name: 'api_key', description: 'The API key', required: true }],
  defaultBaseUrl: DEFAULT_BASE_URL,
  resumable: true,
  models,
  carries,
  reportsCost: () => true,

  check({ request }) {
    mapFields(request)
  },

  async submit({ request }, context) {
    const call = { method: 'POST', target: '/pictures', json: mapFields(request), mayBill: true } as const
    const { body } = await httpOf(context).json(call, accepted())
    return { kind: 'accepted', handle: { id: body.id }, pollAfterMs: 1000, providerRequestId: body.id }
  },

  async poll(json, _call, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const { body, picture } = await jsonWithPictures(
      http,
      { method: 'GET', target: `/pictures/${encodeURIComponent(id)}`, mayBill: true, notFound: 'lost' },
      work(),
      context,
    )
    const failed = (kind: 'refused' | 'lost') =>
      new ProviderFailure(kind, http.scrub(`Easel: ${body.reason ?? body.state}`), { billed: 'no' })
    switch (body.state) {
      case 'waiting':
        return { kind: 'pending', progress: null, pollAfterMs: 1000 }
      case 'refused':
        throw failed('refused')
      case 'failed':
        throw failed('lost')
      case 'ready': {
        const images: ProviderImage[] = []
        for (const item of body.pictures) {
          const source = await picture(item)
          if (source !== null) images.push({ source, seed: pictureFacts().parse(item).seed, revisedPrompt: null })
        }
        if (images.length === 0) throw http.malformed('it has no pictures', { mayBill: true })
        return { kind: 'done', images, texts: [], usage: null, costMicros: readMicros([body.cost_usd], 1_000_000), providerRequestId: id }
      }
    }
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/account', mayBill: false }, account())
    return { detail: `The key is valid; it belongs to ${body.owner}.` }
  },
}

function httpOf(context: ProviderContext): ProviderHttp {
  return providerHttp({
    provider: 'Easel',
    context,
    defaultBaseUrl: DEFAULT_BASE_URL,
    authorize: (fields) => ({ authorization: `Bearer ${fields['api_key']?.reveal() ?? ''}` }),
  })
}
