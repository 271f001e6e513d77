// Makes upright copies of pictures. Cameras store photos as the sensor recorded them, with a note about the rotation (EXIF). If a provider
// ignores the note, the platform sends it an upright copy.
import type { Steps } from '../shared/slices.ts'
import { decodingPng } from './codecs/png-decode.ts'
import { turningJpeg } from './codecs/jpeg-turn.ts'
import { encodingPng } from './codecs/png-encode.ts'
import { inspectPicture, type PictureFormat } from './inspect.ts'
import { upright } from './orientation.ts'

/** The maximum size of a JPEG that is rotated. */
const MAX_JPEG_PIXELS = 26_000_000
/**
 * The maximum memory for the coefficients of a JPEG during the rotation. A photo of 24 megapixels fits: the files of usual cameras need 3
 * bytes of coefficients per pixel.
 */
const MAX_COEFFICIENT_BYTES = 80_000_000
/**
 * The maximum size of a PNG that is rotated. It bounds the memory: during the rotation, two copies of the picture are in memory, at 4 bytes
 * per pixel. Cameras write no PNG, so this maximum can be lower than the one for JPEG.
 */
const MAX_PNG_PIXELS = 8_400_000
const MAX_TURNED_PIXELS = { jpeg: MAX_JPEG_PIXELS, png: MAX_PNG_PIXELS }

/**
 * Returns the reason why no upright copy of a picture can be made; null if a copy can be made. The reason is a sentence without its
 * subject, the picture: for example "is a WebP".
 */
export function uprightFault({ format, width, height }: { format: PictureFormat; width: number; height: number }): string | null {
  if (format === 'webp') return 'is a WebP that has to be turned by its EXIF, which is not done here; turn it first, or send PNG or JPEG'
  const most = MAX_TURNED_PIXELS[format]
  if (width * height <= most) return null
  return `has to be turned by its EXIF and has ${width * height} pixels; at most ${most} of a ${format.toUpperCase()} are turned here, so turn it first or make it smaller`
}

/** Returns how many bytes of memory it takes to rotate a picture, in addition to the picture's file. */
export function turningBytes({ format, width, height }: { format: PictureFormat; width: number; height: number }): number {
  return (format === 'jpeg' ? 4 : 10) * width * height
}

/** Returns the picture rotated upright, without EXIF, in its own format. Throws PictureRejected. */
export function* uprightCopy(bytes: Uint8Array, format: PictureFormat): Steps<Uint8Array<ArrayBuffer>> {
  const { orientation } = inspectPicture(bytes)
  if (format === 'jpeg') return yield* turningJpeg(bytes, orientation, MAX_JPEG_PIXELS, MAX_COEFFICIENT_BYTES)
  return yield* encodingPng(yield* upright(yield* decodingPng(bytes, MAX_PNG_PIXELS), orientation))
}
