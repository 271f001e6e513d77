// Amazon Bedrock: each request is signed (Signature Version 4), and the response contains the pictures.
import { AwsV4Signer } from 'aws4fetch'
import type { Json } from '../../shared/json.ts'
import { type ErrorReading, holdsError, messageIn, type ProviderHttp, providerHttp, type SignedRequest } from '../http.ts'
import { readSeed } from '../numbers.ts'
import { readPictureJson } from '../picture-json.ts'
import { base64Of } from '../picture-text.ts'
import {
  type Done,
  type PlannedRequest,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { type Service } from '../stability/services.ts'
import { modelFields } from './map.ts'
import { carries, models } from './models.ts'
import { BEDROCK_SERVICES } from './services.ts'
import { invokeAnswer, modelList } from './wire.ts'

/** The default region: Bedrock offers Stability's models there. */
const DEFAULT_REGION = 'us-west-2'
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/
const PAID = { mayBill: true } as const
const ANSWER_TIMEOUT_MS = 3 * 60_000
const MAX_ANSWER_BYTES = 32 * 1024 * 1024

export const bedrock: ProviderAdapter = {
  id: 'bedrock',
  name: 'Amazon Bedrock',
  credentialFields: [
    { name: 'access_key_id', description: 'AKIA…, of a user or role that may bedrock:InvokeModel', required: true },
    { name: 'secret_access_key', description: 'Its secret', required: true },
    { name: 'session_token', description: 'For keys of a session', required: false },
    { name: 'region', description: `us-east-1 and the like; ${DEFAULT_REGION} where this is absent`, required: false, secret: false },
  ],
  defaultBaseUrl: addressOf(DEFAULT_REGION),
  resumable: false,
  models,
  carries,

  check({ request, inputs }) {
    modelFields(serviceOf(request), request, inputs, { input: null, mask: null })
  },

  async submit({ request, inputs, mask }, context) {
    const http = httpOf(context)
    const [input] = request.operation === 'generate' ? [] : inputs
    const json = modelFields(serviceOf(request), request, inputs, {
      input: input === undefined ? null : await base64Of(input),
      mask: mask === null ? null : await base64Of(mask),
    })
    const response = await http.send({
      ...PAID,
      method: 'POST',
      target: `/model/${encodeURIComponent(request.model.providerModel)}/invoke`,
      json,
      maxBytes: MAX_ANSWER_BYTES,
      headersTimeoutMs: ANSWER_TIMEOUT_MS,
      idleTimeoutMs: ANSWER_TIMEOUT_MS,
    })
    return readPictures(response, request, http, context)
  },

  async verifyCredential(context) {
    const region = regionOf(context)
    // Bedrock has one host that runs models, and another host that lists them. If the credential has a base URL, it replaces both hosts.
    const target = context.credential.baseUrl === null ? `https://bedrock.${region}.amazonaws.com/foundation-models` : '/foundation-models'
    const { body } = await httpOf(context).json({ method: 'GET', target, mayBill: false }, modelList())
    return { detail: `The key is valid; ${region} has ${body.modelSummaries.length} models.` }
  },
}

function addressOf(region: string): string {
  return `https://bedrock-runtime.${region}.amazonaws.com`
}

/**
 * Returns the service of a model. Throws ProviderFailure if the platform does not support the model at Bedrock, which is possible for a
 * custom model.
 */
function serviceOf({ model }: PlannedRequest): Service {
  const service = BEDROCK_SERVICES[model.providerModel]
  if (service !== undefined) return service
  throw new ProviderFailure('bad_request', `${model.providerModel} is not a supported model at Bedrock.`, {
    billed: 'no',
    pointer: '/body/model',
  })
}

function regionOf({ credential }: ProviderContext): string {
  const region = credential.fields['region']?.reveal() ?? DEFAULT_REGION
  if (REGION.test(region)) return region
  throw new ProviderFailure('bad_credential', 'Amazon Bedrock: the region of the credential is none, us-west-2 would be one.', {
    billed: 'no',
  })
}

function httpOf(context: ProviderContext): ProviderHttp {
  const region = regionOf(context)
  const { region: _, ...secrets } = context.credential.fields
  return providerHttp({
    provider: 'Amazon Bedrock',
    // In error texts, `providerHttp` hides the values of all fields that it receives. The region is not secret, so it is not passed.
    context: { ...context, credential: { ...context.credential, fields: secrets } },
    defaultBaseUrl: addressOf(region),
    isOwnHost: (host) => host === `bedrock.${region}.amazonaws.com`,
    readError,
    authorize: () => ({}),
    sign: (request) => signed(request, context, region),
  })
}

/** Returns the headers that sign a request. The request's own headers are not signed, because proxies may change them. */
async function signed(request: SignedRequest, { credential }: ProviderContext, region: string): Promise<Record<string, string>> {
  const { fields } = credential
  const sessionToken = fields['session_token']?.reveal()
  const signer = new AwsV4Signer({
    method: request.method,
    url: request.url,
    body: request.body,
    accessKeyId: fields['access_key_id']?.reveal() ?? '',
    secretAccessKey: fields['secret_access_key']?.reveal() ?? '',
    ...(sessionToken === undefined ? {} : { sessionToken }),
    service: 'bedrock',
    region,
  })
  return Object.fromEntries((await signer.sign()).headers)
}

/** Recognizes a refusal by the error's message, and other errors by their type, which Bedrock sends in a header. */
function readError(body: Json, _: number, headers: Headers): ErrorReading | null {
  if (/content filter|content moderation|responsible ai/i.test(messageIn(body) ?? '')) return { kind: 'refused' }
  switch (headers.get('x-amzn-errortype')?.split(':')[0]) {
    case 'ServiceQuotaExceededException':
      return { kind: 'rate_limited' }
    case 'ModelErrorException':
      return { kind: 'unavailable', billed: 'no' }
  }
  return null
}

async function readPictures(response: Response, request: PlannedRequest, http: ProviderHttp, context: ProviderContext): Promise<Done> {
  const { body, picture: pictureOf } = await readPictureJson(response, null, http, PAID, context.sink)
  const { images: pictures, seeds, finish_reasons: reasons } = invokeAnswer().parse(body)
  const providerRequestId = response.headers.get('x-amzn-requestid')
  const images: ProviderImage[] = []
  const refusals = reasons.map((reason) => (typeof reason === 'string' && reason !== '' ? reason : null))
  for (const [index, item] of pictures.entries()) {
    // A picture with a finish reason was blurred by the safety filter, so it is left out.
    if ((refusals[index] ?? null) !== null) continue
    const picture = await pictureOf(item, 'base64')
    if (picture !== null) images.push({ source: picture, seed: readSeed(seeds[index]) ?? seedOfOne(request), revisedPrompt: null })
  }
  const refusal = refusals.find((reason) => reason !== null)
  if (images.length === 0 && refusal !== undefined)
    throw new ProviderFailure('refused', http.scrub(`Amazon Bedrock: ${refusal}`), { billed: 'no', providerRequestId })
  if (images.length === 0)
    throw holdsError(body) ? http.failureIn(body, PAID, response.headers) : http.malformed('it has no pictures', PAID)
  return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId }
}
