// The smallest gateway that stores pictures. For each request it writes to one Durable Object, forwards the request and decodes the
// picture. Then it puts the picture into R2, inserts a row into D1, and returns JSON with a URL. If the request breaks off, its work is
// lost.
import { DurableObject } from 'cloudflare:workers'

export class Quota extends DurableObject {
  constructor(context, env) {
    super(context, env)
    context.storage.sql.exec('CREATE TABLE IF NOT EXISTS used (id TEXT PRIMARY KEY, at INTEGER)')
  }
  reserve(id) {
    this.ctx.storage.sql.exec('INSERT INTO used VALUES (?, ?)', id, Date.now())
  }
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    if (request.method === 'GET') {
      const object = await env.IMAGES.get(url.pathname.slice(1))
      return object === null ? new Response(null, { status: 404 }) : new Response(object.body)
    }
    const id = crypto.randomUUID()
    await env.QUOTA.get(env.QUOTA.idFromName('tenant')).reserve(id)
    const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-bench' }
    const response = await fetch(`${env.UPSTREAM}/v1/images/generations`, { method: 'POST', headers, body: request.body })
    const { data, usage } = await response.json()
    const picture = Uint8Array.fromBase64(data[0].b64_json)
    await Promise.all([
      env.IMAGES.put(`images/${id}`, picture, { httpMetadata: { contentType: 'image/png' } }),
      env.DB.prepare('INSERT INTO generations (id, tenant, at, bytes, tokens) VALUES (?, ?, ?, ?, ?)')
        .bind(id, 'tenant', Date.now(), picture.byteLength, usage.total_tokens)
        .run(),
    ])
    return Response.json({ id, data: [{ url: `${url.origin}/images/${id}` }], usage })
  },
}
