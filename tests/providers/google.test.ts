// Tests the special features of Google: refusals with status 200, billed thinking tokens, and a service account, whose key signs the
// request for an access token.
import { describe, expect, it } from 'vitest'
import { gemini } from '../../src/providers/gemini/index.ts'
import { chargeOf, quoteOf } from '../../src/providers/pricing.ts'
import { forgetAccessTokens } from '../../src/providers/vertex/access-token.ts'
import { vertex } from '../../src/providers/vertex/index.ts'
import { decodeBase64Url } from '../../src/shared/base64.ts'
import { Secret } from '../../src/shared/secret.ts'
import { PlayedProvider } from '../support/played-provider.ts'
import { geminiFacts, signedByTestKey, vertexFacts } from '../support/played/google.ts'
import { callFor, contextFor, failureOf, requestFor } from './harness.ts'

const answering = (body: unknown) => contextFor({ fetch: async () => Response.json(body) }).context
const asked = (changes = {}) => callFor(requestFor(gemini, 'gemini-3-pro-image', changes))

describe('Gemini', () => {
  it.each([
    ['a blocked prompt', { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }],
    ['an unsafe picture', { candidates: [{ finishReason: 'IMAGE_SAFETY' }] }],
    ['a recitation', { candidates: [{ content: { parts: [] }, finishReason: 'IMAGE_RECITATION' }] }],
  ])('%s is a refusal that is not billed', async (_, body) => {
    const failure = await failureOf(gemini.submit(asked(), answering(body)))
    expect([failure.kind, failure.billed]).toEqual(['refused', 'no'])
  })

  it('a refusal in words costs its tokens', async () => {
    const usageMetadata = {
      promptTokenCount: 10,
      candidatesTokenCount: 20,
      candidatesTokensDetails: [{ modality: 'TEXT', tokenCount: 20 }],
    }
    const body = { candidates: [{ content: { parts: [{ text: 'I would rather not.' }] }, finishReason: 'STOP' }], usageMetadata }
    const call = asked()
    const failure = await failureOf(gemini.submit(call, answering(body)))
    expect(failure).toMatchObject({ kind: 'refused', billed: 'yes', costMicros: null })
    // 10 tokens at $2 and 20 tokens at $12 per million.
    expect(chargeOf(call.request, { images: 0, usage: failure.usage, inputs: [], costMicros: null }).amountMicros).toBe(260)
    expect(failure.message).toContain('I would rather not.')
  })

  it('an answer that ends without a picture or a reason leaves the charge unknown', async () => {
    const failure = await failureOf(gemini.submit(asked(), answering({ candidates: [{ finishReason: 'MAX_TOKENS' }] })))
    expect([failure.kind, failure.billed]).toEqual(['malformed', 'unknown'])
  })

  it.each([
    ['API key not valid. Please pass a valid API key.', 'INVALID_ARGUMENT', 400, 'bad_credential'],
    ['Your prepayment credits are depleted.', 'RESOURCE_EXHAUSTED', 429, 'no_credit'],
    ['You exceeded your current quota.', 'RESOURCE_EXHAUSTED', 429, 'rate_limited'],
    ['Unknown name "seed2"', 'INVALID_ARGUMENT', 400, 'bad_request'],
  ])('%s → %s %i: %s', async (message, status, code, kind) => {
    const { context } = contextFor({ fetch: async () => Response.json({ error: { code, message, status } }, { status: code }) })
    expect((await failureOf(gemini.submit(asked(), context))).kind).toBe(kind)
  })

  it('takes the result, not the drafts of thinking, and charges thoughts as text', async () => {
    const { context } = contextFor(new PlayedProvider(geminiFacts))
    const call = asked({ resolution: '2K' })
    const done = await gemini.submit(call, context)
    if (done.kind !== 'done') throw new Error('not done')
    expect(done.images).toHaveLength(1)
    // 40 + 260 input tokens at $2, 200 tokens of thinking at $12, 1120 tokens of the picture at $120 per million.
    expect(chargeOf(call.request, { images: 1, usage: done.usage, inputs: [], costMicros: null }).amountMicros).toBe(600 + 2400 + 134_400)
  })

  it('quotes by resolution', () => {
    const micros = (resolution: string | null) => {
      const { request } = callFor(requestFor(gemini, 'gemini-3.1-flash-image', { resolution, prompt: '' }))
      return quoteOf(request.model, request, []).amountMicros
    }
    expect([micros('1K'), micros('2K'), micros('4K'), micros(null)]).toEqual([67_200, 100_800, 151_200, 67_200])
  })

  it('refuses inputs that are too large together, and options that would be billed', () => {
    const call = asked({ operation: 'edit' })
    const input = { role: 'image', sizeBytes: 6_000_000 } as never
    expect(() => gemini.check!({ ...call, inputs: [input, input, input] })).toThrow(expect.objectContaining({ pointer: '/body/inputs' }))
    for (const [options, pointer] of [
      [{ tools: [{ googleSearch: {} }] }, '/body/provider_options/tools'],
      [{ generationConfig: { candidateCount: 4 } }, '/body/provider_options/candidateCount'],
      [{ generationConfig: { seed: 1 } }, '/body/provider_options/seed'],
    ] as const)
      expect(() => gemini.check!({ ...call, request: { ...call.request, providerOptions: options as never } })).toThrow(
        expect.objectContaining({ pointer }),
      )
    expect(() =>
      gemini.check!({ ...call, request: { ...call.request, providerOptions: { generationConfig: { temperature: 1 } } } }),
    ).not.toThrow()
  })
})

