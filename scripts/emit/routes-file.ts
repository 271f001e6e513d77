// Makes generated/<service>/routes.ts: one createRoute object per operation, and a table with the access that each operation requires.
import type { Node, OpenApiDocument, Operation } from './document.ts'
import { readOnlyOf } from './read-only.ts'
import { type Arrival, SchemaEmitter } from './schema.ts'
import { helperImport } from './schemas-file.ts'
import { BANNER, docComment, fail, literal, objectSource, onlyKeywords } from './source.ts'

const PARAMETER_GROUPS = [
  ['path', 'params'],
  ['query', 'query'],
  ['header', 'headers'],
  ['cookie', 'cookies'],
] as const

/** The media types of forms. All values in a form arrive with a name, and all except files arrive as texts. */
const FORMS = new Set(['multipart/form-data', 'application/x-www-form-urlencoded'])

export function routesFile(document: OpenApiDocument): string {
  const schemas = new SchemaEmitter(document)
  for (const name of Object.keys(document.root.components?.schemas ?? {})) schemas.markEmitted(name)
  const writer = new RouteWriter(document, schemas)

  const shared = document.root.components?.responses ?? {}
  const responses = Object.keys(shared)
    .toSorted()
    .map((name) => `const ${name} = ${writer.response(shared[name], name)}\n`)
  const operations = document.operations()
  const routes = operations.map((operation) => writer.route(operation))
  const table = operations.map((operation): [string, string] => [operation.id, writer.metadata(operation)])

  const body = [...responses, ...routes, ...writer.webhooks()].join('\n')
  const used = [...schemas.referenced].toSorted()
  return `${BANNER}import { createRoute, z } from '@hono/zod-openapi'
${helperImport(body)}import { lazyFields } from '../../src/shared/lazily.ts'
import type { Operation } from '../../src/contract/operation.ts'
${used.length ? `import { ${used.join(', ')} } from './schemas.ts'\n` : ''}
${body}
export const routes = { ${operations.map((operation) => operation.id).join(', ')} }
export type Routes = typeof routes

/** Each operation with the access that it requires. */
export const operations = ${objectSource(table)} as const satisfies Record<keyof Routes, Operation>
void z
`
}

/**
 * Returns the source of an object with lazy fields. Each schema in `entries` is written as a function that makes the schema. The function
 * runs when the field is first read.
 */
const lazySource = (entries: [string, string][]) => `lazyFields(${objectSource(entries)})`

class RouteWriter {
  readonly #document: OpenApiDocument
  readonly #schemas: SchemaEmitter

  constructor(document: OpenApiDocument, schemas: SchemaEmitter) {
    this.#document = document
    this.#schemas = schemas
  }

  route({ id, method, path, node, parameters, at }: Operation): string {
    const request = PARAMETER_GROUPS.flatMap(([place, name]): [string, string][] => {
      const entries = this.#parameters(
        parameters.filter((parameter) => parameter.in === place),
        at,
      )
      return entries.length ? [[name, `() => z.object(${objectSource(entries)})`]] : []
    })
    onlyKeywords(node, at, ['operationId', 'tags', 'parameters', 'requestBody', 'responses', 'security', 'deprecated'])
    if (node.requestBody) {
      const body = this.#document.resolve(node.requestBody)
      onlyKeywords(body, `${at} requestBody`, ['required', 'content'])
      request.push([
        'body',
        objectSource([
          ['required', `${body.required ?? false} as const`],
          ['content', this.#content(body.content, at, true)],
        ]),
      ])
    }
    const entries: [string, string][] = [
      ['method', literal(method)],
      ['path', literal(path)],
      ['operationId', literal(id)],
    ]
    if (request.length) entries.push(['request', lazySource(request)])
    // `default` and `4XX` are refused, because with them a handler could return a status that the contract does not name.
    for (const status of Object.keys(node.responses))
      if (!/^[1-5]\d\d$/.test(status)) fail(at, `response ${status}: every status is declared by its number`)
    entries.push([
      'responses',
      objectSource(
        Object.entries<Node>(node.responses).map(([status, response]) => [
          status,
          response.$ref ? response.$ref.split('/').pop() : this.response(response, `${at} ${status}`),
        ]),
      ),
    ])
    return `${docComment(node.summary)}export const ${id} = createRoute(${objectSource(entries)})\n`
  }

