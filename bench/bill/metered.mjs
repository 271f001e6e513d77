// Starts the platform with a meter, which counts what Cloudflare would bill (meter.mjs). Also contains the functions that all measurements
// of `npm run bench:bill` use.
import { startSystem } from '../parts/systems.mjs'
import { cpuMs } from '../../tests/support/processes.mjs'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
/**
 * The platform counts as quiet after this time without work. A limiter delivers its usage events after 1 s, so a measurement includes this
 * delivery. The time of a key's last use is stored only after a minute; a measurement does not wait for this.
 */
const QUIET_MS = 4000
const LONGEST_MS = 240_000

export async function startMetered(providerUrl) {
  const system = await startSystem('platform', { meter: true, upstream: providerUrl })
  const meter = async (path, body) => {
    const response = await fetch(`${system.url}/meter${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })
    const text = await response.text()
    if (!response.ok) throw new Error(`/meter${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  const quiet = async () => {
    for (const end = Date.now() + LONGEST_MS; Date.now() < end; await sleep(500)) {
      const { quietMs, active } = await meter('')
      if (active === 0 && quietMs > QUIET_MS) return
    }
    throw new Error('the platform did not come to rest')
  }
  /** Runs `work`, waits until the platform is quiet again, and returns the meter's counts, the CPU time and the result of `work`. */
  const counted = async (work) => {
    await quiet()
    await meter('/reset')
    const before = cpuMs(system.processes)
    const result = await work()
    await quiet()
    const counts = await meter('')
    return { counts, result, cpuMs: cpuMs(system.processes) - before }
  }
  const sql = async (binding, statement, params = []) => {
    const answer = await meter('/sql', { binding, sql: statement, params })
    const [{ success, error, results, meta }] = [answer].flat()
    if (!success) throw new Error(`${statement.slice(0, 80)}: ${error}`)
    return { rows: results, meta }
  }
  return { ...system, meter, counted, sql }
}

export async function ask(system, method, path, { key, body, headers = {} } = {}) {
  const response = await fetch(`${system.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`)
  return text === '' ? null : JSON.parse(text)
}

/** Starts `count` calls, `perSecond` of them every second, and waits for all. Throws if any has failed. */
export async function spread(count, perSecond, call) {
  const running = []
  const failures = []
  for (let index = 0; index < count; index++) {
    running.push(call(index).catch((error) => failures.push(error)))
    await sleep(1000 / perSecond)
  }
  const results = await Promise.all(running)
  if (failures.length > 0) throw new Error(`${failures.length} of ${count} failed, the first: ${failures[0]}`)
  return results
}
