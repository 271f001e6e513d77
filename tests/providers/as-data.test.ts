// Tests real providers as custom providers, which are defined as data, without code. Compares their requests with the providers' contracts.
// The definitions are those in the admin docs.
import { describe, expect, it } from 'vitest'
import gemini from '../../docs/admin/providers/gemini.json'
import fireworks from '../../docs/admin/providers/fireworks.json'
import leonardo from '../../docs/admin/providers/leonardo.json'
import recraft from '../../docs/admin/providers/recraft.json'
import stability from '../../docs/admin/providers/stability.json'
import together from '../../docs/admin/providers/together.json'
import xai from '../../docs/admin/providers/xai.json'
import { claimsOfProvider, customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { dryRun } from '../../src/providers/dry-run.ts'
import { chargeOf } from '../../src/providers/pricing.ts'
import type { Operation, PlannedRequest, ProviderAdapter, ProviderCall } from '../../src/providers/provider.ts'
import { sampleCall, sampleWish } from '../../src/providers/sample-call.ts'
import { soundAnswer } from '../../src/providers/sound-answer.ts'
import type { Json } from '../../src/shared/json.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { fireworksFacts } from '../support/played/fireworks.ts'
import { geminiFacts } from '../support/played/google.ts'
import { leonardoFacts } from '../support/played/leonardo.ts'
import { recraftFacts } from '../support/played/recraft.ts'
import { stabilityFacts } from '../support/played/stability.ts'
import { togetherFacts } from '../support/played/together.ts'
import { xaiFacts } from '../support/played/xai.ts'
import { withUploads } from '../support/leonardo-uploads.ts'
import { type Facts, PlayedProvider } from '../support/played-provider.ts'
import { bytesOf, callFor, contextFor, failureOf, fileInput, requestFor, runToEnd, SECRET } from './harness.ts'

function adapterOf(json: unknown): ProviderAdapter {
  const parsed = parseCustomProvider(json as Json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  expect(claimsOfProvider(parsed.definition)).toEqual([])
  return customAdapter(parsed.definition)
}

interface Case {
  name: string
  definition: unknown
  facts: Facts
  model: string
  /** The number of pictures in the call: the maximum that the model supports. */
  n: number
  /** The cost of `n` pictures in micro-USD, and whether the provider reports it or the platform computes it. */
  cost: { amountMicros: number; source: 'provider' | 'computed' }
  options?: PlannedRequest['providerOptions']
  edit: { model?: string; operation: Operation; roles: ('image' | 'reference' | 'style')[]; mask?: true; costMicros: number }
  /** The request that the fake must refuse. By default, the operation is `generate`, and the model is the case's own `model`. */
  refuses?: { model?: string; operation: Operation }
  /** Returns the fields that the test compares with `expected`. @param body the body of the last request, which is that of the edit. */
  sent(body: Record<string, unknown>): unknown
  expected: unknown
}

const picture = expect.stringMatching(/^data:image\/png;base64,/)
const file = expect.objectContaining({ type: 'image/png' })

const CASES: Case[] = [
  {
    name: 'Together',
    definition: together,
    facts: togetherFacts,
    model: 'my-flux-2-pro',
    n: 3,
    cost: { amountMicros: 90_000, source: 'computed' },
    options: { disable_safety_checker: true },
    edit: { operation: 'edit', roles: ['image', 'reference'], costMicros: 30_000 },
    sent: (body) => body['reference_images'],
    expected: [picture, picture],
  },
  {
    name: 'xAI',
    definition: xai,
    facts: xaiFacts,
    model: 'my-grok-imagine',
    n: 2,
    cost: { amountMicros: 60_000, source: 'provider' },
    edit: { operation: 'edit', roles: ['image', 'reference'], costMicros: 60_000 },
    sent: (body) => body['images'],
    expected: [
      { type: 'image_url', url: picture },
      { type: 'image_url', url: picture },
    ],
  },
  {
    name: 'Recraft',
    definition: recraft,
    facts: recraftFacts,
    model: 'my-recraft-v3',
    n: 2,
    cost: { amountMicros: 70_000, source: 'provider' },
    // The API takes one input picture. The second picture in `expected` is the mask.
    edit: { operation: 'inpaint', roles: ['image'], mask: true, costMicros: 35_000 },
    sent: (body) => [body['image_url'], body['mask_url']],
    expected: [picture, picture],
  },
  {
    name: 'Leonardo',
    definition: leonardo,
    facts: withUploads(leonardoFacts),
    model: 'my-leonardo-diffusion',
    n: 2,
    cost: { amountMicros: 14_700, source: 'provider' },
    options: { contrast: 3.5, alchemy: true },
    edit: { operation: 'edit', roles: ['image', 'style'], costMicros: 14_700 },
    sent: (body) => [body['init_image_id'], body['controlnets']],
    expected: ['upload-0', [{ initImageId: 'upload-1', initImageType: 'UPLOADED', preprocessorId: 67, strengthType: 'Mid' }]],
  },
  {
    name: 'Gemini',
    definition: gemini,
    facts: geminiFacts,
    model: 'my-nano-banana',
    n: 1,
    // The price of 300 input tokens, 1,120 tokens of the picture and 200 tokens of thinking.
    cost: { amountMicros: 67_950, source: 'computed' },
    edit: { operation: 'edit', roles: ['image', 'reference'], costMicros: 67_950 },
    sent: (body) => (body['contents'] as { parts: unknown[] }[])[0]!.parts,
    expected: [
      { inlineData: { mimeType: 'image/png', data: expect.any(String) } },
      { inlineData: { mimeType: 'image/png', data: expect.any(String) } },
      { text: expect.any(String) },
    ],
  },
  {
    name: 'Stability',
    definition: stability,
    facts: stabilityFacts,
    model: 'my-stable-image',
    n: 1,
    cost: { amountMicros: 30_000, source: 'computed' },
    edit: { operation: 'replace_background', roles: ['image', 'reference'], costMicros: 80_000 },
    sent: (body) => [body['subject_image'], body['background_reference'], body['background_prompt']],
    expected: [file, file, expect.any(String)],
  },
  {
    name: 'Fireworks',
    definition: fireworks,
    facts: fireworksFacts,
    model: 'my-fireworks-schnell',
    n: 1,
    cost: { amountMicros: 1400, source: 'computed' },
    // The API accepts only one input picture.
    edit: { model: 'my-fireworks-kontext', operation: 'edit', roles: ['image'], costMicros: 40_000 },
    sent: (body) => body['input_image'],
    expected: picture,
  },
]

function inputs(roles: Case['edit']['roles']): ProviderCall['inputs'] {
  return roles.map((role, index) => fileInput(fakePicture(16, 16, index), 16, 16, { role, assetId: `asset_${index}` }))
}

/** Runs the call to its end. Returns the number of pictures, the texts, and the amount that the platform would charge. */
async function chargeFor(adapter: ProviderAdapter, call: ProviderCall, fake: PlayedProvider) {
  const { context, sunk } = contextFor(fake)
  const { answer } = soundAnswer(await runToEnd(adapter, call, context), call.request)
  for (const { source } of answer.images)
    expect((await bytesOf(source, fake, sunk)).subarray(1, 4)).toEqual(Uint8Array.of(0x50, 0x4e, 0x47))
  const { usage, costMicros, images } = answer
  return {
    images: images.length,
    texts: answer.texts,
    charge: chargeOf(call.request, { images: images.length, usage, inputs: call.inputs, costMicros }),
  }
}

describe.each(CASES)('$name as data', ({ definition, facts, model, n, cost, options = {}, edit, refuses, sent, expected }) => {
  const adapter = adapterOf(definition)

  it('generates, at the right cost', async () => {
    const fake = new PlayedProvider(facts)
    const call = callFor(requestFor(adapter, model, { n, providerOptions: options }))
    const { images, charge } = await chargeFor(adapter, call, fake)
    expect(fake.violations).toEqual([])
    expect([images, charge]).toEqual([n, expect.objectContaining(cost)])
    expect(fake.submits).toBe(1)
    for (const { headers } of fake.requests.filter(({ call: kind }) => kind === 'submit' || kind === 'poll'))
      expect([...headers.values()].some((value) => value.includes(SECRET))).toBe(true)
  })

  it('edits', async () => {
    const fake = new PlayedProvider(facts)
    const request = requestFor(adapter, edit.model ?? model, { operation: edit.operation, strength: null })
    const mask = edit.mask === true ? fileInput(fakePicture(16, 16, 7), 16, 16) : null
    const { images, charge } = await chargeFor(adapter, callFor(request, { inputs: inputs(edit.roles), mask }), fake)
    expect(fake.violations).toEqual([])
    expect([images, charge.amountMicros]).toEqual([1, edit.costMicros])
    const { json, form } = fake.requests.findLast(({ call }) => call === 'submit')!
    expect(sent((form === null ? json : Object.fromEntries(form)) as Record<string, unknown>)).toEqual(expected)
  })

  it('reports a refusal, which is not charged', async () => {
    const fake = new PlayedProvider(facts)
    fake.refuses = true
    const request = requestFor(adapter, refuses?.model ?? model, { operation: refuses?.operation ?? 'generate' })
    const call = callFor(request, { inputs: refuses === undefined ? [] : inputs(edit.roles) })
    const failure = await failureOf(runToEnd(adapter, call, contextFor(fake).context))
    expect([failure.kind, failure.billed]).toEqual(['refused', 'no'])
    expect(failure.message).not.toContain(SECRET)
  })

  it('shows every request in a dry run, without the key', async () => {
    for (const each of adapter.models)
      for (const operation of each.capabilities.operations) {
        const call = sampleCall(each, { ...sampleWish(each, operation), operation }, null)
        const { calls, outcome } = await dryRun(adapter, call, null, [])
        expect(outcome).toBe(null)
        expect(calls).toHaveLength(1)
        expect(JSON.stringify(calls)).toContain('[redacted]')
        expect(JSON.stringify(calls)).not.toContain('{{')
      }
  })

  it('refuses an option that it does not declare', () => {
    const request = requestFor(adapter, model, { providerOptions: { callback: 'https://evil.example.net' } })
    expect(() => adapter.check!(callFor(request))).toThrow(/no option callback for|takes no provider_options/)
  })
})
