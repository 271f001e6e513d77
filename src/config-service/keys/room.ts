// Bounds the number of valid keys, because the limiter holds all of them in memory and reads all of them at each change.
import { AppError } from '../../shared/errors.ts'
import { countLivingKeys, type KeyRow } from '../db/keys.ts'
import type { Services } from '../services.ts'

/** The maximum numbers of valid keys. docs/api/limits.md states these numbers. */
const MOST_OF_USER = 50
const MOST_OF_PROJECT = 200
const MOST_OF_INSTANCE = 2000

/**
 * Throws `conflict` if the user, project or instance of a new key already has the maximum number of valid keys. `extra`: by how many keys
 * a rotation may exceed this maximum, because the old key ends soon; 0 if the new key does not replace another key.
 */
export async function requireKeyRoom(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  key: Pick<KeyRow, 'userId' | 'projectId' | 'instanceId'>,
  extra = 0,
): Promise<void> {
  const counts = await countLivingKeys(db, key, clock())
  const bounds = [
    ['user', counts.ofUser, MOST_OF_USER],
    ['project', counts.ofProject, MOST_OF_PROJECT],
    ['instance', counts.ofInstance, MOST_OF_INSTANCE],
  ] as const
  for (const [what, count, most] of bounds) {
    if (count < most + extra) continue
    throw new AppError('conflict', { detail: `The ${what} has ${count} valid keys; the maximum is ${most}. Revoke keys that nobody uses.` })
  }
}
