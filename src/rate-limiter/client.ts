import type { AdmitRequest, AdmitResult, ConnectionRest, LimitState, Traced } from '../shared/config-rpc.ts'
import { type Backoff, backoffMs } from '../shared/backoff.ts'
import { detach } from '../shared/detach.ts'
import { AppError } from '../shared/errors.ts'
import { errorFields, log, type LogFields } from '../shared/log.ts'
import { sleep } from '../shared/time-limit.ts'
import {
  type BeginRequest,
  type BeginResult,
  FORWARDED,
  type Forwarded,
  type LimiterNamespaces,
  type PokeResult,
  type RateLimiterRpc,
  type RunningCounts,
  type Unavailable,
} from './host.ts'

/**
 * The methods with which the config service calls the limiters. The config service makes most of these calls on behalf of the generation
 * service. It uses the two `poke` methods to announce changes.
 */
export interface LimiterClient extends Forwarded {
  admit(request: AdmitRequest): Promise<AdmitResult>
  begin(request: BeginRequest): Promise<BeginResult>
  organizationLimits(organizationId: string): Promise<LimitState[]>
  /** Returns the most recent rest of each connection of the instance. A rest is the time for which jobs prefer other connections. */
  rests(instanceId: string): Promise<ConnectionRest[]>
  /** Returns how many generations of the instance run, and how many have an unknown cost. */
  counts(instanceId: string): Promise<RunningCounts>
  /**
   * Announces the instance's new configuration, whose number is `epoch`. Returns true if nothing is admitted under an older epoch any more.
   * Returns false if the limiter could not be reached or could not load its policy. The caller who changed the configuration then gets
   * `change_pending`.
   */
  poke(instanceId: string, epoch: number, mark?: string | null): Promise<boolean>
  pokeOrganization(organizationId: string, version: number, mark?: string | null): Promise<boolean>
}

/** The maximum number of admissions in this isolate that wait for one instance's limiter. Any further one is refused with a retry time. */
const MOST_WAITING = 1000
const ATTEMPTS = 3
const PAUSES: Backoff = { firstMs: 20, factor: 4 }

/**
 * Makes the client of all limiters. If a limiter is overloaded or unavailable, `admit` returns `overloaded`, and the two `poke` methods
 * return false. All other methods then throw an AppError `overloaded` or `unavailable`. It is safe to repeat any call.
 */
export function createLimiterClient(namespaces: LimiterNamespaces): LimiterClient {
  const waiting = new Map<string, number>()
  const limiterOf = (instanceId: string) => namespaces.rateLimiter.getByName(instanceId)

  // Sends an admission to the limiter. Throws `overloaded` if MOST_WAITING admissions of this instance wait already. Other calls have no
  // such maximum. For example, `settle` must reach the limiter, because the end of a job makes room for further admissions.
  async function bounded<T>(instanceId: string, work: () => Promise<T>): Promise<T> {
    const before = waiting.get(instanceId) ?? 0
    if (before >= MOST_WAITING) throw new AppError('overloaded', { retryAfterMs: 1000, context: { instance_id: instanceId } })
    waiting.set(instanceId, before + 1)
    try {
      return await work()
    } finally {
      const after = waiting.get(instanceId)! - 1
      if (after === 0) waiting.delete(instanceId)
      else waiting.set(instanceId, after)
    }
  }

  return {
    async admit(request) {
      try {
        return await bounded(request.instanceId, () => callAgain(() => limiterOf(request.instanceId).admit(request), request))
      } catch (error) {
        if (error instanceof AppError && (error.code === 'overloaded' || error.code === 'unavailable'))
          return { kind: 'overloaded', retryAfterMs: error.details.retryAfterMs ?? 1000 }
        throw error
      }
    },
    ...forwarding(
      (name) => async (request) => requireAvailable(await callAgain(() => verbsOf(limiterOf(request.instanceId))[name](request), request)),
    ),
    begin: async (request) => requireAvailable(await callAgain(() => limiterOf(request.instanceId).begin(request), request)),
    organizationLimits: async (organizationId) =>
      requireAvailable(
        await callAgain(() => namespaces.organizationBudget.getByName(organizationId).limits({ organizationId }), { organizationId }),
      ),
    rests: (instanceId) => callAgain(() => limiterOf(instanceId).rests(), { instanceId }),
    counts: (instanceId) => callAgain(() => limiterOf(instanceId).counts(), { instanceId }),
    poke: (instanceId, epoch, mark) => tryPoke(() => limiterOf(instanceId).poke({ instanceId, epoch, mark }), { instanceId }),
    pokeOrganization: (organizationId, version, mark) =>
      tryPoke(() => namespaces.organizationBudget.getByName(organizationId).poke({ organizationId, version, mark }), { organizationId }),
  }
}

