// Finds the names of the targets of limits.
import { findAdapter } from '../../providers/registry.ts'
import type { LimitState } from '../../shared/config-rpc.ts'
import type { Database } from '../db/database.ts'
import type { InstanceRow } from '../db/instances.ts'
import { readNames } from '../db/overviews.ts'
import { modelNames } from '../models/rules.ts'

type Scope = LimitState['scope']

/**
 * Returns a function that returns the name of a limit's target: a project, key, provider or model. The function returns null if the target
 * does not exist any more. It needs the limit's scope, because a model and its provider can have the same id.
 */
export async function targetNames(
  db: Database,
  { id, modelSettings }: Pick<InstanceRow, 'id' | 'modelSettings'>,
  limits: readonly Pick<LimitState, 'scope' | 'target'>[],
): Promise<(scope: Scope, target: string) => string | null> {
  const ids = limits.flatMap(({ scope, target }) => (target !== null && (scope === 'project' || scope === 'key') ? [target] : []))
  const stored = await readNames(db, id, ids)
  const models = limits.some(({ scope }) => scope === 'model') ? modelNames(modelSettings) : null
  return (scope, target) => {
    switch (scope) {
      case 'organization':
      case 'instance':
        return null
      case 'project':
      case 'key':
        return stored[target] ?? null
      case 'provider':
        return findAdapter(target)?.name ?? (modelSettings.custom_providers.find((own) => own['id'] === target)?.['name'] as string) ?? null
      case 'model':
        return models?.get(target) ?? null
    }
  }
}
