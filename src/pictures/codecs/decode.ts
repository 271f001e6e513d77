import { inspectPicture, MAX_PIXELS, PictureRejected } from '../inspect.ts'
import { decodeJpeg } from './jpeg-decode.ts'
import type { Pixels } from './pixels.ts'
import { decodePng } from './png-decode.ts'

/**
 * Decodes a PNG or JPEG, told apart by its first bytes. Uses 4 bytes per pixel, and up to 10 for JPEG while it works, so a caller in an
 * isolate of 128 MB passes a lower `maxPixels`. Throws PictureRejected.
 */
export function decodePicture(bytes: Uint8Array, maxPixels = MAX_PIXELS): Pixels {
  const { format } = inspectPicture(bytes, { maxPixels })
  if (format === 'png') return decodePng(bytes, maxPixels)
  if (format === 'jpeg') return decodeJpeg(bytes, maxPixels)
  throw new PictureRejected('unsupported_format', 'WebP is not read here; send PNG or JPEG')
}
