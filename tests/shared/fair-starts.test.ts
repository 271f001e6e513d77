import { describe, expect, it } from 'vitest'
import { FairStarts } from '../../src/shared/fair-starts.ts'

/**
 * Simulates a thread on which every timer is late by `lateMs`. The thread's clock advances only when a request sleeps or the test calls
 * `later`.
 */
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

/** Simulates a thread on which every timer is late by `lateMs`. `step` advances the thread's clock by one millisecond. */
function steppedThread(lateMs: number) {
  let now = 1_000_000
  const sleeping: { until: number; wake: () => void }[] = []
  const starts = new FairStarts({
    now: () => now,
    pause: (durationMs) => new Promise((wake) => sleeping.push({ until: now + durationMs + lateMs, wake })),
  })
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return {
    starts,
    settle,
    async step() {
      now++
      for (const sleeper of sleeping.splice(0)) {
        if (sleeper.until <= now) sleeper.wake()
        else sleeping.push(sleeper)
      }
      await settle()
    },
  }
}

/** Begins `count` requests of this owner, and returns the functions that end them. */
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

  it('a refusal waits for others, but not if there are none', async () => {
    const idle = thread(0)
    await idle.starts.postpone('refused')
    expect(idle.sleeps).toBe(0)
    await send(idle.starts, 'other', 3)
    const before = idle.sleeps
    await idle.starts.postpone('refused')
    expect(idle.sleeps).toBe(before + 1)
  })

  it('nobody waits for a refusal: a single invalid key cannot slow an instance down', async () => {
    const idle = thread(0)
    await idle.starts.postpone('refused')
    await send(idle.starts, 'one', 10)
    expect(idle.sleeps).toBe(0)
    await idle.starts.postpone('refused')
    expect(idle.sleeps).toBe(1)
    await send(idle.starts, 'one', 10)
    expect(idle.sleeps).toBe(1)
  })

  it('of a flood of refusals, at most 256 wait', async () => {
    const { starts, settle } = steppedThread(0)
    await starts.begin('one')
    let begun = 0
    for (let sent = 0; sent < 300; sent++) void starts.postpone('refused').then(() => begun++)
    await settle()
    expect(begun).toBe(300 - 256)
  })

  it('an owner that waits for more than two seconds is not forgotten: it would go before owners with fewer requests', async () => {
    const { starts, settle, step } = steppedThread(5)
    const begun: string[] = []
    const sendMany = async (owner: string, count: number) => {
      for (let sent = 0; sent < count; sent++) void starts.begin(owner).then(() => begun.push(owner))
      await settle()
    }
    await starts.begin('quiet')
    await sendMany('noisy', 60)
    for (let ms = 0; ms < 2100; ms++) await step()
    for (let one = 0; one < 30; one++) await starts.begin(`quiet-${one}`)
    await sendMany('lively', 5)
    const waiting = begun.length
    while (begun.filter((owner) => owner === 'lively').length < 5) await step()
    expect(begun.slice(waiting)).toEqual(begun.slice(waiting).map(() => 'lively'))
    expect(begun.length).toBeGreaterThan(waiting)
  })

  it('without an idle moment, one request begins after 250 ms', async () => {
    const busy = thread(20)
    await send(busy.starts, 'noisy', 5)
    await send(busy.starts, 'quiet', 1)
    await send(busy.starts, 'noisy', 1)
    const from = busy.now
    await send(busy.starts, 'noisy', 1)
    expect(busy.now - from).toBeGreaterThanOrEqual(250)
    expect(busy.now - from).toBeLessThanOrEqual(290)
  })

  it('the work of a request is followed by a rest of equal length', async () => {
    let now = 1_000_000
    let workMs = 0
    const starts = new FairStarts({
      now: () => now,
      pause: (durationMs) => {
        now += durationMs + workMs
        workMs = 0
        return Promise.resolve()
      },
    })
    await send(starts, 'noisy', 5)
    await send(starts, 'quiet', 1)
    await send(starts, 'noisy', 1)
    const from = now
    workMs = 60
    await send(starts, 'noisy', 1)
    expect(now - from).toBeGreaterThanOrEqual(120)
    expect(now - from).toBeLessThanOrEqual(160)
  })

  it('one idle moment lets one of many waiting requests begin, of the owner with the fewest', async () => {
    const { starts, settle, step } = steppedThread(0)
    await starts.begin('quiet')
    const begun: string[] = []
    const wait = async (owner: string) => {
      await starts.begin(owner)
      begun.push(owner)
    }
    const many = [...Array.from({ length: 20 }, () => wait('noisy')), ...Array.from({ length: 12 }, () => wait('lively'))]
    // A request waits only if its owner has more open requests than the average owner. Neither `noisy` nor `lively`
    // is above the average at its first request, so this request begins immediately.
    await settle()
    const immediately = begun.length
    const most: number[] = []
    while (begun.length < 32) {
      const before = begun.length
      await step()
      most.push(begun.length - before)
    }
    await Promise.all(many)
    expect(Math.max(...most)).toBe(1)
    expect(begun.slice(immediately).lastIndexOf('lively')).toBeLessThan(begun.slice(immediately).indexOf('noisy'))
    // A waiting request pauses for at least 4 ms, and begins only if no other request has begun during this pause. So two waiting requests
    // begin at least 4 ms apart. Each step of the test is 1 ms.
    expect(most.length).toBeGreaterThanOrEqual((32 - immediately) * 4)
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
