// The smallest Worker that reads one D1 row, one R2 object that is streamed, or both, one after the other. PUT stores the data to read.
export default {
  async fetch(request, env) {
    const [kind, id] = new URL(request.url).pathname.slice(1).split('/')
    if (request.method === 'PUT') {
      if (kind === 'd1')
        await env.DB.prepare('INSERT OR REPLACE INTO records (id, body) VALUES (?, ?)')
          .bind(id, await request.text())
          .run()
      else await env.IMAGES.put(id, await request.arrayBuffer())
      return new Response(null)
    }
    if (kind === 'd1') {
      const row = await env.DB.prepare('SELECT body FROM records WHERE id = ?').bind(id).first()
      return new Response(row.body, { headers: { 'content-type': 'application/json' } })
    }
    if (kind === 'both') await env.DB.prepare('SELECT body FROM records WHERE id = ?').bind(id).first()
    const object = await env.IMAGES.get(id)
    return new Response(object.body, { headers: { 'content-type': 'image/png', 'content-length': String(object.size) } })
  },
}
