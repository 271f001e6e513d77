// Serves the operations of a contract with @hono/zod-openapi. Each operation is a plain function.
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import type { Context, Env } from 'hono'
import type { z } from 'zod'
import { fallback } from './fallback.ts'
import { BodyMemory } from './body-memory.ts'
import type { Around, Authorize, Operation } from './operation.ts'
import { onError } from './problem.ts'
import { type AdjustBody, checkHead, readRequest } from './read-request.ts'
import { authorizeInTurn } from './authorize-in-turn.ts'
import { type Replied, type Reply, replier } from './reply.ts'

type Part<R, Name extends string> = R extends { request: { [Key in Name]: infer S extends z.ZodType } } ? z.output<S> : never
type Body<R> = R extends { request: { body: infer B extends { content: object } } } ? B : never
type Form = 'multipart/form-data'
type BodyOf<R, Media> = {
  [Type in Media & keyof Body<R>['content']]: Body<R>['content'][Type] extends { schema: infer S extends z.ZodType }
    ? z.output<S>
    : ReadableStream<Uint8Array>
}[Media & keyof Body<R>['content']]
/**
 * For the fields `json` and `form` of `Valid`: `undefined` if the field may be absent, otherwise `never`. It may be absent if the body is
 * optional. It may also be absent if the contract allows content types that belong to the other field (`Other`).
 */
type Absent<R, Other> = [Other & keyof Body<R>['content']] extends [never]
  ? Body<R> extends { required: true }
    ? never
    : undefined
  : undefined
type Media<R> = keyof Body<R>['content']

/** The result of `c.req.valid(…)`: each part of the request, validated. A body of bytes is under `json`, as a stream. */
interface Valid<R> {
  param: Part<R, 'params'>
  query: Part<R, 'query'>
  header: Part<R, 'headers'>
  json: BodyOf<R, Exclude<Media<R>, Form>> | Absent<R, Form>
  form: BodyOf<R, Form> | Absent<R, Exclude<Media<R>, Form>>
}

export type Handler<R extends RouteConfig, E extends Env> = (
  c: Context<E, string, { in: object; out: Valid<R> }>,
  reply: Reply<R>,
) => Replied | Promise<Replied>
export type Handlers<Routes extends Record<string, RouteConfig>, E extends Env> = { [Id in keyof Routes]: Handler<Routes[Id], E> }

interface Options<E extends Env> {
  /** The prefix of the contract's paths, from its server URL. */
  basePath: string
  authorize: Authorize<Context<E>>
  around?: Around<Context<E>>
  validateResponses: (c: Context<E>) => boolean
  /**
   * Returns the owner of a request: the id of an instance or an organization, or OPEN for a request without a key. The request uses
   * its owner's share of the isolate's thread and of the memory for bodies.
   */
  ownerOf: (c: Context<E>) => string
  /** Returns how the body of an operation is adjusted before validation; undefined for most operations. */
  adjustBody?: (c: Context<E>, operation: Operation) => AdjustBody | undefined
}

/** Mounts every operation of a contract on `app`. The code compiles only if `handlers` has exactly one handler for each operation. */
export function implement<const Routes extends Record<string, RouteConfig>, E extends Env>(
  app: OpenAPIHono<E>,
  routes: Routes,
  operations: Record<keyof Routes & string, Operation>,
  handlers: Handlers<Routes, E>,
  { basePath, authorize, around, validateResponses, ownerOf, adjustBody }: Options<E>,
): OpenAPIHono<E> {
  for (const id of Object.keys(routes) as (keyof Routes & string)[]) {
    const { request: _, ...unvalidated } = routes[id]!
    const operation = operations[id]
    // The library gets no schemas of the request, so it does not validate requests. It would validate a required body once for each media
    // type of the contract, and would not validate an optional body that has no content type. Instead, `readRequest` validates the requests
    // here, as it does for the routes on chanfana.
    app.openapi({ ...unvalidated, path: basePath + operation.path }, (async (c: Context<E>) => {
      const run = async (): Promise<Response> => {
        const memory = new BodyMemory(ownerOf(c))
        try {
          const read = await readRequest(c, routes[id]!, operation, memory, adjustBody?.(c, operation))
          const valid = c.req as unknown as { addValidatedData(target: string, data: unknown): void }
          valid.addValidatedData('param', read.params)
          valid.addValidatedData('query', read.query)
          valid.addValidatedData('header', read.headers)
          valid.addValidatedData(read.media === 'multipart/form-data' ? 'form' : 'json', read.body)
          const handler = handlers[id] as unknown as (c: Context<E>, reply: Reply<RouteConfig>) => Promise<Response>
          return await handler(c, replier(routes[id] as RouteConfig, validateResponses(c)))
        } finally {
          memory.giveBack()
        }
      }
      return authorizeInTurn(
        () => authorize(c, operation),
        () => ownerOf(c),
        () => (around ? around(c, operation, run, () => checkHead(c, routes[id]!, operation)) : run()),
      )
    }) as never)
  }
  app.all(`${basePath}/*`, fallback(operations, basePath))
  app.onError(onError)
  return app
}
