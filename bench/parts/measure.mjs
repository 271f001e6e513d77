// Measures one system: sends requests over a given number of connections for a given number of seconds, and reads the CPU time of the
// server's processes.
import { createHash, randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuMs, peakMiB, resetPeak } from '../../tests/support/processes.mjs'
import { CLIENT, runPart } from './run.mjs'
import { upstreamUrl } from './systems.mjs'

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** The process that sends the requests reads a body of bytes from a file, because the body may be too long for a command-line argument. */
const files = new Map()
function fileOf(body) {
  let file = files.get(body)
  if (file === undefined) {
    file = join(tmpdir(), `bench-body-${randomUUID()}`)
    writeFileSync(file, body)
    files.set(body, file)
    process.once('exit', () => rmSync(file, { force: true }))
  }
  return file
}

export async function load({ name, system, request }, { connections, seconds, count }) {
  const { method, path, headers, body = '' } = request
  const argument = { url: `${system.url}${path}`, method, headers: { ...system.headers, ...headers }, connections, seconds, count }
  const sent = typeof body === 'string' ? { body } : { bodyFile: fileOf(body) }
  const child = runPart('load.mjs', { ...argument, ...sent }, CLIENT)
  const result = await child.first
  await child.ended
  if (result.failed > 0) throw new Error(`${name}: ${result.failed} of ${result.requests} failed: ${result.failure}`)
  return result
}

/**
 * Waits until the processes have nothing to do any more. Work that continues after the responses is measured, too, because the requests
 * caused it.
 */
export async function untilQuiet(processes) {
  for (let before = cpuMs(processes), left = 30; left > 0; left--) {
    await sleep(100)
    const now = cpuMs(processes)
    if (!(now - before > 10)) return
    before = now
  }
}

export async function measure(contestant, turn, alone) {
  const { processes } = contestant.system
  resetPeak(processes)
  const before = cpuMs(processes)
  const crowd = await load(contestant, turn)
  await untilQuiet(processes)
  const spent = cpuMs(processes) - before
  const measured = {
    requests: crowd.requests,
    perSecond: crowd.requests / crowd.wallSeconds,
    cpu: spent / crowd.requests,
    spentMs: spent,
    crowd,
    peak: peakMiB(processes),
    alone: null,
  }
  if (alone === null) return measured
  const lone = await load(contestant, alone)
  await untilQuiet(processes)
  return { ...measured, alone: lone, requests: crowd.requests + lone.requests, spentMs: cpuMs(processes) - before }
}

export async function ask({ name, system, request }) {
  const { method, path, headers, body } = request
  const init = { method, headers: { ...system.headers, ...headers }, ...(body === undefined ? {} : { body }) }
  const response = await fetch(`${system.url}${path}`, init)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(`${name}: ${response.status} ${bytes.toString().slice(0, 500)}`)
  return bytes
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex')
const wanted = new Map()
export async function requirePicture(name, size, bytes) {
  if (!wanted.has(size)) wanted.set(size, hashOf(Buffer.from(await (await fetch(`${upstreamUrl}/picture/${size}`)).arrayBuffer())))
  if (hashOf(bytes) !== wanted.get(size)) throw new Error(`${name}, ${size}: the picture is not the one that the provider gave`)
}

/**
 * Sends one request before the measurements, and returns the response. Throws if the response does not have `count` pictures, as links or
 * base64, or if a picture has other bytes than the provider gave.
 */
export async function checkPictures(contestant, size, count = 1) {
  const { name, system } = contestant
  const answer = JSON.parse((await ask(contestant)).toString())
  if (answer.data.length !== count) throw new Error(`${name}: ${answer.data.length} pictures, not ${count}`)
  for (const { b64_json, url } of answer.data) {
    const from = system.name.endsWith('-sink') ? `${system.url}/sink/last` : url
    const bytes = b64_json === undefined ? Buffer.from(await (await fetch(from)).arrayBuffer()) : Buffer.from(b64_json, 'base64')
    await requirePicture(name, size, bytes)
  }
  return answer
}
