// Measures generations of large pictures with a bucket that keeps only the last picture (workers/sink.mjs), so that the cost of the local
// R2 simulator does not hide other costs. With `--portkey` and `--litellm`, those gateways are measured, too.
import { checkPictures } from '../parts/measure.mjs'
import { goal, median, middle, show, table, times } from '../parts/tables.mjs'
import { AT_ONCE, generation, kilobytes, WARM_UP } from './generations.mjs'

const SINKS = ['store-sink', 'durable-sink', 'platform-sink']
const SIZE = 'large'
const CELL = 'sink'
/** The goal for each gateway: the platform's CPU time, divided by the gateway's CPU time, is at most this number. */
const MOST = { portkey: 0.35, litellm: 0.5 }

export const sinks = (gateways) => ({
  name: 'sinks',
  systems: [...SINKS, ...gateways],
  turns: (systems) =>
    [...SINKS, ...gateways].map((name) => ({
      cell: CELL,
      name,
      system: systems[name],
      request: generation(SIZE),
      connections: AT_ONCE,
      seconds: 1.2,
      alone: false,
      warmUp: [
        { ...WARM_UP.small, request: generation('small') },
        { count: WARM_UP.small.count, seconds: 4 },
      ],
      check: (contestant) => checkPictures(contestant, SIZE),
    })),
  report: (results) => [
    `### Pictures of ${kilobytes(SIZE)}, the bucket drops them`,
    table(
      ['system', 'CPU ms per request', 'CPU of platform-sink against it', `requests/s, ${AT_ONCE} at once`, 'peak RSS MiB'],
      [...SINKS, ...gateways].map((name) => [
        name,
        middle(results.cpu(CELL, name), 2),
        name === 'platform-sink' ? '' : times(results.ratios(CELL, 'platform-sink', name)),
        show(median(results.of(CELL, name, (turn) => turn.perSecond)), 0),
        show(Math.max(...results.of(CELL, name, (turn) => turn.peak)), 0),
      ]),
    ),
  ],
  goals: (results) =>
    gateways.map((name) =>
      goal(`CPU against ${name}, ${kilobytes(SIZE)}, the bucket drops them`, MOST[name], results.ratios(CELL, 'platform-sink', name)),
    ),
})
