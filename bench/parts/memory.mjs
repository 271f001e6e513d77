// Peak memory while something runs: of the whole process, simulators included, and of the Worker's isolate alone, as its inspector tells.
import { cpuMs, peakMiB, resetPeak } from './processes.mjs'

const MiB = 1024 * 1024
const EVERY_MS = 25

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

export async function measureMemory(system, work) {
  const socket = await openInspector(system.inspector, system.name)
  let [isolate, buffers, asked] = [0, 0, 0]
  socket.addEventListener('message', ({ data }) => {
    const { result } = JSON.parse(data)
    if (result?.usedSize === undefined) return
    const held = result.backingStorageSize ?? 0
    isolate = Math.max(isolate, (result.usedSize + held) / MiB)
    buffers = Math.max(buffers, held / MiB)
  })
  const timer = setInterval(() => socket.send(JSON.stringify({ id: ++asked, method: 'Runtime.getHeapUsage' })), EVERY_MS)
  resetPeak(system.processes)
  const before = peakMiB(system.processes)
  const began = cpuMs(system.processes)
  const { wallSeconds } = await work()
  clearInterval(timer)
  socket.close()
  return { isolate, buffers, before, peak: peakMiB(system.processes), seconds: wallSeconds, cpuMs: cpuMs(system.processes) - began }
}
