// Makes load: `load.mjs '{"method","url","headers","body"|"bodyFile","connections","seconds","count"}'`. Each connection sends its next
// request as soon as it has a response, until the time is up or the count is reached. Prints counts and latencies. Calls only this machine.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const { url, headers, body, bodyFile, connections, seconds, count, method } = JSON.parse(process.argv[2])
const target = new URL(url)
if (target.hostname !== '127.0.0.1') throw new Error(`${target.hostname} is not this machine`)
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const payload = bodyFile === undefined ? Buffer.from(body) : readFileSync(bodyFile)
const options = {
  agent,
  method,
  host: target.hostname,
  port: target.port,
  path: target.pathname + target.search,
  headers: payload.length === 0 ? headers : { ...headers, 'content-length': payload.length },
  timeout: 180_000,
}

function once() {
  return new Promise((resolve) => {
    const asked = request(options, (response) => {
      let text = ''
      const bad = response.statusCode !== 200
      response.on('data', (piece) => bad && (text += piece))
      response.once('end', () => resolve(bad ? `${response.statusCode} ${text.slice(0, 300)}` : null))
      response.once('error', (error) => resolve(String(error)))
    })
    asked.once('error', (error) => resolve(String(error)))
    asked.once('timeout', () => asked.destroy(new Error('no answer within three minutes')))
    asked.end(payload)
  })
}

const latencies = []
const failures = []
let started = 0
const begin = performance.now()
async function client() {
  while (started < count && performance.now() - begin < seconds * 1000) {
    started++
    const at = performance.now()
    const failure = await once()
    latencies.push(performance.now() - at)
    if (failure !== null) failures.push(failure)
  }
}
await Promise.all(Array.from({ length: connections }, client))
const wallSeconds = (performance.now() - begin) / 1000
latencies.sort((a, b) => a - b)
const quantile = (share) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]
console.log(
  JSON.stringify({
    requests: latencies.length,
    wallSeconds,
    p50: quantile(0.5),
    p95: quantile(0.95),
    failed: failures.length,
    failure: failures[0] ?? null,
  }),
)
agent.destroy()
