import { and, eq, gte, lt } from 'drizzle-orm'
import type { Database } from '../services.ts'
import { sdkRequests } from './schema.ts'

/** The generation that the same request of the same key began after `since`. */
export async function findSdkRequest(db: Database, keyId: string, bodyHash: string, since: number): Promise<string | null> {
  const [row] = await db
    .select({ generationId: sdkRequests.generationId })
    .from(sdkRequests)
    .where(and(eq(sdkRequests.keyId, keyId), eq(sdkRequests.bodyHash, bodyHash), gte(sdkRequests.createdAt, since)))
  return row?.generationId ?? null
}

/** The newest wins: a repeat means the request that came last. */
export async function rememberSdkRequest(
  db: Database,
  keyId: string,
  bodyHash: string,
  generationId: string,
  createdAt: number,
): Promise<void> {
  await db
    .insert(sdkRequests)
    .values({ keyId, bodyHash, generationId, createdAt })
    .onConflictDoUpdate({ target: [sdkRequests.keyId, sdkRequests.bodyHash], set: { generationId, createdAt } })
}

export async function forgetSdkRequests(db: Database, before: number): Promise<void> {
  await db.delete(sdkRequests).where(lt(sdkRequests.createdAt, before))
}
