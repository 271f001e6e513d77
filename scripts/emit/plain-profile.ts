// Makes the plain profile of a contract: the same API, described with the part of OpenAPI that every code generator supports.
// docs/specs/api-contracts.md lists the differences from the full document. tests/contract/plain-profile.node.test.ts compares the plain
// profile with the full document.
import { METHODS, type Node, OpenApiDocument } from './document.ts'
import { fail } from './source.ts'

/**
 * Operations with these tags are left out, because nobody calls them with a generated client. OpenAI's own SDKs call the operations with
 * the tag `openai`. The providers call those with the tag `callbacks`.
 */
export const LEFT_OUT_TAGS = ['openai', 'callbacks']
const SCHEMA_PREFIX = '#/components/schemas/'
/**
 * Keywords that the plain profile leaves out. Not every generator supports `unevaluatedProperties` and `propertyNames`, and no generator
 * needs the examples.
 */
const LEFT_OUT_KEYWORDS = ['unevaluatedProperties', 'propertyNames', 'example', 'examples']
const MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs']

export function plainProfile(document: OpenApiDocument): Node {
  return new PlainProfile(structuredClone(document.root)).build()
}

class PlainProfile {
  readonly #root: Node
  readonly #document: OpenApiDocument
  /** The names of the component schemas that describe data in a response, an event or a webhook. */
  #received = new Set<string>()

  constructor(root: Node) {
    this.#root = root
    this.#document = new OpenApiDocument(root)
  }

  build(): Node {
    const root = this.#root
    const events = this.#eventSchemas()
    this.#leaveOutOperations()
    const responses = [...this.#operations().flatMap((operation) => Object.values(operation.responses)), ...events]
    this.#received = this.#reach(responses)

    for (const [name, schema] of Object.entries<Node>(root.components.schemas))
      root.components.schemas[name] = this.#schema(schema, this.#received.has(name))
    for (const operation of this.#operations()) {
      this.#requestBody(operation)
      for (const response of Object.values<Node>(operation.responses)) this.#response(response)
    }
    for (const response of Object.values<Node>(root.components.responses)) this.#response(response)
    const headers = this.#allResponses().flatMap((response) => Object.values<Node>(response.headers ?? {}))
    for (const header of [...headers, ...Object.values<Node>(root.components.headers)]) {
      delete header.example
      if (header.schema) header.schema = this.#schema(header.schema, true)
    }
    for (const parameter of this.#allParameters()) {
      delete parameter.examples
      if (parameter.schema) {
        parameter.schema = this.#schema(parameter.schema, false)
        const value = parameter.schema.default
        delete parameter.schema.default
        if (value !== undefined) parameter.description = withSentence(parameter.description, `If omitted, it is ${quoted(value)}.`)
      }
    }
    this.#nameObjects()
    root.info.title += ', plain profile'
    this.#leaveOutUnused(events)
    leaveOutMarks(root)
    return root
  }

  #operations(): Node[] {
    return this.#document.operations().map(({ node }) => node)
  }

  #allResponses(): Node[] {
    return [
      ...this.#operations().flatMap((operation) => Object.values<Node>(operation.responses)),
      ...Object.values<Node>(this.#root.components.responses),
    ]
  }

