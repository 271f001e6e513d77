// Checks every message about a request that does not fit its model. Each parameter is tried with each model and operation, with
// `on_unsupported: reject` and `adapt`, and with the field names of the platform and of OpenAI. `messages.snapshot.txt` lists the messages
// with the platform's field names, so that people can read them all. Messages that differ only in the model or operation are listed once.
import { describe, expect, test } from 'vitest'
import type { FieldNames } from '../../../src/generation-service/plan/messages.ts'
import { sameNames } from '../../../src/generation-service/plan/messages.ts'
import { nameOf } from '../../../src/shared/fault-sentence.ts'
import { capabilitiesFor } from '../../../src/providers/carried.ts'
import { fitToModel } from '../../../src/generation-service/plan/fit.ts'
import type { GenerateRequest, PlannedInput, Warning } from '../../../src/generation-service/model/generation.ts'
import { openAiNames } from '../../../src/generation-service/openai/request.ts'
import { adapters } from '../../../src/providers/registry.ts'
import type { CatalogueModel, Operation } from '../../../src/providers/provider.ts'
import { AppError } from '../../../src/shared/errors.ts'

const OPERATIONS: Operation[] = [
  'generate',
  'edit',
  'inpaint',
  'remix',
  'reframe',
  'upscale',
  'remove_background',
  'replace_background',
  'describe',
]

const picture: PlannedInput = {
  assetId: 'asset_1',
  key: 'k',
  role: 'image',
  weight: null,
  contentType: 'image/png',
  width: 512,
  height: 512,
  sizeBytes: 1000,
}

interface Case {
  request: Partial<GenerateRequest>
  inputs?: PlannedInput[]
  mask?: PlannedInput
}
const sized = (width: number, height: number) => ({ ...picture, width, height })

/** The requests that are tried. Each is listed under the parameter that it tries. */
const CASES: Record<string, Case> = {
  'prompt, too long': { request: { prompt: 'x'.repeat(40_000) } },
  prompt: { request: { prompt: 'a fox' } },
  negative_prompt: { request: { negative_prompt: 'people' } },
  n: { request: { n: 11 } },
  size: { request: { size: '123x4567' } },
  aspect_ratio: { request: { aspect_ratio: '7:1' } },
  resolution: { request: { resolution: '9K' } },
  seed: { request: { seed: 1 } },
  quality: { request: { quality: 'absurd' } },
  style: { request: { style: 'absurd' } },
  'output.format png': { request: { output: { format: 'png' } } },
  'output.format webp': { request: { output: { format: 'webp' } } },
  'output.compression': { request: { output: { compression: 50 } } },
  'output.background': { request: { output: { background: 'transparent' } } },
  strength: { request: { strength: 0.5 } },
  guidance: { request: { guidance: 5 } },
  steps: { request: { steps: 20 } },
  enhance_prompt: { request: { enhance_prompt: true } },
  partial_images: { request: { partial_images: 2 } },
  'no size': { request: {}, inputs: [sized(480, 320)] },
  'inputs, 17': { request: {}, inputs: Array.from({ length: 17 }, () => picture) },
  'inputs, a style': { request: {}, inputs: [picture, { ...picture, role: 'style' }] },
  'inputs, webp': { request: {}, inputs: [{ ...picture, contentType: 'image/webp' }] },
  'inputs, large file': { request: {}, inputs: [{ ...picture, sizeBytes: 99_000_000 }] },
  'inputs, large edge': { request: {}, inputs: [sized(40_000, 100)] },
  'inputs, many pixels': { request: {}, inputs: [sized(6000, 6000)] },
  'inputs, weight': { request: { inputs: [{ asset_id: 'asset_1', weight: 0.5 }] } },
  mask: { request: {}, mask: sized(64, 96) },
}

const needsInput = (operation: Operation) => operation !== 'generate'
const needsPrompt = (operation: Operation) => !['reframe', 'upscale', 'remove_background', 'describe'].includes(operation)

function messagesOf(model: CatalogueModel, operation: Operation, each: Case, onUnsupported: 'reject' | 'adapt', names: FieldNames) {
  const inputs = each.inputs ?? (needsInput(operation) ? [picture] : [])
  const mask = each.mask ?? (operation === 'inpaint' && each.inputs === undefined ? picture : null)
  const request: GenerateRequest = { ...(needsPrompt(operation) ? { prompt: 'x' } : {}), ...each.request }
  const warnings: Warning[] = []
  const given = { inputs, roles: inputs.map(({ role }) => role), mask }
  try {
    fitToModel(model, operation, request, given, { onUnsupported, names }, warnings)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const [first] = error.details.errors!
    return [{ kind: 'refused' as const, code: error.code, message: error.message, pointer: first!.pointer, part: first!.message }]
  }
  return warnings.map(({ code, message, pointer }) => ({ kind: 'warning' as const, code, message, pointer: pointer!, part: message }))
}

