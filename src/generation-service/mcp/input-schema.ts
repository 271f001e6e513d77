// Input schemas of tools, derived from the contract: a tool names the fields that it offers; the contract has their types and descriptions.
import contract from '../../../generated/generation/openapi.json'
import type { OperationId } from './operation-call.ts'

export interface JsonSchema {
  type?: string | string[]
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  default?: unknown
  [keyword: string]: unknown
}
export interface InputSchema extends JsonSchema {
  type: 'object'
  properties: Record<string, JsonSchema>
  required: string[]
  additionalProperties: false
}
interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: JsonSchema
}
interface OperationEntry {
  operationId?: string
  parameters?: object[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}

/** Fields of a tool: names in the operation's body, path and query, and the header `Idempotency-Key` as `idempotency_key`. */
interface Offered {
  operation: OperationId
  fields: readonly string[]
  required?: readonly string[]
  /** Values of an enum that this tool does not offer. */
  without?: Record<string, readonly string[]>
}

/** Keywords left out of the schemas, because every conversation pays for them by the token. The operation still checks them. */
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

export function inputSchema({ operation, fields, required = [], without = {} }: Offered): InputSchema {
  const known = fieldsOf(operation)
  const properties = Object.fromEntries(
    fields.map((name) => {
      const schema = known[name]
      if (schema === undefined) throw new Error(`The operation ${operation} has no field ${name}`)
      const left = schema.enum?.filter((value) => !without[name]?.includes(value as string))
      return [name, left === undefined ? schema : { ...schema, enum: left }]
    }),
  )
  return { type: 'object', properties, required: [...required], additionalProperties: false }
}

function fieldsOf(id: OperationId): Record<string, JsonSchema> {
  for (const item of Object.values(contract.paths) as Record<string, unknown>[]) {
    const entry = Object.values(item).find((each) => (each as OperationEntry).operationId === id) as OperationEntry | undefined
    if (entry === undefined) continue
    const parameters = [...((item['parameters'] as object[] | undefined) ?? []), ...(entry.parameters ?? [])].map(
      (each) => resolve(each as JsonSchema) as unknown as Parameter,
    )
    const body = entry.requestBody?.content['application/json']?.schema
    return {
      ...(body === undefined ? {} : inlined(body).properties),
      ...Object.fromEntries(parameters.map((parameter) => [fieldName(parameter), inlined(describe(parameter))])),
    }
  }
  throw new Error(`The contract has no operation ${id}`)
}

function fieldName({ name, in: where }: Parameter): string {
  return where === 'header' ? name.toLowerCase().replaceAll('-', '_') : name
}

function describe({ description, schema }: Parameter): JsonSchema {
  return description === undefined ? schema : { ...schema, description }
}

/** The schema with its references replaced by their targets. Descriptions beside a reference win over those of its target. */
function inlined(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(resolve(schema)).filter(([keyword]) => !CHECKED_LATER.has(keyword) && !keyword.startsWith('x-'))
  return Object.fromEntries(
    entries.map(([keyword, value]): [string, unknown] => {
      if (keyword === 'properties')
        return [
          keyword,
          Object.fromEntries(Object.entries(value as Record<string, JsonSchema>).map(([name, each]) => [name, inlined(each)])),
        ]
      if (keyword === 'items') return [keyword, inlined(value as JsonSchema)]
      return [keyword, typeof value === 'string' ? value.trim().replaceAll(/\s*\n\s*/g, ' ') : value]
    }),
  ) as JsonSchema
}

function resolve(schema: JsonSchema): JsonSchema {
  const { $ref, ...beside } = schema
  if (typeof $ref !== 'string') return schema
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, step) => (node as Record<string, unknown> | undefined)?.[step], contract)
  if (target === undefined) throw new Error(`The contract has no ${$ref}`)
  return { ...resolve(target as JsonSchema), ...beside }
}
