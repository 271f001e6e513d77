import { AppError } from '../../shared/errors.ts'
import type { GenerateRequest, JobPlan } from '../model/generation.ts'
import type { FieldNames } from '../plan/messages.ts'

/**
 * The maximum length of a plan as JSON. The plan and the state of a job are one value in the host's storage, which takes at most 2 MB. If
 * one character of the text needs two bytes, all do.
 */
const MAX_PLAN_LENGTH = 850_000
/** A plan for a request with shorter texts and without a custom provider cannot be longer than MAX_PLAN_LENGTH. */
const LONG_REQUEST_LENGTH = 10_000
type Field = 'prompt' | 'negative_prompt' | 'provider_options'

/**
 * Throws AppError `invalid_request` if the plan is too long to be stored. The plan has the texts of the request once for each model of the
 * chain.
 */
export function checkPlanLength(plan: JobPlan, request: GenerateRequest, names: FieldNames): void {
  const lengths: Record<Field, number> = {
    prompt: request.prompt?.length ?? 0,
    negative_prompt: request.negative_prompt?.length ?? 0,
    provider_options: request.provider_options === undefined ? 0 : JSON.stringify(request.provider_options).length,
  }
  const isLong = lengths.prompt + lengths.negative_prompt + lengths.provider_options > LONG_REQUEST_LENGTH
  if (!isLong && plan.targets.every(({ customProvider }) => customProvider === null)) return
  const { length } = JSON.stringify(plan)
  if (length <= MAX_PLAN_LENGTH) return
  const [longest] = (Object.keys(lengths) as Field[]).toSorted((one, other) => lengths[other] - lengths[one])
  throw new AppError('invalid_request', {
    detail: `The request has ${length} characters as JSON with its ${plan.targets.length} models; at most ${MAX_PLAN_LENGTH} are possible. Shorten its texts, or use fewer fallbacks. Nothing was spent.`,
    errors: [{ pointer: names(`/body/${longest!}`), message: `is too long for ${plan.targets.length} models` }],
  })
}
