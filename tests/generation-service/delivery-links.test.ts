import { describe, expect, it } from 'vitest'
import { callbackToken, openCallbackToken } from '../../src/generation-service/callbacks/token.ts'
import { linkBase, signLink, openLink } from '../../src/generation-service/delivery/links.ts'
import { AppError } from '../../src/shared/errors.ts'
import { newId } from '../../src/shared/ids.ts'

const key = (letter: string) => new TextEncoder().encode(letter.repeat(32)) as Uint8Array<ArrayBuffer>
const signing = (now: number, keys: Record<number, Uint8Array<ArrayBuffer>>) => ({
  environment: {
    LINK_SIGNING_KEYS: {
      current: Math.max(...Object.keys(keys).map(Number)),
      keys: new Map(Object.entries(keys).map(([version, bytes]) => [Number(version), bytes])),
    },
  },
  clock: () => now,
})
const NOW = Date.UTC(2026, 10, 24, 10, 20, 30)
const clock = () => NOW
const picture = { assetId: newId('asset', clock), key: 'inst_1/gen_1/1-0', format: 'png' as const }
const tokenOf = (url: string) => new URL(url).searchParams.get('token')!
const code = async (promise: Promise<unknown>) =>
  promise.then(
    () => 'opened',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

describe('signed links', () => {
  it('open until they expire', async () => {
    const link = await signLink(signing(NOW, { 1: key('a') }), 'https://images.example.com/', picture, 60_000)
    expect(link.url).toMatch(/^https:\/\/images\.example\.com\/v1\/assets\/asset_\w+\/content\?token=1\./)
    expect(link.expiresAt).toBe(NOW + 60_000)
    expect(await openLink(signing(NOW + 59_999, { 1: key('a') }), picture.assetId, tokenOf(link.url))).toMatchObject({
      key: picture.key,
      format: 'png',
    })
    expect(await code(openLink(signing(NOW + 60_000, { 1: key('a') }), picture.assetId, tokenOf(link.url)))).toBe('link_expired')
  })
  it('are equal within an hour, so that caches know them, and valid for a day', async () => {
    const first = await signLink(signing(NOW, { 1: key('a') }), 'https://x.example', picture)
    const second = await signLink(signing(NOW + 1_000_000, { 1: key('a') }), 'https://x.example', picture)
    expect(second.url).toBe(first.url)
    expect(first.expiresAt - NOW).toBeGreaterThanOrEqual(24 * 3_600_000)
    expect(first.expiresAt - NOW).toBeLessThanOrEqual(25 * 3_600_000)
  })
  it('survive a rotation of keys until the old key is retired', async () => {
    const old = await signLink(signing(NOW, { 1: key('a') }), 'https://x.example', picture)
    expect(await code(openLink(signing(NOW, { 1: key('a'), 2: key('b') }), picture.assetId, tokenOf(old.url)))).toBe('opened')
    expect(await code(openLink(signing(NOW, { 2: key('b') }), picture.assetId, tokenOf(old.url)))).toBe('link_invalid')
    const next = await signLink(signing(NOW, { 1: key('a'), 2: key('b') }), 'https://x.example', picture)
    expect(tokenOf(next.url).startsWith('2.')).toBe(true)
  })
  it('are invalid once anything in them is changed', async () => {
    const keys = signing(NOW, { 1: key('a') })
    const token = tokenOf((await signLink(keys, 'https://x.example', picture)).url)
    const [version, payload, mac] = token.split('.') as [string, string, string]
    const forged = btoa(JSON.stringify(['inst_2/gen_9/1-0', 'png', 9_999_999_999])).replaceAll('=', '')
    const others = [
      `${version}.${forged}.${mac}`,
      `2.${payload}.${mac}`,
      `${version}.${payload}.${mac.slice(0, -1)}${mac.endsWith('A') ? 'B' : 'A'}`,
      `${version}.${payload}`,
      `${token}.x`,
      'x',
      '..',
      `01.${payload}.${mac}`,
    ]
    for (const other of others) expect([other, await code(openLink(keys, picture.assetId, other))]).toEqual([other, 'link_invalid'])
    expect(await code(openLink(keys, newId('asset', clock), token))).toBe('link_invalid')
  })
  it('point at the instance’s own address first', () => {
    expect(
      linkBase({ deliveryBaseUrl: 'https://cdn.example' }, { PUBLIC_URL: 'https://public.example' }, 'http://localhost:8787/v1/x'),
    ).toBe('https://cdn.example')
    expect(linkBase({ deliveryBaseUrl: null }, { PUBLIC_URL: 'https://public.example' }, 'http://localhost:8787/v1/x')).toBe(
      'https://public.example',
    )
    expect(linkBase({ deliveryBaseUrl: null }, {}, 'http://localhost:8787/v1/x')).toBe('http://localhost:8787')
  })
})

describe('callback tokens', () => {
  it('name one generation at one provider', async () => {
    const generationId = newId('gen', clock)
    const token = await callbackToken(key('c'), 'replicate', generationId)
    expect(await openCallbackToken(key('c'), 'replicate', token)).toBe(generationId)
    expect(await openCallbackToken(key('c'), 'fal', token)).toBeNull()
    expect(await openCallbackToken(key('d'), 'replicate', token)).toBeNull()
    for (const other of [token.slice(0, -1), `${newId('gen', clock)}.${token.split('.')[1]}`, `${token}.x`, 'gen_x.y', '']) {
      expect([other, await openCallbackToken(key('c'), 'replicate', other)]).toEqual([other, null])
    }
  })
})
