import { expect, test } from 'vitest'
import type { Seen } from '../../src/rate-limiter/policy.ts'
import { PolicyGate } from '../../src/rate-limiter/policy-gate.ts'

test('an announcement after a restore is in force only if the restored policy could be loaded', async () => {
  const database: { policy: Seen; isAway: boolean } = { policy: { number: 5, mark: 'a' }, isAway: false }
  let seen: Seen | null = null
  let estranged = 0
  const gate = new PolicyGate<Seen>({
    load: () => (database.isAway ? Promise.reject(new Error('The database is away')) : Promise.resolve(database.policy)),
    versionOf: (policy) => policy,
    seen: () => seen,
    estranged: () => void estranged++,
    surpass: ({ number }) => {
      database.policy = { ...database.policy, number: number + 1 }
      return Promise.resolve()
    },
    adopt: (policy) => (seen = policy),
    clock: () => 0,
  })
  expect(await gate.announce(5, 'a')).toBe(true)
  expect(estranged).toBe(1)

  database.policy = { number: 4, mark: 'b', history: 'h' }
  database.isAway = true
  expect(await gate.announce(4, 'b')).toBe(false)
  database.isAway = false
  expect(await gate.announce(4, 'b')).toBe(true)
  expect([estranged, seen]).toEqual([2, { number: 6, mark: 'b', history: 'h' }])
})
