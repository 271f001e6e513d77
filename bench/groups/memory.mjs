// Measures the peak memory while many large pictures are made at once. There are two values: the memory of the whole process, which
// includes the simulators, and the memory of the Worker's isolate alone.
import { measureMemory } from '../parts/memory.mjs'
import { load } from '../parts/measure.mjs'
import { sizes, startSystem } from '../parts/systems.mjs'
import { goal, show, table } from '../parts/tables.mjs'
import { generation } from './generations.mjs'

/** The maximum memory of an isolate on Cloudflare. */
const ISOLATE_MIB = 128
/** The most memory that an isolate of the platform should use, garbage included. */
const GOAL_MIB = 110

const megabytes = (sizes.huge / 1e6).toFixed(1)

export async function memory(quick, atOnce) {
  const rows = []
  const goals = []
  const peaks = {}
  for (const name of quick ? ['platform'] : ['bare', 'store', 'durable', 'platform']) {
    const system = await startSystem(name, { inspect: true })
    const turn = { connections: atOnce, seconds: 60, count: atOnce }
    const seen = await measureMemory(system, () => load({ name, system, request: generation('huge') }, turn))
    await system.stop()
    rows.push([
      name,
      ...[seen.isolate, seen.buffers, seen.live, seen.before, seen.peak].map((each) => show(each, 0)),
      show(seen.seconds, 1),
    ])
    peaks[name] = seen.peak
    if (name === 'platform') {
      if (peaks.durable !== undefined)
        goals.push(goal(`peak memory against durable, ${atOnce} of ${megabytes} MB`, 1.25, [seen.peak / peaks.durable]))
      goals.push(goal(`isolate with ${atOnce} pictures of ${megabytes} MB, garbage included`, GOAL_MIB, [seen.isolate], ' MiB'))
      goals.push(goal('the same, collected all the time', ISOLATE_MIB, [seen.live], ' MiB'))
    }
    console.error(`memory of ${name} measured`)
  }
  const sections = [
    `### ${atOnce} pictures of ${megabytes} MB at once`,
    table(
      [
        'system',
        'isolate, peak MiB',
        'of it buffers',
        'isolate, held MiB',
        'process before, RSS MiB',
        'process, peak RSS MiB',
        'all answered within s',
      ],
      rows,
    ),
  ]
  return { sections, goals }
}
