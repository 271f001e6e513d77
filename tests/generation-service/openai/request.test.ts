import { describe, expect, it } from 'vitest'
import { GenerateRequest } from '../../../generated/generation/schemas.ts'
import { answerOptions, toGenerateRequest } from '../../../src/generation-service/openai/request.ts'

describe('OpenAI fields', () => {
  it('become fields of the platform, and absent fields stay absent', () => {
    const { request } = toGenerateRequest({ prompt: 'a lighthouse' }, 'generate', false)
    expect(request).toEqual({ operation: 'generate', prompt: 'a lighthouse', n: 1, partial_images: 0, on_unsupported: 'adapt' })
    expect(GenerateRequest().safeParse(request).success).toBe(true)
  })
  it('of POST /v1/generate alone are named as such, and never passed on to a provider', () => {
    for (const isOpenAi of [true, false]) {
      const { request, warnings } = toGenerateRequest({ prompt: 'a fox', fallbacks: ['sketch'], strength: 0.5 }, 'generate', isOpenAi)
      expect(request).not.toHaveProperty('provider_options')
      expect(warnings).toMatchObject([{ pointer: '/body/fallbacks' }, { pointer: '/body/strength' }])
      expect(warnings[0]!.message).toBe('`fallbacks` was left out: it is a field of `POST /v1/generate`, and not of this route.')
    }
    const rejected = () => toGenerateRequest({ prompt: 'a fox', fallbacks: ['sketch'], on_unsupported: 'reject' }, 'generate', true)
    expect(rejected).toThrow('Call that route, or send `on_unsupported: adapt`.')
  })
  it('have no prompt in a variation: one that is sent is reported', () => {
    const { request, warnings } = toGenerateRequest({ prompt: 'a fox' }, 'remix', false, 'The fixed prompt.')
    expect([request.prompt, warnings.map(({ pointer }) => pointer)]).toEqual(['The fixed prompt.', ['/body/prompt']])
    expect(toGenerateRequest({}, 'remix', false, 'The fixed prompt.').warnings).toEqual([])
    const rejected = () => toGenerateRequest({ prompt: 'a fox', on_unsupported: 'reject' }, 'remix', false, 'The fixed prompt.')
    expect(rejected).toThrow('`prompt` is not a field of variations')
  })
  it('become fields of the platform, all of them', () => {
    const { request } = toGenerateRequest(
      {
        prompt: 'a lighthouse',
        model: 'gpt-image-1',
        n: 3,
        size: '1024x1024',
        quality: 'hd',
        style: 'vivid',
        background: 'transparent',
        moderation: 'low',
        output_format: 'webp',
        output_compression: 80,
        stream: true,
        partial_images: 2,
        user: 'user-7',
        seed: 5,
        negative_prompt: 'people',
        on_unsupported: 'reject',
        max_cost_micros: 100,
        metadata: { order: '1' },
      },
      'generate',
      true,
    )
    expect(request).toEqual({
      operation: 'generate',
      prompt: 'a lighthouse',
      model: 'gpt-image-1',
      n: 3,
      size: '1024x1024',
      quality: 'high',
      style: 'vivid',
      output: { format: 'webp', compression: 80, background: 'transparent' },
      partial_images: 2,
      seed: 5,
      negative_prompt: 'people',
      on_unsupported: 'reject',
      max_cost_micros: 100,
      metadata: { order: '1', user: 'user-7' },
      provider_options: { moderation: 'low' },
    })
    expect(GenerateRequest().safeParse(request).success).toBe(true)
  })
  it('treat null, auto and standard as absent', () => {
    const fields = {
      prompt: 'x',
      model: null,
      n: null,
      size: 'auto',
      quality: 'auto',
      background: 'auto',
      style: null,
      user: null,
      output_format: null,
      moderation: 'auto',
    } as const
    expect(toGenerateRequest(fields, 'edit', false).request).toEqual({
      operation: 'edit',
      prompt: 'x',
      n: 1,
      partial_images: 0,
      on_unsupported: 'adapt',
    })
    expect(toGenerateRequest({ prompt: 'x', quality: 'standard' }, 'edit', false).request.quality).toBeUndefined()
  })
  it('request no previews without streaming', () => {
    expect(toGenerateRequest({ prompt: 'x', partial_images: 3 }, 'generate', false).request.partial_images).toBe(0)
  })
})

describe('the answer', () => {
  it.each([
    ['gpt-image-1', undefined, 'b64_json'],
    ['chatgpt-image-latest', undefined, 'b64_json'],
    ['dall-e-3', undefined, 'url'],
    ['sketch', null, 'both'],
    [null, undefined, 'both'],
    ['gpt-image-1', 'url', 'url'],
    ['sketch', 'b64_json', 'b64_json'],
  ] as const)('of %s with response_format %s is %s', (model, response_format, format) => {
    expect(answerOptions({ model, response_format }).format).toBe(format)
  })
})
