// Compares the project's own codecs with libvips, in both directions.
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawingPicture } from '../../../src/providers/sketch/engine/generate.ts'
import { decodeJpeg } from '../../../src/pictures/codecs/jpeg-decode.ts'
import { encodeJpeg } from '../../../src/pictures/codecs/jpeg-encode.ts'
import { newPixels, type Pixels } from '../../../src/pictures/codecs/pixels.ts'
import { decodePng } from '../../../src/pictures/codecs/png-decode.ts'
import { encodePng } from '../../../src/pictures/codecs/png-encode.ts'
import { encodeWebp } from '../../../src/pictures/codecs/webp-encode.ts'
import { atOnce } from '../../../src/shared/slices.ts'

const MILLION = 1_000_000
const drawn = (transparent: boolean, width = 211, height = 157): Pixels =>
  atOnce(drawingPicture({ prompt: 'a lake in the mountains', negativePrompt: null, width, height, seed: 3, quality: null, transparent }))
const seen = async (file: Uint8Array) => new Uint8Array(await sharp(file).ensureAlpha().raw().toBuffer())
const furthest = (one: Uint8Array, other: Uint8Array) => one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]!)), 0)
const given = (pixels: Pixels) => sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 4 } })

describe('libvips reads what we write', () => {
  it.each([true, false])('PNG and WebP are lossless, also with transparency: %s', async (transparent) => {
    const pixels = drawn(transparent)
    expect(furthest(await seen(encodePng(pixels)), pixels.data)).toBe(0)
    expect(furthest(await seen(encodeWebp(pixels)), pixels.data)).toBe(0)
  })
  it('WebP of one colour, of one pixel, of noise', async () => {
    const noise = newPixels(97, 61)
    for (let at = 0; at < noise.data.length; at++) noise.data[at] = (at * 2_654_435_761) >>> 13
    for (const pixels of [newPixels(1, 1), { ...newPixels(33, 20), data: new Uint8Array(33 * 20 * 4).fill(255) }, noise]) {
      expect(furthest(await seen(encodeWebp(pixels)), pixels.data)).toBe(0)
    }
  })
  it.each([80, 95])('JPEG of quality %i decodes like with the project’s own decoder', async (quality) => {
    const file = encodeJpeg(drawn(false), { quality, comment: 'no AI' })
    expect(furthest(await seen(file), decodeJpeg(file, MILLION).data)).toBeLessThanOrEqual(4)
  })
})

describe('we read what libvips writes', () => {
  it.each([
    {},
    { palette: true },
    { palette: true, colours: 4 },
    { progressive: true },
    { palette: true, colours: 2, progressive: true },
    { adaptiveFiltering: true },
  ])('PNG %j', async (options) => {
    const file = new Uint8Array(await given(drawn(true)).png(options).toBuffer())
    expect(furthest(decodePng(file, MILLION).data, await seen(file))).toBe(0)
  })
  it('PNG of 16 bits, and grey', async () => {
    for (const space of ['rgb16', 'b-w', 'grey16'] as const) {
      const file = new Uint8Array(await given(drawn(false)).toColourspace(space).png().toBuffer())
      expect(furthest(decodePng(file, MILLION).data, await seen(file))).toBeLessThanOrEqual(1)
    }
  })
  it.each([{}, { progressive: true }, { chromaSubsampling: '4:4:4' }, { mozjpeg: true }, { quality: 15 }, { optimizeCoding: true }])(
    'JPEG %j',
    async (options) => {
      const file = new Uint8Array(await given(drawn(false)).removeAlpha().jpeg(options).toBuffer())
      expect(furthest(decodeJpeg(file, MILLION).data, await seen(file))).toBeLessThanOrEqual(5)
    },
  )
  it('grey JPEG', async () => {
    const file = new Uint8Array(await given(drawn(false)).removeAlpha().greyscale().jpeg().toBuffer())
    expect(furthest(decodeJpeg(file, MILLION).data, await seen(file))).toBeLessThanOrEqual(2)
  })
})
