import { expect, test } from 'vitest'
import { rateLimitHeaders, retryAfterSeconds } from '../../src/shared/rate-limit-headers.ts'

const NOW = Date.UTC(2026, 10, 24, 12) + 250

test('the limits as structured fields, plus the usual headers', () => {
  const headers = {
    policy: [
      { name: 'instance-requests-60', quota: 500, windowSeconds: 60 },
      { name: 'key-cost_micros-month', quota: 100_000_000, windowSeconds: 2_592_000 },
    ],
    nearest: { name: 'instance-requests-60', remaining: 499, resetSeconds: 12 },
  }
  expect(rateLimitHeaders(headers, NOW)).toEqual({
    'RateLimit-Policy': '"instance-requests-60";q=500;w=60, "key-cost_micros-month";q=100000000;w=2592000',
    RateLimit: '"instance-requests-60";r=499;t=12',
    'X-RateLimit-Remaining': '499',
    'X-RateLimit-Reset': String(Math.ceil(NOW / 1000) + 12),
  })
  expect(rateLimitHeaders(headers, NOW, 1001)['Retry-After']).toBe('2')
})

test('what is left of money or pictures is not called requests', () => {
  for (const name of ['key-cost_micros-day', 'project-images-3600', 'key-concurrency'])
    expect(rateLimitHeaders({ policy: [], nearest: { name, remaining: 160_000, resetSeconds: 12 } }, NOW)).toEqual({
      RateLimit: `"${name}";r=160000;t=12`,
    })
})

test('no headers without limits', () => {
  expect(rateLimitHeaders({ policy: [], nearest: null }, NOW)).toEqual({})
})

test('names and numbers stay within structured fields', () => {
  const fields = rateLimitHeaders(
    { policy: [{ name: 'model-requests-60:a"b\\c\u00fc', quota: Number.MAX_SAFE_INTEGER, windowSeconds: 60 }], nearest: null },
    NOW,
  )
  expect(fields['RateLimit-Policy']).toBe('"model-requests-60:a\\"b\\\\c?";q=999999999999999;w=60')
})

test('Retry-After is rounded up to whole seconds', () => {
  expect([0, 1, 999, 1000, 1001].map(retryAfterSeconds)).toEqual(['0', '1', '1', '1', '2'])
})
