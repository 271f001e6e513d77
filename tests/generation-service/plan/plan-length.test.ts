import { expect, test } from 'vitest'
import { checkPlanLength } from '../../../src/generation-service/admission/plan-for.ts'
import type { GenerateRequest } from '../../../src/generation-service/model/generation.ts'
import { sameNames } from '../../../src/generation-service/plan/messages.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { Bench, done } from '../job/fake-job.ts'

const { plan } = new Bench({ fake: { submit: async () => done(1) } })
const [target] = plan.targets
// In JSON, each of these characters becomes a sequence of six characters.
const escaped = (length: number) => '\u0001'.repeat(length)

/** Returns the pointers of the refusal of a request with this many models; null if its plan can be stored. */
function refusal(request: GenerateRequest, models: number, definition: string | null = null): string[] | null {
  const { prompt = null, metadata = {}, ...recipe } = request
  const one = {
    ...target!,
    customProvider: definition === null ? null : { definition },
    request: { ...target!.request, prompt: prompt ?? '', negativePrompt: request.negative_prompt ?? null },
  }
  try {
    checkPlanLength({ ...plan, prompt, metadata, recipe, targets: Array.from({ length: models }, () => one) }, request, sameNames)
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error
    return (error.details.errors ?? []).map(({ pointer }) => pointer)
  }
}

test('a request is refused if its plan cannot be stored, and the refusal names its longest text', () => {
  expect(refusal({ prompt: 'x'.repeat(32_000) }, 6)).toBe(null)
  expect(refusal({ prompt: escaped(32_000) }, 3)).toBe(null)
  expect(refusal({ prompt: escaped(32_000), negative_prompt: escaped(8000) }, 4)).toEqual(['/body/prompt'])
  expect(refusal({ prompt: escaped(32_000), provider_options: { text: 'x' } }, 6)).toEqual(['/body/prompt'])
  expect(refusal({ prompt: escaped(20_000), provider_options: { text: 'x'.repeat(64_000) } }, 6)).toEqual(['/body/provider_options'])
})

test('the definitions of custom providers count, also for a short request', () => {
  expect(refusal({ prompt: 'x' }, 6, 'x'.repeat(100_000))).toBe(null)
  expect(refusal({ prompt: 'x' }, 6, 'x'.repeat(150_000))).toEqual(['/body/prompt'])
})
