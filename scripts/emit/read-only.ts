// Finds the fields that GET returns and that PUT and PATCH do not change. A caller may send a document back as GET has returned it, so PUT
// and PATCH must ignore these fields and not refuse them. The contract marks such a field `readOnly`.
import type { Node, OpenApiDocument, Operation } from './document.ts'

const CHANGES = ['put', 'patch']

export interface ReadOnly {
  /** Fields that GET returns, and that the PUT or PATCH accepts and ignores. */
  ignored: string[]
  /**
   * Fields that GET returns, but that the PUT or PATCH refuses. The PUT or PATCH refuses every field that the schema of its body does not
   * have, unless the contract marks the field `readOnly`.
   */
  refused: string[]
}

/**
 * Compares the document that GET returns with the JSON body of the PUT or PATCH at the same path. Returns the document's fields that the
 * PUT or PATCH ignores, and those that it refuses. Returns null for another operation, and if there is no such document or body.
 */
export function readOnlyOf(document: OpenApiDocument, { method, path, node }: Operation): ReadOnly | null {
  const item = document.root.paths[path]
  const body = Object.entries<Node>(document.resolve(node.requestBody)?.content ?? {}).find(([type]) => type.endsWith('json'))?.[1]
  const answer = document.resolve(item.get?.responses['200'])?.content?.['application/json']
  if (!CHANGES.includes(method) || body === undefined || answer === undefined) return null
  const taken = propertiesOf(document, body.schema)
  const left = Object.entries(propertiesOf(document, answer.schema)).filter(([name]) => !(name in taken))
  const namesOf = (readOnly: boolean) => left.filter(([, property]) => (property.readOnly === true) === readOnly).map(([name]) => name)
  return { ignored: namesOf(true), refused: namesOf(false) }
}

function propertiesOf(document: OpenApiDocument, reference: Node): Record<string, Node> {
  const schema = document.resolve(reference)
  const inherited = (schema.allOf ?? []).map((part: Node) => propertiesOf(document, part))
  return Object.assign({}, ...inherited, schema.properties)
}
