// Tests the special features of Stability's services, at Stability and at Bedrock: aspect ratios, the parameter `strength`, refusals, and
// signatures.
import { describe, expect, it } from 'vitest'
import { bedrock } from '../../src/providers/bedrock/index.ts'
import { stability } from '../../src/providers/stability/index.ts'
import type { ProviderAdapter } from '../../src/providers/provider.ts'
import { PlayedProvider } from '../support/played-provider.ts'
import { bedrockFacts } from '../support/played/bedrock.ts'
import { stabilityFacts } from '../support/played/stability.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { bytesOf, callFor, contextFor, failureOf, fileInput, requestFor, runToEnd, SECRET } from './harness.ts'

const input = (width = 400, height = 300) => fileInput(fakePicture(width, height), width, height)
const asked = (adapter: ProviderAdapter, model: string, changes = {}, inputs = [input()]) =>
  callFor(requestFor(adapter, model, changes), { inputs })

async function form(model: string, changes: object, inputs = [input()]) {
  const fake = new PlayedProvider(stabilityFacts)
  await stability.submit(asked(stability, model, changes, inputs), contextFor(fake).context)
  return Object.fromEntries([...fake.requests[0]!.form!].filter(([, value]) => typeof value === 'string'))
}

describe('Stability', () => {
  it.each([
    ['16:9', { left: '66', right: '67', up: '0', down: '0' }],
    ['9:16', { left: '0', right: '0', up: '205', down: '206' }],
    ['1:1', { left: '0', right: '0', up: '50', down: '50' }],
  ])('reframes 400 × 300 to %s by what is missing on each side', async (aspectRatio, sides) => {
    expect(await form('stability-outpaint', { operation: 'reframe', aspectRatio })).toMatchObject(sides)
  })

  it('refuses the shape that the picture already has, and one that is too different, before the provider is called', () => {
    const reframe =
      (aspectRatio: string, picture = input()) =>
      () =>
        stability.check!(asked(stability, 'stability-outpaint', { operation: 'reframe', aspectRatio }, [picture]))
    expect(reframe('4:3')).toThrow(expect.objectContaining({ pointer: '/body/aspect_ratio', message: expect.stringContaining('already') }))
    expect(reframe('21:9', input(100, 4000))).toThrow(expect.objectContaining({ pointer: '/body/aspect_ratio' }))
    expect(reframe('16:9')).not.toThrow()
  })

  it.each([
    ['stable-image-ultra', 'remix', 'strength', ['0', '0.25', '1']],
    ['stability-upscale-conservative', 'upscale', 'creativity', ['0.2', '0.275', '0.5']],
    ['stability-upscale-creative', 'upscale', 'creativity', ['0.1', '0.2', '0.5']],
    ['stability-structure', 'remix', 'control_strength', ['1', '0.75', '0']],
    ['stability-style', 'remix', 'fidelity', ['1', '0.75', '0']],
  ] as const)('%s: strength runs from the input kept to the input ignored', async (model, operation, member, values) => {
    const sent = await Promise.all([0, 0.25, 1].map(async (strength) => (await form(model, { operation, strength }))[member]))
    expect(sent).toEqual(values)
  })

  it('names its requirements: words to look for, a seed that is not 0, guidance within bounds', () => {
    const check = (model: string, changes: object) => () => stability.check!(asked(stability, model, changes))
    expect(check('stability-search-and-replace', { operation: 'edit', providerOptions: {} })).toThrow(
      expect.objectContaining({ pointer: '/body/provider_options/search_prompt' }),
    )
    expect(check('stable-image-core', { seed: 0 })).toThrow(expect.objectContaining({ pointer: '/body/seed' }))
    expect(check('sd3.5-large', { guidance: 12 })).toThrow(expect.objectContaining({ pointer: '/body/guidance' }))
    expect(check('sd3.5-large', { providerOptions: { model: 'sd3' } })).toThrow(
      expect.objectContaining({ pointer: '/body/provider_options/model' }),
    )
  })

  it('upscales without a prompt, and returns the seed that was used', async () => {
    expect(await form('stability-upscale-conservative', { operation: 'upscale', prompt: '' })).toMatchObject({
      prompt: expect.stringMatching(/same picture/),
    })
    const { context } = contextFor(new PlayedProvider(stabilityFacts))
    const done = await runToEnd(stability, asked(stability, 'stability-upscale-creative', { operation: 'upscale' }), context)
    expect(done.images[0]!.seed).toBe(12)
  })

  it('a picture that moderation withholds is a refusal, in a 200 and in a 403; a key without rights is not', async () => {
    const call = asked(stability, 'stable-image-core', {}, [])
    const answered = (body: unknown, status: number) => contextFor({ fetch: async () => Response.json(body, { status }) }).context
    const filtered = { image: 'aGVsbG8=', finish_reason: 'CONTENT_FILTERED', seed: 1 }
    expect(await failureOf(stability.submit(call, answered(filtered, 200)))).toMatchObject({ kind: 'refused', billed: 'no' })
    const moderated = { id: 'x', name: 'content_moderation', errors: ['No.'] }
    expect(await failureOf(stability.submit(call, answered(moderated, 403)))).toMatchObject({ kind: 'refused', billed: 'no', status: 403 })
    const forbidden = { id: 'x', name: 'permission_denied', errors: ['You lack the necessary permissions.'] }
    expect((await failureOf(stability.submit(call, answered(forbidden, 403)))).kind).toBe('bad_credential')
  })
})

