import { unzlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { inspectPicture, PictureRejected } from '../../src/pictures/inspect.ts'
import { maskFromTransparency } from '../../src/pictures/mask.ts'
import { jpegFrame, png, rawPng } from '../support/pictures.ts'

/** Returns the grey values of a mask that maskFromTransparency made. */
async function greys(file: Uint8Array): Promise<{ width: number; height: number; at(x: number, y: number): number }> {
  const mask = await maskFromTransparency(file)
  const { width, height } = inspectPicture(mask)
  expect([mask[24], mask[25]]).toEqual([8, 0])
  const length = new DataView(mask.buffer).getUint32(33)
  const rows = unzlibSync(mask.subarray(41, 41 + length))
  expect(rows.byteLength).toBe(height * (width + 1))
  return { width, height, at: (x, y) => rows[y * (width + 1) + 1 + x]! }
}
const rejected = (file: Uint8Array) =>
  maskFromTransparency(file).then(
    () => 'taken',
    (error: unknown) => (error instanceof PictureRejected ? error.reason : String(error)),
  )

describe('masks', () => {
  it('turns transparent into white and opaque into black, half into grey', async () => {
    const mask = await greys(png(130, 70, (x, y) => [x, y, 7, x < 65 ? 0 : y < 35 ? 255 : 100]))
    expect([mask.width, mask.height]).toEqual([130, 70])
    expect([mask.at(0, 0), mask.at(64, 69), mask.at(65, 0), mask.at(129, 34), mask.at(100, 40)]).toEqual([255, 255, 0, 0, 155])
  })
  it.each([0, 1, 2, 3, 4])('reads filter %i', async (filter) => {
    const width = 33
    const height = 9
    const alpha = (x: number, y: number) => (x * 7 + y * 13) & 255
    const rows = rawPng({ width, height, bitDepth: 8, colourType: 6, filter, sample: (x, y) => [x, y, x ^ y, alpha(x, y)] })
    const mask = await greys(rows)
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expect(mask.at(x, y)).toBe(255 - alpha(x, y))
  })
  it('reads grey with alpha, 16 bits, palettes and colour keys', async () => {
    const greyAlpha = await greys(rawPng({ width: 5, height: 2, bitDepth: 8, colourType: 4, filter: 0, sample: (x) => [9, x * 50] }))
    expect(greyAlpha.at(2, 1)).toBe(155)
    const deep = await greys(
      rawPng({ width: 3, height: 2, bitDepth: 16, colourType: 6, filter: 1, sample: (x) => [1, 2, 3, 4, 5, 6, x === 0 ? 0 : 255, 0] }),
    )
    expect([deep.at(0, 0), deep.at(1, 0)]).toEqual([255, 0])
    const palette = await greys(
      rawPng({ width: 9, height: 2, bitDepth: 1, colourType: 3, filter: 0, packed: [0b10100000, 0b10000000], transparency: [255, 0] }),
    )
    expect(Array.from({ length: 9 }, (_, x) => palette.at(x, 0))).toEqual([255, 0, 255, 0, 0, 0, 0, 0, 255])
    const key = await greys(
      rawPng({ width: 2, height: 1, bitDepth: 8, colourType: 2, filter: 0, sample: (x) => [x, 2, 3], transparency: [0, 1, 0, 2, 0, 3] }),
    )
    expect([key.at(0, 0), key.at(1, 0)]).toEqual([0, 255])
  })
  it('refuses a mask without information', async () => {
    expect(await rejected(rawPng({ width: 2, height: 1, bitDepth: 8, colourType: 2, filter: 0, sample: () => [1, 2, 3] }))).toBe(
      'unsupported_format',
    )
    expect(
      await rejected(rawPng({ width: 2, height: 1, bitDepth: 8, colourType: 6, filter: 0, interlaced: true, sample: () => [1, 2, 3, 4] })),
    ).toBe('unsupported_format')
    expect(await rejected(jpegFrame(4, 4))).toBe('unsupported_format')
    expect(await rejected(png(9, 9).slice(0, -30))).toBe('truncated')
    expect(await rejected(rawPng({ width: 2, height: 1, bitDepth: 8, colourType: 6, filter: 9, sample: () => [1, 2, 3, 4] }))).toBe(
      'corrupt',
    )
    expect(
      await rejected(rawPng({ width: 200, height: 100, bitDepth: 8, colourType: 6, filter: 0, rows: 50, sample: () => [1, 2, 3, 4] })),
    ).toBe('truncated')
  })
})
