// The options for tests: with `provider_options: { "sketch": { … } }`, a request can ask for delays, failures and the like.
// docs/development/sketch.md documents them.
import { z } from 'zod'
import { lazily } from '../../../shared/lazily.ts'
import type { JsonObject } from '../../../shared/json.ts'
import { ProviderFailure } from '../../provider.ts'

const FAULTS = [
  'unavailable',
  'bad_request',
  'rate_limited',
  'timeout',
  'malformed',
  'bad_credential',
  'no_credit',
  'lost',
  'canceled',
  'refused',
] as const

const schema = lazily(() =>
  z.strictObject({
    /** How long the drawing is delayed. For queued work: the minimum time from its acceptance to its end. */
    delay_ms: z.int().min(0).max(600_000).default(0),
    /** The fault with which the call fails; if absent, the call does not fail. */
    fail: z.enum(FAULTS).optional(),
    /** How many attempts fail, or how many polls if `fail_at` is `poll`. If `fail_times` is absent, all of them fail. */
    fail_times: z.int().min(0).max(100).optional(),
    /** When the call fails: at submission, or after acceptance (queued work only). */
    fail_at: z.enum(['submit', 'poll']).default('submit'),
    /** Whether the failed call counts as billed. */
    billed: z.enum(['no', 'yes', 'unknown']).default('no'),
    retry_after_ms: z.int().min(0).max(86_400_000).optional(),
    /** If true, every submission fails as if a safety filter had refused the content. */
    refuse: z.boolean().default(false),
    /** If true, `submit` only accepts the work, and polls return the result. If false, `submit` itself returns the result. */
    queued: z.boolean().default(false),
    /** The minimum number of polls that report the work as pending. `delay_ms` may require more. */
    polls: z.int().min(0).max(100).default(2),
    poll_after_ms: z.int().min(0).max(60_000).default(200),
    /** The maximum number of pictures that are returned, even if more were requested. */
    images: z.int().min(0).max(8).optional(),
    /** The cost that sketch reports. This option is refused for a free model. */
    cost_micros: z.number().min(0).max(1e9).optional(),
  }),
)
export type Play = z.infer<ReturnType<typeof schema>>

/** Reads the options. Throws ProviderFailure `bad_request` for unknown ones, so that a test with a misspelt option does not pass. */
export function readPlay(options: JsonObject, isPriced: boolean): Play {
  const read = schema().safeParse(options.sketch ?? {})
  const problem = read.success ? null : read.error.issues[0]
  if (problem)
    throw new ProviderFailure(
      'bad_request',
      `provider_options.sketch${problem.path.map((part) => `.${String(part)}`).join('')}: ${problem.message}`,
      { billed: 'no', pointer: '/body/provider_options/sketch' },
    )
  if (read.data!.cost_micros !== undefined && !isPriced)
    throw new ProviderFailure('bad_request', 'provider_options.sketch.cost_micros: a free model charges nothing', {
      billed: 'no',
      pointer: '/body/provider_options/sketch/cost_micros',
    })
  return read.data!
}

const STATUS: Record<(typeof FAULTS)[number], number | null> = {
  unavailable: 503,
  bad_request: 400,
  rate_limited: 429,
  timeout: null,
  malformed: 200,
  bad_credential: 401,
  no_credit: 402,
  lost: 404,
  canceled: null,
  refused: 422,
}

/**
 * Throws the failure that the test options set for the stage `at`; does nothing if they set none. `refuse` applies to every submission,
 * `fail` only to the first `fail_times` attempts or polls.
 * @param attempt the number of the attempt, from 1; for the stage `poll`, the number of the poll.
 */
export function playFault(play: Play, at: 'submit' | 'poll', attempt: number): void {
  if (play.refuse && at === 'submit') throw new ProviderFailure('refused', askedFor('refusal', 'refuse'), { billed: 'no', status: 422 })
  if (play.fail === undefined || play.fail_at !== at || (play.fail_times !== undefined && attempt > play.fail_times)) return
  throw new ProviderFailure(play.fail, askedFor(`failure (\`${play.fail}\`)`, 'fail'), {
    billed: play.billed,
    costMicros: play.billed === 'yes' ? (play.cost_micros ?? null) : null,
    status: STATUS[play.fail],
    retryAfterMs: play.retry_after_ms ?? null,
  })
}

const askedFor = (what: string, option: keyof Play) =>
  `The request asked for this ${what} with \`provider_options.sketch.${option}\`. Leave the option out to get a picture.`

export async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw signal.reason
  if (milliseconds === 0) return
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', stop, { once: true })
  })
}
