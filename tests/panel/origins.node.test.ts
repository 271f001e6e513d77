// Tests which origins the panel's form refuses before it sends them.
import { describe, expect, it } from 'vitest'
import { checkOrigins } from '../../src/panel/routes/settings/origins.ts'
import { normalizeOrigin } from '../../src/shared/origins.ts'

const GOOD = ['*', 'https://app.example.com', 'http://localhost:3000', 'https://*.example.com', 'HTTPS://APP.example.com/']
const WRONG = [
  'app.example.com',
  'https://app.example.com/path',
  'https://a.example?x',
  'ftp://a.example',
  'https://a*.example',
  'https://u@a.b',
]

describe('origins', () => {
  it('that the API accepts are sent', () => {
    expect(GOOD.map(normalizeOrigin)).not.toContain(null)
    expect(checkOrigins(GOOD)).toBe(true)
    expect(checkOrigins([])).toBe(true)
  })

  it.each(WRONG)('that are none are marked, as the API would: %s', (entry) => {
    expect(normalizeOrigin(entry)).toBeNull()
    expect(checkOrigins(['*', entry])).toContain(`“${entry}” is not an origin`)
  })
})
