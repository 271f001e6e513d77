// A bucket that drops its bytes, which arrive over RPC as with a real bucket. It can be used with any of the systems. For pictures of
// several megabytes, the local R2 simulator causes most of the CPU time and hides the CPU time of the systems. The last picture can be read
// back, to be checked.
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
