import { describe, expect, it } from 'vitest'
import { fullestBudgets } from '../../src/config-service/metrics/metrics-of.ts'
import type { LimitState } from '../../src/shared/config-rpc.ts'

const budget = (target: string, used: number, more: Partial<LimitState> = {}) =>
  ({ scope: 'project', target, metric: 'cost_micros', windowSeconds: 86_400, limit: 100, used, held: 0, ...more }) as LimitState

describe('the budgets among the metrics', () => {
  it('come with the fullest first, also if a target has two budgets', () => {
    const shown = fullestBudgets([budget('a', 10), budget('b', 50), budget('a', 90)])
    expect(shown.map(({ target, used }) => `${target} ${used}`)).toEqual(['a 90', 'b 50'])
  })

  it('keep the fullest if there are more than a page shows', () => {
    const many = Array.from({ length: 150 }, (_, index) => budget(`t${index}`, index % 90))
    const shown = fullestBudgets([budget('full', 5), ...many, budget('full', 99)])
    expect(shown).toHaveLength(100)
    expect(shown[0]).toMatchObject({ target: 'full', used: 99 })
    const dropped = many.filter(({ target }) => !shown.some((one) => one.target === target))
    expect(Math.max(...dropped.map(({ used }) => used))).toBeLessThanOrEqual(Math.min(...shown.map(({ used }) => used)))
  })

  it('are apart for a day and for a month, and leave out limits of other kinds', () => {
    const shown = fullestBudgets([budget('a', 10), budget('a', 5, { windowSeconds: null }), budget('a', 99, { metric: 'requests' })])
    expect(shown.map(({ windowSeconds }) => windowSeconds)).toEqual([86_400, null])
  })
})