  /** Returns the source of `webhooks`: the schema of each payload that our webhooks send (`webhooks` of OpenAPI 3.1), by name. */
  webhooks(): string[] {
    const entries = Object.entries<Node>(this.#document.root.webhooks ?? {}).map(([name, item]): [string, string] => {
      const at = `webhook ${name}`
      onlyKeywords(item, at, ['post'])
      onlyKeywords(item.post, at, ['operationId', 'tags', 'parameters', 'requestBody', 'responses', 'security', 'deprecated'])
      const { content } = this.#document.resolve(item.post.requestBody)
      if (Object.keys(content).join() !== 'application/json') fail(at, 'a webhook is JSON')
      return [name, `() => ${this.#schemas.emit(content['application/json'].schema, at)}`]
    })
    if (!entries.length) return []
    return [
      `/** The payload of each webhook that the service sends. */\nexport const webhooks = ${lazySource(entries)}\n\nexport type WebhookPayload<Name extends keyof typeof webhooks> = z.input<(typeof webhooks)[Name]>\n`,
    ]
  }

  metadata(operation: Operation): string {
    const { id, method, path, node, parameters, at } = operation
    const security = node.security ?? this.#document.root.security ?? []
    const open = security.length === 0
    const scope = node['x-required-scope'] ?? null
    if (!open && scope === null) fail(at, 'x-required-scope is missing')
    if (open && scope !== null) fail(at, 'an open operation asks for no scope')
    const linkToken = node['x-link-token']
    if (linkToken !== undefined && !parameters.some((parameter) => parameter.in === 'query' && parameter.name === linkToken))
      fail(at, `x-link-token: there is no query parameter ${linkToken}`)
    return `{ operationId: ${literal(id)}, method: ${literal(method)}, path: ${literal(path)}, requiredScope: ${literal(scope)}, requiredRole: ${literal(
      node['x-required-role'] ?? null,
    )}, open: ${open}, maxBodyBytes: ${literal(node['x-max-body-bytes'] ?? null)}, linkToken: ${literal(
      node['x-link-token'] ?? null,
    )}, checksKeyOnAdmission: ${literal(node['x-checks-key-on-admission'] ?? false)}, storesPictures: ${literal(
      node['x-stores-pictures'] ?? false,
    )}, ignoredFields: ${literal(readOnlyOf(this.#document, operation)?.ignored ?? [])} }`
  }

  response(reference: Node, at: string): string {
    const response = this.#document.resolve(reference)
    onlyKeywords(response, at, ['headers', 'content', 'links'])
    for (const [name, link] of Object.entries<Node>(response.links ?? {}))
      this.#checkLink(this.#document.resolve(link), `${at} link ${name}`)
    // `createRoute` requires a description of each response, but nobody ever sees it: callers read the contract, not these routes. So the
    // description stays empty, which makes the bundle smaller.
    const entries: [string, string][] = [['description', "''"]]
    if (response.headers) {
      const headers = Object.entries<Node>(response.headers).map(([name, headerReference]): [string, string] => {
        const header = this.#document.resolve(headerReference)
        onlyKeywords(header, `${at} ${name}`, ['required', 'schema', 'deprecated'])
        const source = this.#schemas.emit(header.schema, `${at} ${name}`, 'text')
        // The middleware adds the header X-Request-ID to every response. So handlers need not set it, and their types must not require it.
        return [name, header.required && name !== 'X-Request-ID' ? source : `${source}.optional()`]
      })
      entries.push(['headers', `() => z.object(${objectSource(headers)})`])
    }
    if (response.content) entries.push(['content', this.#content(response.content, at, false)])
    return lazySource(entries)
  }

  /**
   * Checks that a response's link (`links` of OpenAPI) names an operation and parameters that exist. The route itself gets no link,
   * because a link does not change the response.
   */
  #checkLink(link: Node, at: string): void {
    onlyKeywords(link, at, ['operationId', 'parameters'])
    const target = this.#document.operations().find(({ id }) => id === link.operationId)
    if (target === undefined) fail(at, `there is no operation ${link.operationId}`)
    for (const name of Object.keys(link.parameters ?? {}))
      if (!target.parameters.some((parameter) => parameter.name === name)) fail(at, `${link.operationId} has no parameter ${name}`)
  }

  #parameters(parameters: Node[], at: string): [string, string][] {
    return parameters.map((parameter) => {
      const where = `${at} ${parameter.name}`
      onlyKeywords(parameter, where, ['name', 'in', 'required', 'schema', 'style', 'explode', 'deprecated'])
      const source = this.#delimited(parameter, where, this.#schemas.emit(parameter.schema, where, 'text'))
      const optional = !parameter.required && this.#document.resolve(parameter.schema).default === undefined
      // Hono validates headers by their names in lower case, so the schema must have these names.
      return [parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name, optional ? `${source}.optional()` : source]
    })
  }

  /**
   * Returns the zod source of a parameter. `source` is the zod source of the parameter's schema. If a list arrives as one text, such as
   * `a,b`, the returned source splits the text by the separator of the parameter's style. Otherwise `source` is returned unchanged. A
   * parameter that is sent once for each entry of a list needs no splitting, because it arrives as a list.
   */
  #delimited(parameter: Node, where: string, source: string): string {
    const inQuery = parameter.in === 'query' || parameter.in === 'cookie'
    const style: string = parameter.style ?? (inQuery ? 'form' : 'simple')
    const separators: Record<string, string> = inQuery ? { form: ',', spaceDelimited: ' ', pipeDelimited: '|' } : { simple: ',' }
    const separator = separators[style] ?? fail(where, `style ${style}`)
    const type = this.#document.resolve(parameter.schema).type
    if (type === 'object') fail(where, 'an object as a parameter')
    const explode = parameter.explode ?? style === 'form'
    if (explode && style.endsWith('Delimited')) fail(where, `style ${style} with explode`)
    if (type !== 'array' || (inQuery && explode)) return source
    return `z.preprocess(split(${literal(separator)}), ${source})`
  }

  #content(content: Node, at: string, isRequest: boolean): string {
    return objectSource(
      Object.entries<Node>(content).map(([type, media]) => {
        onlyKeywords(media, `${at} ${type}`, ['schema'])
        if (media['x-event-schema']) {
          const events = this.#schemas.emit(media['x-event-schema'], `${at} ${type} x-event-schema`)
          return [type, `lazyFields({ schema: { type: 'string' } as const, events: () => ${events} })`]
        }
        const arrival: Arrival = FORMS.has(type) ? 'form' : 'json'
        // A zod schema is made only for a body that is validated: JSON, or a form in a request. Any other body is passed on as it is.
        if (!type.endsWith('json') && !(isRequest && arrival === 'form'))
          return [type, `{ schema: ${JSON.stringify(media.schema ?? {})} as const }`]
        return [type, `lazyFields({ schema: () => ${this.#schemas.emit(media.schema, `${at} ${type}`, arrival)} })`]
      }),
    )
  }
}
