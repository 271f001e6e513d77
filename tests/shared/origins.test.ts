import { describe, expect, it } from 'vitest'
import { allows, normalizeOrigin } from '../../src/shared/origins.ts'

describe('C9: origins', () => {
  it.each([
    ['*', 'https://app.example.com', true],
    ['https://app.example.com', 'https://app.example.com', true],
    ['https://app.example.com:443', 'https://app.example.com', true],
    ['http://app.example.com:80/', 'http://app.example.com', true],
    ['HTTPS://App.Example.com', 'https://app.example.com', true],
    ['http://localhost:3000', 'http://localhost:3000', true],
    ['http://[::1]:3000', 'http://[::1]:3000', true],
    ['https://*.example.com', 'https://app.example.com', true],
    ['https://*.example.com', 'https://a.b.example.com', true],
    ['https://*.example.com:8443', 'https://app.example.com:8443', true],
    ['https://*.example.com', 'https://example.com', false],
    ['https://*.example.com', 'https://evilexample.com', false],
    ['https://*.example.com', 'https://app.example.com.evil.net', false],
    ['https://*.example.com', 'http://app.example.com', false],
    ['https://*.example.com', 'https://app.example.com:8443', false],
    ['https://*.example.com', 'https://x@.example.com', false],
    ['https://app.example.com', 'null', false],
  ])('%s allows %s: %s', (entry, origin, expected) => expect(allows(entry, origin)).toBe(expected))
  it.each(['https://*', 'https://*.com', 'https://*.10.0.0.1', 'https://a.*.com', 'https://a.com/x', 'ftp://a.com', 'a.com', 'null', ''])(
    '%j is refused',
    (entry) => expect(normalizeOrigin(entry)).toBeNull(),
  )
  it('stored origins are what browsers send', () => expect(normalizeOrigin('https://Example.com:443/')).toBe('https://example.com'))
})
