// Tests at which field of a form the panel shows a fault that the API reports.
import { describe, expect, it } from 'vitest'
import { placeFaults } from '../../src/panel/parts/field-faults.ts'

const FIELDS = ['name', 'cors_origins', 'blocked_terms', 'provider_safety', 'budget.daily_micros', 'limits.0.amount', 'limits.1.amount']
const NAMES: Record<string, string> = {
  '/body/content_policy/blocked_terms': 'blocked_terms',
  '/body/content_policy/provider_safety': 'provider_safety',
  '/body/limits/1': 'limits.1.amount',
}
const place = (...faults: [pointer: string, message: string][]) =>
  placeFaults(
    faults.map(([pointer, message]) => ({ pointer, message })),
    (pointer) => NAMES[pointer],
    (name) => FIELDS.includes(name),
  )

describe('a fault', () => {
  it('belongs to the field of its pointer', () => {
    expect(place(['/body/name', 'is needed'], ['/body/budget/daily_micros', 'must be at least 0'])).toEqual([
      { name: 'name', message: 'is needed' },
      { name: 'budget.daily_micros', message: 'must be at least 0' },
    ])
  })

  it('of any entry of a list belongs to the field that holds the list', () => {
    expect(place(['/body/cors_origins/1', 'is not an origin'])).toEqual([{ name: 'cors_origins', message: 'Entry 2 is not an origin' }])
    expect(place(['/body/content_policy/blocked_terms/2', 'is too long'])).toEqual([
      { name: 'blocked_terms', message: 'Entry 3 is too long' },
    ])
  })

  it('does not hide another fault of the same field', () => {
    expect(place(['/body/cors_origins/0', 'is not an origin'], ['/body/cors_origins/3', 'is not an origin'])).toEqual([
      { name: 'cors_origins', message: 'Entry 1 is not an origin; Entry 4 is not an origin' },
    ])
  })

  it('inside an object says where', () => {
    expect(place(['/body/content_policy/provider_safety/openai/moderation', 'must be "auto"'])).toEqual([
      { name: 'provider_safety', message: 'openai.moderation must be "auto"' },
    ])
    expect(place(['/body/limits/1/burst', 'must be at least 1'])).toEqual([
      { name: 'limits.1.amount', message: 'burst must be at least 1' },
    ])
  })

  it('of no field leaves all faults to the caller', () => {
    expect(place(['/body/name', 'is needed'], ['/body/status', 'is unknown'])).toBeNull()
  })
})
