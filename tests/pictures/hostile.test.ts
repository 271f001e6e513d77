// Tests hostile pictures. The sizes in a picture's header must be checked before anything is decompressed. A picture must not cause more
// work than its size allows (rows D1 and D3 in docs/development/field-tests.md).
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../src/pictures/codecs/decode.ts'
import { decodeJpeg } from '../../src/pictures/codecs/jpeg-decode.ts'
import { WorkBudget } from '../../src/pictures/codecs/work-budget.ts'
import { inspectPicture, PictureRejected } from '../../src/pictures/inspect.ts'
import { MAX_MASK_EDGE, maskFromTransparency } from '../../src/pictures/mask.ts'
import { hostilePngs, jpegOfScans, pngClaiming, pngHeader } from '../support/hostile-pictures.ts'
import { chunk, SIGNATURE } from '../../src/pictures/codecs/png-chunks.ts'
import { concat, png } from '../support/pictures.ts'

async function reasonOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'taken'
  } catch (error) {
    return error instanceof PictureRejected ? error.reason : String(error)
  }
}

describe('D1: PNGs that claim more than they hold', () => {
  const small = { width: 64, height: 64 }

  it.each([
    ['wide', 'wrong_size'],
    ['tall', 'wrong_size'],
    ['twoHeaders', 'corrupt'],
    ['small', 'taken'],
  ] as const)('D1: the mask %s for a picture of 64 × 64 is %s', async (name, reason) => {
    expect(await reasonOf(() => maskFromTransparency(hostilePngs[name](), small))).toBe(reason)
  })

  it('D1: a mask of unknown purpose is bounded in pixels and in edges', async () => {
    expect(await reasonOf(() => maskFromTransparency(hostilePngs.wide()))).toBe('too_many_pixels')
    expect(await reasonOf(() => maskFromTransparency(hostilePngs.tall()))).toBe('too_many_pixels')
    expect(await reasonOf(() => maskFromTransparency(pngClaiming(MAX_MASK_EDGE + 1, 1, 10)))).toBe('too_many_pixels')
    expect(await reasonOf(() => maskFromTransparency(pngClaiming(4097, 4096, 10)))).toBe('too_many_pixels')
    expect(await reasonOf(() => maskFromTransparency(pngClaiming(0, 1, 10)))).toBe('corrupt')
  })

  it('D1: a mask of another size is refused by its header, and the message names both sizes', async () => {
    await expect(maskFromTransparency(png(32, 64), small)).rejects.toThrow('as large as the first picture, 64x64; it is 32x64')
  })

  it.each([
    ['twoHeaders', 'corrupt', 'corrupt'],
    ['wide', 'too_many_pixels', 'too_many_pixels'],
    // The picture may be stored, but it has too many pixels to be decoded.
    ['tall', 'taken', 'too_many_pixels'],
  ] as const)('D1: %s is %s where it is uploaded, and %s for the decoder', async (name, uploaded, decoded) => {
    expect(await reasonOf(() => inspectPicture(hostilePngs[name]()))).toBe(uploaded)
    expect(await reasonOf(() => decodePicture(hostilePngs[name](), 4_194_304))).toBe(decoded)
  })

  it('D1: a second header is refused wherever it stands', async () => {
    const file = png(8, 8)
    const late = concat(file.subarray(0, file.length - 12), pngHeader(30_000, 30_000), chunk('IEND', new Uint8Array(0)))
    for (const work of [() => inspectPicture(late), () => decodePicture(late), () => maskFromTransparency(late)])
      expect(await reasonOf(work)).toBe('corrupt')
  })

  it.each([
    [3, 6, [0, 0, 0]],
    [8, 5, [0, 0, 0]],
    [8, 6, [1, 0, 0]],
    [8, 6, [0, 1, 0]],
    [8, 6, [0, 0, 2]],
  ])('D1: a header of depth %i, colour type %i and %j is none', async (depth, colourType, rest) => {
    const file = concat(
      SIGNATURE,
      pngHeader(4, 4, { depth, colourType, rest }),
      chunk('IDAT', new Uint8Array(20)),
      chunk('IEND', new Uint8Array(0)),
    )
    for (const work of [() => inspectPicture(file), () => decodePicture(file), () => maskFromTransparency(file)])
      expect(await reasonOf(work)).toBe('corrupt')
  })
})

describe('D3: JPEGs that cause too much work for their size', () => {
  const decode = (file: Uint8Array, work = new WorkBudget()) => decodeJpeg(file, 4_194_304, work)

  it('D3: a scan names 1 to 4 components, each once, and each one of the frame', async () => {
    expect(await reasonOf(() => decode(jpegOfScans(64, 64, [Array.from({ length: 255 }, () => 1)])))).toBe('corrupt')
    expect(await reasonOf(() => decode(jpegOfScans(64, 64, [[1, 1]])))).toBe('corrupt')
    expect(await reasonOf(() => decode(jpegOfScans(64, 64, [[]])))).toBe('corrupt')
    expect(await reasonOf(() => decode(jpegOfScans(64, 64, [[2]])))).toBe('corrupt')
    expect(await reasonOf(() => decode(jpegOfScans(64, 64, [[1]], { components: [1, 1] })))).toBe('corrupt')
    expect(await reasonOf(() => decode(jpegOfScans(8, 8, [[1]])))).toBe('taken')
  })

  it('D3: repeated scans of the same pixels end at the work that the size allows', async () => {
    // The picture has 2048 × 2048 pixels, which are 65,536 blocks. Each of the sixty scans refines all coefficients of all blocks. For each
    // block, a scan has only one bit: the code for the end of the block. So 8192 bytes are enough for a scan.
    const work = new WorkBudget()
    const scans = Array.from({ length: 60 }, () => [1])
    const data = Array.from<number>({ length: 8192 }).fill(0)
    const file = jpegOfScans(2048, 2048, scans, { progressive: true, spectral: [1, 63], approximation: 0x10, data })
    expect(await reasonOf(() => decode(file, work))).toBe('too_much_work')
    expect(work.spent).toBeLessThanOrEqual(2048 * 2048 * 9)
  })

  it('D3: tables and segments without end are refused', async () => {
    const table = Uint8Array.of(0xff, 0xdb, 0, 67, 0, ...Array.from<number>({ length: 64 }).fill(1))
    const tables = concat(Uint8Array.of(0xff, 0xd8), ...Array.from({ length: 1001 }, () => table), jpegOfScans(8, 8, [[1]]).subarray(2))
    expect(await reasonOf(() => decode(tables))).toBe('too_much_work')
    const comment = Uint8Array.of(0xff, 0xfe, 0, 2)
    const comments = concat(
      Uint8Array.of(0xff, 0xd8),
      ...Array.from({ length: 10_001 }, () => comment),
      jpegOfScans(8, 8, [[1]]).subarray(2),
    )
    expect(await reasonOf(() => decode(comments))).toBe('too_much_work')
  })
})
