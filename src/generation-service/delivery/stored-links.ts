// Stored documents with links to pictures. A link is stored without its signature and signed when the document is sent. So a dump of the
// database gives no access to pictures, and links work even in a document that is sent days later.
import { decodeBase64Url } from '../../shared/base64.ts'
import type { PictureFormat } from '../../pictures/inspect.ts'
import { type LinkSigning, signLink } from './links.ts'

/** `token` is `{version}.{payload}.{mac}`. A stored link keeps only the payload (`unsigned`), which gives no access without the mac. */
const SIGNED = /^(.+)\/v1\/assets\/(asset_[0-9A-Z]{26})\/content\?token=\d+\.([\w-]+)\.[\w-]+$/
const UNSIGNED = /^(.+)\/v1\/assets\/(asset_[0-9A-Z]{26})\/content\?unsigned=([\w-]+)$/

interface Linked {
  url: string
  url_expires_at: string
}

/**
 * Removes the signatures of the links in a text, so that the text may be stored. A text without a link, or one that is not JSON, is
 * returned unchanged.
 */
export function withoutSignatures(json: string): string {
  return rewritten(json, (entry) => {
    entry.url = entry.url.replace(SIGNED, '$1/v1/assets/$2/content?unsigned=$3')
  })
}

/** Signs the links in a stored text, so that the text can be sent. */
export async function signedNow(signing: LinkSigning, json: string): Promise<string> {
  const linked: Linked[] = []
  const { document } = read(json, (entry) => linked.push(entry))
  if (linked.length === 0) return json
  for (const entry of linked) {
    const [, baseUrl, assetId, payload] = UNSIGNED.exec(entry.url) ?? SIGNED.exec(entry.url) ?? []
    if (baseUrl === undefined) continue
    const [key, format] = JSON.parse(new TextDecoder().decode(decodeBase64Url(payload!)!)) as [string, PictureFormat]
    const link = await signLink(signing, baseUrl, { assetId: assetId!, key, format })
    entry.url = link.url
    entry.url_expires_at = new Date(link.expiresAt).toISOString()
  }
  return JSON.stringify(document)
}

function rewritten(json: string, change: (entry: Linked) => void): string {
  const { document, found } = read(json, change)
  return found ? JSON.stringify(document) : json
}

/**
 * Calls `visit` for each link in the JSON of an asset, of a generation, or of an event about one of these. Only fields that the platform
 * itself writes are visited. Metadata and prompts come from callers, and text there that looks like a link must never be signed.
 */
function read(json: string, visit: (entry: Linked) => void): { document: unknown; found: boolean } {
  let document: unknown
  try {
    document = JSON.parse(json)
  } catch {
    return { document: null, found: false }
  }
  const top = asObject(document)
  const generation = asObject(top?.['data']) ?? top
  const pictures = generation?.['images']
  const linked = [top, ...(Array.isArray(pictures) ? pictures : [])].filter(hasLink)
  linked.forEach(visit)
  return { document, found: linked.length > 0 }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

function hasLink(value: unknown): value is Linked {
  const entry = asObject(value)
  return typeof entry?.['url'] === 'string' && typeof entry['url_expires_at'] === 'string'
}
