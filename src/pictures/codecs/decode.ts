import { inspectPicture, MAX_PIXELS, PictureRejected } from '../inspect.ts'
import { decodeJpeg } from './jpeg-decode.ts'
import type { Pixels } from './pixels.ts'
import { upright } from '../orientation.ts'
import { decodePng } from './png-decode.ts'

/**
 * Decodes a PNG or JPEG, told apart by its first bytes, into the pixels that are shown. Uses 4 bytes per pixel, and up to 10 for JPEG while it works, so a caller in an
 * isolate of 128 MB passes a lower `maxPixels`. Throws PictureRejected.
 */
export function decodePicture(bytes: Uint8Array, maxPixels = MAX_PIXELS): Pixels {
  const { format, orientation } = inspectPicture(bytes, { maxPixels })
  if (format === 'png') return upright(decodePng(bytes, maxPixels), orientation)
  if (format === 'jpeg') return upright(decodeJpeg(bytes, maxPixels), orientation)
  throw new PictureRejected('unsupported_format', 'WebP is not read here; send PNG or JPEG')
}