const OPENAI_FIELDS =
  /^\/body\/(prompt|model|n|size|quality|style|background|output_format|output_compression|stream|partial_images|seed|negative_prompt|aspect_ratio|resolution|image|images(\/\d+)?|mask)$/
/** Fields that cannot be sent on the OpenAI routes. */
const OURS_ALONE = /strength|guidance|steps|enhance_prompt/

const models = adapters().flatMap((adapter) => adapter.models)

describe('S6: messages', () => {
  // Checks the messages of every model, operation and parameter. This takes minutes on a busy machine, so the time limit is long.
  test('each says what is wrong, where, what is allowed and what to do', { timeout: 900_000 }, async () => {
    const seen = new Map<string, Map<string, string>>()
    let count = 0
    for (const model of models)
      for (const operation of OPERATIONS)
        for (const [title, each] of Object.entries(CASES))
          for (const onUnsupported of ['reject', 'adapt'] as const)
            for (const naming of ['ours', 'openai'] as const) {
              const names =
                naming === 'ours' ? sameNames : openAiNames({ images: ['/body/images/0', '/body/images/1'], mask: '/body/mask' })
              for (const { kind, message, pointer, part } of messagesOf(model, operation, each, onUnsupported, names)) {
                count++
                const about = `${model.id} ${operation} ${title} ${onUnsupported} ${naming}: ${message}`
                expect(message.startsWith(`\`${nameOf(pointer)}\` `), about).toBe(true)
                expect(message, about).toMatch(/\.$/)
                expect(message, about).not.toMatch(/undefined|null|NaN|\[object|\^|\\|can\snot|is none|answers|where it|  |,\.|\.\./)
                expect(message.length, about).toBeLessThan(600)
                if (!title.startsWith('mask') || !message.includes('as large as')) {
                  expect(message, about).toContain(model.id)
                  expect(message, about).toMatch(new RegExp(`\\b${operation}\\b|has no effect`))
                }
                if (kind === 'refused') {
                  expect(message.startsWith(`\`${nameOf(pointer)}\` ${part}. `), about).toBe(true)
                  // The second sentence of a refusal tells the caller what to do.
                  expect(message.slice(`\`${nameOf(pointer)}\` ${part}. `.length), about).toMatch(
                    /^(Remove|Send|Ask|Shorten|Choose|Convert|Make) /,
                  )
                  if (onUnsupported === 'adapt') expect(message, about).not.toContain('on_unsupported')
                } else expect(message, about).toMatch(/^`[^`]+` was (left out|changed to|not given)/)
                if (naming === 'openai' && !OURS_ALONE.test(pointer)) expect(pointer, about).toMatch(OPENAI_FIELDS)
                if (naming === 'openai') continue
                const general = message.replaceAll(model.id, '⟨model⟩').replaceAll(new RegExp(`\\b${operation}\\b`, 'g'), '⟨operation⟩')
                const heading = `${pointer === '/body/operation' ? 'operation' : title}, ${kind === 'refused' ? 'refused' : 'warning'}`
                const group = seen.get(heading) ?? new Map<string, string>()
                seen.set(heading, group)
                if (!group.has(general)) group.set(general, message)
              }
            }
    expect(count).toBeGreaterThan(10_000)
    const page = [...seen]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([heading, group]) => `## ${heading}\n\n${[...group.values()].map((message) => `- ${message}`).join('\n')}\n`)
    const head = '# Messages of the plan\n\nFor reviewers: every distinct sentence, with the first model and operation that gets it.\n\n'
    await expect(head + page.join('\n')).toMatchFileSnapshot('messages.snapshot.txt')
  })

  test('C1: an edit gets the shape of its picture', () => {
    for (const model of models)
      for (const operation of ['edit', 'inpaint'] as const) {
        if (!model.capabilities.operations.includes(operation)) continue
        const inputs = [sized(480, 320)]
        const warnings: Warning[] = []
        const given = { inputs, roles: ['image' as const], mask: operation === 'inpaint' ? sized(480, 320) : null }
        const manner = { onUnsupported: 'reject', names: sameNames } as const
        const prompt = capabilitiesFor(model, operation).maxPromptLength > 0 ? { prompt: 'x' } : {}
        const fitted = fitToModel(model, operation, prompt, given, manner, warnings)
        const told = fitted.width === null ? null : fitted.width / fitted.height!
        if (told !== null) expect([model.id, told > 1]).toEqual([model.id, true])
        if (told !== null)
          expect(
            warnings.map(({ pointer }) => pointer),
            model.id,
          ).toContain('/body/size')
      }
  })
})
