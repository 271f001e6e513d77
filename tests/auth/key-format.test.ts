import { describe, expect, it } from 'vitest'
import { candidateHashes, hashKey, isWellFormedKey, makeKey, shownParts } from '../../src/auth/key-format.ts'
import { encodeBase62 } from '../../src/shared/base62.ts'
import { crc32 } from '../../src/shared/crc32.ts'

const pepper = (text: string) => new TextEncoder().encode(text.padEnd(32, '.')) as Uint8Array<ArrayBuffer>
const peppers = {
  current: 2,
  keys: new Map([
    [1, pepper('one')],
    [2, pepper('two')],
  ]),
}

describe('key format', () => {
  it('has the documented form and a valid checksum', () => {
    for (let round = 0; round < 200; round++) {
      const key = makeKey()
      expect(key).toMatch(/^cma_live_[0-9A-Za-z]{49}$/)
      expect(isWellFormedKey(key)).toBe(true)
    }
  })

  it('computes the standard CRC-32', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
    expect(crc32(new Uint8Array(0))).toBe(0)
  })

  it('detects any single changed character and any two swapped ones', () => {
    const key = makeKey()
    for (let at = 0; at < key.length; at++) {
      const other = key[at] === 'A' ? 'B' : 'A'
      expect(isWellFormedKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false)
      const next = key[at + 1]
      if (next === undefined || next === key[at]) continue
      expect(isWellFormedKey(key.slice(0, at) + next + key[at] + key.slice(at + 2))).toBe(false)
    }
  })

  it.each([
    '',
    'cma_live_',
    'Bearer x',
    'cma_test_' + 'a'.repeat(49),
    'cma_live_' + 'a'.repeat(49),
    'cma_live_' + 'ä'.repeat(49),
    makeKey() + ' ',
    `${makeKey()}\n`,
  ])('refuses %j', (text) => expect(isWellFormedKey(text)).toBe(false))

  it('encodes base 62 with padding and throws if it does not fit', () => {
    expect(encodeBase62(new Uint8Array([0]), 3)).toBe('000')
    expect(encodeBase62(new Uint8Array([255]), 3)).toBe('047')
    expect(encodeBase62(new Uint8Array(32).fill(255), 43)).toHaveLength(43)
    expect(() => encodeBase62(new Uint8Array(32).fill(255), 42)).toThrow(RangeError)
  })

  it('hashes with the newest pepper and finds keys of every pepper', async () => {
    const key = makeKey()
    const stored = await hashKey(key, peppers)
    const old = await hashKey(key, { current: 1, keys: peppers.keys })
    expect(stored.pepperVersion).toBe(2)
    expect(stored.hash).not.toBe(old.hash)
    expect(await candidateHashes(key, peppers)).toEqual([stored, old])
    expect(stored.hash).not.toContain(key.slice(9, 20))
  })

  it('shows the prefix and the last four characters only', () => {
    const key = makeKey()
    expect(shownParts(key)).toEqual({ prefix: key.slice(0, 13), lastFour: key.slice(-4) })
  })
})
