// Tests that the same request means the same picture at every provider. A parameter of the platform's API changes some members of the body
// that an adapter sends. `meaning.snapshot.txt` lists these members and their values for each adapter, so that people can check them. The
// tests check seeds, formats, and the directions of strengths and masks.
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { capabilitiesFor } from '../../src/providers/carried.ts'
import { dryRun } from '../../src/providers/dry-run.ts'
import type {
  CatalogueModel,
  InputRole,
  Operation,
  PlannedRequest,
  ProviderAdapter,
  ProviderContext,
} from '../../src/providers/provider.ts'
import { adapters } from '../../src/providers/registry.ts'
import { Secret } from '../../src/shared/secret.ts'
import { png } from '../support/pictures.ts'
import { callFor, fileInput, requestFor } from './harness.ts'
import '../support/node-base64.ts'

const EDGE = 64
const picture = (role: InputRole, seed: number) =>
  fileInput(
    png(EDGE, EDGE, (x, y) => [(x * 3 + seed * 41) & 255, (y * 5) & 255, 160, 255]),
    EDGE,
    EDGE,
    { role },
  )
/** Makes a mask that is white on the left, where the picture changes. */
const mask = () =>
  fileInput(
    png(EDGE, EDGE, (x) => (x < EDGE / 2 ? [255, 255, 255, 255] : [0, 0, 0, 255])),
    EDGE,
    EDGE,
  )

/** Returns the members of a request's body by their paths. Long texts, such as pictures, are shortened. */
function membersOf(value: unknown, path = ''): Map<string, string> {
  const members = new Map<string, string>()
  if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value))
      for (const [at, text] of membersOf(inner, path === '' ? name : `${path}.${name}`)) members.set(at, text)
    return members
  }
  const text = String(value)
  return members.set(path, text.length > 60 ? `${text.slice(0, 24)}…` : text)
}

async function sent(adapter: ProviderAdapter, model: CatalogueModel, operation: Operation, changes: Partial<PlannedRequest>) {
  const inputs = operation === 'generate' ? [] : [picture('image', 1)]
  const request = requestFor(adapter, model.id, { operation, prompt: 'a lake', seed: null, ...changes })
  const call = callFor(request, { inputs, mask: operation === 'inpaint' ? mask() : null })
  const uploads = adapter.id === 'comfyui' ? inputs : []
  const answers = [...uploads, ...(call.mask === null ? [] : uploads)].map(() => ({
    status: 200,
    headers: {},
    body: { name: 'picture.png' },
  }))
  const { calls } = await dryRun(adapter, call, null, answers)
  return membersOf(calls.at(-1)?.body ?? null)
}

/** Returns all pictures in the bodies of the requests that an inpaint sends. */
async function picturesSent(adapter: ProviderAdapter, model: CatalogueModel): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = []
  const context: ProviderContext = {
    async fetch(_url, { body, headers }) {
      const type = new Headers(headers).get('content-type') ?? ''
      const response = new Response(body, { headers: { 'content-type': type } })
      if (type.startsWith('image/')) pictures.push(await response.bytes())
      else if (type.startsWith('multipart/')) {
        for (const value of (await response.formData()).values()) if (typeof value !== 'string') pictures.push(await value.bytes())
      } else pictures.push(...base64Pictures(await response.json()))
      // After a request that uploads a picture, this answer is valid, and the adapter sends its next request. After any other request, the
      // answer is invalid, and the adapter stops.
      return Response.json({ name: 'picture.png' })
    },
    clock: () => 0,
    credential: {
      fields: Object.fromEntries(
        adapter.credentialFields.filter(({ required }) => required).map(({ name }) => [name, new Secret('secret')]),
      ),
      baseUrl: null,
    },
    signal: new AbortController().signal,
    ai: null,
    sink: () => Promise.reject(new Error('no picture is expected')),
    progress() {},
    partial() {},
  }
  const request = requestFor(adapter, model.id, { operation: 'inpaint', prompt: 'a lake', seed: null, ...sizeOf(model, 'inpaint') })
  // The answer of the fake `fetch` above makes most adapters throw. The error is ignored: by then, the adapter has sent the pictures.
  await adapter.submit(callFor(request, { inputs: [picture('image', 1)], mask: mask() }), context).catch(() => {})
  return pictures
}

function base64Pictures(value: unknown): Uint8Array[] {
  if (typeof value === 'string') {
    const data = value.replace(/^data:image\/png;base64,/, '')
    return data.startsWith('iVBOR') ? [Uint8Array.fromBase64(data)] : []
  }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(base64Pictures) : []
}

/**
 * Returns the two colours of a mask: where the picture changes, and where the picture stays as it is. Returns null if the bytes are not
 * those of a mask.
 */
function sidesOf(bytes: Uint8Array): string | null {
  const { data } = decodePicture(bytes)
  const colour = (x: number) => {
    const [red, green, blue, alpha] = data.subarray(((EDGE / 2) * EDGE + x) * 4)
    if (alpha === 0) return 'transparent'
    if (red === 255 && green === 255 && blue === 255) return 'white'
    return red === 0 && green === 0 && blue === 0 ? 'black' : null
  }
  const [changes, stays] = [colour(EDGE / 4), colour((EDGE * 3) / 4)]
  return changes === null || stays === null ? null : `${changes} where it changes, ${stays} where it stays`
}

const VOLATILE = /(?:^|\.)(?:taskUUID|prompt_id|client_id)$/

/** Returns the members whose values differ between two requests, with the values of the second. */
function differences(one: Map<string, string>, other: Map<string, string>): string[] {
  return [...other].filter(([path, value]) => !VOLATILE.test(path) && one.get(path) !== value).map(([path, value]) => `${path} = ${value}`)
}

