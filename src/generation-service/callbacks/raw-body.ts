// A provider signs the exact bytes that it sends, so they are stored before anything parses them.
import type { MiddlewareHandler } from 'hono'

const copies = new WeakMap<Request, Request>()

/** Keeps a copy of the body for `rawBodyOf`. Must run before the callback operation, which limits the size of the body. */
export const keepRawBody: MiddlewareHandler = async (c, next) => {
  if (c.req.raw.body !== null) copies.set(c.req.raw, c.req.raw.clone())
  await next()
}

export async function rawBodyOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array((await copies.get(request)?.arrayBuffer()) ?? new ArrayBuffer(0))
}
