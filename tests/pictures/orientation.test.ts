import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { inspectPicture, PictureInspector } from '../../src/pictures/inspect.ts'
import { type Orientation, orientationOf, upright } from '../../src/pictures/orientation.ts'
import { uprightCopy, uprightFault } from '../../src/pictures/upright-copy.ts'
import { decodeBase64 } from '../../src/shared/base64.ts'
import jpegUrl from './files/exif6.jpg?inline'
import pngUrl from './files/exif6.png?inline'
import webpUrl from './files/exif6.webp?inline'

const bytesOf = (url: string) => decodeBase64(url.slice(url.indexOf(',') + 1))!
const [jpeg, png, webp] = [jpegUrl, pngUrl, webpUrl].map(bytesOf) as [Uint8Array, Uint8Array, Uint8Array]

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
  it('every way to turn', () => {
    // Stored: 1 2 3 / 4 5 6.
    const data = new Uint8Array(24)
    for (let at = 0; at < 6; at++) data[at * 4] = at + 1
    const shown = (orientation: Orientation) => {
      const pixels = upright({ width: 3, height: 2, data }, orientation)
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
  it('an upright copy has the same pixels and nothing left to turn', () => {
    for (const [bytes, format] of [
      [jpeg, 'jpeg'],
      [png, 'png'],
    ] as const) {
      const copy = uprightCopy(bytes, format)
      expect(inspectPicture(copy)).toMatchObject({ format, width: 64, height: 96, orientation: 1 })
      if (format === 'png') expect(decodePicture(copy)).toEqual(decodePicture(bytes))
    }
    expect(uprightFault({ format: 'webp', width: 64, height: 96 })).toContain('WebP')
    expect(uprightFault({ format: 'jpeg', width: 5000, height: 5000 })).toContain('25000000 pixels')
    expect(uprightFault({ format: 'jpeg', width: 3000, height: 2000 })).toBeNull()
  })
  it('EXIF that is cut or wrong says nothing', () => {
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
