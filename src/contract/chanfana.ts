// Serves the operations of a contract with chanfana. Each operation is a class.
import type { RouteConfig } from '@hono/zod-openapi'
import { fromHono, OpenAPIRoute, type RouteOptions } from 'chanfana'
import type { Context, Env, Hono } from 'hono'
import type { z } from 'zod'
import { fallback, honoPath } from './fallback.ts'
import { BodyMemory } from './body-memory.ts'
import type { Around, Authorize, Operation } from './operation.ts'
import { onError } from './problem.ts'
import { checkHead, readRequest } from './read-request.ts'
import { authorizeInTurn } from './authorize-in-turn.ts'
import { type Replied, type Reply, replier } from './reply.ts'

type Part<R, Name extends string> = R extends { request: { [Key in Name]: infer S extends z.ZodType } } ? z.output<S> : undefined
type Content<R> = R extends { request: { body: { content: infer C } } } ? C : never
type BodyOf<R> = [Content<R>] extends [never]
  ? undefined
  : {
      [Media in keyof Content<R>]: Content<R>[Media] extends { schema: infer S extends z.ZodType }
        ? z.output<S>
        : ReadableStream<Uint8Array>
    }[keyof Content<R>]
/** The validated request of an operation. */
export interface Input<R> {
  params: Part<R, 'params'>
  query: Part<R, 'query'>
  headers: Part<R, 'headers'>
  body: BodyOf<R>
}

// The operation of a route class, and the options of `mount`. chanfana creates one route object per request and passes only the context to
// it. So the route object finds these values in `mounted`, by its class.
interface Mounted<E extends Env> {
  operation: Operation
  authorize: Authorize<Context<E>>
  around?: Around<Context<E>>
  validateResponses: (c: Context<E>) => boolean
  /**
   * Returns the owner of a request: the id of an instance or an organization, or OPEN for a request without a key. The request uses
   * its owner's share of the isolate's thread and of the memory for bodies.
   */
  ownerOf: (c: Context<E>) => string
}
const mounted = new WeakMap<object, Mounted<Env>>()

export abstract class ContractRoute<R extends RouteConfig, E extends Env> extends OpenAPIRoute<[Context<E>]> {
  abstract readonly contract: R
  abstract override handle(c: Context<E>): Promise<Replied>

  override getSchema(): never {
    return this.contract as never
  }

  /** Authorizes before it reads the request: a caller without access learns nothing about the expected request. */
  override async execute(c: Context<E>): Promise<Response> {
    this.args = [c]
    const { operation, authorize, around, ownerOf } = this.#mounted()
    const run = async () => {
      const memory = new BodyMemory(ownerOf(c))
      try {
        this.#input = (await readRequest(c, this.contract, operation, memory)) as unknown as Input<R>
        return await this.handle(c)
      } finally {
        memory.giveBack()
      }
    }
    return authorizeInTurn(
      () => authorize(c, operation),
      () => ownerOf(c),
      () => (around ? around(c, operation, run, () => checkHead(c, this.contract, operation)) : run()),
    )
  }

  /** The request, validated against the contract. */
  get input(): Input<R> {
    return this.#input!
  }
  #input: Input<R> | undefined

  get reply(): Reply<R> {
    const [c] = this.args
    return replier(this.contract, this.#mounted().validateResponses(c))
  }

  #mounted(): Mounted<E> {
    return mounted.get(this.constructor) as unknown as Mounted<E>
  }
}

type RouteClass<R extends RouteConfig, E extends Env> = new (options: RouteOptions) => ContractRoute<R, E>
export type RouteClasses<Routes extends Record<string, RouteConfig>, E extends Env> = { [Id in keyof Routes]: RouteClass<Routes[Id], E> }

/**
 * Returns the base class for the class of one operation. For example `class GetUser extends route<AppEnv>()(routes.getUser) { async
 * handle(c) { … } }`.
 */
export function route<E extends Env>() {
  return <R extends RouteConfig>(contract: R) => {
    abstract class Bound extends ContractRoute<R, E> {
      readonly contract = contract
    }
    return Bound
  }
}

interface Options<E extends Env> {
  basePath: string
  authorize: Authorize<Context<E>>
  around?: Around<Context<E>>
  validateResponses: (c: Context<E>) => boolean
  /**
   * Returns the owner of a request: the id of an instance or an organization, or OPEN for a request without a key. The request uses
   * its owner's share of the isolate's thread and of the memory for bodies.
   */
  ownerOf: (c: Context<E>) => string
}

/** Mounts every operation of a contract on `app`. The code compiles only if `classes` has exactly one class for each operation. */
export function mount<const Routes extends Record<string, RouteConfig>, E extends Env>(
  app: Hono<E>,
  routes: Routes,
  operations: Record<keyof Routes & string, Operation>,
  classes: RouteClasses<Routes, E>,
  { basePath, authorize, around, validateResponses, ownerOf }: Options<E>,
): Hono<E> {
  const api = fromHono(app, { docs_url: null, redoc_url: null, openapi_url: null, passthroughErrors: true })
  for (const id of Object.keys(routes) as (keyof Routes & string)[]) {
    const operation = operations[id]
    mounted.set(classes[id], { operation, authorize, around, validateResponses, ownerOf } as unknown as Mounted<Env>)
    api.on(operation.method, basePath + honoPath(operation.path), classes[id] as never)
  }
  app.all(`${basePath}/*`, fallback(operations, basePath))
  app.onError(onError)
  return app
}
