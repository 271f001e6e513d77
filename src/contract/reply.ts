// The possible replies of a handler, derived from the generated route: status, body and headers.
import type { RouteConfig } from '@hono/zod-openapi'
import { z } from 'zod'

type JsonMedia<Content> = Extract<keyof Content, `${string}json`>
type JsonBody<Content> = {
  [Media in JsonMedia<Content>]: Content[Media] extends { schema: infer S extends z.ZodType } ? z.input<S> : never
}[JsonMedia<Content>]
type ByteMedia<Content> = Exclude<keyof Content, JsonMedia<Content>> & string

type DeclaredHeaders<Response> = Response extends { headers: infer H extends z.ZodObject } ? Omit<z.output<H>, 'X-Request-ID'> : {}

/** The arguments of `reply` after the status. If a response may have several content types, its Content-Type selects the body type. */
type Rest<Response> = Response extends { content: infer Content }
  ? | ([JsonMedia<Content>] extends [never] ? never : JsonRest<JsonBody<Content>, DeclaredHeaders<Response>>)
    | ([ByteMedia<Content>] extends [never]
        ? never
        : [body: BodyInit | null, headers: DeclaredHeaders<Response> & { 'Content-Type': ByteMedia<Content> }])
  : {} extends DeclaredHeaders<Response>
    ? [body?: null, headers?: DeclaredHeaders<Response>]
    : [body: null, headers: DeclaredHeaders<Response>]
type JsonRest<Body, Headers> = {} extends Headers ? [body: Body, headers?: Headers] : [body: Body, headers: Headers]

declare const replied: unique symbol
/** A response created by `reply`. A bare `new Response()` does not have this type. */
export type Replied = Response & { readonly [replied]: true }
/** The data of one server-sent event. Its schema is the `x-event-schema` of the operation's event stream. */
export type EventOf<R> = R extends { responses: infer Responses }
  ? { [Status in keyof Responses]: Streamed<Responses[Status]> }[keyof Responses]
  : never
type Streamed<Response> = Response extends { content: { 'text/event-stream': { events: infer S extends z.ZodType } } } ? z.input<S> : never

export type Reply<R extends RouteConfig> = <S extends keyof R['responses'] & number>(status: S, ...rest: Rest<R['responses'][S]>) => Replied

/** A reply that the contract does not declare. It is a fault of the platform and becomes a 500. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation'
}

type DeclaredResponse = { headers?: z.ZodType; content?: Record<string, { schema: unknown }> } | undefined

/** @param check whether each reply is also validated against the contract at run time; true in tests and development. */
export function replier<R extends RouteConfig>(route: R, check: boolean): Reply<R> {
  const reply = (status: number, body: unknown = null, headers: Record<string, string | number | undefined> = {}): Response => {
    const declared = (route.responses as Record<number, DeclaredResponse>)[status]
    const media = Object.keys(declared?.content ?? {})
    const asked = headers['Content-Type'] as string | undefined
    const json = asked === undefined ? media.find((type) => type.endsWith('json')) : undefined
    if (check) verify(`${route.operationId} ${status}`, declared, json, asked, body, headers)
    const out = new Headers()
    if (json) out.set('content-type', json)
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) out.set(name, String(value))
    const text = json ? JSON.stringify(body) : (body as BodyInit | null)
    return new Response(text, { status, headers: out })
  }
  return reply as unknown as Reply<R>
}

function verify(
  at: string,
  declared: DeclaredResponse,
  json: string | undefined,
  asked: string | undefined,
  body: unknown,
  headers: object,
): void {
  if (!declared) throw new ContractViolation(`${at}: the status is not in the contract`)
  if (asked !== undefined && !declared.content?.[asked])
    throw new ContractViolation(`${at}: the content type ${asked} is not in the contract`)
  const parts: [string, z.ZodType | undefined, unknown][] = [
    ['body', json ? (declared.content![json]!.schema as z.ZodType) : undefined, body],
    ['headers', declared.headers, headers],
  ]
  for (const [part, schema, value] of parts) {
    const result = schema?.safeParse(value)
    if (result && !result.success) throw new ContractViolation(`${at} ${part}: ${z.prettifyError(result.error)}`)
  }
  if (!declared.content && body !== null) throw new ContractViolation(`${at}: the contract has no body here`)
}
