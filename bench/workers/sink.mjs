// A bucket that drops what it is given, taken over one RPC as a real bucket's bytes would be, around any of the systems. At megabytes the
// local R2 simulator is most of everybody's CPU, and hides what they do themselves. The last picture can be had back, to be checked.
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
