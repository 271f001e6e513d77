import type { components } from '../../../generated/config/types.ts'
import { findAdapter } from '../../providers/registry.ts'
import type { Limit } from '../../shared/config-rpc.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import type { Database } from '../db/database.ts'
import type { InstanceRow } from '../db/instances.ts'
import { findTargets } from '../db/limits.ts'
import type { StoredLimit, StoredModelSettings } from '../db/schema.ts'
import { modelIds } from '../models/rules.ts'
import { repeatedLimits } from './repeated.ts'
import { shapeFault } from './shape.ts'

type LimitInput = components['schemas']['Limit']

/**
 * Checks that the time window of each limit fits its metric, that no two limits have the same scope, target, metric and time window, and
 * that targets exist. Throws `invalid_request` with all faults.
 */
export async function requireSoundLimits(
  db: Database,
  instance: Pick<InstanceRow, 'id' | 'organizationId' | 'modelSettings'>,
  limits: readonly LimitInput[],
): Promise<void> {
  const errors = limitFaults(limits)
  const targets = limits.flatMap(({ scope, target }) => (target !== null && (scope === 'project' || scope === 'key') ? [target] : []))
  const known = await findTargets(db, instance, targets)
  for (const [index, limit] of limits.entries()) {
    if (limit.target !== null && !isKnownTarget(limit.scope, limit.target, known, instance.modelSettings))
      errors.push({ pointer: `/body/limits/${index}/target`, message: `is not a ${limit.scope} of this instance` })
  }
  if (errors.length) throw new AppError('invalid_request', { errors })
}

export function isKnownTarget(scope: LimitInput['scope'], target: string, ids: Set<string>, models: StoredModelSettings): boolean {
  switch (scope) {
    case 'instance':
      return true
    case 'project':
      return target.startsWith('proj_') && ids.has(target)
    case 'key':
      return target.startsWith('key_') && ids.has(target)
    case 'provider':
      return findAdapter(target) !== null || models.custom_providers.some((provider) => provider['id'] === target)
    case 'model':
      return modelIds(models).has(target)
  }
}

/** Checks limits against the rules that need no look-up in the database. Returns the faults. */
export function limitFaults(limits: readonly LimitInput[]): FieldError[] {
  const errors: FieldError[] = []
  const repeated = repeatedLimits(limits, (limit) =>
    JSON.stringify([limit.scope, limit.target, limit.metric, limit.window_seconds ?? limit.window]),
  )
  for (const [index, limit] of limits.entries()) {
    const pointer = `/body/limits/${index}`
    const fault = limitFault(limit)
    if (fault !== null) errors.push({ pointer, message: fault })
    const first = repeated.get(index)
    if (first !== undefined)
      errors.push({ pointer, message: `has the scope, target, metric and window of /body/limits/${first}; keep one of the two` })
  }
  return errors
}

function limitFault({ scope, target, ...limit }: LimitInput): string | null {
  if (scope === 'instance' && target !== null) return 'the scope instance takes no target'
  if (limit.metric === 'cost_micros' && (scope === 'provider' || scope === 'model'))
    return 'cost_micros is for the scopes instance, project and key'
  return shapeFault(limit)
}

/** Converts stored limits to the limiter's form. */
export function limiterLimits(limits: readonly StoredLimit[]): Limit[] {
  return limits.map(({ scope, target, metric, limit, window_seconds: seconds, window, burst }) => ({
    scope,
    target,
    metric,
    limit,
    windowSeconds: window ?? seconds ?? null,
    ...(burst === undefined ? {} : { burst }),
  }))
}
