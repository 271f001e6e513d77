// Measures the peak memory while something runs. There are two values: the memory of the whole process, which includes the simulators, and
// the memory of the Worker's isolate alone, which the isolate's inspector reports.
import { peakMiB, resetPeak } from '../../tests/support/processes.mjs'

const MiB = 1024 * 1024
const EVERY_MS = 25
const COLLECTED_EVERY_MS = 150
/**
 * The maximum wait for the inspector's response to one call. While the isolate passes bytes on and does nothing else, the inspector may
 * keep a response back until it gets another call. The measurement makes no other call while it waits, so without this maximum it could
 * wait forever.
 */
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

/**
 * Runs `work` twice: once normally, and once with a garbage collection before each measurement. The second run shows the memory that is
 * really in use.
 */
export async function measureMemory(system, work) {
  const inspector = await openInspector(system.inspector, system.name)
  const watched = async (everyMs, collect) => {
    let [isolate, buffers, ended] = [0, 0, false]
    const asked = (method) => Promise.race([inspector.call(method), sleep(ANSWER_WITHIN_MS)])
    // Each measurement begins only after the previous one has ended. Otherwise measurements would pile up on a busy machine, and most of
    // its time would be spent on garbage collections.
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
