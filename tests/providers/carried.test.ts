// No parameter is lost between the caller and the provider. Every parameter that a model declares for an operation changes the adapter's
// request or, for sketch, the picture. The plan refuses every other parameter; with `on_unsupported: adapt`, it removes the parameter and
// adds a warning.
import { sameNames } from '../../src/generation-service/plan/messages.ts'
import { describe, expect, it } from 'vitest'
import type { GenerateRequest, PlannedInput, Warning } from '../../src/generation-service/model/generation.ts'
import { fitToModel } from '../../src/generation-service/plan/fit.ts'
import { capabilitiesFor } from '../../src/providers/carried.ts'
import { customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { dryRun } from '../../src/providers/dry-run.ts'
import type {
  CatalogueModel,
  InputImage,
  InputRole,
  Operation,
  OperationCapabilities,
  PlannedRequest,
  ProviderAdapter,
} from '../../src/providers/provider.ts'
import { adapters } from '../../src/providers/registry.ts'
import { AppError } from '../../src/shared/errors.ts'
import { encodePng } from '../../src/pictures/codecs/png-encode.ts'
import { sha256Hex } from '../../src/shared/crypto.ts'
import { customDefinition } from '../support/fake-custom.ts'
import { fakePicture } from '../support/fake-provider.ts'
import { bytesOf, runToEnd } from './harness.ts'
import { inputOf, watchedContext } from './planned-request.ts'

function custom(): ProviderAdapter {
  const [model] = customDefinition(false)['models'] as object[]
  const said =
    'prompt negative_prompt operation n width height seed quality style format compression background strength guidance steps enhance_prompt'
  const body = Object.fromEntries([...said.split(' '), 'image_base64', 'mask_base64'].map((name) => [name, `{{${name}}}`]))
  const parsed = parseCustomProvider(
    customDefinition(false, {
      request: { path: '/draw', body },
      models: [
        {
          ...model,
          operations: ['generate', 'edit', 'inpaint', 'upscale'],
          formats: ['png', 'jpeg'],
          qualities: ['low', 'high'],
          styles: ['ink', 'oil'],
          backgrounds: ['opaque', 'transparent'],
          parameters: ['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression'],
          inputs: { max: 1, roles: ['image', 'reference'] },
          mask: true,
        },
      ],
    }),
  )
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  return customAdapter(parsed.definition)
}

const ROLES: InputRole[] = ['image', 'reference', 'style', 'character']
const noise = (seed: number) => {
  const data = new Uint8Array(32 * 32 * 4)
  for (let at = 0; at < data.length; at++) data[at] = at % 4 === 3 ? 255 : (at * 7 * seed + (at >> 5) * 31 * seed) % 256
  return encodePng({ width: 32, height: 32, data })
}
const PICTURES = [fakePicture(32, 32), noise(3), noise(5), noise(11), noise(13)]
const MASK = encodePng({
  width: 32,
  height: 32,
  data: new Uint8Array(32 * 32 * 4).map((_, at) => (at < 2048 ? 255 : at % 4 === 3 ? 255 : 0)),
})
const ASSET = 'asset_00000000000000000000000000'

const image = (role: InputRole, place: number, weight: number | null = null): InputImage =>
  inputOf(PICTURES[place]!, 32, 32, { role, weight, assetId: `asset_${place}`, contentType: 'image/png' })
const known = ({ assetId, role, weight, contentType, width, height, sizeBytes }: InputImage): PlannedInput => {
  return { assetId, key: assetId, role, weight, contentType, width, height, sizeBytes }
}

interface Asked {
  request: GenerateRequest
  inputs: InputImage[]
  mask: InputImage | null
}

function plainly(operation: Operation, own: OperationCapabilities): Asked {
  const needsPrompt = own.maxPromptLength > 0 && ['generate', 'edit', 'inpaint', 'remix', 'replace_background'].includes(operation)
  const inputs = operation === 'generate' ? [] : [image('image', 0)]
  return {
    request: {
      operation,
      ...(needsPrompt ? { prompt: 'a fox in the mountains' } : {}),
      ...(own.size.kind === 'free' ? { size: '512x512' } : {}),
      inputs: inputs.map(() => ({ asset_id: ASSET })),
    },
    inputs,
    mask: operation === 'inpaint' ? inputOf(MASK, 32, 32) : null,
  }
}

function plan(model: CatalogueModel, operation: Operation, { request, inputs, mask }: Asked, onUnsupported: 'reject' | 'adapt') {
  const warnings: Warning[] = []
  const given = { inputs: inputs.map(known), roles: inputs.map(({ role }) => role), mask: mask === null ? null : known(mask) }
  const fitted = fitToModel(model, operation, request, given, { onUnsupported, names: sameNames }, warnings)
  const planned: PlannedRequest = {
    ...fitted,
    generationId: 'gen_00000000000000000000000000',
    operation,
    model,
    providerOptions: model.neededOptions ?? {},
    safety: {},
  }
  return { planned, warnings }
}

/**
 * Returns the HTTP requests that the adapter would send, as one text. `sketch` sends no requests, so for `sketch` the text contains the
 * hashes of the pictures instead.
 */
async function made(adapter: ProviderAdapter, model: CatalogueModel, operation: Operation, asked: Asked): Promise<string> {
  const { planned, warnings } = plan(model, operation, asked, 'reject')
  expect(warnings).toEqual([])
  const call = { request: planned, inputs: asked.inputs, mask: asked.mask, callbackUrl: null }
  adapter.check?.(call)
  // ComfyUI's adapter uploads the pictures first. Each upload gets an answer, so that the dry run reaches the call after the uploads.
  const uploads = adapter.id === 'comfyui' ? [...asked.inputs, ...(asked.mask === null ? [] : [asked.mask])] : []
  const answers = uploads.map(() => ({ status: 200, headers: {}, body: { name: 'picture.png' } }))
  if (adapter.id !== 'sketch') return JSON.stringify((await dryRun(adapter, call, null, answers)).calls)
  const { context, sunk, partials } = watchedContext()
  // To save time, the test lets sketch draw a smaller picture than planned, with the same aspect ratio.
  const small = planned.width === null ? {} : { width: 96, height: (planned.height! * 96) / planned.width }
  const done = await runToEnd(adapter, { ...call, request: { ...planned, ...small } }, context)
  const bytes = await Promise.all(done.images.map(({ source }) => bytesOf(source, undefined as never, sunk as never)))
  return JSON.stringify([done.texts, partials.length, await Promise.all(bytes.map((each) => sha256Hex(each)))])
}

const changed = (asked: Asked, changes: Partial<GenerateRequest>): Asked => ({ ...asked, request: { ...asked.request, ...changes } })
const withInput = (asked: Asked, input: InputImage): Asked => ({
  ...changed(asked, {
    inputs: [
      ...(asked.request.inputs ?? []),
      { asset_id: ASSET, role: input.role, ...(input.weight === null ? {} : { weight: input.weight }) },
    ],
  }),
  inputs: [...asked.inputs, input],
})

/** A part of a request. `declared`: whether the model declares it. `one`, `other`: two values. `pointer`: how a refusal names the part. */
interface Part {
  name: string
  declared: boolean
  one: Partial<GenerateRequest>
  other?: Partial<GenerateRequest>
  pointer: string
}

function partsOf(own: OperationCapabilities, operation: Operation): Part[] {
  const takes = (name: OperationCapabilities['parameters'][number]) => own.parameters.includes(name)
  const compressible = own.formats.find((format) => format !== 'png')
  const choice = <T extends string>(values: T[], make: (value: T) => Partial<GenerateRequest>, none: T) => ({
    declared: values.length > 0,
    one: make(values[0] ?? none),
    ...(values[1] === undefined ? {} : { other: make(values[1]) }),
  })
  const sizes: Partial<GenerateRequest>[] =
    own.size.kind === 'list'
      ? own.size.sizes.map((size) => ({ size }))
      : own.size.kind === 'free'
        ? [{ size: '512x512' }, { size: '1024x512' }]
        : []
  const ratios: Partial<GenerateRequest>[] = own.size.kind === 'ratio' ? own.size.ratios.map((ratio) => ({ aspect_ratio: ratio })) : []
  const chosen = [...sizes, ...ratios]
  const size: Part[] =
    chosen.length > 1
      ? [{ name: 'size', declared: true, one: chosen[0]!, other: chosen[1]!, pointer: '/body/size' }]
      : own.size.kind === 'input'
        ? [
            { name: 'size', declared: false, one: { size: '640x640' }, pointer: '/body/size' },
            { name: 'aspect_ratio', declared: false, one: { size: 'auto', aspect_ratio: '7:3' }, pointer: '/body/aspect_ratio' },
          ]
        : []
  return [
    ...size,
    {
      name: 'prompt',
      declared: own.maxPromptLength > 0,
      one: { prompt: 'a red lighthouse' },
      other: { prompt: 'a blue abstract' },
      pointer: '/body/prompt',
    },
    ...(operation === 'describe' ? [] : [{ name: 'n', declared: own.maxImages > 1, one: { n: 2 }, pointer: '/body/n' }]),
    {
      name: 'negative_prompt',
      declared: takes('negative_prompt'),
      one: { negative_prompt: 'fox, mountains' },
      pointer: '/body/negative_prompt',
    },
    { name: 'seed', declared: takes('seed'), one: { seed: 1 }, other: { seed: 2 }, pointer: '/body/seed' },
    { name: 'strength', declared: takes('strength'), one: { strength: 0.2 }, other: { strength: 0.9 }, pointer: '/body/strength' },
    { name: 'guidance', declared: takes('guidance'), one: { guidance: 2 }, other: { guidance: 7 }, pointer: '/body/guidance' },
    { name: 'steps', declared: takes('steps'), one: { steps: 3 }, other: { steps: 9 }, pointer: '/body/steps' },
    {
      name: 'enhance_prompt',
      declared: takes('enhance_prompt'),
      one: { enhance_prompt: true },
      other: { enhance_prompt: false },
      pointer: '/body/enhance_prompt',
    },
    {
      name: 'compression',
      declared: takes('compression') && compressible !== undefined,
      one: { output: { ...(compressible === undefined ? {} : { format: compressible }), compression: 10 } },
      other: { output: { ...(compressible === undefined ? {} : { format: compressible }), compression: 90 } },
      pointer: '/body/output/compression',
    },
    { name: 'quality', ...choice(own.qualities, (quality) => ({ quality }), 'high'), pointer: '/body/quality' },
    { name: 'style', ...choice(own.styles, (style) => ({ style }), 'ink'), pointer: '/body/style' },
    ...(own.formats.length > 1 && operation !== 'describe'
      ? [
          {
            name: 'format',
            declared: true,
            one: { output: { format: own.formats[0]! } },
            other: { output: { format: own.formats[1]! } },
            pointer: '',
          },
        ]
      : []),
    ...(operation === 'describe'
      ? [{ name: 'format', declared: false, one: { output: { format: 'png' as const } }, pointer: '/body/output/format' }]
      : []),
    ...(['auto', 'opaque', 'transparent'] as const).map((background) => ({
      name: `background ${background}`,
      declared: own.backgrounds.includes(background),
      one: { output: { background } },
      pointer: '/body/output/background',
    })),
    { name: 'partial_images', declared: own.partialImages, one: { partial_images: 2 }, pointer: '/body/partial_images' },
  ]
}

const SUBJECTS = [...adapters(), custom()].flatMap((adapter) =>
  adapter.models
    // `sketch-priced` is left out, because it differs from `sketch` only in its prices.
    .filter((model) => model.id !== 'sketch-priced')
    .flatMap((model) =>
      model.capabilities.operations.map((operation) => ({ adapter, model, operation, name: `${model.id}: ${operation}` })),
    ),
)

describe.each(SUBJECTS)('$name', ({ adapter, model, operation }) => {
  const own = capabilitiesFor(model, operation)
  const asked = plainly(operation, own)
  const refusal = (wanted: Asked, onUnsupported: 'reject' | 'adapt' = 'reject') => {
    try {
      plan(model, operation, wanted, onUnsupported)
    } catch (error) {
      if (error instanceof AppError) return [error.code, error.details.errors?.[0]?.pointer]
      throw error
    }
    return null
  }

  it('sends each parameter that it declares', async () => {
    for (const { name, declared, one, other } of partsOf(own, operation)) {
      if (!declared) continue
      const first = await made(adapter, model, operation, changed(asked, one))
      const second = await made(adapter, model, operation, changed(asked, other ?? {}))
      // The provider `sketch` draws some pictures opaque with every value of `background`, so this parameter need not change the picture.
      if (adapter.id === 'sketch' && name.startsWith('background')) continue
      // If the model supports only one background, that background is the model's default. The adapter need not send the default.
      if (name.startsWith('background') && own.backgrounds.length === 1) continue
      // If the model's only quality is also its default, a request with this quality equals a request without it.
      if (name === 'quality' && other === undefined && own.defaultQuality !== undefined) continue
      expect(first === second, `${name} makes no difference`).toBe(false)
    }
  })

  it('refuses the others, or leaves them out with a warning', () => {
    for (const { name, declared, one, pointer } of partsOf(own, operation)) {
      if (declared) continue
      const wanted = changed(asked, one)
      expect(refusal(wanted), name).toEqual([expect.stringMatching(/^unsupported_(parameter|size)$/), pointer])
      expect(
        plan(model, operation, wanted, 'adapt').warnings.map((warning) => warning.pointer),
        name,
      ).toContain(pointer)
    }
  })

  it('sends each input of a role that it declares, and refuses the others', async () => {
    const base = operation === 'generate' ? null : await made(adapter, model, operation, asked)
    for (const role of ROLES) {
      // For `generate`, the platform refuses an input with the role `image`, whichever model is requested. So this is not tested here.
      if (operation === 'generate' && role === 'image') continue
      const wanted = withInput(asked, image(role, 1))
      const most = own.inputs.maxByRole?.[role] ?? own.inputs.max
      const present = role === 'image' ? 1 : 0
      const room = own.inputs.roles.includes(role) && present < most && asked.inputs.length < own.inputs.max
      if (!room) {
        for (const mode of ['reject', 'adapt'] as const)
          expect(refusal(wanted, mode), role).toEqual(['unsupported_parameter', expect.stringMatching(/^\/body\/inputs/)])
        continue
      }
      const sent = await made(adapter, model, operation, wanted)
      expect(sent === (base ?? (await made(adapter, model, operation, asked))), `${role} makes no difference`).toBe(false)
    }
  })

  it('sends the weight of a role that declares one, and of no other', async () => {
    for (const role of ROLES) {
      if (!own.inputs.roles.includes(role) || (operation === 'generate' && role === 'image')) continue
      const [light, heavy] = [0.1, 1].map((weight) =>
        role === 'image'
          ? { ...changed(asked, { inputs: [{ asset_id: ASSET, weight }] }), inputs: [image('image', 0, weight)] }
          : withInput(asked, image(role, 1, weight)),
      ) as [Asked, Asked]
      if (light.inputs.length > own.inputs.max) continue
      const pointer = `/body/inputs/${light.inputs.length - 1}/weight`
      if (own.inputs.weights?.includes(role))
        expect(await made(adapter, model, operation, light)).not.toBe(await made(adapter, model, operation, heavy))
      else {
        expect(refusal(light)).toEqual(['unsupported_parameter', pointer])
        expect(plan(model, operation, light, 'adapt').warnings.map((warning) => warning.pointer)).toContain(pointer)
      }
    }
  })

  it('sends a mask if it takes one, and refuses it otherwise', async () => {
    if (operation !== 'edit' && operation !== 'inpaint') return
    const masked: Asked = { ...changed(asked, { mask: { asset_id: ASSET } }), mask: inputOf(MASK, 32, 32) }
    if (!own.mask) return expect(refusal(masked)).toEqual(['unsupported_parameter', '/body/mask'])
    if (operation === 'edit') expect(await made(adapter, model, operation, masked)).not.toBe(await made(adapter, model, operation, asked))
  })
})
