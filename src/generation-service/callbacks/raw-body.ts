// A provider signs the exact bytes that it sends. So a copy of these bytes is kept before anything parses the body.
import type { MiddlewareHandler } from 'hono'

const copies = new WeakMap<Request, Request>()

/** Keeps a copy of the request for `rawBodyOf`. Must run before the operation reads the body: a body that was read cannot be copied. */
export const keepRawBody: MiddlewareHandler = async (c, next) => {
  if (c.req.raw.body !== null) copies.set(c.req.raw, c.req.raw.clone())
  await next()
}

export async function rawBodyOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array((await copies.get(request)?.arrayBuffer()) ?? new ArrayBuffer(0))
}
