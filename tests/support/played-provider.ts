// A fake provider that is made from a table of facts. For each URL, the table has the body that the provider's published contract accepts,
// and the answer. The fake refuses every body that the contract refuses, including one with unknown fields. The tests of normal calls, of
// faults and of wrong requests all use the same table.
import { z } from 'zod'
import { type CallName, type FakeOptions, fakePicture, FakeProvider, type Recorded, toBase64 } from './fake-provider.ts'

export type Body = Record<string, unknown>

export interface Asked {
  /** The body as the contract describes it: JSON, or a form with its files as `{ contentType, bytes }`. */
  body: Body
  /** The parts of the path that match a `*`. */
  parts: string[]
  recorded: Recorded
}

export interface Endpoint {
  call: CallName
  method: 'GET' | 'POST' | 'DELETE'
  /** The path without the origin. `*` matches a whole segment or a part of a segment. */
  path: string
  /** Returns whether a request with this body is for this endpoint. Needed only if several endpoints have the same URL and method. */
  when?(body: unknown): boolean
  /** The published schema of the body, which allows no unknown fields; absent if there is no body. */
  takes?: z.ZodType
  /** Values that the contract refuses, each with the path to its field. */
  wrong?: readonly (readonly [path: string, value: unknown])[]
  answer(asked: Asked, played: PlayedProvider): Response | Promise<Response>
}

export interface Facts {
  /** The address of the published contract, and the date on which the facts were taken from it. */
  source: { url: string; date: string }
  origin: string
  /** The path of the base URL, after `origin`. Set only if the adapter has no default base URL: then each credential needs a base URL. */
  basePath?: string
  /** Returns the fields of a credential; by default only `api_key`. */
  fields?(secret: string): Record<string, string>
  /** True if the provider answers requests without a credential. For example, a server that its owner runs may be unprotected. */
  needsNoKey?: true
  /**
   * Returns the credential that a request's headers contain; '' if they contain none. Then the fake refuses every call except `token`,
   * unless `needsNoKey` is true.
   */
  credential(headers: Headers): string
  /** Returns an error body in the provider's own format. */
  error(message: string, status: number): unknown
  endpoints: readonly Endpoint[]
}

/** Work that is polled until it is done. */
export interface Work {
  body: Body
  polls: number
}

export class PlayedProvider extends FakeProvider {
  readonly facts: Facts
  readonly baseUrl: string | null
  readonly work = new Map<string, Work>()
  /** One message for each request whose body the contract forbids: what is wrong in the body. The fake has refused these requests. */
  readonly violations: string[] = []

  constructor(facts: Facts, options: FakeOptions = {}) {
    super(facts.origin, options)
    this.facts = facts
    this.baseUrl = facts.basePath === undefined ? null : `${this.origin}${facts.basePath}`
  }

  fields(secret: string): Record<string, string> {
    return this.facts.fields?.(secret) ?? { api_key: secret }
  }

  /** Returns a picture as base64. */
  picture(seed = 0): string {
    return toBase64(this.pictureBytes(seed))
  }
  address(): string {
    return this.pictureUrl()
  }
  bytes(seed = 0): Uint8Array<ArrayBuffer> {
    return this.pictureBytes(seed)
  }
  /** Returns the number of pictures to make: as many as requested, unless the test sets another number. */
  count(asked: unknown): number {
    return this.gives ?? Number(asked ?? 1)
  }
  error(message: string, status: number): Response {
    return Response.json(this.facts.error(message, status), { status })
  }
  accept(body: Body): string {
    const id = `00000000-0000-4000-8000-${String(this.work.size).padStart(12, '0')}`
    this.work.set(id, { body, polls: 0 })
    return id
  }
  /** Counts a poll of the work with this id, and returns the work; null if the id is unknown. `done` depends on `pollsUntilDone`. */
  look(id: string | undefined): (Work & { done: boolean }) | null {
    const work = this.work.get(id ?? '')
    if (work === undefined) return null
    work.polls++
    return { ...work, done: work.polls > this.pollsUntilDone }
  }

  protected override credentialOf(headers: Headers): string {
    return this.facts.credential(headers)
  }
  protected override errorBody(message: string): unknown {
    return this.facts.error(message, 500)
  }
  protected override nameOf(method: string, url: URL, json: unknown): CallName | 'other' {
    return this.#find(method, url, json)?.endpoint.call ?? 'other'
  }

