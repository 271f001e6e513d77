// Compares the inputs that the adapter passes to the Workers AI binding with the schemas that Cloudflare publishes for its models. The
// schemas allow no unknown fields. The tests also show that the schemas refuse wrong inputs.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { capabilitiesFor } from '../../src/providers/carried.ts'
import { workersAi } from '../../src/providers/workers-ai/index.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { FakeWorkersAi } from '../support/fake-workers-ai.ts'
import { bodyOf, file, numeral } from '../support/played-provider.ts'
import { callFor, fileInput, requestFor } from './harness.ts'
import { watchedContext } from './planned-request.ts'

const prompt = z.string().min(1)
const edge = z.int().min(256).max(2048).optional()
const bytes = z.array(z.int().min(0).max(255)).min(40)
const stable = z.strictObject({
  prompt,
  negative_prompt: z.string().optional(),
  height: edge,
  width: edge,
  image: bytes.optional(),
  image_b64: z.base64().min(40).optional(),
  mask: bytes.optional(),
  num_steps: z.int().max(20).optional(),
  strength: z.number().min(0).max(1).optional(),
  guidance: z.number().optional(),
  seed: z.int().optional(),
})
const leonardo = (most: number, guidance: number, steps: number) =>
  z.strictObject({
    prompt,
    guidance: z.number().min(guidance).max(10).optional(),
    seed: z.int().min(0).optional(),
    height: z.int().min(0).max(most).optional(),
    width: z.int().min(0).max(most).optional(),
    num_steps: z.int().min(1).max(steps).optional(),
  })
const flux2 = (further = {}) =>
  z.strictObject({
    prompt,
    width: numeral(256, 1920).optional(),
    height: numeral(256, 1920).optional(),
    seed: numeral(0, 2 ** 32).optional(),
    input_image_0: file.optional(),
    input_image_1: file.optional(),
    input_image_2: file.optional(),
    input_image_3: file.optional(),
    ...further,
  })

type Wrong = [name: string, value: unknown][]
const SCHEMAS: Record<string, [schema: z.ZodType, wrong: Wrong]> = {
  '@cf/black-forest-labs/flux-1-schnell': [
    z.strictObject({ prompt: prompt.max(2048), steps: z.int().max(8).optional(), seed: z.int().optional() }),
    [
      ['steps', 9],
      ['width', 1024],
    ],
  ],
  '@cf/black-forest-labs/flux-2-dev': [
    flux2({ steps: numeral(1, 50).optional(), guidance: numeral(0, 10).optional() }),
    [
      ['steps', 'many'],
      ['image', 'x'],
    ],
  ],
  ...Object.fromEntries(
    ['4b', '9b'].map((size): [string, [z.ZodType, Wrong]] => [
      `@cf/black-forest-labs/flux-2-klein-${size}`,
      [
        flux2(),
        [
          ['steps', '25'],
          ['width', '64'],
        ],
      ],
    ]),
  ),
  '@cf/leonardo/lucid-origin': [
    leonardo(2500, 0, 40),
    [
      ['num_steps', 41],
      ['negative_prompt', 'fog'],
    ],
  ],
  '@cf/leonardo/phoenix-1.0': [
    leonardo(2048, 2, 50).extend({ negative_prompt: z.string().min(1).optional() }),
    [
      ['guidance', 1],
      ['height', 2049],
    ],
  ],
  '@cf/stabilityai/stable-diffusion-xl-base-1.0': [
    stable,
    [
      ['width', 128],
      ['steps', 20],
    ],
  ],
  '@cf/runwayml/stable-diffusion-v1-5-img2img': [
    stable.required({ image_b64: true }),
    [
      ['image_b64', 7],
      ['strength', 2],
    ],
  ],
  '@cf/runwayml/stable-diffusion-v1-5-inpainting': [
    stable.required({ image_b64: true, mask: true }),
    [
      ['mask', [256]],
      ['mask', 'base64'],
    ],
  ],
}

const cases = workersAi.models.flatMap((model) =>
  model.capabilities.operations.map((operation) => ({ name: `${model.id}: ${operation}`, model, operation })),
)

describe('the inputs of Workers AI', () => {
  it.each(cases)('$name', async ({ model, operation }) => {
    const own = capabilitiesFor(model, operation)
    const takes = (name: (typeof own.parameters)[number]) => own.parameters.includes(name)
    const roles = own.inputs.roles.includes('reference') ? (['image', 'reference'] as const) : (['image'] as const)
    const inputs =
      operation === 'generate'
        ? []
        : roles.slice(0, own.inputs.max).map((role, place) => fileInput(fakePicture(32, 32, place), 32, 32, { role }))
    const request = requestFor(workersAi, model.id, {
      operation,
      ...(own.size.kind === 'input' ? { width: null, height: null } : {}),
      negativePrompt: takes('negative_prompt') ? 'fog' : null,
      guidance: takes('guidance') ? 4 : null,
      strength: takes('strength') ? 0.4 : null,
    })
    const ai = new FakeWorkersAi()
    const call = callFor(request, { inputs, mask: operation === 'inpaint' ? fileInput(fakePicture(32, 32, 9), 32, 32) : null })
    workersAi.check!(call)
    await workersAi.submit(call, { ...watchedContext().context, ai })
    const [schema, wrong] = SCHEMAS[model.providerModel]!
    const { input } = ai.calls[0]!
    const form = (input as { multipart?: { body: ReadableStream; contentType: string } }).multipart
    const body =
      form === undefined
        ? (input as Record<string, unknown>)
        : await bodyOf({ json: null, form: await new Response(form.body, { headers: { 'content-type': form.contentType } }).formData() })
    expect(schema.safeParse(body).error?.issues ?? []).toEqual([])
    expect(schema.safeParse({ ...body, unknown_member: 1 }).success).toBe(false)
    expect(schema.safeParse({ ...body, prompt: undefined }).success).toBe(false)
    for (const [name, value] of wrong) expect(schema.safeParse({ ...body, [name]: value }).success, `${name}: ${String(value)}`).toBe(false)
  })
})
