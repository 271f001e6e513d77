// A proxy between a client and the platform, which causes faults and counts requests. A client sends requests to
// `/<fault>/<session>/v1/…`, and the proxy forwards them to `/v1/…`. A session is a name that the test chooses; the proxy counts the
// requests with the same session together. `GET /seen/<session>` returns these counts.
import { createServer, request as httpRequest } from 'node:http'

const RETRY_AFTER_S = 1

/** Errors that the proxy itself returns, once per session. The refused request does not reach the platform. */
const REFUSALS = {
  limited: [429, 'rate_limited', 'Rate limited'],
  overloaded: [503, 'overloaded', 'Overloaded'],
  gateway: [502, null, '<html><body>502 Bad Gateway</body></html>'],
}

/**
 * @param target the platform's address.
 * @param bought returns how many generations a prompt has, and how often the provider was called for the prompt.
 */
export async function startProxy(target, bought) {
  const sessions = new Map()
  const sessionOf = (name) => {
    if (!sessions.has(name)) sessions.set(name, { tries: [], keys: new Set(), looks: [], streams: 0, faults: 0, prompts: new Set() })
    return sessions.get(name)
  }
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy())
  })

  async function handle(incoming, outgoing) {
    const [, fault, name, rest] = /^\/([a-z_]+)\/([^/?]+)(.*)$/.exec(incoming.url) ?? []
    if (fault === 'seen') return json(outgoing, 200, await seen(sessionOf(name)))
    const chunks = []
    for await (const chunk of incoming) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const session = sessionOf(name)
    const path = rest.replace(/\?.*/, '')
    const submits = incoming.method === 'POST' && path === '/v1/generate'
    const looks = incoming.method === 'GET' && /^\/v1\/generations\/[^/]+$/.test(path)
    const streams = path.endsWith('/events')
    if (submits) {
      session.tries.push(Date.now())
      session.keys.add(incoming.headers['idempotency-key'] ?? `none ${session.tries.length}`)
      session.prompts.add(JSON.parse(body.toString()).prompt)
    }
    if (looks) session.looks.push(Date.now())
    if (streams) session.streams++
    const first = session.faults === 0
    if (submits && first && REFUSALS[fault] !== undefined) {
      session.faults++
      return refuse(outgoing, REFUSALS[fault])
    }
    const headers = { ...incoming.headers, connection: 'close' }
    delete headers['accept-encoding']
    const answer = await forward(new URL(rest, target), incoming.method, headers, body)
    if (streams) return passStream(answer, outgoing, fault === 'events_cut' && session.streams === 1)
    let content = await bytesOf(answer)
    const made = { ...answer.headers }
    if (submits && first && (fault === 'cut' || fault === 'cut_late')) {
      session.faults++
      // With `cut_late`, waits for the end of the job before the network connection breaks, so that the client's next poll finds the job
      // ended.
      if (fault === 'cut_late') await finished(JSON.parse(content).id, headers)
      return outgoing.socket.destroy()
    }
    if (submits && first && fault === 'cut_body') {
      session.faults++
      outgoing.writeHead(answer.statusCode, { ...made, 'content-length': content.length })
      outgoing.write(content.subarray(0, content.length / 2), () => outgoing.socket.destroy())
      return undefined
    }
    if (fault === 'running' && looks && session.faults < 2) {
      session.faults++
      const generation = JSON.parse(content)
      content = Buffer.from(JSON.stringify({ ...generation, status: 'running', stage: 'submitting', images: [], finished_at: null }))
      made['retry-after'] = String(RETRY_AFTER_S)
    }
    if (fault === 'future' && /json/.test(made['content-type'] ?? ''))
      content = Buffer.from(JSON.stringify(ofTheFuture(JSON.parse(content))))
    delete made['transfer-encoding']
    delete made['content-encoding']
    outgoing.writeHead(answer.statusCode, { ...made, 'content-length': content.length, connection: 'close' })
    outgoing.end(content)
  }

  async function finished(id, headers) {
    for (let looks = 0; looks < 300; looks++) {
      const answer = await forward(new URL(`/v1/generations/${id}`, target), 'GET', {
        authorization: headers.authorization,
        connection: 'close',
      })
      if (!['queued', 'running'].includes(JSON.parse(await bytesOf(answer)).status)) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  async function seen({ tries, keys, looks, streams, prompts }) {
    const gaps = (times) => times.slice(1).map((at, index) => at - times[index])
    const counts = await Promise.all([...prompts].map(bought))
    return {
      tries: tries.length,
      keys: keys.size,
      streams,
      looked_again: looks.length >= 3,
      // Whether the client waited as long as Retry-After said. The proxy sends this header with each refusal, and with its answers to the
      // first two polls.
      patient: [...gaps(tries), ...gaps(looks).slice(0, 2)].every((gap) => gap >= RETRY_AFTER_S * 1000 - 5),
      bought: counts.reduce((sum, { generations }) => sum + generations, 0),
      provider_calls: counts.reduce((sum, { calls }) => sum + calls, 0),
    }
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function refuse(outgoing, [status, code, text]) {
  if (code === null) {
    outgoing.writeHead(status, { 'content-type': 'text/html' })
    return outgoing.end(text)
  }
  const problem = {
    type: `/problems/${code}`,
    title: text,
    status,
    code,
    request_id: 'req_00000000000000000000000000',
    retry_after_ms: 1000,
  }
  return json(outgoing, status, problem, { 'content-type': 'application/problem+json', 'retry-after': String(RETRY_AFTER_S) })
}

function json(outgoing, status, body, headers = {}) {
  outgoing.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
  outgoing.end(JSON.stringify(body))
}

function forward(url, method, headers, body) {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers: { ...headers, host: url.host } }, resolve)
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

async function bytesOf(answer) {
  const chunks = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Passes a stream of events on. With `cut`, passes only the first event and then breaks the network connection. */
async function passStream(answer, outgoing, cut) {
  outgoing.writeHead(answer.statusCode, { ...answer.headers, connection: 'close' })
  let text = ''
  for await (const chunk of answer) {
    text += chunk.toString()
    const end = text.search(/(^|\n)id:[^]*?\n\n/)
    const whole = end === -1 ? -1 : text.indexOf('\n\n', end + 1)
    if (cut && whole !== -1) {
      outgoing.write(text.slice(0, whole + 2), () => setTimeout(() => outgoing.socket?.destroy(), 50))
      answer.destroy()
      return
    }
    if (!cut) outgoing.write(chunk)
  }
  outgoing.end(cut ? text : undefined)
}

/** Returns the response with additional fields and values, as a future version of the contract might define them. */
function ofTheFuture(body) {
  const future = { ...body, a_new_member: { nested: [1, null, 'text'] } }
  if (body.cost) future.cost = { ...body.cost, source: 'a_new_source', a_new_member: 1 }
  if (body.stage) future.stage = 'a_new_stage'
  if (body.images) future.images = body.images.map((image) => ({ ...image, a_new_member: true }))
  if (body.warnings) future.warnings = [{ code: 'a_new_warning', message: 'new', pointer: null }]
  if (body.code && body.request_id) future.code = 'a_new_code'
  return future
}
