import { inspectPicture, MAX_PIXELS, PictureRejected } from '../inspect.ts'
import { atOnce, type Steps } from '../../shared/slices.ts'
import { decodingJpeg } from './jpeg-decode.ts'
import type { Pixels } from './pixels.ts'
import { upright } from '../orientation.ts'
import { decodingPng } from './png-decode.ts'

/**
 * Decodes a PNG or JPEG, recognized by its first bytes, and rotates it as viewers do. Each pixel takes 4 bytes of memory, and up to 10
 * while a JPEG is decoded. So `MAX_PIXELS` is too high for an isolate of 128 MB: a caller there must pass a lower `maxPixels`. Throws
 * PictureRejected.
 */
export function decodePicture(bytes: Uint8Array, maxPixels = MAX_PIXELS): Pixels {
  return atOnce(decodingPicture(bytes, maxPixels))
}

/** Decodes like `decodePicture`, but yields after each small step, so that other requests can run in between. */
export function* decodingPicture(bytes: Uint8Array, maxPixels = MAX_PIXELS): Steps<Pixels> {
  const { format, orientation } = inspectPicture(bytes, { maxPixels })
  if (format === 'png') return yield* upright(yield* decodingPng(bytes, maxPixels), orientation)
  if (format === 'jpeg') return yield* upright(yield* decodingJpeg(bytes, maxPixels), orientation)
  throw new PictureRejected('unsupported_format', 'WebP is not read here; send PNG or JPEG')
}
