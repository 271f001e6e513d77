// Converts JSON Schema (OpenAPI 3.1) to zod 4 source text. A keyword that this file does not know is an error and is never ignored.
import type { Node, OpenApiDocument } from './document.ts'
import { fail, literal, objectSource, regexSource } from './source.ts'

/**
 * The form in which a value arrives. `json`: parsed, with its types. `text`: written as text (query, path, header) and converted to the
 * schema's type. `form`: a whole multipart/form-data body. `part`: one value of a form. It is a file or a text. If its schema describes an
 * object, the text contains JSON.
 */
export type Arrival = 'json' | 'text' | 'form' | 'part'

const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  '$comment',
])
const isAnnotation = (keyword: string) => ANNOTATIONS.has(keyword) || keyword.startsWith('x-')

const STRING_FORMATS: Record<string, string> = {
  uuid: 'z.uuid()',
  email: 'z.email()',
  // Only the characters of RFC 3986 are allowed. z.url() also accepts others: the URL parser corrects them, but other programs that
  // validate by the contract refuse them.
  uri: "z.url().regex(/^(?:[!#$&-;=?-Z[\\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI')",
  date: 'z.iso.date()',
  time: 'z.iso.time()',
  duration: 'z.iso.duration()',
  'date-time': "z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC')",
  ipv4: 'z.ipv4()',
  ipv6: 'z.ipv6()',
  hostname: 'z.hostname()',
  // These formats are only annotations: any string is accepted.
  'uri-reference': 'z.string()',
  password: 'z.string()',
}
const NUMBER_FORMATS = ['int32', 'int64', 'float', 'double']
const OBJECT_KEYWORDS = [
  'properties',
  'required',
  'additionalProperties',
  'unevaluatedProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
]

/** Returns the message for an object with too few or too many properties. */
function propertyCount({ minProperties: least = 0, maxProperties: most }: Node): string {
  const few = least > 0 ? `at least ${least}` : ''
  const many = most === undefined ? '' : `at most ${most}`
  return `needs ${[few, many].filter(Boolean).join(' and ')} of its fields`
}

const NUMBER_KEYWORDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']
const KEYWORDS_OF: Record<string, string[]> = {
  string: ['minLength', 'maxLength', 'pattern'],
  integer: NUMBER_KEYWORDS,
  number: NUMBER_KEYWORDS,
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: OBJECT_KEYWORDS,
}

type Take = (keyword: string) => Node

export class SchemaEmitter {
  readonly #document: OpenApiDocument
  /**
   * The names of component schemas whose source is already written. A later schema refers to these directly. A schema refers to any other
   * component through `z.lazy`.
   */
  readonly #emitted = new Set<string>()
  /** The names of the component schemas to which the source texts from `emit` refer. */
  readonly referenced = new Set<string>()

  constructor(document: OpenApiDocument) {
    this.#document = document
  }

  markEmitted(name: string): void {
    this.#emitted.add(name)
  }

  /** Returns the zod source of a schema. `at` is its location, for errors. */
  emit(schema: Node, at: string, arrival: Arrival = 'json'): string {
    if (schema === true) return 'z.unknown()'
    if (schema === false) return 'z.never()'
    if (schema.$ref) {
      const beside = Object.keys(schema).filter((keyword) => keyword !== '$ref' && keyword !== 'default' && !isAnnotation(keyword))
      if (beside.length) fail(at, `keyword(s) beside $ref: ${beside.join(', ')}`)
      const source = arrival === 'json' ? this.#reference(schema, at) : this.emit(this.#document.resolve(schema), at, arrival)
      return 'default' in schema ? `${source}.default(${literal(schema.default)})` : source
    }
    const left = new Set(Object.keys(schema).filter((keyword) => !isAnnotation(keyword)))
    const take: Take = (keyword) => (left.delete(keyword), schema[keyword])
    let source = this.#core(schema, take, at, arrival)
    if (left.has('default')) source += `.default(${literal(take('default'))})`
    if (left.size) fail(at, `unsupported keyword(s): ${[...left].join(', ')}`)
    return source
  }

