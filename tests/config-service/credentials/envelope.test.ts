import { describe, expect, it } from 'vitest'
import { open, rewrap, seal, SealBroken, type SecretOwner } from '../../../src/config-service/credentials/envelope.ts'

const random = () => crypto.getRandomValues(new Uint8Array(32))
const first = random()
const keks = { current: 1, keys: new Map([[1, first]]) }
const owner: SecretOwner = { organizationId: 'org_1', instanceId: 'inst_1', credentialId: 'cred_1', version: 3 }
const fields = { api_key: 'sk-example-0123456789', region: 'eu' }

describe('envelope', () => {
  it('opens what it sealed, and reveals nothing', async () => {
    const envelope = await seal(owner, fields, keks)
    expect(await open(owner, envelope, keks)).toEqual(fields)
    expect(JSON.stringify(envelope)).not.toContain('example')
    expect((await seal(owner, fields, keks)).fields['api_key']).not.toBe(envelope.fields['api_key'])
  })

  it('detects every single flipped bit', async () => {
    const envelope = await seal(owner, { api_key: 'k' }, keks)
    const flipped = (text: string, bit: number) => {
      const bytes = Uint8Array.fromBase64(text)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      return bytes.toBase64()
    }
    const bitsOf = (text: string) => Uint8Array.fromBase64(text).byteLength * 8
    let detected = 0
    const bits = bitsOf(envelope.wrappedKey) + bitsOf(envelope.fields['api_key']!)
    for (let bit = 0; bit < bitsOf(envelope.wrappedKey); bit++) {
      await open(owner, { ...envelope, wrappedKey: flipped(envelope.wrappedKey, bit) }, keks).catch(
        (error) => error instanceof SealBroken && detected++,
      )
    }
    for (let bit = 0; bit < bitsOf(envelope.fields['api_key']!); bit++) {
      await open(owner, { ...envelope, fields: { api_key: flipped(envelope.fields['api_key']!, bit) } }, keks).catch(
        (error) => error instanceof SealBroken && detected++,
      )
    }
    expect(detected).toBe(bits)
  })

  it.each([
    ['organization', { organizationId: 'org_2' }],
    ['instance', { instanceId: 'inst_2' }],
    ['credential', { credentialId: 'cred_2' }],
    ['version', { version: 4 }],
  ])('does not open as that of another %s', async (_name, other) => {
    const envelope = await seal(owner, fields, keks)
    await expect(open({ ...owner, ...other }, envelope, keks)).rejects.toThrow(SealBroken)
  })

  it('does not open with swapped fields, or with parts of another row', async () => {
    const one = await seal(owner, fields, keks)
    const otherOwner = { ...owner, credentialId: 'cred_2' }
    const other = await seal(otherOwner, fields, keks)
    await expect(open(owner, { ...one, fields: { api_key: one.fields['region']!, region: one.fields['api_key']! } }, keks)).rejects.toThrow(
      SealBroken,
    )
    await expect(open(owner, other, keks)).rejects.toThrow(SealBroken)
    await expect(open(owner, { ...one, wrappedKey: other.wrappedKey }, keks)).rejects.toThrow(SealBroken)
    await expect(open(owner, { ...one, fields: other.fields }, keks)).rejects.toThrow(SealBroken)
  })

  it('is re-wrapped to the newest key without touching the secrets', async () => {
    const envelope = await seal(owner, fields, keks)
    const second = random()
    const both = {
      current: 2,
      keys: new Map([
        [1, first],
        [2, second],
      ]),
    }
    const rewrapped = { ...envelope, ...(await rewrap(owner, envelope, both)) }
    expect(rewrapped.kekVersion).toBe(2)
    expect(rewrapped.fields).toEqual(envelope.fields)
    expect(await open(owner, rewrapped, both)).toEqual(fields)
    expect(await open(owner, rewrapped, { current: 2, keys: new Map([[2, second]]) })).toEqual(fields)
    for (const work of [open(owner, rewrapped, keks), rewrap(owner, rewrapped, keks)])
      expect(await work.catch((error: unknown) => error)).toMatchObject({
        name: 'SealBroken',
        message: expect.stringContaining('KEY_ENCRYPTION_KEYS has no version 2'),
      })
    await expect(open(owner, rewrapped, { current: 2, keys: new Map([[2, random()]]) })).rejects.toThrow(SealBroken)
  })
})
