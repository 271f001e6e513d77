// Signed, expiring links to pictures. A link contains everything needed to serve the picture, so no database is queried.
import type { StoredPicture } from '../model/picture.ts'
import { AppError } from '../../shared/errors.ts'
import { decodeBase64Url, encodeBase64Url } from '../../shared/base64.ts'
import { equalTexts, hmacText, utf8, type VersionedKeys } from '../../shared/crypto.ts'
import { withoutEnd } from '../../shared/without-end.ts'
import type { PictureFormat } from '../../pictures/inspect.ts'

type Linked = Pick<StoredPicture, 'assetId' | 'key' | 'format'>
/** The services needed to sign links: LINK_SIGNING_KEYS by version, and the clock. */
export interface LinkSigning {
  environment: { LINK_SIGNING_KEYS: VersionedKeys }
  clock(): number
}
export interface SignedLink {
  url: string
  /** When the link expires, in Unix milliseconds. */
  expiresAt: number
}

const DEFAULT_LIFE_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/**
 * Signs a link to a picture under `baseUrl` (`https://host`), valid for one day by default. The default expiry is rounded up to a full
 * hour: links made within one hour are equal, so browsers can cache them.
 */
export async function signLink(signing: LinkSigning, baseUrl: string, picture: Linked, lifeMs?: number): Promise<SignedLink> {
  const now = signing.clock()
  const expiresAt = lifeMs === undefined ? Math.ceil((now + DEFAULT_LIFE_MS) / HOUR_MS) * HOUR_MS : Math.ceil((now + lifeMs) / 1000) * 1000
  const { current, keys } = signing.environment.LINK_SIGNING_KEYS
  const payload = encodeBase64Url(utf8(JSON.stringify([picture.key, picture.format, expiresAt / 1000])))
  const token = `${current}.${payload}.${await mac(keys.get(current)!, current, picture.assetId, payload)}`
  return { url: `${withoutEnd(baseUrl, /\//)}/v1/assets/${picture.assetId}/content?token=${token}`, expiresAt }
}

/** Verifies a link and returns the picture that it points to. Throws AppError `link_invalid` or `link_expired`. */
export async function openLink(
  signing: LinkSigning,
  assetId: string,
  token: string,
): Promise<{ key: string; format: PictureFormat; expiresAt: number }> {
  const [version, payload, signature, ...rest] = token.split('.')
  const key = /^[1-9][0-9]{0,8}$/.test(version ?? '') ? signing.environment.LINK_SIGNING_KEYS.keys.get(Number(version)) : undefined
  if (key === undefined || payload === undefined || signature === undefined || rest.length > 0) throw invalid()
  if (!equalTexts(await mac(key, Number(version), assetId, payload), signature)) throw invalid()
  const content = JSON.parse(new TextDecoder().decode(decodeBase64Url(payload)!)) as [key: string, format: PictureFormat, expires: number]
  const expiresAt = content[2] * 1000
  if (signing.clock() >= expiresAt)
    throw new AppError('link_expired', { detail: 'Ask for a new link: read the generation or the asset again, or POST to its /link.' })
  return { key: content[0], format: content[1], expiresAt }
}

function mac(key: Uint8Array<ArrayBuffer>, version: number, assetId: string, payload: string): Promise<string> {
  return hmacText(key, `asset-link|${version}|${assetId}|${payload}`)
}

function invalid(): AppError {
  return new AppError('link_invalid', { detail: 'The link was changed, or the key that signed it was retired.' })
}

/**
 * Returns the base URL of an instance's links: the instance's own delivery address if there is one, else the platform's public address,
 * else the host of the request.
 */
export function linkBase(
  instance: { deliveryBaseUrl: string | null },
  environment: { PUBLIC_URL?: string | undefined },
  requestUrl: string,
): string {
  return instance.deliveryBaseUrl ?? environment.PUBLIC_URL ?? new URL(requestUrl).origin
}
