// An upload is stored before any limit or budget is checked, so the number of unused uploads is bounded here, per project.
import { AppError } from '../../shared/errors.ts'
import { countUnusedUploads } from '../db/assets.ts'
import type { Tenant } from '../db/tenant.ts'
import type { Services } from '../services.ts'

export const MOST_UNUSED = 1000
export const MOST_UNUSED_BYTES = 5 * 1024 * 1024 * 1024
/** How long an upload is kept if no generation ever uses the picture, counted from the upload. */
export const UNUSED_KEPT_MS = 7 * 86_400_000

type Unused = Awaited<ReturnType<typeof countUnusedUploads>>[number]

/** Returns a statement that counts the project's unused uploads; it can run in a batch with others. */
export function countUnused({ db, clock }: Pick<Services, 'db' | 'clock'>, tenant: Tenant) {
  const now = clock()
  return countUnusedUploads(db, tenant, now - UNUSED_KEPT_MS, now)
}

/**
 * Throws `storage_limited` if a project has no room for `more` uploads. If `more` is 0, throws only if the project already exceeds its
 * quota.
 */
export function requireRoom({ clock }: Pick<Services, 'clock'>, unused: Unused | undefined, more: 0 | 1): void {
  if (unused === undefined || (unused.count + more <= MOST_UNUSED && unused.bytes <= MOST_UNUSED_BYTES - more)) return
  throw new AppError('storage_limited', {
    detail: `The project has ${unused.count} uploads (${unused.bytes} bytes) that no generation has used; the maximum is ${MOST_UNUSED} uploads and ${MOST_UNUSED_BYTES} bytes. Use or delete some.`,
    retryAfterMs: Math.max(1000, (unused.oldestAt ?? clock()) + UNUSED_KEPT_MS - clock()),
    // Tells OpenAI's SDKs not to send the request again by themselves. They would send it within seconds, before the project has room.
    headers: { 'x-should-retry': 'false' },
  })
}