describe('Vertex', () => {
  const call = () => callFor(requestFor(vertex, 'vertex.gemini-3-pro-image'))
  const tokensAsked = (fake: PlayedProvider) => fake.requests.filter((request) => request.call === 'token')

  it('signs a claim with the service account, once for many pictures, and again after a refusal', async () => {
    forgetAccessTokens()
    const fake = new PlayedProvider(vertexFacts)
    const { context } = contextFor(fake)
    await vertex.submit(call(), context)
    await vertex.submit(call(), context)
    expect(tokensAsked(fake)).toHaveLength(1)
    const { assertion } = tokensAsked(fake)[0]!.json as { assertion: string }
    const [header, claim] = assertion
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(new TextDecoder().decode(decodeBase64Url(part)!)) as object)
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' })
    expect(claim).toMatchObject({
      iss: 'painter@example-project.iam.gserviceaccount.com',
      aud: 'https://oauth2.googleapis.com/token',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
    })
    const [signed, signature] = [assertion.slice(0, assertion.lastIndexOf('.')), assertion.slice(assertion.lastIndexOf('.') + 1)]
    expect(await signedByTestKey(signed, decodeBase64Url(signature)!)).toBe(true)
    fake.fault = { name: 'unauthorized', at: 'submit', once: true }
    expect((await failureOf(vertex.submit(call(), context))).kind).toBe('bad_credential')
    await vertex.submit(call(), context)
    expect(tokensAsked(fake)).toHaveLength(2)
  })

  it('goes to the location that the credential names', async () => {
    const hosts: string[] = []
    const fake = new PlayedProvider(vertexFacts)
    const { context } = contextFor({
      fetch: (url, init) => {
        hosts.push(new URL(url instanceof Request ? url.url : url).host)
        return fake.fetch(url, init)
      },
    })
    const { fields } = contextFor(fake).context.credential
    await failureOf(
      vertex.submit(call(), { ...context, credential: { fields: { ...fields, location: new Secret('europe-west4') }, baseUrl: null } }),
    )
    expect(hosts.at(-1)).toBe('europe-west4-aiplatform.googleapis.com')
  })

  it.each([
    ['no JSON', 'my key', /is not JSON/],
    ['another file', '{"type":"authorized_user"}', /lacks client_email, private_key/],
    [
      'a broken key',
      '{"client_email":"a@b.c","private_key":"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----","project_id":"p"}',
      /RSA/,
    ],
  ])('says what is wrong with a service account: %s', async (_, text, words) => {
    const { context } = contextFor(new PlayedProvider(vertexFacts))
    const credential = { fields: { service_account: new Secret(text) }, baseUrl: null }
    const failure = await failureOf(vertex.submit(call(), { ...context, credential }))
    expect(failure).toMatchObject({ kind: 'bad_credential', billed: 'no' })
    expect(failure.message).toMatch(words)
    expect(failure.message).not.toContain('AAAA')
  })

  it('a refused exchange is a bad credential; Google being down is not', async () => {
    forgetAccessTokens()
    const fake = new PlayedProvider(vertexFacts)
    const { context } = contextFor(fake)
    fake.fault = { name: 'secret_echo', at: 'token', once: true }
    expect((await failureOf(vertex.submit(call(), context))).kind).toBe('bad_credential')
    fake.fault = { name: 'connection_lost', at: 'token', once: true }
    expect(await failureOf(vertex.submit(call(), context))).toMatchObject({ kind: 'unavailable', billed: 'no' })
    expect(fake.submits).toBe(0)
  })
})
