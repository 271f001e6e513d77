import { describe, expect, it } from 'vitest'
import { AXIS_SPACE, AXIS_STEPS } from '../../src/panel/parts/axis-steps.ts'
import { money } from '../../src/panel/parts/money.ts'

/** The lines of an axis that is 240 pixels high, as uPlot chooses them: with the smallest step for which there is room. */
function linesOf(high: number): number[] {
  const step = AXIS_STEPS.find((each) => (each / high) * 240 >= AXIS_SPACE)!
  return Array.from({ length: Math.floor(high / step) + 1 }, (_, index) => index * step)
}
const dollars = (label: string) => Number(label.replaceAll(/[$,]/g, ''))
const HIGHS = Array.from({ length: 400 }, (_, index) => Math.ceil(40 * 1.05 ** index)).filter((high) => high < 10 ** 11)

describe('the labels of an axis', () => {
  it('show amounts of money exactly', () => {
    for (const high of HIGHS) for (const line of linesOf(high)) expect(dollars(money(line)) * 1e6).toBeCloseTo(line, 3)
    // A bar of $0.13 once rose above the line at $0.125, whose label was $0.13.
    expect(linesOf(143_000).map(money)).toEqual(['$0.00', '$0.02', '$0.04', '$0.06', '$0.08', '$0.10', '$0.12', '$0.14'])
  })

  it('show counts as whole numbers, and durations to a tenth of a second or, from a minute on, to a second', () => {
    for (const high of HIGHS) expect(linesOf(high).every(Number.isInteger)).toBe(true)
    for (const high of HIGHS.filter((each) => each >= 1_000)) {
      const digit = high >= 60_000 ? 1_000 : 100
      expect(linesOf(high).every((line) => line % digit === 0)).toBe(true)
    }
  })
})
