/* oxlint-disable vitest/no-conditional-expect -- The expectation depends on the random history. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { windowEnd, windowStart } from '../../src/shared/calendar-windows.ts'
import { BEGIN_WITHIN_MS, Limiter } from '../../src/rate-limiter/core/limiter.ts'
import { CompiledPolicy } from '../../src/rate-limiter/core/limits.ts'
import type { UsageEvent } from '../../src/rate-limiter/policy.ts'
import type { AdmitRequest, Idempotency, Limit, NextTarget, RecallRequest, SettleRequest } from '../../src/shared/config-rpc.ts'
import { property } from './support/property.ts'
import { admission, Disk, policyWith, settlement, START } from './support/world.ts'

// --- the limiter against the reference `Log`, with random policies and histories ---------------------------------------------------------

const KEYS = [
  { keyId: 'key_1', projectId: 'proj_1' },
  { keyId: 'key_2', projectId: 'proj_2' },
  { keyId: 'key_user', projectId: 'proj_2' },
]
const TARGETS = [
  { provider: 'sketch', model: 'sketch-1' },
  { provider: 'sketch', model: 'sketch-2' },
  { provider: 'other', model: 'other-1' },
]
const scopes = fc.constantFrom('instance' as const, 'project' as const, 'key' as const, 'provider' as const, 'model' as const)
const members = { instance: 'inst_1', project: 'proj_2', key: 'key_1', provider: 'sketch', model: 'sketch-2' }
const limits: fc.Arbitrary<Limit> = fc
  .record({
    scope: scopes,
    targeted: fc.boolean(),
    shape: fc.oneof(
      fc.record({
        metric: fc.constantFrom('requests' as const, 'images' as const, 'tokens' as const),
        limit: fc.integer({ min: 1, max: 12 }),
        windowSeconds: fc.constantFrom(1, 7, 60, 3600),
        burst: fc.integer({ min: 1, max: 12 }),
      }),
      fc.record({ metric: fc.constant('concurrency' as const), limit: fc.integer({ min: 0, max: 5 }), windowSeconds: fc.constant(null) }),
      fc.record({
        metric: fc.constant('cost_micros' as const),
        limit: fc.integer({ min: 0, max: 5000 }),
        windowSeconds: fc.constantFrom('day' as const, 'month' as const),
      }),
    ),
  })
  .map(({ scope: any, targeted, shape }) => {
    // Providers and models have no budgets, so a budget that was generated for one of these gets the scope `project`.
    const scope = shape.metric === 'cost_micros' && (any === 'provider' || any === 'model') ? 'project' : any
    return { scope, target: targeted ? members[scope] : null, ...shape }
  })

type Command =
  | {
      kind: 'admit'
      key: number
      target: number
      images: number
      tokens: number
      reserveMicros: number
      idempotencyKey: number | null
      body: number
      replay: number | null
    }
  | { kind: 'begin' | 'settle'; which: number; outcome: SettleRequest['outcome']; amountMicros: number }
  | { kind: 'next'; which: number; place: number; target: number; images: number; tokens: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'evict' }
const commands: fc.Arbitrary<Command[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('admit' as const),
        key: fc.nat({ max: 2 }),
        target: fc.nat({ max: 2 }),
        images: fc.integer({ min: 0, max: 4 }),
        tokens: fc.integer({ min: 0, max: 5 }),
        reserveMicros: fc.integer({ min: 0, max: 2000 }),
        idempotencyKey: fc.option(fc.nat({ max: 3 }), { freq: 2 }),
        body: fc.nat({ max: 5 }).map((n) => (n === 0 ? 1 : 0)),
        replay: fc.option(fc.nat({ max: 20 }), { freq: 8 }),
      }),
    },
    {
      weight: 7,
      arbitrary: fc.record({
        kind: fc.constantFrom('begin' as const, 'settle' as const),
        which: fc.nat({ max: 30 }),
        outcome: fc.constantFrom('settled' as const, 'released' as const, 'held' as const),
        amountMicros: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.constantFrom(0, 500, 3000)),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('next' as const),
        which: fc.nat({ max: 30 }),
        place: fc.integer({ min: 1, max: 3 }),
        target: fc.nat({ max: 2 }),
        images: fc.integer({ min: 0, max: 4 }),
        tokens: fc.integer({ min: 0, max: 5 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.oneof(
          fc.integer({ min: -3_600_000, max: 2000 }),
          fc.constantFrom(1, 999, 1000, 60_000, 3_600_000, 43_200_000, 86_400_000),
          fc.constant(7 * 86_400_000),
        ),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('evict' as const) }) },
  ),
  { minLength: 1, maxLength: 50, size: 'max' },
)

type Target = (typeof TARGETS)[number]
/** A model for which the request was admitted: the first of the fallback chain or a later one. */
interface Visit {
  place: number
  target: Target
  requests: number
  images: number
  tokens: number
}
/** An admitted request and everything that was reported about it since. */
interface Entry {
  request: AdmitRequest
  /** The models that the request has used; the current one is the last. */
  visits: Visit[]
  at: number
  began: boolean
  /** Whether the request was released because it never began. */
  expired: boolean
  outcome: SettleRequest['outcome'] | null
  amountMicros: number
}

/**
 * The reference with which the limiter is compared: a log of all admitted requests, from which every expected decision is computed anew.
 * It is slow and simple, and shares no code with the limiter.
 */
class Log {
  readonly entries: Entry[] = []
  /** Each request that took amounts from the counters of limits, once for each model that it used, in order of time. */
  readonly takes: { entry: Entry; visit: Visit; at: number }[] = []