/**
 * Returns the limiter's methods that the config service offers to the generation service. Each method first calls `requireReachable`, which
 * throws if the generation service has no access to the instance.
 */
export function forwarded(limiter: Forwarded, requireReachable: <T extends { instanceId: string }>(request: T) => T): Forwarded {
  return forwarding((name) => async (request) => verbsOf(limiter)[name](requireReachable(request)))
}

/** One type that fits all methods in `FORWARDED`; the interface `Forwarded` has their exact types. */
type Verb = (request: { instanceId: string } & Traced) => Promise<object>

/**
 * Returns `limiter` with a type that allows a call by name: `verbsOf(limiter)[name](request)`. Write each call like this, in one
 * expression. A method of a stub cannot be called without the stub.
 */
const verbsOf = (limiter: Forwarded | RateLimiterRpc) => limiter as unknown as Record<keyof Forwarded, Verb>

/** Returns an object with the methods in `FORWARDED`, each made by `make`. */
function forwarding(make: (name: keyof Forwarded) => Verb): Forwarded {
  return Object.fromEntries(FORWARDED.map((name) => [name, make(name)])) as unknown as Forwarded
}

function requireAvailable<T extends object>(result: T | Unavailable): T {
  if ('code' in result && result.code === 'unavailable') throw new AppError('unavailable', { retryAfterMs: 1000 })
  return result as T
}

async function tryPoke(poke: () => Promise<PokeResult>, named: Named): Promise<boolean> {
  try {
    return (await callAgain(poke, named)).inForce
  } catch (error) {
    log('error', 'limiter_poke_failed', { ...namedFields(named), ...errorFields(error) })
    return false
  }
}

/** The error that the runtime throws if a call to a durable object fails. */
interface ObjectFailure extends Error {
  retryable?: boolean
  overloaded?: boolean
  /** True if the durable object's own code threw the error. */
  remote?: boolean
}

/** The ids that a call's log lines contain. */
interface Named extends Traced {
  organizationId?: string
  instanceId?: string
  generationId?: string
}

function namedFields({ requestId, organizationId, instanceId, generationId }: Named): LogFields {
  return { request_id: requestId ?? undefined, organization_id: organizationId, instance_id: instanceId, generation_id: generationId }
}

/**
 * Calls a durable object, and tries again if the call failed for a reason that may be temporary. Each try takes a fresh stub, because the
 * stub of a restarted object stays broken.
 */
async function callAgain<T>(use: () => Promise<T>, named: Named): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return detach(await use())
    } catch (error) {
      const failure = error as ObjectFailure
      if (failure.overloaded === true) throw new AppError('overloaded', { retryAfterMs: 1000, cause: error })
      if (failure.remote === true && failure.retryable !== true) throw error
      if (attempt >= ATTEMPTS) throw new AppError('unavailable', { retryAfterMs: 1000, cause: error })
      log('warn', 'limiter_call_repeated', { ...namedFields(named), attempt, ...errorFields(error) })
      await sleep(backoffMs(attempt, PAUSES) * (0.5 + Math.random()))
    }
  }
}