  #allParameters(): Node[] {
    const items = Object.values<Node>(this.#root.paths)
    return [
      ...items.flatMap((item) => item.parameters ?? []),
      ...this.#operations().flatMap((operation) => operation.parameters ?? []),
      ...Object.values<Node>(this.#root.components.parameters),
    ]
  }

  /**
   * Returns the schemas of events and webhooks. The plain profile keeps these schemas, because programs that read events need their types.
   * But the plain profile has nothing that refers to these schemas: neither the section `webhooks` nor the keyword `x-event-schema`.
   */
  #eventSchemas(): Node[] {
    const found: Node[] = []
    for (const { tags, responses } of this.#operations())
      if (!LEFT_OUT_TAGS.includes(tags[0]))
        for (const response of Object.values<Node>(responses))
          for (const media of Object.values<Node>(response.content ?? {})) if (media['x-event-schema']) found.push(media['x-event-schema'])
    for (const webhook of Object.values<Node>(this.#root.webhooks ?? {}))
      for (const media of Object.values<Node>(webhook.post.requestBody.content)) found.push(media.schema)
    return found
  }

  #leaveOutOperations(): void {
    delete this.#root.webhooks
    for (const [path, item] of Object.entries<Node>(this.#root.paths)) {
      for (const method of METHODS) {
        if (LEFT_OUT_TAGS.includes(item[method]?.tags[0])) delete item[method]
        delete item[method]?.callbacks
      }
      if (!METHODS.some((method) => item[method])) delete this.#root.paths[path]
    }
    const used = new Set(this.#operations().flatMap(({ tags }) => tags))
    this.#root.tags = this.#root.tags.filter(({ name }: Node) => used.has(name))
  }

  /** Returns the names of the component schemas that these nodes refer to, directly or through others. */
  #reach(from: Node[]): Set<string> {
    const names = new Set<string>()
    const visited = new Set<Node>()
    const visit = (node: Node) => {
      if (node === null || typeof node !== 'object' || visited.has(node)) return
      visited.add(node)
      if (typeof node.$ref === 'string') {
        if (node.$ref.startsWith(SCHEMA_PREFIX)) names.add(node.$ref.slice(SCHEMA_PREFIX.length))
        visit(this.#document.resolve(node))
      }
      for (const value of Object.values(node)) visit(value)
    }
    for (const node of from) visit(node)
    return names
  }

  /**
   * Keeps only the first media type of the body, because most generators use only one. The contracts list a form before other types. So a
   * form is kept if there is one.
   */
  #requestBody(operation: Node): void {
    if (!operation.requestBody) return
    const body = this.#document.resolve(operation.requestBody)
    const [type, media] = Object.entries<Node>(body.content)[0]!
    body.content = { [type]: { schema: this.#schema(media.schema, false) } }
    // The generator ogen fails if the schema of a form has `additionalProperties: true`. This keyword is removed, which changes nothing:
    // further fields are allowed by default.
    const schema = this.#document.resolve(body.content[type]!.schema)
    if (type.includes('form') && schema.additionalProperties === true) delete schema.additionalProperties
  }

  #response(response: Node): void {
    if (!response.content) return
    const types = Object.keys(response.content)
    const media = response.content[types[0]!]
    const type = types.length > 1 && types.every((each) => each.startsWith('image/')) ? 'image/*' : types[0]!
    response.content = { [type]: { schema: this.#schema(media.schema, true) } }
  }

  /**
   * @param received whether the schema describes data that a client may receive, for example in a response. If so, the schema must not
   * refuse fields and values that are added later.
   */
  #schema(schema: Node, received: boolean): Node {
    if (schema === null || typeof schema !== 'object') return schema
    const flat = schema.allOf ? this.#merged(schema) : { ...schema }
    for (const keyword of LEFT_OUT_KEYWORDS) delete flat[keyword]
    if (flat.anyOf) {
      flat.oneOf = flat.anyOf
      delete flat.anyOf
    }
    for (const keyword of MAPS)
      if (flat[keyword])
        flat[keyword] = Object.fromEntries(
          Object.entries<Node>(flat[keyword]).map(([name, each]) => [name, this.#property(each, received)]),
        )
    for (const keyword of ['items', 'not']) if (flat[keyword]) flat[keyword] = this.#schema(flat[keyword], received)
    for (const keyword of ['oneOf', 'prefixItems'])
      if (flat[keyword]) flat[keyword] = flat[keyword].map((each: Node) => this.#schema(each, received))
    if (typeof flat.additionalProperties === 'object') flat.additionalProperties = this.#schema(flat.additionalProperties, received)
    if (received) {
      if (flat.additionalProperties === false) delete flat.additionalProperties
      // An `enum` gets a form that accepts further values. A `const` keeps its single value, because a client tells the branches of a
      // union apart by it.
      if (flat.enum) openEnum(flat)
    }
    return flat
  }

  #property(schema: Node, received: boolean): Node {
    const plain = this.#schema(schema, received)
    const value = plain.default
    if (value === undefined) return plain
    // Defaults are removed, because some generators require a field that has a default, and others send such a field in every request.
    delete plain.default
    plain.description = withSentence(plain.description, `If omitted, it is ${quoted(value)}.`)
    return plain
  }

  /** Merges `allOf` into one object. */
  #merged(schema: Node): Node {
    const { allOf, ...own } = schema
    const merged: Node = { type: 'object', properties: {}, required: [] }
    for (const part of [...allOf, own]) {
      const { properties = {}, required = [], description, ...rest } = part.allOf || part.$ref ? this.#merged(this.#asParts(part)) : part
      Object.assign(merged.properties, properties)
      merged.required.push(...required.filter((name: string) => !merged.required.includes(name)))
      if (part === own) Object.assign(merged, rest, description === undefined ? {} : { description })
    }
    if (merged.required.length === 0) delete merged.required
    return merged
  }

  #asParts(part: Node): Node {
    const target = this.#document.resolve(part)
    return target.allOf ? target : { allOf: [target] }
  }

  /**
   * Makes each object schema that is written inside another schema a component of its own. The component's name is made from the names on
   * the object's path.
   */
  #nameObjects(): void {
    const { schemas } = this.#root.components
    const nameFor = (name: string, node: Node): Node => {
      if (Object.hasOwn(schemas, name)) fail(name, 'a component has the name of an object inside another schema: rename it')
      schemas[name] = node
      inside(node, name)
      return { $ref: SCHEMA_PREFIX + name }
    }
    const named = (node: Node, name: string): Node => {
      if (node === null || typeof node !== 'object' || node.$ref) return node
      if (!node.properties) {
        inside(node, name)
        return node
      }
      // A reference itself cannot be null, so an object that may be null becomes a union of a reference and null.
      if (!Array.isArray(node.type)) return nameFor(name, node)
      const { description, ...object } = node
      return {
        ...(description === undefined ? {} : { description }),
        oneOf: [nameFor(name, { ...object, type: 'object' }), { type: 'null' }],
      }
    }
    const inside = (node: Node, name: string): void => {
      for (const [member, each] of Object.entries<Node>(node.properties ?? {})) node.properties[member] = named(each, name + pascal(member))
      if (node.items) node.items = named(node.items, `${name}Item`)
      if (typeof node.additionalProperties === 'object') node.additionalProperties = named(node.additionalProperties, `${name}Value`)
      const branches = (node.oneOf ?? []).filter((each: Node) => each.type !== 'null')
      if (node.oneOf)
        node.oneOf = node.oneOf.map((each: Node) =>
          named(each, branches.length === 1 ? name : `${name}Option${branches.indexOf(each) + 1}`),
        )
    }
    for (const [name, schema] of Object.entries<Node>({ ...schemas })) inside(schema, name)
    for (const { operationId, requestBody, responses } of this.#operations()) {
      const name = pascal(operationId)
      for (const media of Object.values<Node>(this.#document.resolve(requestBody)?.content ?? {}))
        media.schema = named(media.schema, bodyName(operationId))
      for (const [status, response] of Object.entries<Node>(responses))
        for (const media of Object.values<Node>(response.content ?? {})) media.schema = named(media.schema, `${name}Response${status}`)
    }
  }

  /** Removes components that nothing refers to. */
  #leaveOutUnused(events: Node[]): void {
    const { components } = this.#root
    for (let before = -1, count = 0; before !== count;) {
      const text = JSON.stringify(this.#root) + JSON.stringify(events)
      before = count
      count = 0
      for (const kind of Object.keys(components)) {
        if (kind === 'securitySchemes') continue
        for (const name of Object.keys(components[kind]))
          if (text.includes(`"#/components/${kind}/${name}"`)) count++
          else delete components[kind][name]
        if (Object.keys(components[kind]).length === 0) delete components[kind]
      }
    }
  }
}

/**
 * Makes an `enum` accept further values, which later versions may add. The known values remain visible: in the description and as
 * `x-extensible-enum`, which some generators read.
 */
function openEnum(schema: Node): void {
  const values = schema.enum.filter((value: unknown) => value !== null)
  delete schema.enum
  schema['x-extensible-enum'] = values
  schema.description = withSentence(schema.description, `Known values: ${values.map(quoted).join(', ')}. More may be added.`)
}

function withSentence(description: string | undefined, sentence: string): string {
  return description?.trim() ? `${description.trimEnd()}${description.includes('\n') ? '\n\n' : ' '}${sentence}` : sentence
}

const quoted = (value: unknown) => `\`${JSON.stringify(value).replace(/^"(.+)"$/, '$1')}\``

/** Returns the name that the plain profile gives to the schema of an operation's body. It is for a schema without a name of its own. */
export const bodyName = (operationId: string) => `${pascal(operationId)}Body`

/** Returns a name as generators write the names of types, for example `AccessToken` for `access_token`. */
export const pascal = (name: string) =>
  name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** Removes keywords that only this repository uses. */
function leaveOutMarks(node: Node): void {
  if (node === null || typeof node !== 'object') return
  for (const key of Object.keys(node)) {
    if (key.startsWith('x-') && key !== 'x-extensible-enum') delete node[key]
    else leaveOutMarks(node[key])
  }
}
