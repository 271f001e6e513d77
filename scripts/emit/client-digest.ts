// Tells whether the clients for Python, Go and Java, whose generators need tools of their own, were generated from the current contracts.
import { createHash } from 'node:crypto'

/** The folders of generated/clients that `npm run generate:clients` fills. */
export const CLIENT_LANGUAGES = ['python', 'go', 'java']

/**
 * Fields that change only comments in generated code. If nothing else in a contract has changed, the clients need not be generated again.
 */
const WORDS = new Set(['description', 'summary', 'example', 'examples', 'title', 'x-extensible-enum'])

/**
 * Returns the SHA-256 of both contracts, without their descriptions. `documents`: the text of each service's `openapi-plain.json`, from
 * which the clients are generated.
 */
export function contractDigest(...documents: string[]): string {
  const hash = createHash('sha256')
  for (const document of documents) hash.update(JSON.stringify(withoutWords(JSON.parse(document))))
  return hash.digest('hex')
}

/**
 * Returns the node without the keywords in `WORDS`.
 * @param named true if the keys of this node are names of properties or schemas, and not keywords of OpenAPI. Then all keys are kept,
 * because a property may have the name `title`, for example.
 */
function withoutWords(node: unknown, named = false): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutWords(item))
  if (typeof node !== 'object' || node === null) return node
  const kept = Object.entries(node).filter(([name]) => named || !WORDS.has(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [name, withoutWords(value, !named && (name === 'properties' || name === 'schemas'))]),
  )
}
