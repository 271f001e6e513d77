// A bucket that keeps only the last picture, which the bench then reads to check it. The bucket replaces the local R2 simulator, which
// causes most of the CPU time for pictures of several megabytes and so hides the CPU time of the systems. The bytes arrive over RPC, as
// with a real bucket. This bucket can be used with any of the systems.
import { WorkerEntrypoint } from 'cloudflare:workers'
import system from './system.mjs'

export * from './system.mjs'

let last = null

export class Sink extends WorkerEntrypoint {
  async put(key, value) {
    last = value instanceof ReadableStream ? new Uint8Array(await new Response(value).arrayBuffer()) : value
    return { key, size: last.byteLength }
  }
  async get() {
    return null
  }
  async delete() {}
}

export default {
  ...system,
  fetch(request, env, context) {
    if (new URL(request.url).pathname === '/sink/last') return new Response(last)
    return system.fetch(request, env, context)
  },
}
