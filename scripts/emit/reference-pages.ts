// Makes docs/api/reference: a page for each operation of the contracts, and an index. Examples come from the contract.
import type { Node, OpenApiDocument, Operation } from './document.ts'
import { bodyName, LEFT_OUT_TAGS } from './plain-profile.ts'

const FOLDER = 'docs/api/reference'
const GENERATED = 'This page is generated from the contract by `npm run generate`.'
/** Headers that every operation has. Only the index describes them. */
const COMMON = ['X-Request-ID', 'X-Instance-ID']

interface ServicePages {
  document: OpenApiDocument
  folder: 'generation' | 'config'
  basePath: string
  title: string
}

export function referencePages(config: OpenApiDocument, generation: OpenApiDocument): Record<string, string> {
  const services: ServicePages[] = [
    { document: generation, folder: 'generation', basePath: '/v1', title: 'Make pictures: `/v1`' },
    { document: config, folder: 'config', basePath: '/config/v1', title: 'Configure: `/config/v1`' },
  ]
  const pages = services.flatMap((service) =>
    service.document.operations().map((operation) => [`${FOLDER}/${service.folder}/${fileOf(operation)}`, pageOf(service, operation)]),
  )
  return { [`${FOLDER}/README.md`]: indexOf(services), ...Object.fromEntries(pages) }
}

const fileOf = ({ id }: Operation) => `${id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`

function indexOf(services: ServicePages[]): string {
  const parts = services.map(({ document, folder, basePath, title }) => {
    const resources = (document.root.tags as { name: string; description: string }[]).map(({ name, description }) => {
      const rows = document
        .operations()
        .filter(({ node }) => node.tags[0] === name)
        .map((operation) => {
          const { method, path, node } = operation
          return `| [${node.summary}](${folder}/${fileOf(operation)}) | \`${method.toUpperCase()} ${basePath}${path}\` | ${needs(node, ' · ')} |`
        })
      return rows.length === 0 ? '' : `### ${name}\n${description}\n\n| operation | request | needs |\n|---|---|---|\n${rows.join('\n')}\n`
    })
    return `## ${title}\n${resources.filter(Boolean).join('\n')}`
  })
  return `# Reference
For everyone who calls the API and looks for one operation. ${GENERATED} To try an operation, open \`/docs\` of a running server.

Every operation takes \`X-Request-ID\`, an id of your own for its log lines. Operations of \`/v1\` also take \`X-Project-ID\` (with a user key, required) and
\`X-Instance-ID\`. The schema that a page names for its body is a class of that name in the clients for Python, Go and Java.
[What all have in common](../README.md#in-short) · [errors](../errors.md) · [guides](../guides/README.md)

${parts.join('\n')}`
}

function needs(node: Node, separator: string): string {
  if (Array.isArray(node.security) && node.security.length === 0) return 'no key'
  const scope = node['x-required-scope'] ? `scope \`${node['x-required-scope']}\`` : ''
  const role = node['x-required-role'] ? `role \`${node['x-required-role']}\`` : ''
  return [scope, role].filter(Boolean).join(separator) || 'any key'
}

