// Peak memory while something runs: of the whole process, simulators included, and of the Worker's isolate alone, as its inspector tells.
import { peakMiB, resetPeak } from './processes.mjs'

const MiB = 1024 * 1024
const EVERY_MS = 25
const COLLECTED_EVERY_MS = 150

async function openInspector(address, name) {
  const base = new URL(address)
  const targets = await (await fetch(`http://${base.host}/json`)).json()
  const target = targets.find((each) => JSON.stringify(each).includes(name)) ?? targets[0]
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('the inspector does not answer')), { once: true })
  })
  return socket
}

/** `work` runs twice: once as it is, and once with a collection before each look, which tells what is really held from what is garbage. */
export async function measureMemory(system, work) {
  const socket = await openInspector(system.inspector, system.name)
  let most = { isolate: 0, buffers: 0 }
  let asked = 0
  const send = (method) => socket.send(JSON.stringify({ id: ++asked, method }))
  socket.addEventListener('message', ({ data }) => {
    const { result } = JSON.parse(data)
    if (result?.usedSize === undefined) return
    const held = result.backingStorageSize ?? 0
    most = { isolate: Math.max(most.isolate, (result.usedSize + held) / MiB), buffers: Math.max(most.buffers, held / MiB) }
  })
  const watched = async (everyMs, look) => {
    most = { isolate: 0, buffers: 0 }
    const timer = setInterval(() => look(), everyMs)
    const result = await work()
    clearInterval(timer)
    return { ...result, ...most }
  }
  resetPeak(system.processes)
  const before = peakMiB(system.processes)
  const { isolate, buffers, wallSeconds } = await watched(EVERY_MS, () => send('Runtime.getHeapUsage'))
  const peak = peakMiB(system.processes)
  const collected = await watched(COLLECTED_EVERY_MS, () => {
    send('HeapProfiler.collectGarbage')
    send('Runtime.getHeapUsage')
  })
  socket.close()
  return { isolate, buffers, live: collected.isolate, before, peak, seconds: wallSeconds }
}