  enter(entry: Entry): void {
    this.entries.push(entry)
    this.takes.push({ entry, visit: entry.visits[0]!, at: entry.at })
  }
  goOn(entry: Entry, visit: Visit, at: number): void {
    entry.visits.push(visit)
    this.takes.push({ entry, visit, at })
  }

  /**
   * Returns null if the limit allows the request. Otherwise returns how many milliseconds the request must wait; `unknown` if this depends
   * on when running requests end; `never` if waiting does not help. `from` is the entry of the request, if the request was admitted before
   * and now continues with another model.
   */
  wait(limit: Limit, request: AdmitRequest, visit: Visit, now: number, from?: Entry): number | 'never' | 'unknown' | null {
    const member = memberOf(limit, request, visit.target)
    if (limit.target !== null && limit.target !== member) return null
    const entries = this.entries.filter((entry) => memberOf(limit, entry.request, entry.visits.at(-1)!.target) === member)
    switch (limit.metric) {
      case 'requests':
      case 'images':
      case 'tokens': {
        const cost = takenBy(limit, request, [...(from?.visits ?? []), visit], visit)
        if (cost === 0) return null
        if (cost > limit.burst!) return 'never'
        const perUnit = BigInt((limit.windowSeconds as number) * 1000)
        let level = 0n
        let at = 0
        for (const take of this.takes) {
          if (memberOf(limit, take.entry.request, take.visit.target) !== member) continue
          const taken = takenBy(limit, take.entry.request, take.entry.visits, take.visit)
          if (taken === 0) continue
          level -= BigInt(take.at - at) * BigInt(limit.limit)
          if (level < 0n) level = 0n
          level += BigInt(taken) * perUnit
          at = take.at
        }
        const over = level - BigInt(now - at) * BigInt(limit.limit) + BigInt(cost) * perUnit - BigInt(limit.burst!) * perUnit
        return over <= 0n ? null : Number((over + BigInt(limit.limit) - 1n) / BigInt(limit.limit))
      }
      case 'concurrency':
        if (from !== undefined && entries.includes(from)) return null
        if (limit.limit === 0) return 'never'
        return entries.filter((entry) => entry.outcome === null && !entry.expired).length < limit.limit ? null : 'unknown'
      case 'cost_micros': {
        if (from !== undefined) return null
        if (request.reserveMicros > limit.limit) return 'never'
        const window = limit.windowSeconds as 'day' | 'month'
        const used = entries
          .filter((entry) => windowStart(window, entry.at) === windowStart(window, now))
          .reduce((sum, entry) => sum + weightOf(entry), 0)
        return used + request.reserveMicros <= limit.limit ? null : windowEnd(window, now) - now
      }
    }
  }

  expire(now: number): void {
    for (const entry of this.entries) if (!entry.began && entry.outcome === null && now >= entry.at + BEGIN_WITHIN_MS) entry.expired = true
  }
}
/**
 * Returns the amount that a request takes from the counter of `limit` when it uses the model of `visit`. This is the model's own amount.
 * But if earlier models of the request have taken from the same counter, it is only the part of the model's amount that exceeds the largest
 * amount of these models; 0 if there is no such part. So all models together take only the largest amount.
 */
function takenBy(limit: Limit, request: AdmitRequest, visits: Visit[], visit: Visit): number {
  const metric = limit.metric as 'requests' | 'images' | 'tokens'
  const earlier = visits.slice(0, visits.indexOf(visit))
  const same = earlier.filter(({ target }) => memberOf(limit, request, target) === memberOf(limit, request, visit.target))
  return Math.max(0, visit[metric] - Math.max(0, ...same.map((each) => each[metric])))
}
function memberOf(limit: Limit, request: AdmitRequest, target: Target): string {
  return {
    organization: '',
    instance: request.instanceId,
    project: request.projectId,
    key: request.keyId,
    provider: target.provider,
    model: target.model,
  }[limit.scope]
}
/** Returns the amount that a budget counts for the request. */
function weightOf(entry: Entry): number {
  if (entry.expired || entry.outcome === 'released') return 0
  return entry.outcome === null ? entry.request.reserveMicros : entry.amountMicros
}