describe('Bedrock', () => {
  it('signs each request as Signature Version 4 says', async () => {
    const fake = new PlayedProvider(bedrockFacts)
    const bodies: string[] = []
    const { context } = contextFor({
      fetch: (url, init) => {
        bodies.push(String(init?.body))
        return fake.fetch(url, init)
      },
    })
    const { credential } = contextFor(fake).context
    await bedrock.submit(asked(bedrock, 'bedrock.stable-image-core', {}, []), { ...context, credential })
    const { headers } = fake.requests[0]!
    const date = headers.get('x-amz-date')!
    const digest = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toHex()
    const canonical = [
      'POST',
      // The colon in the model's id is encoded in the URL, and encoded again in the text that is signed.
      '/model/stability.stable-image-core-v1%253A1/invoke',
      '',
      'host:bedrock-runtime.us-west-2.amazonaws.com',
      `x-amz-date:${date}`,
      '',
      'host;x-amz-date',
      await digest(bodies[0]!),
    ].join('\n')
    const scope = `${date.slice(0, 8)}/us-west-2/bedrock/aws4_request`
    let key: Uint8Array<ArrayBuffer> = new TextEncoder().encode(`AWS4${SECRET}`) as Uint8Array<ArrayBuffer>
    for (const part of [...scope.split('/'), `AWS4-HMAC-SHA256\n${date}\n${scope}\n${await digest(canonical)}`]) {
      const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
      key = new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(part)))
    }
    expect(headers.get('authorization')).toMatch(new RegExp(`Signature=${key.toHex()}$`))
  })

  it('returns pictures that arrive in a list, and a refusal if there are none', async () => {
    const fake = new PlayedProvider(bedrockFacts)
    const { context, sunk } = contextFor(fake)
    const done = await bedrock.submit(asked(bedrock, 'bedrock.sd3.5-large', {}, []), context)
    if (done.kind !== 'done') throw new Error('not done')
    expect([...(await bytesOf(done.images[0]!.source, fake, sunk))].slice(1, 4)).toEqual([0x50, 0x4e, 0x47])
    expect(done.images[0]!.seed).toBe(7)
    fake.refuses = true
    const failure = await failureOf(bedrock.submit(asked(bedrock, 'bedrock.sd3.5-large', {}, []), context))
    expect(failure).toMatchObject({ kind: 'refused', billed: 'no', message: 'Amazon Bedrock: Filter reason: prompt' })
  })

  it.each([
    ['ServiceQuotaExceededException', 400, 'rate_limited', 'no'],
    ['ThrottlingException', 429, 'rate_limited', 'no'],
    ['ModelErrorException', 424, 'unavailable', 'no'],
    ['AccessDeniedException', 403, 'bad_credential', 'no'],
    ['ValidationException', 400, 'bad_request', 'no'],
  ])('%s → %s', async (type, status, kind, billed) => {
    const headers = { 'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/` }
    const { context } = contextFor({ fetch: async () => Response.json({ message: 'It did not work.' }, { status, headers }) })
    const { credential } = contextFor(new PlayedProvider(bedrockFacts)).context
    const failure = await failureOf(bedrock.submit(asked(bedrock, 'bedrock.stable-image-core', {}, []), { ...context, credential }))
    expect([failure.kind, failure.billed]).toEqual([kind, billed])
  })
})
