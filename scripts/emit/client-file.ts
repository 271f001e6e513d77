// Makes generated/clients/typescript/core.ts: a typed client of both services, on openapi-fetch.
import type { OpenApiDocument } from './document.ts'
import { BANNER, literal, objectSource } from './source.ts'

export function clientFile(config: OpenApiDocument, generation: OpenApiDocument): string {
  return `${BANNER}import createClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { paths as ConfigPaths } from '../../config/types.ts'
import type { paths as GenerationPaths } from '../../generation/types.ts'

export type ConfigClient = Client<ConfigPaths>
export type GenerationClient = Client<GenerationPaths>

export interface PlatformOptions extends Omit<ClientOptions, 'baseUrl'> {
  /** The address of the service, without a path: https://images.example.com */
  url: string
  /** An API key, for example \`cma_live_…\`. */
  key?: string
}

${factory('Config', config)}
${factory('Generation', generation)}
/** Bodies that are not application/json, by method and path. */
const CONFIG_MEDIA: Record<string, string> = ${media(config)}
const GENERATION_MEDIA: Record<string, string> = ${media(generation)}

function clientOf<Paths extends {}>(basePath: string, media: Record<string, string>, { url, key: given, ...options }: PlatformOptions): Client<Paths> {
  const key = given === undefined ? undefined : checkedKey(given)
  const client = createClient<Paths>({ bodySerializer, ...options, baseUrl: checkedUrl(url) + basePath })
  client.use({
    onRequest({ request, schemaPath }) {
      if (key !== undefined && !request.headers.has('authorization')) request.headers.set('authorization', \`Bearer \${key}\`)
      const type = media[\`\${request.method} \${schemaPath}\`]
      if (type !== undefined && request.headers.get('content-type') === 'application/json') request.headers.set('content-type', type)
      return request
    },
  })
  return client
}

function checkedUrl(url: string): string {
  const text = String(url ?? '').trim()
  const base = text.replace(/\\/+$/, '')
  // OpenAI's packages need an address that ends in /v1. So people may have such an address at hand, and give it here.
  const ending = /\\/(config\\/)?v1$/.exec(base)
  if (ending !== null) throw new TypeError(\`The URL ends in \${ending[0]}. Leave that out: the client adds it, as in https://images.example.com.\`)
  // A page in a browser may give an address that is relative to its own.
  const { location } = globalThis as { location?: { href: string } }
  try {
    if (/^https?:$/.test(new URL(text, location?.href).protocol)) return base
  } catch {
    // The text is no URL. The error below says so.
  }
  throw new TypeError('The URL is not an address such as https://images.example.com: it begins with https:// or http://.')
}

/** Returns the key without spaces around it, such as the newline at the end of a file. No message shows the key. */
function checkedKey(key: string): string {
  const text = String(key ?? '').trim()
  if (text === '') throw new TypeError('The key is empty. Give a key such as cma_live_…')
  if (!/^[!-~]+$/.test(text)) throw new TypeError('The key has a space, a line break or a letter that no key has. Give one key, such as cma_live_…')
  return text
}

/** A body that contains a file is sent as a form, because only a form can contain files. Objects in a form become JSON. */
function bodySerializer(body: unknown): string | FormData {
  const isFile = (value: unknown) => value instanceof Blob
  const entries = Object.entries((body ?? {}) as Record<string, unknown>)
  if (!entries.some(([, value]) => isFile(value) || (Array.isArray(value) && value.some(isFile)))) return JSON.stringify(body)
  const form = new FormData()
  for (const [name, given] of entries) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value instanceof Blob) form.append(name, value)
      else if (value !== undefined && value !== null) form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
    }
  }
  return form
}
`
}

function factory(name: string, document: OpenApiDocument): string {
  const { title } = document.root.info
  return `/** A client of the ${title.toLowerCase()}. */
export const create${name}Client = (options: PlatformOptions): ${name}Client => clientOf<${name}Paths>(${literal(document.root.servers[0].url)}, ${name.toUpperCase()}_MEDIA, options)
`
}

function media(document: OpenApiDocument): string {
  return objectSource(
    document.operations().flatMap(({ method, path, node }): [string, string][] => {
      const types = Object.keys(document.resolve(node.requestBody)?.content ?? {})
      return types.length === 0 || types.includes('application/json') || types[0] === 'multipart/form-data'
        ? []
        : [[`${method.toUpperCase()} ${path}`, literal(types[0])]]
    }),
  )
}
