import { keyFault, type StoredKey } from '../../auth/authenticate.ts'
import { randomText, sha256Hex } from '../../shared/crypto.ts'
import { findKeyById } from '../db/keys.ts'
import { useOnce } from '../db/sessions.ts'
import type { Services } from '../services.ts'
import { openToken, signToken } from './signed-token.ts'

const PREFIX = 'cma_once_'

export function signInCode({ environment }: Services, keyId: string, expiresAt: number): Promise<string> {
  return signToken(PREFIX, [keyId, expiresAt, randomText(12)], environment.SESSION_KEY)
}

/**
 * Returns the key to which a sign-in code belongs, and marks the code as used. Returns null if the code is invalid, expired or already
 * used, or if the key is not valid any more.
 */
export async function spendSignInCode({ db, environment, clock }: Services, code: string): Promise<StoredKey | null> {
  const claims = await openToken(PREFIX, code, environment.SESSION_KEY)
  if (claims === null) return null
  const [keyId, expiresAt] = claims as [string, number]
  if (expiresAt <= clock()) return null
  const key = await findKeyById(db, keyId)
  if (key === null || keyFault(key, clock()) !== null) return null
  return (await useOnce(db, `sign-in-link|${await sha256Hex(code)}`, expiresAt)) ? key : null
}
