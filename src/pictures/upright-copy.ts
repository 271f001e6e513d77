// Photos are stored as the sensor saw them, with a note how to turn them. A provider that does not read the note gets a copy that needs none.
import { decodePicture } from './codecs/decode.ts'
import { encodeJpeg } from './codecs/jpeg-encode.ts'
import { encodePng } from './codecs/png-encode.ts'
import type { PictureFormat } from './inspect.ts'

/** The largest picture that is turned, in pixels: up to 10 bytes for each of them are in memory while it is. */
const MAX_TURNED_PIXELS = 8_400_000
const QUALITY = 95

/** Why no upright copy can be made of a picture, as the end of a sentence that begins with it; null if one can. */
export function uprightFault({ format, width, height }: { format: PictureFormat; width: number; height: number }): string | null {
  if (format === 'webp') return 'is a WebP that has to be turned by its EXIF, which is not done here; turn it first, or send PNG or JPEG'
  if (width * height <= MAX_TURNED_PIXELS) return null
  return `has to be turned by its EXIF and has ${width * height} pixels; at most ${MAX_TURNED_PIXELS} are turned here, so turn it first or make it smaller`
}

/** The picture as it is shown, without EXIF, in its own format. Throws PictureRejected. */
export function uprightCopy(bytes: Uint8Array, format: PictureFormat): Uint8Array<ArrayBuffer> {
  const pixels = decodePicture(bytes, MAX_TURNED_PIXELS)
  return format === 'jpeg' ? encodeJpeg(pixels, { quality: QUALITY }) : encodePng(pixels)
}
