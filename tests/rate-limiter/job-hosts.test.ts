// Tests the choice of job hosts alone, without a limiter.
import { describe, expect, test } from 'vitest'
import { JobHosts, JOBS_PER_HOST } from '../../src/rate-limiter/core/job-hosts.ts'
import type { Reservation } from '../../src/rate-limiter/core/reservation.ts'
import type { AdmitRequest } from '../../src/shared/config-rpc.ts'
import { hostNumberOf, MOST_HOSTS, newGenerationId, onHost, withoutHost } from '../../src/shared/generation-id.ts'
import { admission, START } from './support/world.ts'

const proposed = () => newGenerationId('inst_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', () => START)
const hosted = (changes: Partial<AdmitRequest> = {}) => admission({ generationId: proposed(), hosted: true, ...changes })
const numberOf = ({ generationId }: { generationId: string }) => hostNumberOf(generationId)
const EMPTY = { jobs: {}, ids: {} }

/** Hosts together with the ids of the reservations that have not ended, as a limiter keeps them. */
class World {
  readonly live = new Map<string, Reservation>()
  readonly hosts = new JobHosts((generationId) => this.live.has(generationId))

  enter(request: AdmitRequest, state: Reservation['state'] = 'reserved'): Reservation {
    const { generationId } = request
    const reservation = { generationId, state, ...(request.hosted === true ? { hosted: true } : {}) } as Reservation
    this.live.set(generationId, reservation)
    this.hosts.enter(reservation)
    return reservation
  }
  admit(request: AdmitRequest): Reservation {
    const assigned = this.hosts.assign(request)
    const reservation = this.live.get(assigned.generationId) ?? this.enter(assigned)
    this.hosts.unassign(assigned)
    return reservation
  }
  end(reservation: Reservation): void {
    this.hosts.endJob(reservation)
    this.live.delete(reservation.generationId)
    this.hosts.leave(reservation)
  }
}

describe('assign', () => {
  test('fills one host after the other', () => {
    const world = new World()
    const numbers = Array.from({ length: 2 * JOBS_PER_HOST + 1 }, () => numberOf(world.admit(hosted())))
    expect(numbers).toEqual([...Array<number>(JOBS_PER_HOST).fill(0), ...Array<number>(JOBS_PER_HOST).fill(1), 2])
  })

  test('changes nothing in an id but the host', () => {
    const world = new World()
    for (let count = 0; count < JOBS_PER_HOST; count++) world.admit(hosted())
    const request = hosted()
    const assigned = world.hosts.assign(request)
    expect(assigned).toEqual({ ...request, generationId: onHost(request.generationId, 1) })
    expect(withoutHost(assigned.generationId)).toBe(withoutHost(request.generationId))
  })

  test('counts requests that are still being decided', () => {
    const { hosts } = new World()
    const numbers = Array.from({ length: JOBS_PER_HOST + 1 }, () => numberOf(hosts.assign(hosted())))
    expect(numbers).toEqual([...Array<number>(JOBS_PER_HOST).fill(0), 1])
  })

  test('gives a call that is sent again the id that was admitted, even after another host has room', () => {
    const world = new World()
    const others = Array.from({ length: JOBS_PER_HOST }, () => world.admit(hosted()))
    const request = hosted()
    const first = world.admit(request)
    expect(numberOf(first)).toBe(1)
    world.end(others[0]!)
    expect(world.admit(request)).toBe(first)
    expect(world.hosts.inspect().jobs).toEqual({ 0: JOBS_PER_HOST - 1, 1: 1 })
  })

  test('gives two sendings of one call that are decided at the same time the same id', () => {
    const { hosts } = new World()
    const request = hosted()
    const one = hosts.assign(request)
    for (let count = 1; count < JOBS_PER_HOST; count++) hosts.assign(hosted())
    expect(hosts.assign(request).generationId).toBe(one.generationId)
  })

  test('chooses any host if all are full', () => {
    const world = new World()
    for (let number = 0; number < MOST_HOSTS; number++)
      for (let count = 0; count < JOBS_PER_HOST; count++) world.enter(hosted({ generationId: onHost(proposed(), number) }))
    const number = numberOf(world.hosts.assign(hosted()))
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThan(MOST_HOSTS)
  })
})

describe('room', () => {
  test('is left as it was by a request that was refused', () => {
    const { hosts } = new World()
    hosts.unassign(hosts.assign(hosted()))
    expect(hosts.inspect()).toEqual(EMPTY)
  })

  test('comes back when a job ends', () => {
    const world = new World()
    const jobs = Array.from({ length: JOBS_PER_HOST }, () => world.admit(hosted()))
    world.end(jobs[2]!)
    expect(numberOf(world.admit(hosted()))).toBe(0)
    expect(numberOf(world.admit(hosted()))).toBe(1)
  })

  test('comes back when an amount is held, but the id still belongs to its call', () => {
    const world = new World()
    const request = hosted()
    const reservation = world.admit(request)
    world.hosts.endJob(reservation)
    expect(world.hosts.inspect()).toEqual({ jobs: {}, ids: { [withoutHost(request.generationId)]: reservation.generationId } })
    expect(world.hosts.assign(request).generationId).toBe(reservation.generationId)
  })

  test('is all there again after every job has ended', () => {
    const world = new World()
    const jobs = Array.from({ length: 3 * JOBS_PER_HOST }, () => world.admit(hosted()))
    for (const job of jobs) world.end(job)
    expect(world.hosts.inspect()).toEqual(EMPTY)
  })
})

test('hosts are rebuilt from the reservations that have not ended', () => {
  const before = new World()
  for (let count = 0; count < JOBS_PER_HOST + 2; count++) before.admit(hosted())
  const after = new World()
  for (const reservation of before.live.values()) after.hosts.enter(reservation)
  after.hosts.enter({ ...before.enter(hosted(), 'held') })
  expect(after.hosts.inspect()).toEqual(before.hosts.inspect())
})

test('a request of an earlier version keeps its id and takes no room', () => {
  const world = new World()
  const request = admission({ generationId: proposed() })
  expect(world.hosts.assign(request)).toBe(request)
  world.hosts.unassign(request)
  world.end(world.enter(request))
  expect(world.hosts.inspect()).toEqual(EMPTY)
})
