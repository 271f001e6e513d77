// Measures generations, from the prompt to the picture. The platform is compared with three Workers: one only forwards requests, one also
// stores pictures, and one also survives a crash. With `--litellm`, the platform is also compared with LiteLLM's proxy, but here only
// for small pictures. For large pictures, sinks.mjs makes this comparison.
import { checkPictures } from '../parts/measure.mjs'
import { upstreamUrl, sizes } from '../parts/systems.mjs'
import { goal, median, middle, show, table, times } from '../parts/tables.mjs'
import { MODEL } from '../parts/tenant.mjs'

const SYSTEMS = ['bare', 'store', 'durable', 'platform']
const SIZES = ['small', 'large']
export const AT_ONCE = 16

export function generation(size, more = {}) {
  const body = { model: MODEL, prompt: `a ${size} fox in the snow`, size: '1024x1024', response_format: 'url', ...more }
  return {
    method: 'POST',
    path: '/v1/images/generations',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}
/**
 * How many requests each system gets before the first round. The engine compiles a function only after many calls, so a young isolate
 * is slower. This matters most to the platform, which has by far the most code. In production, a busy isolate has had thousands of
 * requests and is no longer slow, so the measured isolates get many requests first, too.
 */
export const WARM_UP = { small: { count: 2000, seconds: 40 }, large: { count: 32, seconds: 2 } }

export const generations = (gateways) => ({
  name: 'generations',
  systems: [...SYSTEMS, ...gateways],
  turns: (systems) => {
    const direct = { name: 'direct', url: upstreamUrl, headers: {}, processes: [] }
    return SIZES.flatMap((size) =>
      [...namesOf(size, gateways).map((name) => systems[name]), direct].map((system) => ({
        cell: size,
        name: system.name,
        system,
        request: generation(size),
        connections: AT_ONCE,
        seconds: system === direct ? 0.1 : 1.2,
        alone: true,
        warmUp: system === direct ? [] : [WARM_UP[size]],
        check: (contestant) => checkPictures(contestant, size),
      })),
    )
  },
  report: (results) => SIZES.flatMap((size) => sectionOf(results, size, namesOf(size, gateways))),
  goals: (results) => [
    goal(`CPU against durable, ${kilobytes('small')}`, 1, results.ratios('small', 'platform', 'durable')),
    goal(`CPU against durable, ${kilobytes('large')}`, 1.1, results.ratios('large', 'platform', 'durable')),
    ...SIZES.map((size) =>
      goal(`peak memory against durable, ${kilobytes(size)}`, 1.25, [peakOf(results, size, 'platform') / peakOf(results, size, 'durable')]),
    ),
    ...gateways.map((name) => goal(`CPU against ${name}, ${kilobytes('small')}`, 0.8, results.ratios('small', 'platform', name))),
  ],
})

const namesOf = (size, gateways) => (size === 'small' ? [...SYSTEMS, ...gateways] : SYSTEMS)
export const kilobytes = (size) => `${(sizes[size] / 1000).toFixed(0)} kB`
const peakOf = (results, size, name) => Math.max(...results.of(size, name, (turn) => turn.peak))

function sectionOf(results, size, names) {
  const added = (name, quantile) => {
    const own = results.of(size, 'direct', ({ alone }) => alone[quantile])
    return results.of(size, name, ({ alone }) => alone[quantile]).map((ms, round) => ms - own[round])
  }
  const quantiles = (name) => ['p50', 'p95'].map((each) => show(median(results.of(size, name, ({ crowd }) => crowd[each])), 1)).join(' / ')
  const rate = (turn) => turn.perSecond
  return [
    `### Pictures of ${kilobytes(size)}`,
    table(
      [
        'system',
        `requests/s, ${AT_ONCE} at once`,
        'CPU ms per request',
        `p50 / p95 ms, ${AT_ONCE} at once`,
        'added p50 ms, one at a time',
        'added p95 ms',
        'peak RSS MiB',
      ],
      names.map((name) => [
        name,
        middle(results.of(size, name, rate), 0),
        middle(results.cpu(size, name), 2),
        quantiles(name),
        middle(added(name, 'p50'), 1),
        middle(added(name, 'p95'), 1),
        show(peakOf(results, size, name), 0),
      ]),
    ),
    table(
      ['platform against', 'CPU per request', 'requests/s', 'peak RSS'],
      names
        .filter((name) => name !== 'platform')
        .map((base) => [
          base,
          times(results.ratios(size, 'platform', base)),
          `${show(median(results.ratios(size, 'platform', base, rate)), 2)}×`,
          `${show(peakOf(results, size, 'platform') / peakOf(results, size, base), 2)}×`,
        ]),
    ),
  ]
}
