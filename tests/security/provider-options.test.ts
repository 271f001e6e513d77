// Tests the provider options that a caller may not set, because they would change the price or bypass the instance's content policy.
import { describe, expect, it } from 'vitest'
import { mapFields } from '../../src/providers/black-forest-labs/map.ts'
import { mapInput } from '../../src/providers/fal/map.ts'
import { editParts, generationFields } from '../../src/providers/openai/map.ts'
import { mapPrediction } from '../../src/providers/replicate/map.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import { planned } from '../providers/planned-request.ts'

const asking = (providerOptions: JsonObject, safety: JsonObject = {}) => planned({ providerOptions, safety })

describe('provider_options', () => {
  it.each([
    [
      'a further picture',
      () => mapFields({ request: asking({ input_image_2: 'https://pictures.example.com/large.png' }), inputs: [] }, [], null, null),
    ],
    ["Replicate's checks", () => mapPrediction(asking({ disable_safety_checker: true }), [], null, null)],
    ["fal's checks", () => mapInput(asking({ enable_safety_checker: false }), [], null)],
    ["fal's tolerance", () => mapInput(asking({ safety_tolerance: '6' }), [], null)],
    ["OpenAI's moderation, where the policy has set it", () => generationFields(asking({ moderation: 'low' }, { moderation: 'auto' }))],
    ['the same with an edit', () => editParts(asking({ moderation: 'low' }, { moderation: 'auto' }), [], null)],
    ['pictures as text', () => editParts(asking({ 'image[]': 'x' }), [], null)],
  ])('cannot set %s', (_, map) => {
    expect(map).toThrow('is set by the request')
  })

  it("may set OpenAI's moderation if the policy does not", () => {
    expect(generationFields(asking({ moderation: 'low' }))).toMatchObject({ moderation: 'low' })
  })

  it("may not replace the policy's own settings", () => {
    expect(generationFields(asking({}, { moderation: 'auto' }))).toMatchObject({ moderation: 'auto' })
    expect(mapPrediction(asking({}, { disable_safety_checker: false }), [], null, null)).toMatchObject({
      input: { disable_safety_checker: false },
    })
    expect(mapInput(asking({}, { safety_tolerance: '2' }), [], null)).toMatchObject({ safety_tolerance: '2' })
  })
})
