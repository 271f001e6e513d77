// Connects a command to the platform: creates the generated TypeScript client, and bounds the size of every response.
import { createClient, type Platform } from '../../generated/clients/typescript/index.ts'
import { TooLargeError } from './errors.ts'
import type { Login } from './logins.ts'

const MEGABYTE = 1024 * 1024
const MOST_BYTES = { json: 32 * MEGABYTE, picture: 128 * MEGABYTE, events: 512 * MEGABYTE }

export function connect({ url, key, project }: Login): Platform {
  return createClient({ url, key, fetch: boundedFetch, ...(project === null ? {} : { projectId: project }) })
}

/** Like `fetch`, but reading the body throws TooLargeError as soon as the body exceeds the maximum size for its content type. */
export async function boundedFetch(request: Request): Promise<Response> {
  return bounded(await fetch(request))
}

/** Returns the same response, but reading the body fails as soon as the body exceeds the maximum size for its content type. */
export function bounded(response: Response): Response {
  if (response.body === null) return response
  const type = response.headers.get('content-type') ?? ''
  const most = type.startsWith('text/event-stream') ? MOST_BYTES.events : type.startsWith('image/') ? MOST_BYTES.picture : MOST_BYTES.json
  let bytes = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > most) controller.error(new TooLargeError(`The response has more than ${most / MEGABYTE} MB.`))
      else controller.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(counted), {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  })
}