interface Shown {
  adapter: string
  model: string
  operation: Operation
  parameter: string
  members: string[]
}

async function everything(): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const adapter of adapters()) {
    // Sketch and Workers AI send nothing over HTTP. Vertex sends the same requests as Gemini, after a signed request for a token. So all
    // three are left out.
    if (adapter.id === 'sketch' || adapter.id === 'vertex' || adapter.byBinding) continue
    for (const model of adapter.models) {
      for (const operation of model.capabilities.operations) {
        const own = capabilitiesFor(model, operation)
        const tried: [parameter: string, first: Partial<PlannedRequest>, second: Partial<PlannedRequest>][] = []
        const base = sizeOf(model, operation)
        if (own.parameters.includes('seed')) tried.push(['seed 7', {}, { seed: 7 }])
        if (own.parameters.includes('strength')) tried.push(['strength 0.2', { strength: 0.9 }, { strength: 0.2 }])
        for (const format of own.formats.slice(1)) tried.push([`format ${format}`, { format: own.formats[0]! }, { format }])
        if (own.size.kind === 'ratio' && own.size.ratios.includes('16:9'))
          tried.push([
            'ratio 16:9',
            { ...base, aspectRatio: own.size.ratios.find((ratio) => ratio !== '16:9')! },
            { ...base, aspectRatio: '16:9' },
          ])
        if (own.size.kind === 'list' && own.size.sizes.length > 1) {
          const [width, height] = own.size.sizes.at(-1)!.split('x').map(Number)
          tried.push([`size ${width}x${height}`, base, { width: width!, height: height! }])
        }
        if (own.size.kind === 'free') tried.push(['size 512x768', base, { width: 512, height: 768 }])
        if (operation === 'inpaint') {
          const members = (await picturesSent(adapter, model)).map(sidesOf).filter((sides) => sides !== null)
          shown.push({ adapter: adapter.id, model: model.id, operation, parameter: 'mask', members })
        }
        for (const [parameter, first, second] of tried) {
          try {
            const [one, other] = [
              await sent(adapter, model, operation, { ...base, ...first }),
              await sent(adapter, model, operation, { ...base, ...second }),
            ]
            shown.push({ adapter: adapter.id, model: model.id, operation, parameter, members: differences(one, other) })
          } catch (error) {
            throw new Error(`${model.id} ${operation} ${parameter}`, { cause: error })
          }
        }
      }
    }
  }
  return shown
}

function sizeOf(model: CatalogueModel, operation: Operation): Partial<PlannedRequest> {
  const { size } = capabilitiesFor(model, operation)
  const none = { width: null, height: null, aspectRatio: null, resolution: null }
  switch (size.kind) {
    case 'input':
      return none
    case 'list': {
      const [width, height] = size.sizes[0]!.split('x').map(Number)
      return { ...none, width: width!, height: height! }
    }
    case 'free':
      return { ...none, width: 1024, height: 1024 }
    case 'ratio':
      // The ratio is not square, because a square picture cannot be extended to a square.
      return { ...none, aspectRatio: size.ratios.find((ratio) => ratio !== '1:1')!, resolution: size.resolutions[0] ?? null }
  }
}

describe('what a request means', () => {
  it('is the same for every provider, in its own words', { timeout: 900_000 }, async () => {
    const shown = await everything()
    expect(shown.filter(({ members }) => members.length === 0)).toEqual([])
    // A seed is sent unchanged.
    for (const { members, model } of shown.filter(({ parameter }) => parameter === 'seed 7'))
      expect(
        members.some((member) => /\b7\b/.test(member)),
        model,
      ).toBe(true)
    // With strength 0.2, most of the input picture stays. The adapter sends a low value if the provider's parameter says how much may
    // change, and a high value if the parameter says how much is kept.
    const kept = /(?:control_strength|fidelity|weight|resemblance|image_prompt_strength)\D+(?:0\.8|80)\b/
    const changed = /(?:strength|creativity|denois\w*) = 0\.(?:1[5-9]|2\d?)$/
    for (const { members, model } of shown.filter(({ parameter }) => parameter.startsWith('strength')))
      expect(
        members.every((member) => kept.test(member) || changed.test(member)),
        `${model}: ${members.join(', ')}: strength 0.2 keeps most of the input. If this member says how much is kept, 0.8 is right: add its name to ` +
          '`kept` in this test. If it says how much may change, 0.2 is right: add its name to `changed`',
      ).toBe(true)
    // A mask is sent once. The part of the picture that changes is white in the mask, as in the platform's masks, unless the provider
    // expects black or transparent.
    for (const { members, model } of shown.filter(({ parameter }) => parameter === 'mask')) {
      expect(members, model).toHaveLength(1)
      expect(members[0], model).toMatch(
        /^(?:white where it changes, black|black where it changes, white|transparent where it changes, black) /,
      )
    }
    // The format is sent in exactly one field.
    for (const { members, model } of shown.filter(({ parameter }) => parameter.startsWith('format'))) expect(members.length, model).toBe(1)

    // With `-u`, vitest writes the snapshot. It is compared last, so that vitest writes no values that fail a check above.
    const lines = new Map<string, string[]>()
    for (const { adapter, model, operation, parameter, members } of shown) {
      const line = `${adapter.padEnd(18)} ${parameter.padEnd(16)} ${members.join(', ')}`
      lines.set(line, [...(lines.get(line) ?? []), `${model}: ${operation}`])
    }
    const page = [...lines]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([line, [first, ...more]]) => {
        return `${line}\n${' '.repeat(36)}(${first}${more.length > 0 ? `, and ${more.length} more` : ''})`
      })
    await expect(`What each provider is sent, by parameter of the request.\n\n${page.join('\n')}\n`).toMatchFileSnapshot(
      'meaning.snapshot.txt',
    )
  })
})
