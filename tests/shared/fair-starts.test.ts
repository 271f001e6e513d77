import { describe, expect, it } from 'vitest'
import { FairStarts } from '../../src/shared/fair-starts.ts'

/** A thread on which every timer is late by `lateMs`. Its clock advances only if somebody sleeps. */
function thread(lateMs: number) {
  let now = 1_000_000
  let sleeps = 0
  const starts = new FairStarts({
    now: () => now,
    pause: (durationMs) => {
      sleeps++
      now += durationMs + lateMs
      return Promise.resolve()
    },
  })
  return {
    starts,
    get now() {
      return now
    },
    get sleeps() {
      return sleeps
    },
    later: (ms: number) => (now += ms),
  }
}

/** Sends requests that stay open. */
async function send(starts: FairStarts, owner: string, count: number) {
  const ends: (() => void)[] = []
  for (let sent = 0; sent < count; sent++) ends.push(await starts.begin(owner))
  return ends
}

describe('D: requests begin by turns of the instances', () => {
  it('requests of one owner alone never wait, however many they are', async () => {
    const busy = thread(50)
    await send(busy.starts, 'one', 500)
    expect(busy.sleeps).toBe(0)
  })

  it('an owner with fewer open requests than the average never waits, however busy the thread is', async () => {
    const busy = thread(50)
    await send(busy.starts, 'noisy', 500)
    await send(busy.starts, 'quiet', 5)
    expect(busy.sleeps).toBe(0)
  })

  it("an owner's only open request never waits, although the average is less", async () => {
    const busy = thread(50)
    for (const owner of ['one', 'two', 'one', 'two']) {
      const [end] = await send(busy.starts, owner, 1)
      end!()
    }
    expect(busy.sleeps).toBe(0)
  })

  it('an owner with more open requests than the average waits for an idle moment', async () => {
    const idle = thread(0)
    const ends = await send(idle.starts, 'noisy', 5)
    await send(idle.starts, 'quiet', 1)
    await send(idle.starts, 'noisy', 10)
    expect(idle.sleeps).toBe(10)
    for (const end of ends) end()
    // Ending a request twice changes nothing.
    for (const end of ends) end()
    await send(idle.starts, 'quiet', 8)
    expect(idle.sleeps).toBe(10)
    await send(idle.starts, 'quiet', 2)
    expect(idle.sleeps).toBeGreaterThan(10)
  })

  it('a request that is not urgent waits for others, but not if there are none', async () => {
    const idle = thread(0)
    await idle.starts.begin('refused', { isUrgent: false })
    expect(idle.sleeps).toBe(0)
    await send(idle.starts, 'other', 3)
    const before = idle.sleeps
    await idle.starts.begin('refused', { isUrgent: false })
    expect(idle.sleeps).toBe(before + 1)
  })

  it('without an idle moment, one request begins after 100 ms', async () => {
    const busy = thread(20)
    await send(busy.starts, 'noisy', 5)
    await send(busy.starts, 'quiet', 1)
    await send(busy.starts, 'noisy', 1)
    const from = busy.now
    await send(busy.starts, 'noisy', 1)
    expect(busy.now - from).toBeGreaterThanOrEqual(100)
    expect(busy.now - from).toBeLessThanOrEqual(140)
  })

  it('one idle moment lets one of many waiting requests begin, of the owner with the fewest', async () => {
    let now = 0
    const sleeping: { until: number; wake: () => void }[] = []
    const starts = new FairStarts({
      now: () => now,
      pause: (durationMs) => new Promise((wake) => sleeping.push({ until: now + durationMs, wake })),
    })
    await starts.begin('quiet')
    const begun: string[] = []
    const wait = async (owner: string) => {
      await starts.begin(owner)
      begun.push(owner)
    }
    const many = [...Array.from({ length: 20 }, () => wait('noisy')), ...Array.from({ length: 12 }, () => wait('lively'))]
    // The first of each owner were not above the average when they came.
    await Promise.resolve()
    const immediately = begun.length
    const most: number[] = []
    while (begun.length < 32) {
      const before = begun.length
      now++
      for (const sleeper of sleeping.splice(0)) {
        if (sleeper.until <= now) sleeper.wake()
        else sleeping.push(sleeper)
      }
      for (let turn = 0; turn < 10; turn++) await Promise.resolve()
      most.push(begun.length - before)
    }
    await Promise.all(many)
    expect(Math.max(...most)).toBe(1)
    expect(begun.slice(immediately).lastIndexOf('lively')).toBeLessThan(begun.slice(immediately).indexOf('noisy'))
    // Each needed at least the shortest look, in which no other began.
    expect(now).toBeGreaterThanOrEqual((32 - immediately) * 4)
  })

  it('an owner without a request for two seconds is forgotten, and a request that is open for ten seconds no longer counts', async () => {
    const idle = thread(0)
    await send(idle.starts, 'noisy', 100)
    idle.later(2001)
    await send(idle.starts, 'quiet', 2)
    await send(idle.starts, 'noisy', 2)
    expect(idle.sleeps).toBe(0)

    const long = thread(0)
    await send(long.starts, 'slow', 20)
    for (let second = 0; second < 11; second++) {
      long.later(1000)
      const [one] = await send(long.starts, 'slow', 1)
      one!()
    }
    await send(long.starts, 'other', 1)
    await send(long.starts, 'slow', 1)
    expect(long.sleeps).toBe(0)
  })
})
