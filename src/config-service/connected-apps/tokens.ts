// The secrets of connected apps. Codes and refresh tokens are stored as hashes. An access token is not stored: it contains its expiry and
// the id of its OAuth grant (the access that a person gave to the app). Its signature shows that it is genuine.
import { ACCESS_TOKEN_PREFIX } from '../../auth/key-format.ts'
import { hmacText, randomText } from '../../shared/crypto.ts'
import type { Services } from '../services.ts'
import { openToken, signToken } from '../sessions/signed-token.ts'

type Deployment = Pick<Services, 'environment'>

export const CODE_MS = 60_000
export const ACCESS_TOKEN_MS = 3_600_000
const REFRESH_PREFIX = 'cma_refresh_'

export async function newCode(services: Deployment): Promise<{ code: string; hash: string }> {
  const code = randomText(32)
  return { code, hash: await hashCode(services, code) }
}

export function hashCode({ environment }: Deployment, code: string): Promise<string> {
  return hmacText(environment.SESSION_KEY, `oauth-code|${code}`)
}

/**
 * Makes a refresh token. `number` is the token's position in the sequence of the OAuth grant's refresh tokens. If a token does not have the
 * newest number, it was used before.
 */
export async function newRefreshToken(services: Deployment, grantId: string, number: number): Promise<{ token: string; hash: string }> {
  const token = await signToken(REFRESH_PREFIX, [grantId, number, randomText(16)], services.environment.SESSION_KEY)
  return { token, hash: await hashRefreshToken(services, token) }
}

export function hashRefreshToken({ environment }: Deployment, token: string): Promise<string> {
  return hmacText(environment.SESSION_KEY, `oauth-refresh|${token}`)
}

export async function openRefreshToken({ environment }: Deployment, token: string): Promise<{ grantId: string; number: number } | null> {
  const claims = await openToken(REFRESH_PREFIX, token, environment.SESSION_KEY)
  if (claims === null) return null
  const [grantId, number] = claims as [string, number]
  return { grantId, number }
}

export function newAccessToken({ environment }: Deployment, grantId: string, expiresAt: number): Promise<string> {
  return signToken(ACCESS_TOKEN_PREFIX, [grantId, expiresAt, randomText(8)], environment.SESSION_KEY)
}

export async function openAccessToken({ environment }: Deployment, token: string): Promise<{ grantId: string; expiresAt: number } | null> {
  const claims = await openToken(ACCESS_TOKEN_PREFIX, token, environment.SESSION_KEY)
  if (claims === null) return null
  const [grantId, expiresAt] = claims as [string, number]
  return { grantId, expiresAt }
}
