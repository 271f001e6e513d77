// Our masks are white in the area to edit; providers use other conventions.
import { decodingPicture } from '../pictures/codecs/decode.ts'
import { STEP_MASK, STEP_PIXELS } from '../pictures/codecs/pixels.ts'
import { encodingPng } from '../pictures/codecs/png-encode.ts'
import { PictureRejected } from '../pictures/inspect.ts'
import { encodeBase64 } from '../shared/base64.ts'
import type { Steps } from '../shared/slices.ts'
import { compute } from './compute.ts'
import { type InputImage, type ProviderContext, ProviderFailure } from './provider.ts'

/** The largest mask that is converted: slightly more than 3840 × 2160. Its pixels are in memory during the conversion. */
const MAX_MASK_PIXELS = 8_400_000

/** Throws ProviderFailure if the mask is a WebP or has too many pixels to be converted. Does not read the mask. */
export function checkMask(mask: InputImage | null): void {
  if (mask === null) return
  const refuse = (why: string) => {
    throw new ProviderFailure('bad_request', `The mask cannot be used: ${why}.`, { billed: 'no', pointer: '/body/mask' })
  }
  if (mask.contentType === 'image/webp') refuse('WebP is not read here; send PNG or JPEG')
  if (mask.width * mask.height > MAX_MASK_PIXELS)
    refuse(`it has ${mask.width} × ${mask.height} pixels; at most ${MAX_MASK_PIXELS} in all are taken`)
}

/** Converts a mask to an RGBA PNG that is transparent in the white area of the mask, for OpenAI. */
export function transparentWhereWhite(mask: InputImage, context: ProviderContext): Promise<Uint8Array<ArrayBuffer>> {
  return turned(mask, context, (white, data, at) => {
    data[at] = data[at + 1] = data[at + 2] = 0
    data[at + 3] = white ? 0 : 255
  })
}

/** Converts a mask to a black-and-white PNG that is black in the white area of the mask, for Ideogram. */
export function blackWhereWhite(mask: InputImage, context: ProviderContext): Promise<Uint8Array<ArrayBuffer>> {
  return turned(mask, context, (white, data, at) => {
    data[at] = data[at + 1] = data[at + 2] = white ? 0 : 255
    data[at + 3] = 255
  })
}

/** Converts a mask to a PNG for Recraft: white in the white area of the mask, black everywhere else, without grey. */
export function blackAndWhite(mask: InputImage, context: ProviderContext): Promise<Uint8Array<ArrayBuffer>> {
  return turned(mask, context, (white, data, at) => {
    data[at] = data[at + 1] = data[at + 2] = white ? 255 : 0
    data[at + 3] = 255
  })
}

/** Returns a converted mask as a data URI, for providers that accept no files. */
export const pngAddress = (png: Uint8Array): string => `data:image/png;base64,${encodeBase64(png)}`

async function turned(
  mask: InputImage,
  context: ProviderContext,
  write: (white: boolean, data: Uint8Array, at: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await new Response(await mask.open()).arrayBuffer())
  try {
    return await compute(context, turning(bytes, write))
  } catch (error) {
    if (error instanceof PictureRejected)
      throw new ProviderFailure('bad_request', `The mask cannot be used: ${error.message}.`, { billed: 'no', cause: error })
    throw error
  }
}

function* turning(bytes: Uint8Array, write: (white: boolean, data: Uint8Array, at: number) => void): Steps<Uint8Array<ArrayBuffer>> {
  const pixels = yield* decodingPicture(bytes, MAX_MASK_PIXELS)
  const { data } = pixels
  for (let at = 0; at < data.length; at += 4) {
    if ((at & STEP_MASK) === 0) yield STEP_PIXELS >> 3
    // A transparent pixel does not count as white, whatever its colour is.
    const brightness = ((data[at]! + data[at + 1]! + data[at + 2]!) / 3) * (data[at + 3]! / 255)
    write(brightness >= 128, data, at)
  }
  return yield* encodingPng(pixels)
}