  protected override async answer(recorded: Recorded): Promise<Response> {
    const found = this.#find(recorded.method, recorded.url, recorded.json)
    if (found === null) return this.error('There is no such path', 404)
    const { endpoint, parts } = found
    const needsKey = endpoint.call !== 'token' && this.facts.needsNoKey !== true
    if (needsKey && this.facts.credential(recorded.headers) === '') return this.error('There is no key', 401)
    const body = await bodyOf(recorded)
    if (endpoint.takes !== undefined) {
      const read = endpoint.takes.safeParse(body)
      if (!read.success) {
        const message = violation(read.error.issues[0]!, body)
        this.violations.push(message)
        return this.error(message, 400)
      }
    }
    return endpoint.answer({ body, parts, recorded }, this)
  }

  #find(method: string, url: URL, json: unknown): { endpoint: Endpoint; parts: string[] } | null {
    for (const endpoint of this.facts.endpoints) {
      if (endpoint.method !== method || endpoint.when?.(json) === false) continue
      const pattern = endpoint.path
        .split('*')
        .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
        .join('([^/]+)')
      const match = new RegExp(`^${pattern}$`).exec(url.pathname)
      if (match !== null) return { endpoint, parts: match.slice(1).map(decodeURIComponent) }
    }
    return null
  }
}

/** Says what is wrong in a body: the path to the field, and whether it is missing or has a wrong value. */
function violation({ path, message, ...issue }: z.core.$ZodIssue, body: Body): string {
  const value = path.reduce<unknown>((inner, name) => (inner as Record<PropertyKey, unknown> | undefined)?.[name], body)
  if (value === undefined) return `${path.join('.')} is missing`
  return `${path.join('.')}: ${message}${'keys' in issue ? ` ${issue.keys.join(', ')}` : ''}`
}

export async function bodyOf({ json, form }: Pick<Recorded, 'json' | 'form'>): Promise<Body> {
  if (form === null) return (json ?? {}) as Body
  const body: Body = {}
  for (const name of new Set(form.keys())) {
    const values = await Promise.all(
      form.getAll(name).map(async (value) => (typeof value === 'string' ? value : { contentType: value.type, bytes: await value.bytes() })),
    )
    body[name] = name.endsWith('[]') || values.length > 1 ? values : values[0]
  }
  return body
}

// --- parts that contracts have in common -------------------------------------------------------------------------------------------------

const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const

/** The base64 of a picture. */
export const base64 = z.base64().min(40)
/** A URL of a picture: https or `data:`. */
export const pictureAddress = z.string().regex(/^(https:\/\/|data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/])/)
/** A picture file in an HTTP form. */
export const file = z.strictObject({ contentType: z.enum(PICTURE_TYPES), bytes: z.instanceof(Uint8Array) })
/** A field of an HTTP form whose text is a number from `min` to `max`. */
export const numeral = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
export const text = (max: number) => z.string().min(1).max(max)

/** Returns a copy of the body in which the field at `path` has this value; undefined removes the field. */
export function changed(body: Body, path: string, value: unknown): Body {
  if (Array.isArray(body)) return changedInside(body, path, value) as unknown as Body
  const [first, ...rest] = path.split('.')
  const inner = rest.length === 0 ? value : changedInside(body[first!], rest.join('.'), value)
  const { [first!]: _, ...others } = body
  return inner === undefined ? others : { ...others, [first!]: inner }
}
function changedInside(inner: unknown, path: string, value: unknown): unknown {
  if (!Array.isArray(inner)) return changed((inner ?? {}) as Body, path, value)
  const [place, ...rest] = path.split('.')
  return inner.map((each, at) => (String(at) === place ? (rest.length === 0 ? value : changedInside(each, rest.join('.'), value)) : each))
}

/** Returns the paths to all objects inside a body; the body itself ('') is the first. */
export function objectsIn(value: unknown, path = ''): string[] {
  if (value instanceof Uint8Array || value === null || typeof value !== 'object') return []
  const own = Array.isArray(value) ? [] : [path]
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => objectsIn(inner, path === '' ? name : `${path}.${name}`))]
}

export { fakePicture }
