import { AppError } from '../../shared/errors.ts'
import { listGenerationsUsing } from '../db/input-uses.ts'
import type { Services } from '../services.ts'

/** Throws `in_use` if an unfinished generation uses this picture, or any picture made by the generation `madeBy`. */
export async function requireUnused(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  instanceId: string,
  of: { assetId: string } | { madeBy: string },
): Promise<void> {
  const users = await listGenerationsUsing(db, instanceId, of, clock())
  const [first] = users
  if (first === undefined) return
  throw new AppError('in_use', {
    detail: `These generations still use the picture: ${users.join(', ')}. Wait until they have ended, or cancel them.`,
    generationId: first,
  })
}
