import { describe, expect, it } from 'vitest'
import { isPassing, Unreachable } from '../../src/shared/passing-failure.ts'

describe('a failure that goes away by itself', () => {
  it.each([
    'D1_ERROR: Network connection lost.',
    'Network connection lost.',
    'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
    'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
    'D1_ERROR: D1 DB reset because its code was updated.',
    'D1_ERROR: D1 DB exceeded its CPU time limit and was reset.',
    'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
    'D1_ERROR: Too many requests queued.',
    'Internal error in Durable Object storage caused object to be reset.',
    'Durable Object reset because its code was updated.',
    'get: We encountered an internal error. Please try again. (10001)',
    'put: Reduce your concurrent request rate for the same object. (10058)',
    'KV GET failed: 503 Service Unavailable',
    'KV PUT failed: 429 Too Many Requests',
    'internal error; reference = 0123456789abcdef',
  ])('%s', (message) => {
    expect(isPassing(new Error(message))).toBe(true)
    // drizzle throws an error of its own, whose `cause` is the error of D1.
    expect(isPassing(new Error('Failed query: select 1', { cause: new Error(message) }))).toBe(true)
  })
  it('shows in the properties of an error, too', () => {
    expect(isPassing(Object.assign(new Error('x'), { retryable: true }))).toBe(true)
    expect(isPassing(Object.assign(new Error('x'), { durableObjectReset: true }))).toBe(true)
    expect(isPassing(new Unreachable('x'))).toBe(true)
  })
  it.each([
    'D1_ERROR: no such column: x: SQLITE_ERROR',
    'D1_ERROR: UNIQUE constraint failed: keys.id: SQLITE_CONSTRAINT',
    'D1_ERROR: D1 DB is over its size',
    'Cannot read properties of undefined (10001)x',
    'KV GET failed: 414 UTF-8 encoded length exceeds the limit',
    'The instance was reset',
  ])('is not: %s', (message) => expect(isPassing(new Error(message))).toBe(false))
  it('is not: a thrown value that is no error', () => expect(isPassing('Network connection lost.')).toBe(false))
})
