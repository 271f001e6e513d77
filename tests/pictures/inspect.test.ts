import { describe, expect, it } from 'vitest'
import { inspectPicture, PictureInspector, PictureRejected } from '../../src/pictures/inspect.ts'
import { concat, hugePng, jpegFrame, png, webpFrame } from '../support/pictures.ts'

const rejected = (bytes: Uint8Array) => {
  try {
    inspectPicture(bytes)
    return 'taken'
  } catch (error) {
    return error instanceof PictureRejected ? error.reason : String(error)
  }
}
const text = (content: string) => new TextEncoder().encode(content)

const pictures: [string, Uint8Array, string, number, number][] = [
  ['png', png(37, 21), 'png', 37, 21],
  ['png with metadata', png(5, 5, undefined, 200_000), 'png', 5, 5],
  ['jpeg', jpegFrame(640, 480), 'jpeg', 640, 480],
  ['jpeg with 500 KB of metadata', jpegFrame(8000, 4999, 500_000), 'jpeg', 8000, 4999],
  ['webp lossy', webpFrame('VP8 ', 320, 200), 'webp', 320, 200],
  ['webp lossless', webpFrame('VP8L', 16_000, 2), 'webp', 16_000, 2],
  ['webp extended', webpFrame('VP8X', 1024, 768), 'webp', 1024, 768],
]

describe('pictures', () => {
  it.each(pictures)('%s is read whole and in pieces', (_name, bytes, format, width, height) => {
    for (const step of [bytes.byteLength, 1, 7, 64, 4096]) {
      if (step === 1 && bytes.byteLength > 100_000) continue
      const inspector = new PictureInspector()
      for (let position = 0; position < bytes.byteLength; position += step) inspector.push(bytes.slice(position, position + step))
      expect(inspector.end()).toMatchObject({ format, width, height, contentType: `image/${format}` })
    }
  })
  it.each(pictures)('%s cut short is truncated', (_name, bytes) => {
    for (const kept of [bytes.byteLength - 1, Math.floor(bytes.byteLength / 2), 20]) {
      expect(rejected(bytes.slice(0, kept))).toBe('truncated')
    }
    expect(['truncated', 'not_a_picture', 'empty']).toContain(rejected(bytes.slice(0, 3)))
  })
  it('accepts bytes after the end, which cameras write', () => {
    expect(rejected(concat(jpegFrame(10, 10), new Uint8Array(5000)))).toBe('taken')
    expect(rejected(concat(png(4, 4), new Uint8Array(100)))).toBe('taken')
  })
  it.each([
    ['svg', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['svg', text('\uFEFF  <?xml version="1.0"?><svg/>')],
    ['html', text('<!doctype html><title>503</title>')],
    ['html', text('   <html><body>blocked</body></html>')],
    ['gif', text('GIF89a\u0001\u0000\u0001\u0000aaaaaaaa')],
    ['avif', concat(new Uint8Array([0, 0, 0, 32]), text('ftypavif\0\0\0\0'))],
    ['unsupported_format', text('BM000000000000000')],
    ['not_a_picture', text('{"error":{"message":"no"}}')],
    ['not_a_picture', new Uint8Array(100)],
    ['empty', new Uint8Array(0)],
    ['too_many_pixels', hugePng(30_000, 30_000)],
    ['too_many_pixels', jpegFrame(65_535, 65_535)],
    ['corrupt', hugePng(0, 100)],
    ['corrupt', concat(png(3, 3).slice(0, 8), new Uint8Array(64))],
    ['corrupt', concat(jpegFrame(3, 3).slice(0, 20), new Uint8Array(64))],
  ])('%s is refused', (reason, bytes) => {
    expect(rejected(bytes)).toBe(reason)
  })
  it.each([text('abcdef'), text('{"error":1}00000'), text('GIF89a0000000000'), text('<!doctype html>0'), text('BM00000000000000')])(
    'says which formats to send instead of %s',
    (bytes) => {
      expect(() => {
        const inspector = new PictureInspector()
        inspector.push(bytes)
        inspector.end()
      }).toThrow(/; send PNG, JPEG or WebP$/)
    },
  )
  it('refuses a bomb from its first bytes, before the rest has arrived', () => {
    const inspector = new PictureInspector()
    expect(() => inspector.push(hugePng(30_000, 30_000).slice(0, 40))).toThrow(PictureRejected)
  })
})