describe('the limiter against the log of events', () => {
  test('admits exactly what the log allows, returns the shortest wait, and a refusal changes nothing', () => {
    property(fc.record({ limits: fc.array(limits, { maxLength: 6 }), commands }), ({ limits, commands }) => {
      const policy = new CompiledPolicy(policyWith(limits))
      const disk = new Disk()
      const log = new Log()
      const usage: UsageEvent[] = []
      let limiter = new Limiter(disk, disk.saved(0))
      let clock = START
      for (const command of commands) {
        const now = limiter.time(clock)
        switch (command.kind) {
          case 'wait':
            clock += command.ms
            break
          case 'evict': {
            const before = limiter.inspect()
            limiter = new Limiter(disk, disk.saved(now))
            expect(limiter.inspect()).toEqual(before)
            break
          }
          case 'admit':
            runAdmit(limiter, disk, policy, log, limits, command, now)
            break
          case 'begin': {
            const entry = log.entries[command.which]
            if (entry === undefined) break
            log.expire(now)
            const { result, change } = limiter.begin(entry.request.generationId, now)
            if (change !== null) disk.keep(limiter, change)
            const expected = entry.expired ? 'released' : entry.outcome
            if (expected === null) entry.began = true
            expect(result).toEqual(expected === null ? { kind: 'begun' } : { kind: 'refused', state: expected })
            break
          }
          case 'next': {
            const entry = log.entries[command.which]
            if (entry !== undefined) runNext(limiter, disk, policy, log, limits, entry, command, now)
            break
          }
          case 'settle': {
            const entry = log.entries[command.which]
            if (entry !== undefined) runSettle(limiter, disk, entry, usage, command, now)
          }
        }
        // After each command, `limiter` and its reference `log` must both release the reservations that have expired.
        const later = limiter.time(clock)
        log.expire(later)
        for (let change = limiter.expire(later); change !== null; change = limiter.expire(later)) disk.keep(limiter, change)
      }
      // The limiter's sums and the sums of the usage events must both equal the sums that are computed from `log`.
      const states = limiter.states(
        new CompiledPolicy(policyWith([{ scope: 'instance', target: null, metric: 'cost_micros', limit: 1e9, windowSeconds: 'month' }])),
        { instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' },
        limiter.time(clock),
      )
      const now = limiter.time(clock)
      const inMonth = log.entries.filter((entry) => windowStart('month', entry.at) === windowStart('month', now))
      const sum = (entries: Entry[]) => entries.reduce((total, entry) => total + weightOf(entry), 0)
      expect(states[0]).toMatchObject({
        used: sum(inMonth.filter((entry) => entry.outcome === 'settled')),
        reserved: sum(inMonth.filter((entry) => entry.outcome === null)),
        held: sum(inMonth.filter((entry) => entry.outcome === 'held')),
      })
      const settled = log.entries.filter((entry) => entry.outcome === 'settled')
      expect(usage.reduce((total, event) => total + event.costMicros, 0)).toBe(sum(settled))
      expect(usage.reduce((total, event) => total + event.heldMicros, 0)).toBe(sum(log.entries.filter((entry) => entry.outcome === 'held')))
      expect(usage.reduce((total, event) => total + event.requests, 0)).toBe(log.entries.filter((entry) => entry.outcome !== null).length)
      expect(new Set(usage.map(({ eventId }) => eventId)).size).toBe(usage.length)
    })
  })
})

function runAdmit(
  limiter: Limiter,
  disk: Disk,
  policy: CompiledPolicy,
  log: Log,
  limits: Limit[],
  command: Command & { kind: 'admit' },
  now: number,
): void {
  const { key, target, images, tokens, reserveMicros, idempotencyKey, body, replay } = command
  const request: AdmitRequest = admission({
    ...KEYS[key]!,
    targets: [TARGETS[target]!],
    images,
    tokens,
    reserveMicros,
    idempotency: idempotencyKey === null ? null : { key: `idem-${idempotencyKey}`, bodyHash: `body-${body}`, ttlSeconds: 86_400 },
  })
  // Sometimes the same call is repeated, as if its response had been lost.
  const repeated = replay === null ? undefined : log.entries[replay]
  if (repeated !== undefined) {
    const before = limiter.inspect()
    const { result, change } = limiter.admit(policy, repeated.request, now)
    expect(change).toBe(null)
    expect(limiter.inspect()).toEqual(before)
    const superseded = repeated.request.idempotency !== null && result.kind !== 'admitted'
    const gone = repeated.expired || repeated.outcome === 'released'
    if (!superseded) expect(result.kind).toBe(gone ? 'overloaded' : 'admitted')
    return
  }

  const before = limiter.inspect()
  const { result, change } = limiter.admit(policy, request, now)
  expect(limiter.inspect()).toEqual(before)

  const earlier = log.entries.findLast(
    (entry) =>
      request.idempotency !== null &&
      !entry.expired &&
      entry.request.idempotency?.key === request.idempotency.key &&
      entry.request.projectId === request.projectId &&
      entry.at + 86_400_000 > now,
  )
  if (earlier !== undefined) {
    const same = earlier.request.idempotency!.bodyHash === request.idempotency!.bodyHash
    expect(result).toMatchObject(same ? { kind: 'joined', generationId: earlier.request.generationId } : { kind: 'idempotency_mismatch' })
    return
  }
  const visit: Visit = { place: 0, target: TARGETS[target]!, requests: 1, images, tokens }
  const waits = limits.map((limit) => log.wait(limit, request, visit, now)).filter((wait) => wait !== null)
  if (waits.includes('never')) {
    expect(result.kind).toBe('exceeds_limit')
    return
  }
  if (waits.length > 0) {
    if (result.kind !== 'denied') throw new Error(`admitted what the log refuses: ${JSON.stringify(result)}`)
    const known = waits.filter((wait) => typeof wait === 'number')
    expect(result.retryAfterMs).toBe(Math.max(...known, ...(waits.includes('unknown') ? [1000] : [])))
    if (!waits.includes('unknown')) {
      expect(limiter.admit(policy, request, now + result.retryAfterMs).result.kind).toBe('admitted')
      expect(limiter.admit(policy, request, now + result.retryAfterMs - 1).result.kind).toBe('denied')
    }
    return
  }
  expect(result.kind).toBe('admitted')
  disk.keep(limiter, change!)
  log.enter({ request, visits: [visit], at: now, began: false, expired: false, outcome: null, amountMicros: 0 })
}

function runNext(
  limiter: Limiter,
  disk: Disk,
  policy: CompiledPolicy,
  log: Log,
  limits: Limit[],
  entry: Entry,
  { place, target, images, tokens }: Command & { kind: 'next' },
  now: number,
): void {
  log.expire(now)
  const next = { place, ...TARGETS[target]!, images, tokens, policy }
  const before = limiter.inspect()
  const { result, change } = limiter.begin(entry.request.generationId, now, next)
  expect(limiter.inspect()).toEqual(before)
  const ended = entry.expired ? 'released' : entry.outcome
  if (ended !== null) {
    expect(result).toEqual({ kind: 'refused', state: ended })
    if (change !== null) disk.keep(limiter, change)
    return
  }
  // If `begin` was already called for this position in the fallback chain, the repeated call changes nothing.
  if (entry.visits.some((visit) => visit.place === place)) {
    expect({ result, change }).toEqual({ result: { kind: 'begun' }, change: null })
    return
  }
  const visit: Visit = { place, target: TARGETS[target]!, requests: 1, images, tokens }
  const waits = limits.map((limit) => log.wait(limit, entry.request, visit, now, entry)).filter((wait) => wait !== null)
  if (waits.length > 0) {
    expect(change).toBe(null)
    if (result.kind !== 'denied') throw new Error(`let on to what the log refuses: ${JSON.stringify(result)}`)
    if (waits.includes('never')) {
      expect(result).toMatchObject({ code: 'request_exceeds_limit', retryAfterMs: null })
      return
    }
    const known = waits.filter((wait) => typeof wait === 'number')
    expect(result.retryAfterMs).toBe(Math.max(...known, ...(waits.includes('unknown') ? [1000] : [])))
    if (!waits.includes('unknown') && entry.began) {
      expect(limiter.begin(entry.request.generationId, now + result.retryAfterMs!, next).result.kind).toBe('begun')
      expect(limiter.begin(entry.request.generationId, now + result.retryAfterMs! - 1, next).result.kind).toBe('denied')
    }
    return
  }
  expect(result).toEqual({ kind: 'begun' })
  disk.keep(limiter, change!)
  entry.began = true
  log.goOn(entry, visit, now)
}

function runSettle(
  limiter: Limiter,
  disk: Disk,
  entry: Entry,
  usage: UsageEvent[],
  command: Command & { kind: 'begin' | 'settle' },
  now: number,
): void {
  const { outcome } = command
  const amountMicros = outcome === 'released' ? 0 : command.amountMicros
  const before = limiter.inspect()
  const { result, change } = limiter.settle(settlement(entry.request.generationId, outcome, amountMicros), now)
  expect(limiter.inspect()).toEqual(before)
  const open = !entry.expired && (entry.outcome === null || (entry.outcome === 'held' && outcome !== 'held'))
  if (!open) {
    expect(change).toBe(null)
    expect(['repeated', 'conflict']).toContain(result.kind)
    if (outcome === entry.outcome && amountMicros === entry.amountMicros) expect(result.kind).toBe('repeated')
    return
  }
  expect(result.kind).toBe('settled')
  disk.keep(limiter, change!)
  usage.push(change!.usage!)
  entry.outcome = outcome
  entry.amountMicros = amountMicros
  // A repeated call has no effect.
  expect(limiter.settle(settlement(entry.request.generationId, outcome, amountMicros), now)).toEqual({
    result: { kind: 'repeated' },
    change: null,
  })
}

// --- single rules --------------------------------------------------------------------------------------------------------------------

function limiterWith(limits: Limit[], changes: Parameters<typeof policyWith>[1] = {}) {
  const disk = new Disk()
  const limiter = new Limiter(disk, disk.saved(0))
  const policy = new CompiledPolicy(policyWith(limits, changes))
  return {
    limiter,
    policy,
    admit(request: AdmitRequest, now = START) {
      const { result, change } = limiter.admit(policy, request, limiter.time(now))
      if (change !== null) disk.keep(limiter, change)
      return result
    },
    begin(generationId: string, now = START, next?: NextTarget) {
      const { result, change } = limiter.begin(generationId, limiter.time(now), next === undefined ? null : { ...next, policy })
      if (change !== null) disk.keep(limiter, change)
      return result
    },
    recall(request: RecallRequest, now = START) {
      const { result, change } = limiter.recall(policy, request, limiter.time(now))
      if (change !== null) disk.keep(limiter, change)
      return result
    },
    settle(request: SettleRequest, now = START) {
      const { result, change } = limiter.settle(request, limiter.time(now))
      if (change !== null) disk.keep(limiter, change)
      return { result, change }
    },
    expire(now: number) {
      for (let change = limiter.expire(now); change !== null; change = limiter.expire(now)) disk.keep(limiter, change)
    },
  }
}
const monthly = (limit: number): Limit => ({ scope: 'instance', target: null, metric: 'cost_micros', limit, windowSeconds: 'month' })

describe('the order of checks', () => {
  const perMinute: Limit = { scope: 'key', target: null, metric: 'requests', limit: 1, windowSeconds: 60 }
  const idempotency = { key: 'a', bodyHash: 'x', ttlSeconds: 86_400 }

  test('key, idempotency, epoch, limits, budgets', () => {
    const world = limiterWith([perMinute, monthly(100)])
    const first = admission({ idempotency, reserveMicros: 100 })
    expect(world.admit(first).kind).toBe('admitted')
    // Each request has one fault less than the one before. The first fault in the order of checks is reported.
    expect(world.admit(admission({ keyId: 'key_gone', idempotency, epoch: 0 }))).toEqual({ kind: 'key_refused', code: 'revoked_key' })
    expect(world.admit(admission({ idempotency: { ...idempotency, bodyHash: 'y' }, epoch: 0 }))).toEqual({ kind: 'idempotency_mismatch' })
    expect(world.admit(admission({ idempotency, epoch: 0 }))).toMatchObject({ kind: 'joined', generationId: first.generationId })
    expect(world.admit(admission({ epoch: 0 }))).toEqual({ kind: 'stale_epoch', epoch: 1 })
    expect(world.admit(admission())).toMatchObject({
      kind: 'denied',
      code: 'rate_limited',
      limit: { scope: 'key', metric: 'requests', limit: 1, windowSeconds: 60 },
    })
    expect(world.admit(admission({ keyId: 'key_user', reserveMicros: 1 }))).toMatchObject({
      kind: 'denied',
      code: 'budget_exceeded',
      limit: { metric: 'cost_micros', windowSeconds: 30 * 86_400 },
    })
  })

  test('a key must be active, belong to the project, have the scope and not be expired', () => {
    const { policy, limiter } = limiterWith([])
    const check = (keyId: string, projectId: string, scope: 'read' | 'generate' | 'manage', now = START) =>
      limiter.check(policy, { instanceId: 'inst_1', projectId, keyId, scope }, now)
    expect(check('key_1', 'proj_1', 'read')).toBe(null)
    expect(check('key_1', 'proj_1', 'manage')).toBe('insufficient_scope')
    expect(check('key_1', 'proj_2', 'read')).toBe('not_found')
    expect(check('key_user', 'proj_2', 'manage')).toBe(null)
    expect(check('key_user', 'proj_gone', 'read')).toBe('not_found')
    expect(check('key_expiring', 'proj_1', 'generate', START + 999)).toBe(null)
    expect(check('key_expiring', 'proj_1', 'generate', START + 1000)).toBe('expired_key')
    expect(check('toString', 'proj_1', 'read')).toBe('revoked_key')
    expect(limiterWith([], { status: 'disabled' }).admit(admission())).toEqual({ kind: 'key_refused', code: 'not_found' })
  })

  test('no wait helps a request larger than a limit', () => {
    const world = limiterWith([{ scope: 'instance', target: null, metric: 'images', limit: 4, windowSeconds: 60, burst: 2 }, monthly(100)])
    expect(world.admit(admission({ images: 3 }))).toMatchObject({ kind: 'exceeds_limit', limit: { metric: 'images' } })
    expect(world.admit(admission({ reserveMicros: 101 }))).toMatchObject({ kind: 'exceeds_limit', limit: { metric: 'cost_micros' } })
  })

  test('target null gives each member a counter; a limit for one member applies beside it', () => {
    const world = limiterWith([perMinute, { ...perMinute, target: 'key_2', limit: 5 }])
    expect(world.admit(admission({ keyId: 'key_1' })).kind).toBe('admitted')
    expect(world.admit(admission({ keyId: 'key_1' })).kind).toBe('denied')
    expect(world.admit(admission({ keyId: 'key_2', projectId: 'proj_2' })).kind).toBe('admitted')
    expect(world.admit(admission({ keyId: 'key_2', projectId: 'proj_2' })).kind).toBe('denied')
  })

  test('headers name the policy and the limit that will run out first', () => {
    const world = limiterWith([
      { scope: 'instance', target: null, metric: 'requests', limit: 500, windowSeconds: 60 },
      { ...perMinute, limit: 4 },
    ])
    expect(world.admit(admission())).toMatchObject({
      kind: 'admitted',
      headers: {
        policy: [
          { name: 'instance-requests-60', quota: 500, windowSeconds: 60 },
          { name: 'key-requests-60', quota: 4, windowSeconds: 60 },
        ],
        nearest: { name: 'key-requests-60', remaining: 3, resetSeconds: 15 },
      },
    })
  })
})

describe('a request without a plan', () => {
  const asking = (idempotency: Idempotency, changes: Partial<RecallRequest> = {}): RecallRequest => {
    const { instanceId, projectId, keyId, generationId, operation } = admission()
    return { instanceId, projectId, keyId, generationId, operation, idempotency, ...changes }
  }
  const idempotency = { key: 'a', bodyHash: 'x', ttlSeconds: 86_400 }

  test('is recognized by its key and body, whatever its outcome, and uses nothing', () => {
    const world = limiterWith([{ scope: 'key', target: null, metric: 'requests', limit: 5, windowSeconds: 60 }])
    const recall = (request: RecallRequest, now = START) => world.limiter.recall(world.policy, request, now).result
    expect(recall(asking(idempotency))).toEqual({ kind: 'unknown', epoch: 1 })
    const first = admission({ idempotency })
    world.admit(first)
    const joined = { kind: 'joined', generationId: first.generationId, headers: { nearest: { name: 'key-requests-60', remaining: 4 } } }
    expect(recall(asking(idempotency))).toMatchObject({ ...joined, begun: false })
    world.begin(first.generationId)
    expect(recall(asking(idempotency))).toMatchObject({ ...joined, begun: true })
    world.settle(settlement(first.generationId, 'released', 0))
    expect(recall(asking(idempotency))).toMatchObject({ ...joined, begun: true })
    expect(recall(asking({ ...idempotency, bodyHash: 'y' }))).toEqual({ kind: 'idempotency_mismatch' })
    expect(recall(asking(idempotency, { operation: 'createImage' }))).toEqual({ kind: 'unknown', epoch: 1 })
    expect(recall(asking(idempotency, { projectId: 'proj_2', keyId: 'key_2' }))).toEqual({ kind: 'unknown', epoch: 1 })
    expect(recall(asking(idempotency, { keyId: 'key_gone' }))).toEqual({ kind: 'key_refused', code: 'revoked_key' })
    expect(recall(asking(idempotency), START + 86_400_000)).toEqual({ kind: 'unknown', epoch: 1 })
  })

  test('without a key is recognized by its repeats; a first request claims the job that a repeat has begun', () => {
    const world = limiterWith([])
    const sent = (repeat: boolean, receivedAt: number) => ({ ...idempotency, ttlSeconds: 1800, sending: { repeat, receivedAt } })
    const begun = admission({ idempotency: sent(true, 20) })
    world.admit(begun)
    expect(world.recall(asking(sent(true, 30)))).toMatchObject({ kind: 'joined', generationId: begun.generationId })
    expect(world.recall(asking(sent(false, 25)))).toMatchObject({ kind: 'unknown' })
    expect(world.recall(asking(sent(false, 10)))).toMatchObject({ kind: 'joined', generationId: begun.generationId })
    // `receivedAt` is the time at which the Worker received a request. The limiter may get the requests in another order. Here, it first
    // got a repeat, which the Worker had received at 20, and the repeat began the generation. Then the limiter got the request that the
    // Worker had received at 10, and took it for the original request of this repeat. The request received at 11 could be the original one,
    // too. But a generation has only one original request, so the request received at 11 is a new one with the same content.
    expect(world.recall(asking(sent(false, 11)))).toMatchObject({ kind: 'unknown' })
  })
})

describe('the next model of a chain', () => {
  const ofModel = (metric: 'requests' | 'images', limit: number): Limit => ({
    scope: 'model',
    target: 'sketch-2',
    metric,
    limit,
    windowSeconds: 3600,
  })
  const second = (changes: Partial<NextTarget> = {}): NextTarget => ({
    place: 1,
    provider: 'sketch',
    model: 'sketch-2',
    images: 1,
    tokens: 0,
    ...changes,
  })
  const begun = (world: ReturnType<typeof limiterWith>, changes: Parameters<typeof admission>[0] = {}) => {
    const request = admission(changes)
    expect(world.admit(request).kind).toBe('admitted')
    expect(world.begin(request.generationId)).toEqual({ kind: 'begun' })
    return request.generationId
  }
  const used = ({ limiter, policy }: ReturnType<typeof limiterWith>, now = START) =>
    limiter.states(policy, { instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' }, now).map((state) => state.used)

  test('counts against its own limits, once, and not against scopes that already count the request', () => {
    const everywhere = { target: null, metric: 'requests' as const, limit: 10, windowSeconds: 3600 }
    const world = limiterWith([
      ofModel('requests', 1),
      { scope: 'provider', ...everywhere },
      { scope: 'project', ...everywhere },
      { scope: 'instance', ...everywhere },
    ])
    const generationId = begun(world)
    expect(used(world)).toEqual([0, 1, 1, 1])
    expect(world.begin(generationId, START, second())).toEqual({ kind: 'begun' })
    expect(world.begin(generationId, START, second())).toEqual({ kind: 'begun' })
    expect(used(world)).toEqual([1, 1, 1, 1])
    const other = begun(world)
    expect(world.begin(other, START, second())).toEqual({
      kind: 'denied',
      code: 'rate_limited',
      limit: { scope: 'model', target: 'sketch-2', metric: 'requests', limit: 1, windowSeconds: 3600 },
      retryAfterMs: 3_600_000,
    })
    // The denied call of `begin` has taken nothing from the limits. The generation may still begin with the next model of the chain.
    expect(used(world)).toEqual([1, 2, 2, 2])
    expect(world.begin(other, START, second({ place: 2, provider: 'other', model: 'other-1' }))).toEqual({ kind: 'begun' })
    // `used` lists the counters of the providers in the order of their names: `other` before `sketch`.
    expect(used(world)).toEqual([1, 1, 2, 2, 2])
  })

  test('with more pictures adds the difference to the scopes of the first', () => {
    const hourly = { target: null, metric: 'images' as const, limit: 10, windowSeconds: 3600 }
    const world = limiterWith([
      { scope: 'instance', ...hourly },
      { scope: 'provider', ...hourly },
    ])
    const generationId = begun(world, { images: 1 })
    expect(world.begin(generationId, START, second({ images: 4 }))).toEqual({ kind: 'begun' })
    expect(used(world)).toEqual([4, 4])
    expect(world.begin(generationId, START, second({ place: 2, model: 'sketch-3', images: 2 }))).toEqual({ kind: 'begun' })
    expect(used(world)).toEqual([4, 4])
    expect(world.begin(generationId, START, second({ place: 3, model: 'sketch-4', images: 11 }))).toMatchObject({
      kind: 'denied',
      code: 'rate_limited',
    })
    expect(world.begin(generationId, START, second({ place: 3, model: 'sketch-4', images: 15 }))).toMatchObject({
      kind: 'denied',
      code: 'request_exceeds_limit',
      retryAfterMs: null,
    })
  })

  test('keeps its concurrency slot, and releases it at the end', () => {
    const world = limiterWith([
      { scope: 'model', target: null, metric: 'concurrency', limit: 1, windowSeconds: null },
      { scope: 'instance', target: null, metric: 'concurrency', limit: 2, windowSeconds: null },
    ])
    const generationId = begun(world)
    expect(world.begin(generationId, START, second())).toEqual({ kind: 'begun' })
    // The first request has moved on to the second model. So the slot of the first model is free again, and the slot of the second is
    // taken.
    const other = begun(world)
    expect(world.begin(other, START, second())).toMatchObject({ kind: 'denied', code: 'concurrency_limited', retryAfterMs: 1000 })
    world.settle(settlement(generationId, 'released', 0))
    expect(world.begin(other, START, second())).toEqual({ kind: 'begun' })
    world.settle(settlement(other, 'settled', 0))
    expect(world.limiter.inspect()).toMatchObject({ running: {} })
  })

  test('of a deleted instance has no limits; an ended generation has no next model', () => {
    const world = limiterWith([ofModel('requests', 1)])
    const generationId = begun(world)
    expect(world.limiter.begin(generationId, START, { ...second(), policy: null }).result).toEqual({ kind: 'begun' })
    world.settle(settlement(generationId, 'held', 5))
    expect(world.begin(generationId, START, second())).toEqual({ kind: 'refused', state: 'held' })
    expect(world.begin('gen_unknown', START, second())).toEqual({ kind: 'refused', state: 'unknown' })
  })
})

describe('reservations', () => {
  test('an admission that does not begin within 60 s is released, by begin or by the sweep, with its idempotency key', () => {
    for (const swept of [true, false]) {
      const world = limiterWith([monthly(100)])
      const idempotency = { key: 'a', bodyHash: 'x', ttlSeconds: 86_400 }
      const first = admission({ reserveMicros: 100, idempotency })
      expect(world.admit(first).kind).toBe('admitted')
      if (swept) world.expire(START + BEGIN_WITHIN_MS)
      expect(world.begin(first.generationId, START + BEGIN_WITHIN_MS)).toEqual({ kind: 'refused', state: 'released' })
      const second = admission({ reserveMicros: 100, idempotency })
      expect(world.admit(second, START + BEGIN_WITHIN_MS).kind).toBe('admitted')
      expect(world.begin(second.generationId, START + 2 * BEGIN_WITHIN_MS - 1)).toMatchObject({ kind: 'begun' })
      expect(world.begin(second.generationId, START + 5 * BEGIN_WITHIN_MS)).toMatchObject({ kind: 'begun' })
    }
  })

  test('a finished generation keeps its idempotency key, even if it failed or cost nothing', () => {
    const world = limiterWith([])
    const idempotency = { key: 'a', bodyHash: 'x', ttlSeconds: 86_400 }
    const first = admission({ idempotency })
    world.admit(first)
    world.begin(first.generationId)
    world.settle(settlement(first.generationId, 'released', 0))
    expect(world.admit(admission({ idempotency }))).toMatchObject({ kind: 'joined', generationId: first.generationId })
    expect(world.admit(admission({ idempotency, projectId: 'proj_2', keyId: 'key_2' })).kind).toBe('admitted')
    expect(world.admit(admission({ idempotency, operation: 'edit' })).kind).toBe('admitted')
    expect(world.admit(admission({ idempotency }), START + 86_400_000).kind).toBe('admitted')
  })

  test('a request without a key is joined only by its repeats, whichever comes first', () => {
    const world = limiterWith([monthly(1000)])
    const sent = (repeat: boolean, receivedAt: number, changes: Partial<AdmitRequest> = {}) =>
      admission({
        reserveMicros: 100,
        idempotency: { key: 'x', bodyHash: 'x', ttlSeconds: 1800, sending: { repeat, receivedAt } },
        ...changes,
      })
    const [one, two] = [sent(false, 10), sent(false, 20)]
    // `one` and `two` have the same content, but are not marked as repeats. So each of them starts a generation of its own. A repeat of
    // this content could belong to either of them. It joins the generation of the newer one, `two`.
    expect([world.admit(one).kind, world.admit(two).kind]).toEqual(['admitted', 'admitted'])
    expect(world.admit(sent(true, 30))).toMatchObject({ kind: 'joined', generationId: two.generationId })
    // The next three requests must not join the generations of `one` and `two`:
    // - a repeat that was sent with another API key.
    // - a request whose caller sent an idempotency key, which happens to be `x`. The callers of `one` and `two` sent none. The platform
    //   took a hash of their requests instead, and this hash is `x` here.
    // - a repeat that arrives half an hour later.
    expect(world.admit(sent(true, 30, { keyId: 'key_user', projectId: 'proj_1' })).kind).toBe('admitted')
    expect(world.admit(admission({ idempotency: { key: 'x', bodyHash: 'y', ttlSeconds: 60 } })).kind).toBe('admitted')
    const late = sent(true, 40)
    expect(world.admit(late, START + 1_800_000).kind).toBe('admitted')
    // `late` is a repeat that reached the limiter before `first`, its original request. When `first` arrives, it joins the generation of
    // `late`. The Worker may lose the limiter's response and send `first` to the limiter again, with the same generation id. Then `first`
    // joins the same generation. At the end, a request with the same content as `first` but another generation id arrives. It is not
    // `first`, and only one original request can join the generation of `late`. So it is a new request, and gets a generation of its own.
    const first = sent(false, 35)
    for (let call = 0; call < 2; call++)
      expect(world.admit(first, START + 1_800_001)).toMatchObject({ kind: 'joined', generationId: late.generationId })
    expect(world.admit(sent(false, 35), START + 1_800_002).kind).toBe('admitted')
  })

  test('a job that a repeat began waits for its first request, also after it has ended and with another one in between', () => {
    for (const ended of [false, true]) {
      const world = limiterWith([monthly(1000)])
      const sent = (repeat: boolean, receivedAt: number) =>
        admission({ reserveMicros: 100, idempotency: { key: 'x', bodyHash: 'x', ttlSeconds: 1800, sending: { repeat, receivedAt } } })
      const ahead = sent(true, 20)
      expect(world.admit(ahead).kind).toBe('admitted')
      expect(world.admit(sent(false, 21)).kind).toBe('admitted')
      if (ended) {
        world.begin(ahead.generationId)
        world.settle(settlement(ahead.generationId, 'settled', 100))
      }
      expect(world.admit(sent(false, 19))).toMatchObject({ kind: 'joined', generationId: ahead.generationId })
      expect(world.admit(sent(false, 19)).kind).toBe('admitted')
    }
  })

  test('a held job that a repeat began blocks no join once its time is over', () => {
    const world = limiterWith([monthly(1000)])
    const sent = (repeat: boolean, receivedAt: number) =>
      admission({ reserveMicros: 100, idempotency: { key: 'x', bodyHash: 'x', ttlSeconds: 1800, sending: { repeat, receivedAt } } })
    const ahead = sent(true, 20)
    world.admit(ahead)
    world.begin(ahead.generationId)
    world.settle(settlement(ahead.generationId, 'held', 100))
    const next = sent(false, 30)
    expect(world.admit(next, START + 1_800_000).kind).toBe('admitted')
    expect(world.admit(sent(true, 31), START + 1_800_001)).toMatchObject({ kind: 'joined', generationId: next.generationId })
  })

  test('a cost above the reservation is recorded in full and blocks further admissions', () => {
    const world = limiterWith([monthly(100)])
    const first = admission({ reserveMicros: 60 })
    world.admit(first)
    world.begin(first.generationId)
    expect(world.settle(settlement(first.generationId, 'settled', 150)).change).toMatchObject({ overrun: true })
    expect(world.admit(admission({ reserveMicros: 0 }))).toMatchObject({
      kind: 'denied',
      code: 'budget_exceeded',
      retryAfterMs: windowEnd('month', START) - START,
    })
  })

  test('a held amount counts, frees concurrency, and is settled later into the month of its admission', () => {
    const world = limiterWith([monthly(100), { scope: 'instance', target: null, metric: 'concurrency', limit: 1, windowSeconds: null }])
    const endOfMonth = windowEnd('month', START)
    const first = admission({ reserveMicros: 100 })
    world.admit(first, endOfMonth - 1)
    world.begin(first.generationId, endOfMonth - 1)
    expect(world.admit(admission(), endOfMonth - 1)).toMatchObject({ kind: 'denied', code: 'concurrency_limited' })
    expect(world.settle(settlement(first.generationId, 'held', 100), endOfMonth).result).toEqual({ kind: 'settled' })
    // The held amount belongs to the old month and does not count in the new one.
    expect(world.admit(admission({ reserveMicros: 100 }), endOfMonth).kind).toBe('admitted')
    const late = world.settle(settlement(first.generationId, 'settled', 40), endOfMonth + 5000)
    expect(late.change?.usage).toMatchObject({ requests: 0, costMicros: 40, heldMicros: -100, at: endOfMonth })
    // The settle call with the held amount is repeated after the final settlement. This late repeat is not a conflict. A call with another
    // amount is a conflict.
    expect(world.settle(settlement(first.generationId, 'held', 100)).result).toEqual({ kind: 'repeated' })
    expect(world.settle(settlement(first.generationId, 'settled', 41)).result).toEqual({
      kind: 'conflict',
      outcome: 'settled',
      amountMicros: 40,
    })
    expect(world.settle(settlement(first.generationId, 'released', 0)).result).toEqual({
      kind: 'conflict',
      outcome: 'settled',
      amountMicros: 40,
    })
  })

  test('a budget set in the middle of a month counts earlier spending', () => {
    const world = limiterWith([])
    const first = admission({ reserveMicros: 90 })
    world.admit(first)
    world.begin(first.generationId)
    world.settle(settlement(first.generationId, 'settled', 90))
    const later = new CompiledPolicy(policyWith([monthly(100)]))
    expect(world.limiter.admit(later, admission({ reserveMicros: 11 }), START).result.kind).toBe('denied')
    expect(world.limiter.admit(later, admission({ reserveMicros: 10 }), START).result.kind).toBe('admitted')
  })

  test('amounts that are not integers are a defect, not a request', () => {
    const world = limiterWith([])
    expect(() => world.admit(admission({ reserveMicros: -1 }))).toThrow(RangeError)
    expect(() => world.admit(admission({ tokens: 0.5 }))).toThrow(RangeError)
    const first = admission()
    world.admit(first)
    expect(() => world.settle(settlement(first.generationId, 'settled', Number.NaN))).toThrow(RangeError)
  })
})

describe('the clock', () => {
  const hourly: Limit = { scope: 'instance', target: null, metric: 'requests', limit: 10, windowSeconds: 3600 }

  test('one hour forward and back gives and takes nothing', () => {
    const world = limiterWith([hourly])
    const take = (now: number) => {
      let count = 0
      while (world.admit(admission(), now).kind === 'admitted') count += 1
      return count
    }
    expect(take(START)).toBe(10)
    expect(take(START + 3_600_000)).toBe(10)
    // The clock goes back by an hour to the right time. The limiter's time does not go back, so nothing more is admitted until the clock
    // has passed the latest time that the limiter has used.
    expect(take(START)).toBe(0)
    expect(take(START + 3_600_000 - 1)).toBe(0)
    expect(take(START + 3_600_000 + 360_000)).toBe(1)
  })

  test('one hour back makes nobody wait longer than that hour and the wait itself', () => {
    const world = limiterWith([hourly])
    for (let count = 0; count < 10; count++) world.admit(admission(), START)
    const denied = world.admit(admission(), START - 3_600_000)
    expect(denied).toMatchObject({ kind: 'denied', retryAfterMs: 360_000 })
  })

  test('across the end of a month each side has its own budget', () => {
    const world = limiterWith([monthly(100)])
    const end = windowEnd('month', START)
    expect(world.admit(admission({ reserveMicros: 100 }), end - 1).kind).toBe('admitted')
    expect(world.admit(admission({ reserveMicros: 1 }), end - 1)).toMatchObject({ kind: 'denied', retryAfterMs: 1 })
    expect(world.admit(admission({ reserveMicros: 100 }), end).kind).toBe('admitted')
    // The clock goes back to the old month, but the limiter's time stays in the new month.
    expect(world.admit(admission({ reserveMicros: 1 }), end - 1).kind).toBe('denied')
  })
})

test('a changed limit counts the amount used under the old one', () => {
  const world = limiterWith([{ scope: 'instance', target: null, metric: 'requests', limit: 10, windowSeconds: 60 }])
  for (let count = 0; count < 10; count++) world.admit(admission())
  const raised = new CompiledPolicy(policyWith([{ scope: 'instance', target: null, metric: 'requests', limit: 30, windowSeconds: 60 }]))
  expect(world.limiter.adopt(raised, START)).toHaveLength(1)
  expect(world.limiter.states(raised, { instanceId: 'inst_1', projectId: 'proj_1', keyId: 'key_1' }, START)).toMatchObject([
    { limit: 30, used: 10, remaining: 20 },
  ])
})
