// Shows how a Worker's own CPU time is distributed while something runs, from a profile by the inspector. A function's time is that of its
// own code, without the functions that it calls. The time of the runtime and its simulators is not JavaScript and appears as (program).
import { openInspector } from './memory.mjs'

const SHOWN = 45
const EVERY_MICROS = 200

export async function profile(system, work) {
  const { call, close } = await openInspector(system.inspector, system.name)
  await call('Profiler.enable')
  await call('Profiler.setSamplingInterval', { interval: EVERY_MICROS })
  await call('Profiler.start')
  const { requests } = await work()
  const { profile: taken } = await call('Profiler.stop')
  close()

  const nodes = new Map(taken.nodes.map((node) => [node.id, node]))
  const micros = new Map()
  for (const [place, id] of taken.samples.entries()) {
    const { functionName, lineNumber } = nodes.get(id).callFrame
    if (functionName === '(idle)') continue
    const name = `${functionName || '(anonymous)'}:${lineNumber + 1}`
    micros.set(name, (micros.get(name) ?? 0) + (taken.timeDeltas[place] ?? 0))
  }
  const sorted = [...micros].toSorted(([, one], [, other]) => other - one)
  const all = sorted.reduce((sum, [, time]) => sum + time, 0)
  const lines = sorted.slice(0, SHOWN).map(([name, time]) => `${(time / requests).toFixed(1).padStart(8)} ${name}`)
  return `${requests} requests, µs of each in JavaScript: ${(all / requests).toFixed(0)}\n${lines.join('\n')}`
}
