// Agents call the operations that have `x-agent-fields: true` as tools. This file finds the fields of such a tool: the fields of the
// operation's JSON body, and all of its parameters. A header's name is changed to that of a field: `Idempotency-Key` becomes
// `idempotency_key`. References in each schema are resolved, so that a tool can offer the schema unchanged.
import type { Node, OpenApiDocument, Operation } from './document.ts'

/**
 * Keywords that are left out of a tool's schema, because the schema costs tokens in every conversation. They are not needed there, because
 * the operation itself checks the values that it gets.
 */
const CHECKED_LATER = new Set([
  'pattern',
  'minLength',
  'maxLength',
  'uniqueItems',
  'maxProperties',
  'additionalProperties',
  'examples',
  'example',
])

/**
 * Returns the text of `generated/generation/agent-fields.json`. The file maps the id of each operation to its fields, and the name of each
 * field to its JSON Schema.
 */
export function agentFieldsFile(document: OpenApiDocument): string {
  const offered = document.operations().filter(({ node }) => node['x-agent-fields'] === true)
  const byOperation = Object.fromEntries(offered.map((operation) => [operation.id, fieldsOf(document, operation)]))
  return `${JSON.stringify(byOperation, null, 2)}\n`
}

function fieldsOf(document: OpenApiDocument, { node, parameters }: Operation): Record<string, Node> {
  const body = document.resolve(node.requestBody)?.content['application/json']?.schema
  return {
    ...(body === undefined ? {} : inlined(document, body).properties),
    ...Object.fromEntries(parameters.map((parameter) => [fieldName(parameter), inlined(document, schemaOf(parameter))])),
  }
}

function fieldName(parameter: Node): string {
  return parameter.in === 'header' ? parameter.name.toLowerCase().replaceAll('-', '_') : parameter.name
}

function schemaOf({ description, schema }: Node): Node {
  return description === undefined ? schema : { ...schema, description }
}

/** Returns the schema with its references replaced by their targets. Keywords next to a reference override those of the target. */
function inlined(document: OpenApiDocument, reference: Node): Node {
  const entries = Object.entries<Node>(withTarget(document, reference)).filter(
    ([keyword]) => !CHECKED_LATER.has(keyword) && !keyword.startsWith('x-'),
  )
  return Object.fromEntries(
    entries.map(([keyword, value]) => {
      if (keyword === 'properties')
        return [keyword, Object.fromEntries(Object.entries<Node>(value).map(([name, each]) => [name, inlined(document, each)]))]
      if (keyword === 'items') return [keyword, inlined(document, value)]
      return [keyword, typeof value === 'string' ? (value as string).trim().replaceAll(/\s*\n\s*/g, ' ') : value]
    }),
  )
}

function withTarget(document: OpenApiDocument, schema: Node): Node {
  const { $ref, ...beside } = schema
  return $ref === undefined ? schema : { ...withTarget(document, document.resolve({ $ref })), ...beside }
}