  #reference(schema: Node, at: string): string {
    const name: string = /^#\/components\/schemas\/([A-Za-z_$][\w$]*)$/.exec(schema.$ref)?.[1] ?? fail(at, `$ref ${schema.$ref}`)
    this.referenced.add(name)
    return this.#emitted.has(name) ? `${name}()` : `z.lazy((): z.ZodType<components['schemas']['${name}']> => ${name}())`
  }

  #core(schema: Node, take: Take, at: string, arrival: Arrival): string {
    const declared: string[] = [take('type') ?? []].flat()
    const types = declared.filter((type) => type !== 'null')
    const orNull = (source: string) => (declared.includes('null') ? `${source}.nullable()` : source)

    if ('const' in schema) return `z.literal(${literal(take('const'))})`
    if ('enum' in schema) return this.#enumeration(schema, take, arrival)
    if ('oneOf' in schema || 'anyOf' in schema) return this.#union(schema, take, at, arrival)
    if ('allOf' in schema) {
      const flat = this.#flatten(schema, at)
      for (const keyword of ['allOf', ...OBJECT_KEYWORDS]) take(keyword)
      return orNull(this.#arrivedObject(flat, at, arrival))
    }
    if (types.length > 1) return orNull(this.#severalTypes(schema, types, take, at, arrival))
    switch (types[0]) {
      case 'string':
        return orNull(this.#string(schema, take, at, arrival))
      case 'integer':
      case 'number':
        return orNull(this.#number(schema, take, at, arrival, types[0]))
      case 'boolean':
        return orNull(arrival === 'json' ? 'z.boolean()' : "z.stringbool({ truthy: ['true'], falsy: ['false'] })")
      case 'array':
        return orNull(this.#array(schema, take, at, arrival))
      case 'object':
        for (const keyword of OBJECT_KEYWORDS) take(keyword)
        return orNull(this.#arrivedObject(schema, at, arrival))
      case undefined:
        return Object.keys(schema).every(isAnnotation) ? 'z.unknown()' : fail(at, 'schema without type')
      default:
        return fail(at, `type ${types[0]}`)
    }
  }

  /** Makes a union in which each type gets the keywords that apply to it. */
  #severalTypes(schema: Node, types: string[], take: Take, at: string, arrival: Arrival): string {
    const branches = types.map((type) => {
      const own = Object.keys(schema).filter((keyword) => KEYWORDS_OF[type]?.includes(keyword))
      return this.emit({ type, ...Object.fromEntries(own.map((keyword) => [keyword, take(keyword)])) }, at, arrival)
    })
    return `z.union([${branches.join(', ')}])`
  }

  #enumeration(schema: Node, take: Take, arrival: Arrival): string {
    const values = take('enum').filter((value: unknown) => value !== null)
    const nullable = schema.enum.includes(null) ? '.nullable()' : ''
    take('format')
    if (values.every((value: unknown) => typeof value === 'string')) return `z.enum([${values.map(literal).join(', ')}])${nullable}`
    const source = `z.literal([${values.map(literal).join(', ')}])${nullable}`
    return arrival === 'json' ? source : `z.preprocess(number, ${source})`
  }

  #union(schema: Node, take: Take, at: string, arrival: Arrival): string {
    const keyword = 'oneOf' in schema ? 'oneOf' : 'anyOf'
    const all: Node[] = take(keyword)
    const branches = all.filter((branch) => branch.type !== 'null')
    const nullable = all.length === branches.length ? '' : '.nullable()'
    const discriminator = take('discriminator')
    if (discriminator && !discriminator.mapping) fail(at, 'discriminator needs a mapping: without one the tag values are the schema names')
    const sources = branches.map((branch, index) => this.emit(branch, `${at}/${keyword}/${index}`, arrival))
    if (sources.length === 1) return sources[0] + nullable
    const tag = discriminator?.propertyName
    const tagged = tag && branches.every((branch) => 'const' in (this.#flatten(branch, at).properties?.[tag] ?? {}))
    if (tagged) return `z.discriminatedUnion(${literal(tag)}, [${sources.join(', ')}])${nullable}`
    return `z.${keyword === 'oneOf' ? 'xor' : 'union'}([${sources.join(', ')}])${nullable}`
  }

  #string(schema: Node, take: Take, at: string, arrival: Arrival): string {
    const format = take('format')
    if (format === 'binary')
      return arrival === 'part'
        ? 'z.preprocess(file, z.instanceof(Blob))'
        : fail(at, 'format: binary has no JSON form; only multipart parts and whole bodies are binary')
    let source = format === undefined ? 'z.string()' : (STRING_FORMATS[format] ?? fail(at, `string format ${format}`))
    // JSON Schema counts characters, but zod's own methods count UTF-16 units. A character has at least one unit, so for a minimum of 0 or
    // 1 both counts give the same result.
    if ('minLength' in schema) source += schema.minLength <= 1 ? `.min(${take('minLength')})` : `.check(atLeast(${take('minLength')}))`
    if ('maxLength' in schema) source += `.check(atMost(${take('maxLength')}))`
    if ('pattern' in schema) source += `.regex(${regexSource(take('pattern'))})`
    return source
  }

  #number(schema: Node, take: Take, at: string, arrival: Arrival, type: 'integer' | 'number'): string {
    const format = take('format')
    if (format && !NUMBER_FORMATS.includes(format)) fail(at, `number format ${format}`)
    let source = type === 'number' ? 'z.number()' : format === 'int32' ? 'z.int32()' : 'z.int()'
    if ('minimum' in schema) source += `.min(${take('minimum')})`
    if ('maximum' in schema) source += `.max(${take('maximum')})`
    if ('exclusiveMinimum' in schema) source += `.gt(${take('exclusiveMinimum')})`
    if ('exclusiveMaximum' in schema) source += `.lt(${take('exclusiveMaximum')})`
    if ('multipleOf' in schema) source += `.multipleOf(${take('multipleOf')})`
    return arrival === 'json' ? source : `z.preprocess(number, ${source})`
  }

  #array(schema: Node, take: Take, at: string, arrival: Arrival): string {
    if ('prefixItems' in schema) {
      const items = take('prefixItems').map((item: Node, index: number) => this.emit(item, `${at}/prefixItems/${index}`))
      const rest = take('items')
      if ((take('minItems') ?? 0) !== items.length) fail(at, 'prefixItems needs minItems equal to its length')
      return rest === false ? `z.tuple([${items.join(', ')}])` : `z.tuple([${items.join(', ')}], ${this.emit(rest ?? true, at)})`
    }
    let source = `z.array(${this.emit(take('items') ?? true, `${at}/items`, arrival)})`
    if ('minItems' in schema) source += `.min(${take('minItems')})`
    if ('maxItems' in schema) source += `.max(${take('maxItems')})`
    if (take('uniqueItems')) source += ".refine(unique, 'items must be unique')"
    return arrival === 'json' ? source : `z.preprocess(list, ${source})`
  }

  /**
   * If the schema has `allOf`, merges it into one object schema; fails if a part of it is not a plain object. Returns any other schema as
   * it is.
   */
  #flatten(reference: Node, at: string): Node {
    const schema = this.#document.resolve(reference)
    if (!schema.allOf) return schema
    const flat: Node = { type: 'object', properties: {}, required: [] }
    const { allOf, ...own } = schema
    for (const part of [...allOf.map((branch: Node) => this.#flatten(branch, at)), own]) {
      const foreign = Object.keys(part).filter(
        (keyword) => keyword !== 'type' && !OBJECT_KEYWORDS.includes(keyword) && !isAnnotation(keyword),
      )
      if ((part.type ?? 'object') !== 'object' || foreign.length)
        fail(at, `allOf of what is no plain object: ${part.type} ${foreign.join(', ')}`)
      if (part.additionalProperties === false && (allOf.length > 1 || own.properties))
        fail(at, 'additionalProperties:false inside allOf can never match; use unevaluatedProperties:false outside it')
      for (const [name, property] of Object.entries(part.properties ?? {})) {
        if (name in flat.properties && JSON.stringify(flat.properties[name]) !== JSON.stringify(property))
          fail(at, `allOf redefines ${name}`)
        flat.properties[name] = property
      }
      flat.required.push(...(part.required ?? []))
      for (const keyword of OBJECT_KEYWORDS.filter((keyword) => keyword !== 'properties' && keyword !== 'required'))
        if (keyword in part) flat[keyword] = part[keyword]
    }
    return flat
  }

  #arrivedObject(schema: Node, at: string, arrival: Arrival): string {
    if (arrival === 'text') fail(at, 'an object written as text')
    return arrival === 'part'
      ? `z.preprocess(json, ${this.#object(schema, at, 'json')})`
      : this.#object(schema, at, arrival === 'form' ? 'part' : 'json')
  }

  /** @param arrival how each property of the object arrives, for example as `part` if the object is a whole multipart form. */
  #object(schema: Node, at: string, arrival: Arrival): string {
    const required = new Set<string>(schema.required ?? [])
    for (const name of required) if (!(name in (schema.properties ?? {}))) fail(at, `required ${name} has no property`)
    if (schema.patternProperties) fail(at, 'patternProperties')
    const entries = Object.entries<Node>(schema.properties ?? {}).map(([name, property]): [string, string] => {
      const source = this.emit(property, `${at}/properties/${name}`, arrival)
      return [name, required.has(name) || property.default !== undefined ? source : `${source}.optional()`]
    })
    if (schema.propertyNames && entries.length) fail(at, 'propertyNames beside properties')
    const keys = schema.propertyNames ? this.emit({ type: 'string', ...schema.propertyNames }, `${at}/propertyNames`) : 'z.string()'
    const rest = schema.additionalProperties ?? schema.unevaluatedProperties ?? true
    let source: string
    if (rest === false) source = `z.strictObject(${objectSource(entries)})`
    else if (rest === true) source = entries.length ? `z.looseObject(${objectSource(entries)})` : `z.record(${keys}, z.unknown())`
    else if (!entries.length) source = `z.record(${keys}, ${this.emit(rest, `${at}/additionalProperties`)})`
    else source = `z.object(${objectSource(entries)}).catchall(${this.emit(rest, `${at}/additionalProperties`)})`
    if ('minProperties' in schema || 'maxProperties' in schema)
      source += `.refine(size(${schema.minProperties ?? 0}, ${schema.maxProperties ?? 'Infinity'}), '${propertyCount(schema)}')`
    if (schema.dependentRequired)
      source += `.refine(dependent(${JSON.stringify(schema.dependentRequired)}), 'a dependent property is missing')`
    return source
  }
}
