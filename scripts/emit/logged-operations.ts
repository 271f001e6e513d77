// Makes generated/generation/logged-operations.ts: the operations of the generation service that need a key. The request log has only
// requests with a key, and the panel offers these operations as a filter of the log.
import type { OpenApiDocument } from './document.ts'
import { BANNER, literal } from './source.ts'

export function loggedOperationsFile(document: OpenApiDocument): string {
  const ids = document
    .operations()
    .filter(({ node }) => (node.security ?? document.root.security ?? []).length > 0)
    .map(({ id }) => `  ${literal(id)},\n`)
  return `${BANNER}export const LOGGED_OPERATIONS = [\n${ids.join('')}] as const\n`
}