function pageOf({ document, folder, basePath }: ServicePages, operation: Operation): string {
  const { node, method, path } = operation
  const parameters = operation.parameters.filter(({ name }) => !COMMON.includes(name))
  return [
    `# ${node.summary}`,
    `For everyone who calls \`${operation.id}\`. ${GENERATED}`,
    `\`\`\`http\n${method.toUpperCase()} ${basePath}${path}\n\`\`\``,
    `Needs: ${needs(node, ', ')}.`,
    String(node.description).trim(),
    parameters.length === 0 ? '' : `## Parameters\n${parameterTable(document, parameters)}`,
    node.requestBody ? `## Body\n${bodyOf(document, operation)}` : '',
    `## Answers\n${answersOf(document, node)}`,
    `[All operations](../README.md) · [errors](../../errors.md) · contract: \`openapi/${folder}.yaml\``,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
}

function parameterTable(document: OpenApiDocument, parameters: Node[]): string {
  const rows = parameters.map(
    ({ name, in: where, required, description, schema }) =>
      `| \`${name}\` | ${where} | ${typeOf(document, schema)} | ${required ? 'required. ' : ''}${cell(description ?? '')} |`,
  )
  return ['| name | in | type | meaning |', '|---|---|---|---|', ...rows].join('\n')
}

function bodyOf(document: OpenApiDocument, operation: Operation): string {
  const body = document.resolve(operation.node.requestBody)
  const parts = Object.entries<Node>(body.content).map(([type, media]) => {
    const examples = Object.values<Node>(media.examples ?? {}).map((example) => document.resolve(example).value)
    const example = media.example ?? examples.at(-1)
    const shown = example === undefined || type.startsWith('multipart/') ? '' : `\n\n${json(example)}`
    return `\`${type}\`${body.required ? '' : ' (optional)'}${schemaName(operation, media)}\n\n${fieldTable(document, media.schema)}${shown}`
  })
  return parts.join('\n\n')
}

/**
 * Returns the end of the line that describes a body: a comma, the word `schema`, and the schema's name, for example `GenerateRequest`. The
 * body's class in the generated clients has the same name. Returns an empty text if the generated clients do not have the operation.
 */
function schemaName({ id, node }: Operation, { schema }: Node): string {
  if (node.tags.some((tag: string) => LEFT_OUT_TAGS.includes(tag))) return ''
  return `, schema \`${schema.$ref?.split('/').at(-1) ?? bodyName(id)}\``
}

function answersOf(document: OpenApiDocument, node: Node): string {
  const responses = Object.entries<Node>(node.responses).map(([status, response]) => [status, document.resolve(response)] as const)
  const good = responses.filter(([status]) => !/^[45]/.test(status))
  const bad = responses.filter(([status]) => /^[45]/.test(status)).map(([status]) => `\`${status}\``)
  const shown: [string, string][] = []
  const described: [string, string][] = []
  const parts = good.map(([status, response]) => {
    const [type, media] = Object.entries<Node>(response.content ?? {})[0] ?? []
    const isJson = type?.includes('json') === true
    const head = `**${status}** ${cell(response.description)}${type === undefined || isJson ? '' : ` As \`${type}\`.`}`
    if (!media) return head
    const examples = Object.values<Node>(media.examples ?? {}).map((example) => document.resolve(example).value)
    const example = media.example ?? examples[0] ?? document.resolve(media.schema).examples?.[0]
    // A new response has no example until `npm run examples:record` has run. Until then its part of the page has no example, and
    // tests/contract/examples.node.test.ts fails.
    const fields = isJson ? answerFields(document, media.schema, described, status) : ''
    const events = eventsOf(document, response)
    if (example === undefined) return [head, fields, events].filter(Boolean).join('\n\n')
    const text = isJson ? json(example) : plain(String(example))
    const [same] = shown.find(([, other]) => other === text) ?? []
    if (same !== undefined) return `${head} In the form of ${same}.`
    shown.push([status, text])
    return [head, text, fields, events].filter(Boolean).join('\n\n')
  })
  return `${parts.join('\n\n')}\n\nErrors: ${bad.join(', ')}.`
}

/** Returns a text as a code block. Of a line with more than 140 characters, only the first 140 are shown. */
const plain = (text: string) => `\`\`\`text\n${text.trimEnd().replaceAll(/^(.{140}).+$/gm, '$1…')}\n\`\`\``

/**
 * How many levels of fields a table shows. The field `organization.budget.daily_micros` has level 3. The table of a body shows it, but no
 * field inside it. The table of an answer has one level more, because the fields of a list begin with `data[]`.
 */
const LEVELS = { body: 3, answer: 4 }
type Side = keyof typeof LEVELS

/**
 * Returns a table of an object's fields. If a field is an object, the rows of its own fields follow, for example `output.format`, or
 * `inputs[].asset_id` if the field is a list.
 */
function fieldTable(document: OpenApiDocument, schema: Node): string {
  return table(fieldRows(document, schema, '', 1, 'body')) || cell(document.resolve(schema).description ?? 'Any value.')
}

/**
 * Returns a table of an answer's fields. If an earlier answer of the page has the same table, returns instead a sentence that names the
 * status of that answer. `described` holds the tables that the page has so far, each with its status; this function adds its table.
 */
function answerFields(document: OpenApiDocument, schema: Node, described: [string, string][], status: string): string {
  const fields = table(fieldRows(document, schema, '', 1, 'answer'))
  if (fields === '') return ''
  const [same] = described.find(([, other]) => other === fields) ?? []
  if (same !== undefined) return `It has the fields of ${same}.`
  described.push([status, fields])
  return fields
}

/** Returns a table of the event types of a response that can be a stream, then a table of the fields that the `data` of events can have. */
function eventsOf(document: OpenApiDocument, response: Node): string {
  const [type, media] = Object.entries<Node>(response.content ?? {}).find(([, each]) => each['x-event-schema'] !== undefined) ?? []
  if (media === undefined) return ''
  const schema: Node = document.resolve(media['x-event-schema'])
  const forms = (schema.oneOf as Node[]).map((form) => document.resolve(form))
  const rows = forms.map(({ properties: { type: tag, ...fields }, description }) => {
    const types = code([document.resolve(tag).const ?? document.resolve(tag).enum].flat())
    return `| ${types} | ${cell(description ?? '')} | ${code(Object.keys(fields))} |`
  })
  const { type: _, ...fields } = Object.assign({}, ...forms.map(({ properties }) => properties)) as Record<string, Node>
  const fieldsByName = Object.entries(fields).map(
    ([name, field]) =>
      `| \`${name}\` | ${typeOf(document, field)} | ${cell(field.description ?? document.resolve(field).description ?? '')} |`,
  )
  return [
    `Events of \`${type}\`: ${cell(schema.description)}`,
    ['| event | meaning | fields of its `data`, beside `type` |', '|---|---|---|', ...rows].join('\n'),
    table(fieldsByName),
  ].join('\n\n')
}

const code = (names: string[]) => names.map((name) => `\`${name}\``).join(', ')

const table = (rows: string[]) => (rows.length === 0 ? '' : ['| field | type | meaning |', '|---|---|---|', ...rows].join('\n'))

function fieldRows(document: OpenApiDocument, schema: Node, prefix: string, level: number, side: Side): string[] {
  // If several fields share a schema, only the first of them gets rows for the fields inside it. The others refer to the first.
  const seen = new Map<Node, string>()
  return fieldsOf(document, schema).flatMap(({ name, field, isRequired, forms }) => {
    const resolved = document.resolve(field)
    const sent = side === 'answer' ? operationWithBody(document, resolved) : undefined
    const isList = [resolved.type].flat().includes('array')
    const inner = `${prefix}${name}${isList ? '[]' : ''}.`
    const nested =
      level === LEVELS[side] || sent !== undefined
        ? []
        : fieldRows(document, isList ? (resolved.items ?? {}) : field, inner, level + 1, side)
    const first = nested.length === 0 ? undefined : seen.get(resolved)
    if (nested.length > 0 && first === undefined) seen.set(resolved, `${prefix}${name}`)
    const meaning = [
      forms,
      mark(side, isRequired),
      cell(field.description ?? resolved.description ?? ''),
      sent === undefined ? '' : `Its fields are those of the body of [${sent.node.summary}](${fileOf(sent)}).`,
      first === undefined ? '' : `Its fields are those of \`${first}\`.`,
    ]
    const row = `| \`${prefix}${name}\` | ${typeOf(document, field)} | ${meaning.filter(Boolean).join(' ')} |`
    return first === undefined ? [row, ...nested] : [row]
  })
}

interface Field {
  name: string
  field: Node
  isRequired: boolean
  /** Says which forms of the object have the field, for example ``if `kind` is `list`.``; empty if all forms have it. */
  forms: string
}

/**
 * Returns the fields of an object. An object can have several forms, such as a price by picture or by token. A field with a fixed value,
 * such as `kind`, then tells the forms apart.
 */
function fieldsOf(document: OpenApiDocument, schema: Node): Field[] {
  const whole = document.resolve(schema)
  const common = [whole, ...(whole.allOf ?? [])].map((part) => document.resolve(part))
  const forms = [...(whole.oneOf ?? []), ...(whole.anyOf ?? [])]
    .map((part) => document.resolve(part))
    .filter((part) => part.properties !== undefined || part.allOf !== undefined)
    .map((part) => ({ part, fields: new Map(fieldsOf(document, part).map((field) => [field.name, field])) }))
  const tag =
    forms.length < 2 ? undefined : [...forms[0]!.fields.keys()].find((name) => forms.every(({ part }) => part.properties?.[name]?.const))
  const required = new Set<string>(common.flatMap((part) => part.required ?? []))
  const fields = new Map<string, Field>()
  for (const [name, field] of common.flatMap((part) => Object.entries<Node>(part.properties ?? {})))
    fields.set(name, { name, field, isRequired: required.has(name), forms: '' })
  for (const name of forms.flatMap((form) => [...form.fields.keys()])) {
    if (fields.has(name)) continue
    const having = forms.filter((form) => form.fields.has(name))
    const schemas = [
      ...new Map(having.map((form) => [JSON.stringify(form.fields.get(name)!.field), form.fields.get(name)!.field])).values(),
    ]
    const isEverywhere = having.length === forms.length
    const values = tag === undefined || isEverywhere ? [] : having.map(({ part }) => `\`${part.properties[tag].const}\``)
    fields.set(name, {
      name,
      field: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
      isRequired: having.every((form) => form.fields.get(name)!.isRequired) && (isEverywhere || values.length > 0),
      forms: values.length === 0 ? '' : `if \`${tag}\` is ${values.join(' or ')}.`,
    })
  }
  return [...fields.values()]
}

/**
 * Returns the operation whose body has the same schema as this field of an answer; undefined if there is none. For example, the
 * `request` of a generation has the fields of the body of `generate`, and the page of `generate` describes them.
 */
function operationWithBody(document: OpenApiDocument, field: Node): Operation | undefined {
  const parts = [field, ...(field.oneOf ?? [])].map((part) => document.resolve(part))
  return document
    .operations()
    .find(({ node }) =>
      parts.includes(document.resolve(document.resolve(node.requestBody ?? {}).content?.['application/json']?.schema ?? {})),
    )
}

/**
 * Returns the mark of a field, or an empty text. Only the rarer fields get a mark: in a body the required ones, in an answer those that may
 * be absent.
 */
function mark(side: Side, isRequired: boolean): string {
  if (side === 'body') return isRequired ? 'required.' : ''
  return isRequired ? '' : 'may be absent.'
}

/** Formats the cell of a table: one line, with `|` escaped. */
const cell = (text: string) =>
  text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')

/** Returns the type of a value as a table shows it. If the value may be null, the text ends with "or null" or lists `null` as a value. */
function typeOf(document: OpenApiDocument, given: Node): string {
  const schema = document.resolve(given)
  if (schema === document.root.components.schemas.ErrorCode) return 'a [code](../../errors.md)'
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return [...new Set(choices.flatMap((choice: Node) => eitherOf(document, choice)))].sort(nullLast).join(' or ')
  if (schema.allOf) return partType(document, schema)
  if (schema.const !== undefined) return `\`${schema.const}\``
  const fallback = schema.default === undefined ? '' : `, default \`${JSON.stringify(schema.default)}\``
  if (schema.enum) return schema.enum.map((value: unknown) => `\`${String(value)}\``).join(', ') + fallback
  const types = [schema.type ?? 'any'].flat().map((type) => {
    if (type === 'array') return `list of ${typeOf(document, schema.items ?? {})}`
    return type === 'string' && schema.format === 'date-time' ? 'date and time' : type
  })
  const least = schema.minimum !== undefined && schema.maximum !== undefined ? `, ${schema.minimum} to ${schema.maximum}` : ''
  return `${types.sort(nullLast).join(' or ')}${least}${fallback}`
}

const OR_NULL = ' or null'
const nullLast = (one: unknown, other: unknown) => Number(one === 'null') - Number(other === 'null')

/** Returns one type of a union as a list. If the value may be null, the list has two entries: the type without null, and `null`. */
function eitherOf(document: OpenApiDocument, choice: Node): string[] {
  const type = typeOf(document, choice)
  return type.endsWith(OR_NULL) ? [type.slice(0, -OR_NULL.length), 'null'] : [type]
}

/** Returns the type of a schema with `allOf`: that of its first part. The value may be null only if every part says so. */
function partType(document: OpenApiDocument, { allOf }: Node): string {
  const types: string[] = allOf.map((part: Node) => typeOf(document, part))
  const mayBeNull = types.every((type) => type === 'any' || type.includes('null'))
  return mayBeNull || !types[0]!.endsWith(OR_NULL) ? types[0]! : types[0]!.slice(0, -OR_NULL.length)
}

const LINE = 120

/** Formats JSON. An object or a list that fits on one line is written on one. */
function json(value: unknown): string {
  return `\`\`\`json\n${lines(value, 0)}\n\`\`\``
}
function lines(value: unknown, indent: number): string {
  const flat = flatJson(value)
  if (typeof value !== 'object' || value === null || flat.length + indent <= LINE) return flat
  const pad = ' '.repeat(indent + 2)
  const isList = Array.isArray(value)
  const inner = isList
    ? value.map((entry) => `${pad}${lines(entry, indent + 2)}`)
    : Object.entries(value).map(([name, entry]) => `${pad}${JSON.stringify(name)}: ${lines(entry, indent + 2)}`)
  return `${isList ? '[' : '{'}\n${inner.join(',\n')}\n${' '.repeat(indent)}${isList ? ']' : '}'}`
}
function flatJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flatJson).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${flatJson(entry)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
