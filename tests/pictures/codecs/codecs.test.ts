import { zlibSync } from 'fflate'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../../src/pictures/codecs/decode.ts'
import { decodeJpeg } from '../../../src/pictures/codecs/jpeg-decode.ts'
import { encodeJpeg } from '../../../src/pictures/codecs/jpeg-encode.ts'
import { newPixels, type Pixels } from '../../../src/pictures/codecs/pixels.ts'
import { decodePng } from '../../../src/pictures/codecs/png-decode.ts'
import { encodePng } from '../../../src/pictures/codecs/png-encode.ts'
import { encodeWebp } from '../../../src/pictures/codecs/webp-encode.ts'
import { inspectPicture, PictureRejected } from '../../../src/pictures/inspect.ts'

const MILLION = 1_000_000
const picture = (width: number, height: number, alpha = 255): Pixels => {
  const pixels = newPixels(width, height)
  for (let at = 0; at < pixels.data.length; at += 4) {
    const x = (at / 4) % width
    const y = Math.floor(at / 4 / width)
    pixels.data.set([(x * 5) & 255, (y * 3 + x) & 255, 128 + 90 * Math.sin(x / 9 + y / 7), alpha === 255 ? 255 : (x + y) & 255], at)
  }
  return pixels
}
const reason = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error instanceof PictureRejected ? error.reason : String(error)
  }
  return null
}

describe('PNG', () => {
  it('decodes to the original, with and without transparency, whatever the size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), fc.boolean(), (width, height, opaque) => {
        const pixels = picture(width, height, opaque ? 255 : 0)
        expect(decodePng(encodePng(pixels), MILLION)).toEqual(pixels)
      }),
      { numRuns: 60 },
    )
  })
  it('stores text', () => {
    expect(new TextDecoder('latin1').decode(encodePng(picture(4, 4), { text: { Comment: 'made by a test' } }))).toContain(
      'tEXtComment\0made by a test',
    )
  })
  it('checks the size before it inflates anything', () => {
    const bomb = encodePng(newPixels(1, 1))
    new DataView(bomb.buffer).setUint32(16, 30_000)
    new DataView(bomb.buffer).setUint32(20, 30_000)
    expect(reason(() => decodePng(bomb, 40 * MILLION))).toBe('too_many_pixels')
  })
  it('stops inflating after the pixels', () => {
    const small = encodePng(newPixels(1, 1))
    const before = small.indexOf(0x49, small.indexOf(0x49, 8) + 13)
    const bomb = zlibSync(new Uint8Array(50 * MILLION), { level: 9 })
    const file = new Uint8Array(before - 4 + bomb.length + 12 + 12)
    file.set(small.subarray(0, before - 4))
    new DataView(file.buffer).setUint32(before - 4, bomb.length)
    file.set([0x49, 0x44, 0x41, 0x54], before)
    file.set(bomb, before + 4)
    file.set(small.subarray(small.length - 12), before + 4 + bomb.length + 4)
    const start = Date.now()
    expect(decodePng(file, MILLION)).toMatchObject({ width: 1, height: 1 })
    expect(Date.now() - start).toBeLessThan(1000)
  })
  it('refuses truncated or damaged files, and never hangs or throws anything else', () => {
    const whole = encodePng(picture(50, 40, 0))
    expect(reason(() => decodePng(whole.subarray(0, 900), MILLION))).toBe('truncated')
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const damaged = whole.slice()
        damaged[at] = value
        const told = reason(() => decodePng(damaged, MILLION))
        expect([null, 'not_a_picture', 'corrupt', 'truncated', 'too_many_pixels']).toContain(told)
      }),
      { numRuns: 300 },
    )
  })
})

describe('JPEG', () => {
  it.each([50, 85, 95])('quality %i is close to the original', (quality) => {
    const pixels = newPixels(70, 45)
    for (let at = 0; at < pixels.data.length; at += 4) pixels.data.set([100 + (at % 280) / 4, 60 + at / 200, 150, 255], at)
    const back = decodeJpeg(encodeJpeg(pixels, { quality }), MILLION)
    expect(back).toMatchObject({ width: 70, height: 45 })
    const apart = back.data.reduce((sum, value, at) => sum + Math.abs(value - pixels.data[at]!), 0) / back.data.length
    expect(apart).toBeLessThan(quality < 80 ? 5 : 2)
  })
  it('composites transparency on white', () => {
    const back = decodeJpeg(encodeJpeg(newPixels(16, 16)), MILLION)
    expect(back.data.every((value) => value > 250)).toBe(true)
  })
  it('checks the size first, and refuses truncated or damaged files', () => {
    const whole = encodeJpeg(picture(64, 64))
    expect(reason(() => decodeJpeg(whole, 1000))).toBe('too_many_pixels')
    expect(reason(() => decodeJpeg(whole.subarray(0, 900), MILLION))).toBe('truncated')
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const damaged = whole.slice()
        damaged[at] = value
        const told = reason(() => decodeJpeg(damaged, MILLION))
        expect([null, 'not_a_picture', 'corrupt', 'truncated', 'too_many_pixels', 'unsupported_format']).toContain(told)
      }),
      { numRuns: 300 },
    )
  })
})

describe('WebP', () => {
  it('has a valid header', () => {
    for (const [width, height] of [
      [1, 1],
      [640, 33],
    ] as const) {
      const file = encodeWebp(picture(width, height))
      expect(inspectPicture(file)).toMatchObject({ format: 'webp', width, height })
    }
  })
})

describe('decodePicture', () => {
  it('recognizes PNG and JPEG and refuses the rest', () => {
    expect(decodePicture(encodePng(picture(9, 5)))).toMatchObject({ width: 9, height: 5 })
    expect(decodePicture(encodeJpeg(picture(9, 5)))).toMatchObject({ width: 9, height: 5 })
    expect(reason(() => decodePicture(encodeWebp(picture(9, 5))))).toBe('unsupported_format')
    expect(reason(() => decodePicture(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')))).toBe('svg')
  })
})
