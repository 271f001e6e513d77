// Photos are stored as the sensor saw them, with a note how to turn them. A provider that does not read the note gets a copy that needs none.
import type { Steps } from '../shared/slices.ts'
import { decodingPng } from './codecs/png-decode.ts'
import { turningJpeg } from './codecs/jpeg-turn.ts'
import { encodingPng } from './codecs/png-encode.ts'
import { inspectPicture, type PictureFormat } from './inspect.ts'
import { upright } from './orientation.ts'

/** A photo of 24 megapixels fits. Its coefficients are in memory, 3 bytes a pixel as cameras write them. */
const MAX_JPEG_PIXELS = 26_000_000
const MAX_COEFFICIENT_BYTES = 80_000_000
/** A PNG is unpacked as a whole, twice 4 bytes a pixel; cameras write none. */
const MAX_PNG_PIXELS = 8_400_000
const MAX_TURNED_PIXELS = { jpeg: MAX_JPEG_PIXELS, png: MAX_PNG_PIXELS }

/** Why no upright copy can be made of a picture, as the end of a sentence that begins with it; null if one can. */
export function uprightFault({ format, width, height }: { format: PictureFormat; width: number; height: number }): string | null {
  if (format === 'webp') return 'is a WebP that has to be turned by its EXIF, which is not done here; turn it first, or send PNG or JPEG'
  const most = MAX_TURNED_PIXELS[format]
  if (width * height <= most) return null
  return `has to be turned by its EXIF and has ${width * height} pixels; at most ${most} of a ${format.toUpperCase()} are turned here, so turn it first or make it smaller`
}

/** The bytes in memory while a picture is turned, beside its file. */
export function turningBytes({ format, width, height }: { format: PictureFormat; width: number; height: number }): number {
  return (format === 'jpeg' ? 4 : 10) * width * height
}

/** The picture as it is shown, without EXIF, in its own format. Throws PictureRejected. */
export function* uprightCopy(bytes: Uint8Array, format: PictureFormat): Steps<Uint8Array<ArrayBuffer>> {
  const { orientation } = inspectPicture(bytes)
  if (format === 'jpeg') return yield* turningJpeg(bytes, orientation, MAX_JPEG_PIXELS, MAX_COEFFICIENT_BYTES)
  return yield* encodingPng(yield* upright(yield* decodingPng(bytes, MAX_PNG_PIXELS), orientation))
}
