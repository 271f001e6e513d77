import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { atLeast, atMost, characters } from '../../src/contract/schema-helpers.ts'

describe('C3: characters are code points', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['😀', 1],
    ['a😀b', 3],
    ['👩‍👩‍👧', 5],
    ['\ud83d', 1],
    ['\ude00\ud83d', 2],
  ])('%j has %i', (text, count) => {
    expect(characters(text)).toBe(count)
    expect([...text]).toHaveLength(count)
  })
  it('bounds hold to the character', () => {
    expect(z.string().check(atMost(3)).safeParse('😀😀😀').success).toBe(true)
    expect(z.string().check(atMost(3)).safeParse('😀😀😀x').success).toBe(false)
    expect(z.string().check(atLeast(3)).safeParse('😀😀').success).toBe(false)
    expect(z.string().check(atLeast(3)).safeParse('😀😀x').success).toBe(true)
    expect(z.string().check(atMost(3)).safeParse('abcd').error!.issues[0]!.message).toBe('must have at most 3 characters')
  })
})
