// Documents with links to pictures that are written down: the links are kept without their signature and signed when the document is sent.
// So a dump of the database opens no picture, and what is sent days later has a link that works.
import { decodeBase64Url } from '../../shared/base64.ts'
import type { PictureFormat } from '../../pictures/inspect.ts'
import { type LinkSigning, signLink } from './links.ts'

/** `token` is `{version}.{payload}.{mac}`; the payload alone permits nothing. */
const SIGNED = /^(.+)\/v1\/assets\/(asset_[0-9A-Z]{26})\/content\?token=\d+\.([\w-]+)\.[\w-]+$/
const KEPT = /^(.+)\/v1\/assets\/(asset_[0-9A-Z]{26})\/content\?unsigned=([\w-]+)$/

interface WithLink {
  url: string
  url_expires_at: string
}

/** A JSON text as it may be kept. What is no JSON, or has no link, stays as it is. */
export function withoutSignatures(json: string): string {
  return rewritten(json, (place) => {
    place.url = place.url.replace(SIGNED, '$1/v1/assets/$2/content?unsigned=$3')
  })
}

/** The same text for sending, with links that are signed now. */
export async function signedNow(signing: LinkSigning, json: string): Promise<string> {
  const places: WithLink[] = []
  const { document } = read(json, (place) => places.push(place))
  if (places.length === 0) return json
  for (const place of places) {
    const [, baseUrl, assetId, payload] = KEPT.exec(place.url) ?? SIGNED.exec(place.url) ?? []
    if (baseUrl === undefined) continue
    const [key, format] = JSON.parse(new TextDecoder().decode(decodeBase64Url(payload!)!)) as [string, PictureFormat]
    const link = await signLink(signing, baseUrl, { assetId: assetId!, key, format })
    place.url = link.url
    place.url_expires_at = new Date(link.expiresAt).toISOString()
  }
  return JSON.stringify(document)
}

function rewritten(json: string, change: (place: WithLink) => void): string {
  const { document, found } = read(json, change)
  return found ? JSON.stringify(document) : json
}

/**
 * Visits the links of an asset, of a generation, and of an event about one. Only where the platform itself writes a link: metadata, prompts and
 * the like are the caller's words, and what looks like a link there must never be signed.
 */
function read(json: string, visit: (place: WithLink) => void): { document: unknown; found: boolean } {
  let document: unknown
  try {
    document = JSON.parse(json)
  } catch {
    return { document: null, found: false }
  }
  const top = asObject(document)
  const generation = asObject(top?.['data']) ?? top
  const pictures = generation?.['images']
  const places = [top, ...(Array.isArray(pictures) ? pictures : [])].filter(hasLink)
  places.forEach(visit)
  return { document, found: places.length > 0 }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

function hasLink(value: unknown): value is WithLink {
  const place = asObject(value)
  return typeof place?.['url'] === 'string' && typeof place['url_expires_at'] === 'string'
}
