// Input schemas of tools. Each tool lists the fields that it offers; their types and descriptions are generated from the contract.
import agentFields from '../../../generated/generation/agent-fields.json'
import { lazily } from '../../shared/lazily.ts'

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

/** The fields that a tool offers from one operation. `fields` holds their names in `generated/generation/agent-fields.json`. */
interface Offered {
  operation: keyof typeof agentFields
  fields: readonly string[]
  required?: readonly string[]
  /** Enum values that this tool does not offer. */
  without?: Record<string, readonly string[]>
}

/**
 * Returns a function that returns the input schema of a tool, with fields of one operation or of several. The schema is made at the first
 * call, so that a new isolate starts fast.
 */
export function inputSchema(...offered: readonly Offered[]): () => InputSchema {
  return lazily(() => {
    const properties = Object.assign({}, ...offered.map(propertiesOf)) as InputSchema['properties']
    return { type: 'object', properties, required: offered.flatMap(({ required = [] }) => required), additionalProperties: false }
  })
}

function propertiesOf({ operation, fields, without = {} }: Offered): InputSchema['properties'] {
  const known: Record<string, JsonSchema> = agentFields[operation]
  return Object.fromEntries(
    fields.map((name) => {
      const schema = known[name]
      if (schema === undefined) throw new Error(`The operation ${operation} has no field ${name}`)
      const left = schema.enum?.filter((value) => !without[name]?.includes(value as string))
      return [name, left === undefined ? schema : { ...schema, enum: left }]
    }),
  )
}
