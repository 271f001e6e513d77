// Generated from openapi/ by `npm run generate`. Do not edit.
import createClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { paths as ConfigPaths } from '../../config/types.ts'
import type { components, paths as GenerationPaths } from '../../generation/types.ts'

export type Problem = components['schemas']['Problem']
export type Generation = components['schemas']['Generation']
export type ConfigClient = Client<ConfigPaths>
export type GenerationClient = Client<GenerationPaths>

export interface PlatformOptions extends Omit<ClientOptions, 'baseUrl'> {
  /** Where the service is, without its path: https://images.example.com */
  url: string
  /** An API key, `cma_live_…`. */
  key?: string
}

/** A client of the config service. */
export const createConfigClient = (options: PlatformOptions): ConfigClient => clientOf<ConfigPaths>('/config/v1', CONFIG_MEDIA, options)

/** A client of the generation service. */
export const createGenerationClient = (options: PlatformOptions): GenerationClient => clientOf<GenerationPaths>('/v1', GENERATION_MEDIA, options)

/** Bodies that are not application/json, by method and path. */
const CONFIG_MEDIA: Record<string, string> = {
  'PATCH /organizations/{organization_id}': 'application/merge-patch+json',
  'PATCH /users/{user_id}': 'application/merge-patch+json',
  'PATCH /instances/{instance_id}': 'application/merge-patch+json',
  'PATCH /projects/{project_id}': 'application/merge-patch+json',
  'PATCH /keys/{key_id}': 'application/merge-patch+json',
  'PATCH /webhooks/{webhook_id}': 'application/merge-patch+json',
}
const GENERATION_MEDIA: Record<string, string> = {}

function clientOf<Paths extends {}>(basePath: string, media: Record<string, string>, { url, key, ...options }: PlatformOptions): Client<Paths> {
  const client = createClient<Paths>({ bodySerializer, ...options, baseUrl: url.replace(/\/+$/, '') + basePath })
  client.use({
    onRequest({ request, schemaPath }) {
      if (key !== undefined && !request.headers.has('authorization')) request.headers.set('authorization', `Bearer ${key}`)
      const type = media[`${request.method} ${schemaPath}`]
      if (type !== undefined && request.headers.get('content-type') === 'application/json') request.headers.set('content-type', type)
      return request
    },
  })
  return client
}

/** A body that contains a file is sent as a form, because only forms take files. Objects in a form are JSON. */
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

/** A failed response. `problem` is null if it did not come from the service itself. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem | null
  readonly response: Response

  constructor(error: unknown, response: Response) {
    const problem = isProblem(error) ? error : null
    super(problem === null ? `HTTP ${response.status}` : [`${problem.title} (${problem.code})`, problem.detail].filter(Boolean).join(': '))
    this.problem = problem
    this.response = response
  }
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'code' in error && 'request_id' in error
}

/** Returns the data of a response; throws ApiError if the call failed. `unwrap(await client.GET('/models'))` */
export function unwrap<Data>(result: { data?: Data; error?: unknown; response: Response }): Data {
  if (!result.response.ok) throw new ApiError(result.error, result.response)
  return result.data as Data
}

export interface WaitOptions {
  /** Give up after this long; default 5 minutes. The generation goes on. */
  timeoutMs?: number
  /** How long between two looks, where the service names no time; default 1 second. */
  pollMs?: number
  /** The project to act in; needed with a key of a user. */
  projectId?: string
  signal?: AbortSignal
}

const UNFINISHED: readonly Generation['status'][] = ['queued', 'running']

/** Follows a generation to its end, whatever that is: look at `status`. */
export async function waitForGeneration(client: GenerationClient, generationId: string, options: WaitOptions = {}): Promise<Generation> {
  const { timeoutMs = 300_000, pollMs = 1000, projectId, signal } = options
  const until = Date.now() + timeoutMs
  for (;;) {
    const result = await client.GET('/generations/{generation_id}', {
      params: { path: { generation_id: generationId }, header: projectId === undefined ? {} : { 'X-Project-ID': projectId } },
      ...(signal ? { signal } : {}),
    })
    const busy = result.response.status === 429 || result.response.status === 503
    if (!busy) {
      const generation = unwrap(result)
      if (!UNFINISHED.includes(generation.status)) return generation
    }
    const seconds = Number(result.response.headers.get('retry-after') ?? NaN)
    const waitMs = Number.isFinite(seconds) ? seconds * 1000 : pollMs
    if (Date.now() + waitMs > until) throw new Error(`generation ${generationId} has not finished after ${timeoutMs} ms`)
    await pause(waitMs, signal)
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal!.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
