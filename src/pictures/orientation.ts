// The EXIF orientation: how the camera was held, as a number from 1 (upright) to 8. Viewers rotate the picture accordingly.
import type { Steps } from '../shared/slices.ts'
import { newPixels, type Pixels } from './codecs/pixels.ts'

/** 1 = upright; 2 to 4 = mirrored or upside down; 5 to 8 = on its side, so that width and height are swapped. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const ORIENTATION_TAG = 0x0112
const SHORT = 3

/**
 * Returns the orientation that a block of EXIF data states; 1 if it states no valid one. The block is a TIFF header and its first
 * directory, with or without `Exif\0\0` before it.
 */
export function orientationOf(exif: Uint8Array): Orientation {
  const start = exif[0] === 0x45 && exif[1] === 0x78 ? 6 : 0
  if (exif.byteLength < start + 8) return 1
  const view = new DataView(exif.buffer, exif.byteOffset + start, exif.byteLength - start)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > view.byteLength) return 1
  const count = view.getUint16(directory, little)
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + entry * 12
    if (at + 12 > view.byteLength) return 1
    if (view.getUint16(at, little) !== ORIENTATION_TAG) continue
    const value = view.getUint16(at + 2, little) === SHORT ? view.getUint16(at + 8, little) : 1
    return value >= 1 && value <= 8 ? (value as Orientation) : 1
  }
  return 1
}

/** Whether the picture is stored on its side, so that viewers swap width and height. */
export const isLying = (orientation: Orientation): boolean => orientation >= 5

export const isMirrored = (orientation: Orientation): boolean => orientation === 2 || orientation === 3 || orientation >= 7
export const isFlipped = (orientation: Orientation): boolean =>
  orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7

/** Returns the pixels rotated upright. */
export function* upright(pixels: Pixels, orientation: Orientation): Steps<Pixels> {
  if (orientation === 1) return pixels
  const { width, height } = pixels
  const turned = isLying(orientation) ? newPixels(height, width) : newPixels(width, height)
  const source = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, width * height)
  const target = new Uint32Array(turned.data.buffer, turned.data.byteOffset, width * height)
  const [mirrored, flipped] = [isMirrored(orientation), isFlipped(orientation)]
  for (let y = 0; y < turned.height; y++) {
    for (let x = 0; x < turned.width; x++) {
      // The position at which the pixel is stored. In a picture on its side, rows and columns are swapped.
      const [column, row] = isLying(orientation) ? [y, x] : [x, y]
      const fromX = mirrored ? width - 1 - column : column
      const fromY = flipped ? height - 1 - row : row
      target[y * turned.width + x] = source[fromY * width + fromX]!
    }
    yield turned.width >> 4
  }
  return turned
}
