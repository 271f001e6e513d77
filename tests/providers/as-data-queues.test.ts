// Tests Runware, ComfyUI and midjourney-proxy as custom providers, which are defined as data, without code. Runware has a queue that is
// polled by POST; the other two are self-hosted servers.
import { describe, expect, it } from 'vitest'
import comfyui from '../../docs/admin/providers/comfyui.json'
import midjourney from '../../docs/admin/providers/midjourney-proxy.json'
import runware from '../../docs/admin/providers/runware.json'
import { claimsOfProvider, customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { chargeOf } from '../../src/providers/pricing.ts'
import type { Operation, PlannedRequest } from '../../src/providers/provider.ts'
import type { Json } from '../../src/shared/json.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { comfyuiFacts } from '../support/played/comfyui.ts'
import { midjourneyFacts } from '../support/played/midjourney.ts'
import { runwareFacts } from '../support/played/runware.ts'
import { type Facts, PlayedProvider } from '../support/played-provider.ts'
import { bytesOf, callFor, contextFor, failureOf, fileInput, requestFor, runToEnd, SECRET } from './harness.ts'

function subject(definition: unknown, facts: Facts, model: string) {
  const parsed = parseCustomProvider(definition as Json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  expect(claimsOfProvider(parsed.definition)).toEqual([])
  const adapter = customAdapter(parsed.definition)
  const fake = new PlayedProvider(facts)
  const { context, sunk } = contextFor(fake)
  const call = (operation: Operation, roles: ('image' | 'reference')[] = [], changes: Partial<PlannedRequest> = {}, masked = false) => {
    const inputs = roles.map((role, index) => fileInput(fakePicture(16, 16, index), 16, 16, { role }))
    const mask = masked ? fileInput(fakePicture(16, 16, 9), 16, 16) : null
    return callFor(requestFor(adapter, model, { operation, ...changes }), { inputs, mask })
  }
  const submitted = () => fake.requests.findLast(({ call: kind }) => kind === 'submit')!.json as Json
  const run = async (...wish: Parameters<typeof call>) => {
    const done = await runToEnd(adapter, call(...wish), context)
    expect(fake.violations).toEqual([])
    for (const { source } of done.images)
      expect((await bytesOf(source, fake, sunk)).subarray(1, 4)).toEqual(Uint8Array.of(0x50, 0x4e, 0x47))
    return done
  }
  /** Returns the micro-USD that the platform would charge, and whether the provider reported this amount or the platform computed it. */
  const chargeFor = async (...wish: Parameters<typeof call>) => {
    const { images, usage, costMicros } = await run(...wish)
    const { request, inputs } = call(...wish)
    const { amountMicros, source } = chargeOf(request, { images: images.length, usage, inputs, costMicros })
    return [amountMicros, source]
  }
  return { chargeFor, adapter, fake, context, call, run, submitted }
}
const picture = expect.stringMatching(/^data:image\/png;base64,/)

describe('Runware as data', () => {
  it('generates, asks by POST with its own id, and adds up the costs', async () => {
    const { run, fake } = subject(runware, runwareFacts, 'my-runware-flux')
    const done = await run('generate', [], { n: 3, seed: 7 })
    expect([done.images.length, done.costMicros, done.images[0]!.seed]).toEqual([3, 3900, 7])
    const ids = fake.requests
      .filter(({ call }) => call === 'submit' || call === 'poll')
      .map(({ json }) => (json as { taskUUID: string }[])[0]!.taskUUID)
    expect([ids.length, new Set(ids).size]).toEqual([3, 1])
  })

  it('edits with two inputs', async () => {
    const { run, submitted } = subject(runware, runwareFacts, 'my-runware-flux')
    expect((await run('edit', ['image', 'reference'])).costMicros).toBe(1300)
    expect((submitted() as { referenceImages: Json }[])[0]!.referenceImages).toEqual([picture, picture])
  })

  it('tells a refusal that comes with a good status, and is not charged', async () => {
    const { adapter, fake, call, context } = subject(runware, runwareFacts, 'my-runware-flux')
    fake.refuses = true
    expect(await failureOf(runToEnd(adapter, call('generate'), context))).toMatchObject({ kind: 'refused', billed: 'no' })
  })
})

it.each([
  // Runware reports the cost of each picture. The self-hosted servers report no cost, so the price in the definition counts.
  ['Runware', runware, runwareFacts, 'my-runware-flux', [1300, 'provider'], [1300, 'provider']],
  ['ComfyUI', comfyui, comfyuiFacts, 'my-sdxl', [0, 'computed'], [0, 'computed']],
  ['midjourney-proxy', midjourney, midjourneyFacts, 'my-midjourney', [30_000, 'computed'], [30_000, 'computed']],
])('%s as data: the cost comes out right, of an edit too', async (_, definition, facts, model, generated, edited) => {
  expect(await subject(definition, facts, model).chargeFor('generate')).toEqual(generated)
  // The edit of ComfyUI is `inpaint`, with a mask. The edit of Runware and midjourney-proxy is `edit`, with two pictures.
  const wish: Parameters<ReturnType<typeof subject>['chargeFor']> =
    definition === comfyui ? ['inpaint', ['image'], {}, true] : ['edit', ['image', 'reference']]
  expect(await subject(definition, facts, model).chargeFor(...wish)).toEqual(edited)
})

describe('ComfyUI as data', () => {
  it('generates by a workflow, and fetches its pictures with the key', async () => {
    const { run, fake } = subject(comfyui, comfyuiFacts, 'my-sdxl')
    const done = await run('generate', [], { n: 2, seed: null, providerOptions: { sampler: 'dpmpp_2m' } })
    expect([done.images.length, done.costMicros]).toEqual([2, null])
    const views = fake.requests.filter(({ url }) => url.pathname === '/view')
    expect(views.map(({ headers }) => headers.get('authorization'))).toEqual([`Bearer ${SECRET}`, `Bearer ${SECRET}`])
    expect(views[1]!.url.search).toBe('?filename=platform_1_.png&subfolder=&type=output')
  })

  it('sends picture and mask ahead', async () => {
    const { run, fake, submitted } = subject(comfyui, comfyuiFacts, 'my-sdxl')
    expect((await run('inpaint', ['image'], { strength: 0.7 }, true)).images).toHaveLength(1)
    expect(fake.requests.filter(({ url }) => url.pathname === '/upload/image')).toHaveLength(2)
    const nodes = (submitted() as { prompt: Record<string, { inputs: Record<string, Json> }> }).prompt
    expect(nodes['picture']!.inputs).toEqual({ image: 'picture.png' })
    expect([nodes['sample']!.inputs['latent_image'], nodes['sample']!.inputs['denoise']]).toEqual([['masked', 0], 0.7])
    expect(nodes['canvas']).toBeUndefined()
  })

  it('tells a refusal of one of its nodes', async () => {
    const { adapter, fake, call, context } = subject(comfyui, comfyuiFacts, 'my-sdxl')
    fake.refuses = true
    const failure = await failureOf(runToEnd(adapter, call('generate'), context))
    expect(failure).toMatchObject({ kind: 'refused', billed: 'no', message: expect.stringContaining('flagged by the moderation') })
  })
})

describe('midjourney-proxy as data', () => {
  it('generates, with its progress in percent', async () => {
    const { adapter, call, context, run } = subject(midjourney, midjourneyFacts, 'my-midjourney')
    expect((await run('generate', [], { providerOptions: { botType: 'NIJI_JOURNEY' } })).images).toHaveLength(1)
    const accepted = await adapter.submit(call('generate'), context)
    if (accepted.kind !== 'accepted') throw new Error('not accepted')
    expect(await adapter.poll!(accepted.handle, call('generate'), context)).toMatchObject({ kind: 'pending', progress: 0.5 })
  })

  it('edits with two inputs, and describes one', async () => {
    const { run, submitted } = subject(midjourney, midjourneyFacts, 'my-midjourney')
    expect((await run('edit', ['image', 'reference'])).images).toHaveLength(1)
    expect(submitted()).toMatchObject({ base64Array: [picture, picture], prompt: expect.stringMatching(/ --ar 16:9$/) })
    expect((await run('describe', ['image'])).texts).toEqual([expect.stringContaining('a lake in the mountains')])
  })

  it('tells a refusal by a numeric code in a good answer', async () => {
    const { adapter, fake, call, context } = subject(midjourney, midjourneyFacts, 'my-midjourney')
    fake.refuses = true
    expect(await failureOf(adapter.submit(call('generate'), context))).toMatchObject({
      kind: 'refused',
      billed: 'no',
      message: 'My midjourney-proxy: The prompt contains a banned word',
    })
  })
})
