import { equalTexts, hmacText, randomText } from '../../shared/crypto.ts'

// The prefix `__Host-` tells browsers to accept the cookie only from this host, over https (or localhost), for every path.
const SESSION_COOKIE = '__Host-cma_session'
export const CSRF_HEADER = 'x-csrf-token'
/** A session ends after this long without a request. */
export const SESSION_IDLE_MS = 30 * 60 * 1000
/** A session ends after this long even if it is used. */
export const SESSION_LONGEST_MS = 12 * 60 * 60 * 1000

export function newSessionToken(): string {
  return randomText(32)
}

/** Returns the hash under which a session token is stored. */
export function hashSessionToken(token: string, sessionKey: Uint8Array<ArrayBuffer>): Promise<string> {
  return hmacText(sessionKey, `session|${token}`)
}

/**
 * Returns the CSRF token of a session. It is computed from the session id with a key that only this service has. So it need not be stored,
 * and is not valid for another session.
 */
export function csrfToken(sessionId: string, sessionKey: Uint8Array<ArrayBuffer>): Promise<string> {
  return hmacText(sessionKey, `csrf|${sessionId}`)
}

export async function isCsrfToken(text: string | null, sessionId: string, sessionKey: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return text !== null && equalTexts(text, await csrfToken(sessionId, sessionKey))
}

/** Reads the session's token from a Cookie header; null if there is none, or more than one. */
export function sessionTokenOf(cookieHeader: string | null | undefined): string | null {
  const found = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1))
  return found.length === 1 && /^[\w-]{43}$/.test(found[0]!) ? found[0]! : null
}

export function sessionCookie(token: string): string {
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${SESSION_LONGEST_MS / 1000}; HttpOnly; Secure; SameSite=Strict`
}

export function clearedSessionCookie(): string {
  return `${SESSION_COOKIE}=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Strict`
}
