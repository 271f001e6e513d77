// Peak memory while something runs: of the whole process, simulators included, and of the Worker's isolate alone, as its inspector tells.
import { peakMiB, resetPeak } from './processes.mjs'

const MiB = 1024 * 1024
const EVERY_MS = 25
const COLLECTED_EVERY_MS = 150
/** An isolate that only passes bytes on may leave a question lying until the next one comes. */
const ANSWER_WITHIN_MS = 1000
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

export async function openInspector(address, name) {
  const base = new URL(address)
  const targets = await (await fetch(`http://${base.host}/json`)).json()
  const target = targets.find((each) => JSON.stringify(each).includes(name)) ?? targets[0]
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')), { once: true })
  })
  const waiting = new Map()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(data)
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  let asked = 0
  const call = (method, params) =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve)
      socket.send(JSON.stringify({ id: asked, method, params }))
    })
  return { call, close: () => socket.close() }
}

/** `work` runs twice: once as it is, and once with a collection before each look, which tells what is really held from what is garbage. */
export async function measureMemory(system, work) {
  const inspector = await openInspector(system.inspector, system.name)
  const watched = async (everyMs, collect) => {
    let [isolate, buffers, ended] = [0, 0, false]
    const asked = (method) => Promise.race([inspector.call(method), sleep(ANSWER_WITHIN_MS)])
    // One look after the other: on a busy machine they would pile up, and collecting would be all that is done.
    const looking = (async () => {
      while (!ended) {
        if (collect) await asked('HeapProfiler.collectGarbage')
        const { usedSize = 0, backingStorageSize = 0 } = (await asked('Runtime.getHeapUsage')) ?? {}
        isolate = Math.max(isolate, (usedSize + backingStorageSize) / MiB)
        buffers = Math.max(buffers, backingStorageSize / MiB)
        await sleep(everyMs)
      }
    })()
    const result = await work()
    ended = true
    await looking
    return { ...result, isolate, buffers }
  }
  resetPeak(system.processes)
  const before = peakMiB(system.processes)
  const { isolate, buffers, wallSeconds } = await watched(EVERY_MS, false)
  const peak = peakMiB(system.processes)
  const collected = await watched(COLLECTED_EVERY_MS, true)
  inspector.close()
  return { isolate, buffers, live: collected.isolate, before, peak, seconds: wallSeconds }
}
