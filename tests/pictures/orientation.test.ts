import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { encodeJpeg } from '../../src/pictures/codecs/jpeg-encode.ts'
import { newPixels } from '../../src/pictures/codecs/pixels.ts'
import { inspectPicture, PictureInspector } from '../../src/pictures/inspect.ts'
import { type Orientation, orientationOf, upright } from '../../src/pictures/orientation.ts'
import { uprightCopy, uprightFault } from '../../src/pictures/upright-copy.ts'
import { decodeBase64 } from '../../src/shared/base64.ts'
import { atOnce } from '../../src/shared/slices.ts'
import jpegUrl from './files/exif6.jpg?inline'
import pngUrl from './files/exif6.png?inline'
import webpUrl from './files/exif6.webp?inline'

const bytesOf = (url: string) => decodeBase64(url.slice(url.indexOf(',') + 1))!
const [jpeg, png, webp] = [jpegUrl, pngUrl, webpUrl].map(bytesOf) as [Uint8Array, Uint8Array, Uint8Array]

/** Inserts EXIF data with this orientation after the marker with which a JPEG begins. */
function withOrientation(file: Uint8Array, orientation: Orientation): Uint8Array {
  const exif = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const segment = [0xff, 0xe1, 0, exif.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...exif]
  return Uint8Array.from([...file.subarray(0, 2), ...segment, ...file.subarray(2)])
}

describe('C2: orientation', () => {
  it.each([
    ['jpeg', jpeg],
    ['png', png],
    ['webp', webp],
  ])('of a %s, in whatever pieces it comes', (format, bytes) => {
    const facts = { format, width: 64, height: 96, orientation: 6 }
    expect(inspectPicture(bytes)).toMatchObject(facts)
    for (const piece of [1, 7, 100]) {
      const inspector = new PictureInspector()
      for (let at = 0; at < bytes.byteLength; at += piece) inspector.push(bytes.subarray(at, at + piece))
      expect(inspector.end(), `${piece} at once`).toMatchObject(facts)
    }
  })
  it('every orientation', () => {
    // The stored pixels are 1 2 3 in the first row and 4 5 6 in the second row.
    const data = new Uint8Array(24)
    for (let at = 0; at < 6; at++) data[at * 4] = at + 1
    const shown = (orientation: Orientation) => {
      const pixels = atOnce(upright({ width: 3, height: 2, data }, orientation))
      const rows = Array.from({ length: pixels.height }, (_, y) =>
        Array.from({ length: pixels.width }, (_, x) => pixels.data[(y * pixels.width + x) * 4]).join(''),
      )
      return rows.join('/')
    }
    expect(([1, 2, 3, 4, 5, 6, 7, 8] as const).map(shown)).toEqual([
      '123/456',
      '321/654',
      '654/321',
      '456/123',
      '14/25/36',
      '41/52/63',
      '63/52/41',
      '36/25/14',
    ])
  })
  it('an upright copy has the same pixels and no orientation', () => {
    for (const [bytes, format] of [
      [jpeg, 'jpeg'],
      [png, 'png'],
    ] as const) {
      const copy = atOnce(uprightCopy(bytes, format))
      expect(inspectPicture(copy)).toMatchObject({ format, width: 64, height: 96, orientation: 1 })
      if (format === 'png') expect(decodePicture(copy)).toEqual(decodePicture(bytes))
    }
    expect(uprightFault({ format: 'webp', width: 64, height: 96 })).toContain('WebP')
    expect(uprightFault({ format: 'jpeg', width: 6000, height: 5000 })).toContain('30000000 pixels')
    expect(uprightFault({ format: 'png', width: 4032, height: 3024 })).toContain('at most 8400000 of a PNG')
    expect(uprightFault({ format: 'jpeg', width: 5712, height: 4284 })).toBeNull()
    expect(uprightFault({ format: 'jpeg', width: 3000, height: 2000 })).toBeNull()
  })
  it.each([
    [75, 37, 53],
    [95, 37, 53],
    [75, 48, 32],
    [95, 1, 9],
  ])('C2: a JPEG of quality %i and %i × %i is turned by its coefficients, in every way', (quality, width, height) => {
    const pixels = newPixels(width, height)
    for (let at = 0; at < pixels.data.length; at += 4) {
      const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)]
      pixels.data.set([128 + 100 * Math.sin(x / 9), 128 + 100 * Math.cos(y / 11), (x * 255) / width, 255], at)
    }
    const upstanding = encodeJpeg(pixels, { quality })
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8] as const) {
      const file = withOrientation(upstanding, orientation)
      const expected = decodePicture(file)
      const copy = atOnce(uprightCopy(file, 'jpeg'))
      const { width: shownWidth, height: shownHeight } = inspectPicture(file)
      expect(inspectPicture(copy)).toMatchObject({ width: shownWidth, height: shownHeight, orientation: 1 })
      const turned = decodePicture(copy)
      let sum = 0
      for (let at = 0; at < turned.data.length; at++) sum += Math.abs(turned.data[at]! - expected.data[at]!)
      // Below quality 90, a JPEG has its colours at half resolution. If the width is odd, mirroring shifts these colours by half a sample,
      // so a larger difference is allowed.
      const isShifted = quality < 90 && width % 2 === 1
      expect(sum / turned.data.length, `orientation ${orientation}`).toBeLessThan(isShifted ? 5 : 2.5)
      expect(copy.byteLength).toBeLessThan(file.byteLength * 1.3 + 100)
    }
  })
  it('C2: a JPEG whose colours would take too much memory is refused before it is read', () => {
    const bytes = encodeJpeg(newPixels(16, 16), { quality: 95 })
    // Writes a size of 20 megapixels into the JPEG's header. This JPEG stores its colours in full resolution, so its coefficients would
    // need 120 MB of memory; at most 80 MB are allowed.
    const at = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xc0)
    bytes.set([4000 >> 8, 4000 & 255, 5000 >> 8, 5000 & 255], at + 5)
    expect(() => atOnce(uprightCopy(withOrientation(bytes, 6), 'jpeg'))).toThrow('full colour resolution')
  })
  it('EXIF that is truncated or wrong is ignored', () => {
    const exif = Uint8Array.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0])
    expect(orientationOf(exif)).toBe(6)
    for (let length = 0; length < 22; length++) expect(orientationOf(exif.subarray(0, length)), String(length)).toBe(1)
    for (const [at, value] of [
      [19, 9],
      [19, 0],
      [0, 0],
      [4, 0xff],
      [8, 0xff],
    ] as const) {
      const wrong = exif.slice()
      wrong[at] = value
      expect([1, 6]).toContain(orientationOf(wrong))
    }
  })
})
