// A platform for the tests of the clients: a server of this checkout, two fake providers, the proxy, and the keys with which the cases of
// scenario.json run.
import { createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '../../scripts/local/first-run.mjs'
import { prepare } from '../../scripts/local/server.mjs'
import { FakeOpenai } from '../support/fake-openai.ts'
import { FakeReplicate } from '../support/fake-replicate.ts'
import { serve } from '../support/serve-fakes.ts'
import { startServer } from '../support/server.mjs'
import { startProxy } from './proxy.mjs'

const SLOW_MODEL = 'replicate.flux-schnell'
const UNKNOWN_KEY = `cma_live_${'0'.repeat(49)}`

/**
 * A fake OpenAI that counts requests by prompt. For some prompts it breaks off its answer, or responds with status 429 and `Retry-After`.
 */
class BreakingOpenai extends FakeOpenai {
  calls = new Map()

  answer(recorded) {
    const prompt = recorded.call === 'submit' ? String(recorded.json?.prompt ?? '') : ''
    this.calls.set(prompt, (this.calls.get(prompt) ?? 0) + 1)
    if (prompt.includes('waits for its provider'))
      return Response.json(this.errorBody('Slow down'), { status: 429, headers: { 'retry-after': '60' } })
    if (!prompt.includes('breaks off')) return super.answer(recorded)
    const broken = new ReadableStream({
      start: (sink) => sink.enqueue(new TextEncoder().encode('{"created":1795507200,"data":[{"b64_json":"iVBORw0KGgo')),
      pull: (sink) => sink.error(new Error('the provider breaks off its answer')),
    })
    return new Response(broken, { headers: { 'content-type': 'application/json' } })
  }
}

/**
 * Starts the fakes, the server and the proxy. `place` contains the server's address, and the ids and keys that the server made when it
 * started for the first time.
 * `environmentOf(client)` returns the environment variables for the tests of one client.
 */
export async function startPlatform() {
  const folder = mkdtempSync(join(tmpdir(), 'clients-'))
  const stops = [() => rmSync(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (const one of stops.toReversed()) await one()
  }
  try {
    const openai = await serve('openai', '/v1', (options) => new BreakingOpenai(options))
    stops.push(() => openai.stop())
    const slow = await serve('replicate', '/v1', (options) => new FakeReplicate({ ...options, pollsUntilDone: Infinity }))
    stops.push(() => slow.stop())
    await prepare()
    const server = await startServer(folder)
    stops.push(() => server.stop())
    const place = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
    const { base_url: base, admin_key: adminKey, instance_id: instanceId, project_id: projectId } = place
    const config = `${base}/config/v1`
    for (const [id, token, { baseUrl }] of [
      ['openai', 'sk-proj-clients-0123456789', openai],
      ['replicate', 'r8_clients0123456789', slow],
    ]) {
      const body = { fields: { api_key: token }, base_url: baseUrl }
      await call(`${config}/instances/${instanceId}/credentials/${id}`, { method: 'PUT', key: adminKey, body })
    }

    const bought = async (prompt) => {
      const url = `${base}/v1/generations?limit=50&prompt=${encodeURIComponent(prompt)}`
      const { data } = await call(url, { key: place.project_key })
      return { generations: data.filter((one) => one.prompt === prompt).length, calls: openai.fake.calls.get(prompt) ?? 0 }
    }
    const proxy = await startProxy(base, bought)
    stops.push(() => proxy.stop())

    const environmentOf = async (client) => {
      const run = `${client}-${randomBytes(4).toString('hex')}`
      const limits = [{ metric: 'requests', window_seconds: 3600, limit: 1, burst: 1 }]
      const limited = await call(`${config}/keys`, {
        method: 'POST',
        key: adminKey,
        body: { kind: 'project', project_id: projectId, name: run, scopes: ['read', 'generate'], limits },
      })
      const scenario = join(folder, `${run}.json`)
      const keys = { normal: place.project_key, limited: limited.secret, unknown: UNKNOWN_KEY, user: adminKey }
      // Maps the name of a key in `keys` to the project that the client must name with this key. Only a user's key needs a project.
      const projects = { user: projectId }
      writeFileSync(scenario, JSON.stringify({ run, proxy: proxy.url, keys, projects, cases: casesOf(run) }))
      return { CMA_URL: base, CMA_KEY: place.project_key, CMA_SCENARIO: scenario }
    }
    return { place, environmentOf, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Returns the cases of one run. `{run}` in the cases is replaced by `run`, a word that is different in each run. The signatures of the
 * webhooks are made for each run, because a signature expires.
 */
function casesOf(run) {
  const text = readFileSync(join(import.meta.dirname, 'scenario.json'), 'utf8')
  const { cases } = JSON.parse(text.replaceAll('{run}', run).replaceAll('{slow_model}', SLOW_MODEL))
  for (const one of cases) if (one.do === 'webhooks') one.vectors = one.vectors.map((vector) => signed(vector, one.secret))
  return cases
}

function signed(vector, secret) {
  const event = { type: 'generation.succeeded', timestamp: new Date().toISOString(), data: { id: 'gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ' } }
  const payload = JSON.stringify(event)
  const timestamp = Math.floor(Date.now() / 1000) - (vector.age_seconds ?? 0)
  const sign = (key) => `v1,${createHmac('sha256', key).update(`evt_1.${timestamp}.${payload}`).digest('base64')}`
  const other = sign(randomBytes(24))
  const right = sign(Buffer.from(secret.slice('whsec_'.length), 'base64'))
  const signature = vector.tamper === 'secret' ? other : vector.other_signature_first ? `${other} ${right}` : right
  const headers = {
    'webhook-id': vector.tamper === 'id' ? 'evt_2' : 'evt_1',
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  }
  if (vector.tamper === 'missing') delete headers['webhook-signature']
  const named = vector.capitals
    ? Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()), value]),
      )
    : headers
  return { ...vector, payload: vector.tamper === 'body' ? payload.replace('gen_01', 'gen_02') : payload, headers: named }
}
