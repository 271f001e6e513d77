// The smallest gateway that survives a crash and a client that disconnects. It admits the request with an RPC call (`ctx.exports`),
// and starts an object for the job. The alarm of this object calls `begin` at the limiter and forwards the request. It writes the pictures
// to R2 and a record to D1, and then answers the waiting request. The gateway checks nothing, settles nothing and retries nothing.
import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers'

export class Limiter extends DurableObject {
  constructor(context, env) {
    super(context, env)
    context.storage.sql.exec('CREATE TABLE IF NOT EXISTS reservations (id TEXT PRIMARY KEY, state TEXT, at INTEGER)')
  }
  admit(id) {
    this.ctx.storage.sql.exec("INSERT INTO reservations VALUES (?, 'reserved', ?)", id, Date.now())
    return true
  }
  begin(id) {
    this.ctx.storage.sql.exec("UPDATE reservations SET state = 'begun' WHERE id = ?", id)
    return true
  }
}

export class Config extends WorkerEntrypoint {
  #limiter() {
    return this.env.LIMITER.get(this.env.LIMITER.idFromName('tenant'))
  }
  admit(id) {
    return this.#limiter().admit(id)
  }
  begin(id) {
    return this.#limiter().begin(id)
  }
}

export class Job extends DurableObject {
  #ended = Promise.withResolvers()

  async start(plan) {
    this.ctx.storage.kv.put('plan', plan)
    this.ctx.storage.kv.put('state', { stage: 'admitted' })
    await this.ctx.storage.setAlarm(Date.now())
  }

  wait() {
    return this.#ended.promise
  }

  async alarm() {
    const { id, body, type, path, origin } = this.ctx.storage.kv.get('plan')
    await this.ctx.exports.Config({ props: { instanceId: null } }).begin(id)
    this.ctx.storage.kv.put('state', { stage: 'submitting' })
    const sent = body ?? (await (await this.env.IMAGES.get(`inputs/${id}`)).arrayBuffer())
    const headers = { 'content-type': type, authorization: 'Bearer sk-bench' }
    const response = await fetch(`${this.env.UPSTREAM}${path}`, { method: 'POST', headers, body: sent })
    const { data, usage } = await response.json()
    let bytes = 0
    const links = []
    for (const [place, { b64_json }] of data.entries()) {
      const picture = Uint8Array.fromBase64(b64_json)
      bytes += picture.byteLength
      const key = `images/${id}-${place}`
      await this.env.IMAGES.put(key, picture, { httpMetadata: { contentType: 'image/png' } })
      links.push({ url: `${origin}/${key}` })
    }
    await this.env.DB.prepare('INSERT INTO generations (id, tenant, at, bytes, tokens) VALUES (?, ?, ?, ?, ?)')
      .bind(id, 'tenant', Date.now(), bytes, usage.total_tokens)
      .run()
    this.ctx.storage.kv.put('state', { stage: 'done' })
    this.#ended.resolve({ id, data: body?.includes('"b64_json"') ? data : links, usage })
  }
}

export default {
  async fetch(request, env, context) {
    const url = new URL(request.url)
    if (request.method === 'GET') {
      const object = await env.IMAGES.get(url.pathname.slice(1))
      return object === null ? new Response(null, { status: 404 }) : new Response(object.body)
    }
    const id = crypto.randomUUID()
    const type = request.headers.get('content-type')
    const body = type === 'application/json' ? await request.text() : null
    await context.exports.Config({ props: { instanceId: null } }).admit(id)
    // A form with pictures is too large for an object's storage, so it goes to the bucket.
    if (body === null) await env.IMAGES.put(`inputs/${id}`, await request.arrayBuffer())
    const job = env.JOB.get(env.JOB.idFromName(id))
    await job.start({ id, body, type, path: url.pathname, origin: url.origin })
    return Response.json(await job.wait())
  },
}
