// Verifies callbacks that are signed with Ed25519. The provider publishes its public keys at a URL. Ideogram and fal sign the same four
// lines: the id of the work, the account, the time, and the hash of the body.
import { z } from 'zod'
import { lazily } from '../shared/lazily.ts'
import { decodeBase64Url } from '../shared/base64.ts'
import { sha256Hex, utf8 } from '../shared/crypto.ts'
import type { CallbackResult, ProviderContext } from './provider.ts'

/**
 * The maximum difference in seconds between the time in a callback and the current time. If the difference is larger, somebody else may
 * have recorded the callback and sent it again.
 */
export const CALLBACK_TOLERANCE_SECONDS = 300
const KEYS_LIFE_MS = 3_600_000
/**
 * If a signature matches no key, the keys are fetched again, but only if they are at least this old. Otherwise forged callbacks could
 * cause many fetches.
 */
const KEYS_REFRESH_MS = 60_000
const MAX_KEYS_BYTES = 64 * 1024

const jwks = lazily(() =>
  z.object({ keys: z.array(z.object({ kty: z.string(), crv: z.string(), x: z.string(), kid: z.string().optional() })) }),
)

interface KnownKeys {
  keys: Uint8Array<ArrayBuffer>[]
  fetchedAt: number
}
// The cached public keys, by URL. They are the same for all tenants.
const known = new Map<string, KnownKeys>()

export interface SignedCallback {
  /** The signed values: the id of the work, the account, and the time in Unix seconds. */
  id: string | null
  account: string | null
  timestamp: string | null
  /** The signature in hexadecimal digits. */
  signature: string | null
  body: Uint8Array
}

/**
 * Checks that the provider has really sent this callback, and that the callback is about the work `expectedId`. Returns `genuine`, or
 * `refused` with the reason.
 */
export async function verifyEd25519(
  callback: SignedCallback,
  expectedId: string,
  keysUrl: string,
  context: ProviderContext,
): Promise<CallbackResult> {
  const { id, account, timestamp, signature } = callback
  if (id === null || account === null || timestamp === null || signature === null) return refused('it is not signed')
  if (id !== expectedId) return refused('it is about other work')
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(context.clock() / 1000 - Number(timestamp)) > CALLBACK_TOLERANCE_SECONDS)
    return refused('it is too old or from the future')
  const bytes = fromHex(signature)
  if (bytes === null || bytes.byteLength !== 64) return refused('its signature is not 64 bytes in hexadecimal')
  const message = utf8([id, account, timestamp, await sha256Hex(Uint8Array.from(callback.body))].join('\n'))

  let keys: KnownKeys | null = known.get(keysUrl) ?? null
  if (keys === null || context.clock() - keys.fetchedAt > KEYS_LIFE_MS) keys = await fetchKeys(keysUrl, context)
  if (keys !== null && (await anyFits(keys.keys, bytes, message))) return { kind: 'genuine' }
  if (keys !== null && context.clock() - keys.fetchedAt > KEYS_REFRESH_MS) {
    keys = await fetchKeys(keysUrl, context)
    if (keys !== null && (await anyFits(keys.keys, bytes, message))) return { kind: 'genuine' }
  }
  return refused(keys === null ? 'the keys to check it with could not be read' : 'no key of the provider fits its signature')
}

function refused(reason: string): CallbackResult {
  return { kind: 'refused', reason }
}

async function anyFits(
  keys: Uint8Array<ArrayBuffer>[],
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const raw of keys) {
    const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
    if (await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message)) return true
  }
  return false
}

/** Fetches the public keys. The credential is not sent, because the keys are public. */
async function fetchKeys(url: string, context: ProviderContext): Promise<KnownKeys | null> {
  try {
    const limits = { maxRedirects: 0, maxBytes: MAX_KEYS_BYTES, headersTimeoutMs: 10_000, idleTimeoutMs: 10_000, signal: context.signal }
    const response = await context.fetch(url, { headers: { accept: 'application/json' } }, limits)
    if (!response.ok) {
      await response.body?.cancel()
      return null
    }
    const read = jwks().safeParse(await response.json())
    if (!read.success) return null
    const keys = read.data.keys.flatMap((key) => {
      const raw = key.kty === 'OKP' && key.crv === 'Ed25519' ? decodeBase64Url(key.x) : null
      return raw !== null && raw.byteLength === 32 ? [raw] : []
    })
    const found = { keys, fetchedAt: context.clock() }
    known.set(url, found)
    return found
  } catch {
    return null
  }
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.byteLength; at++) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16)
  return bytes
}
