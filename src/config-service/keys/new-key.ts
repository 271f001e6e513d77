import { hashKey, makeKey, shownParts } from '../../auth/key-format.ts'
import type { Scope } from '../../shared/config-rpc.ts'
import { newId } from '../../shared/ids.ts'
import type { KeyRow } from '../db/keys.ts'
import type { ConnectedApp } from '../db/schema.ts'
import type { KeyLimit } from '../limits/shape.ts'
import type { Services } from '../services.ts'

export interface KeyOrder {
  kind: 'project' | 'user'
  organizationId: string
  instanceId: string | null
  projectId: string | null
  userId: string | null
  name: string
  scopes: Scope[]
  limits: KeyLimit[]
  expiresAt: number | null
  createdBy: string | null
  family?: string
  pool?: string | null
  maker?: string | null
  app?: ConnectedApp | null
}

/**
 * Makes a new key and its row. The row contains only a hash of the secret and a few of its characters, so the secret itself is returned,
 * too. The secret is random unless the caller passes one that `makeKey` has made.
 */
export async function newKey(
  { environment, clock }: Services,
  order: KeyOrder,
  secret = makeKey(),
): Promise<{ row: KeyRow; secret: string }> {
  const now = clock()
  const row = {
    family: null,
    pool: null,
    maker: null,
    app: null,
    ...order,
    id: newId('key', clock),
    ...(await hashKey(secret, environment.KEY_PEPPERS)),
    ...shownParts(secret),
    revokedAt: null,
    lastUsedAt: null,
    replacedBy: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }
  return { row, secret }
}
