// Input schemas of tools. Each tool lists the fields that it offers; their types and descriptions are generated from the contract.
import { z } from 'zod'
import agentFields from '../../../generated/generation/agent-fields.json'
import { routes } from '../../../generated/generation/routes.ts'
import { fieldErrors } from '../../contract/problem.ts'
import type { FieldError } from '../../shared/errors.ts'
import { lazily } from '../../shared/lazily.ts'
import { queryValue } from './operation-call.ts'

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

/** The fields of one operation that a tool offers. `fields` lists their names; `agent-fields.json` has a schema for each of them. */
interface Offered {
  operation: keyof typeof agentFields
  fields: readonly string[]
  required?: readonly string[]
  /** Enum values that this tool does not offer. */
  without?: Record<string, readonly string[]>
  /** Defaults that differ from those of the operation, by the name of the field. The description of the field must name its default. */
  defaults?: Record<string, string>
}

export interface ToolInput {
  /** Returns the schema. It is made at the first call, so that a new isolate starts fast. */
  schema(): InputSchema
  /**
   * Returns an error for each argument that has a wrong value. Errors for values that the operation accepts but this tool does not offer
   * come first. Missing and unknown arguments are not reported.
   */
  wrongValues(args: Record<string, unknown>): FieldError[]
  /**
   * Usually the operation refuses wrong values. Returns whether the tool must refuse `args` itself, which is so in two cases:
   * - A value is one that the operation accepts, but that this tool does not offer.
   * - A value that is sent in a header is wrong. A header may be unable to hold it. Then the call would fail before it reaches the
   *   operation.
   */
  mustRefuse(args: Record<string, unknown>): boolean
}

/** Makes the `ToolInput` of one tool from the fields that the tool offers. The fields may belong to several operations. */
export function toolInput(...offered: readonly Offered[]): ToolInput {
  const withheld = (args: Record<string, unknown>) => offered.flatMap((each) => withheldFaults(each, args))
  const faults = (args: Record<string, unknown>, isAsked: (operation: Offered['operation'], name: string) => boolean) =>
    offered.flatMap(({ operation, fields }) =>
      fields.flatMap((name) => (args[name] === undefined || !isAsked(operation, name) ? [] : faultsOf(operation, name, args[name]))),
    )
  return {
    schema: lazily(() => {
      const properties = Object.assign({}, ...offered.map(propertiesOf)) as InputSchema['properties']
      return { type: 'object', properties, required: offered.flatMap(({ required = [] }) => required), additionalProperties: false }
    }),
    wrongValues: (args) => [...withheld(args), ...faults(args, () => true)],
    mustRefuse: (args) => withheld(args).length > 0 || faults(args, isHeader).length > 0,
  }
}

/** Returns an error for each value that the operation would accept, but that the tool does not offer. */
function withheldFaults(offered: Offered, args: Record<string, unknown>): FieldError[] {
  return Object.entries(offered.without ?? {}).flatMap(([name, values]) => {
    if (!values.includes(args[name] as string)) return []
    return [{ pointer: `/body/${name}`, message: `must be one of ${propertiesOf(offered)[name]!.enum!.join(', ')}` }]
  })
}

function propertiesOf({ operation, fields, without = {}, defaults = {} }: Offered): InputSchema['properties'] {
  const known: Record<string, JsonSchema> = agentFields[operation]
  return Object.fromEntries(
    fields.map((name) => {
      const schema = known[name]
      if (schema === undefined) throw new Error(`The operation ${operation} has no field ${name}`)
      const withheld = without[name]
      if (withheld === undefined) return [name, schema]
      const left = schema.enum?.filter((value) => !withheld.includes(value as string)) as string[]
      return [name, { ...schema, enum: left, description: describedBy(schema.description ?? '', left, defaults[name]) }]
    }),
  )
}

/**
 * Returns the description of a field of which a tool offers only some values. The contract describes the values in a list, such as
 * "- `edit`: changes a picture". Items that describe none of the offered values are left out, and `byDefault` replaces the default.
 */
function describedBy(description: string, offered: readonly string[], byDefault: string | undefined): string {
  const items = description
    .split(/ (?=- `)/)
    .filter((item) => !item.startsWith('- ') || offered.some((value) => item.includes(`\`${value}\``)))
  const text = items.join(' ')
  return byDefault === undefined ? text : text.replace(/`\w+` by default/, `\`${byDefault}\` by default`)
}

/** The parts of a request, as the contract describes them. */
interface RequestParts {
  params?: z.ZodObject
  query?: z.ZodObject
  headers?: z.ZodObject
  body?: { content: Record<string, { schema: z.ZodObject }> }
}

const headerOf = (name: string) => name.replaceAll('_', '-')

function isHeader(operation: Offered['operation'], name: string): boolean {
  return (routes[operation].request as RequestParts).headers?.shape[headerOf(name)] !== undefined
}

/** Checks the value of one field against the contract of the operation. The operation itself makes the same check when it is called. */
function faultsOf(operation: Offered['operation'], name: string, value: unknown): FieldError[] {
  const { params, query, headers, body } = routes[operation].request as RequestParts
  const parts = [
    ['params', params, name, value],
    ['query', query, name, queryValue(value)],
    ['headers', headers, headerOf(name), value],
    ['body', body?.content['application/json']?.schema, name, value],
  ] as const
  for (const [part, schema, field, sent] of parts) {
    const rule = schema?.shape[field]
    if (rule === undefined) continue
    const result = z.object({ [field]: rule }).safeParse({ [field]: sent })
    return result.success ? [] : fieldErrors(part, result.error)
  }
  return []
}
