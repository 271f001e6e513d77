import type { Context } from 'hono'
import { effectiveCatalogue } from '../../providers/catalogue.ts'
import type { AppEnv } from '../http/app-env.ts'
import { findSnapshot } from '../snapshots.ts'

/**
 * Whether a model is one of OpenAI's own. `asked` is its id or alias, or null for the instance's default model. Returns false if the model
 * is unknown; the plan reports that later.
 */
export async function isOpenAiModel(c: Context<AppEnv>, asked: string | null): Promise<boolean> {
  const { services, principal, epoch } = c.var
  const snapshot = await findSnapshot(services, principal.instanceId, epoch ?? null)
  const name = asked ?? snapshot?.instance.defaultModel ?? null
  if (snapshot === null || name === null) return false
  const resolved = effectiveCatalogue(snapshot).resolve(name, new Date(services.clock()).toISOString().slice(0, 10))
  return resolved.kind === 'found' && resolved.model.provider === 'openai'
}
