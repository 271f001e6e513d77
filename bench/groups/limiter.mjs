// Measures one RateLimiter object with six limits, alone, without the other parts of the platform (bench/limiter).
import { join } from 'node:path'
import { run, SERVER } from '../parts/run.mjs'
import { median, middle, show, table } from '../parts/tables.mjs'

const ADMISSIONS = 'admit ×16'
const WANTED_PER_SECOND = 800

export async function limiter(quick) {
  const script = join(import.meta.dirname, '../limiter/bench.mjs')
  const [rounds, admissions] = quick ? ['2', '500'] : ['3', '1500']
  const command = [process.execPath, script, rounds, admissions, '--json']
  const child = run(command, SERVER, (line) => (line.startsWith('{"') ? JSON.parse(line) : undefined))
  const results = await child.first
  await child.ended
  const perSecond = median(results[ADMISSIONS].perSecond)
  const rows = Object.entries(results).map(([name, each]) => [name, middle(each.perSecond, 0), middle(each.cpuMicros, 0)])
  return {
    sections: [
      '### One rate limiter, six limits',
      table(['call × at once', 'per second', 'CPU µs each'], rows),
      '`floor` is an object that writes one row per call; `cycle` is admit, begin and settle.',
    ],
    goals: [
      [
        'admissions a second of one limiter with six limits',
        `≥ ${WANTED_PER_SECOND}`,
        show(perSecond, 0),
        perSecond >= WANTED_PER_SECOND ? 'met' : 'missed',
      ],
    ],
  }
}
