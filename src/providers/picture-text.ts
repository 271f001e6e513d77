import { encodeBase64Pieces } from '../shared/base64.ts'
import type { InputImage } from './provider.ts'

/**
 * Returns a picture's bytes as base64, for providers that accept pictures inside JSON. The whole text is held in memory; the catalogue's
 * `maxBytes` limits the size of the picture.
 */
export async function base64Of(input: InputImage): Promise<string> {
  let text = ''
  for await (const piece of encodeBase64Pieces(await input.open())) text += piece
  return text
}

/** Returns a URL from which the provider can fetch the picture. If the platform has no public URL, returns the picture as a data URI. */
export async function addressOf(input: InputImage): Promise<string> {
  return (await input.url()) ?? dataAddress(input, await base64Of(input))
}

/** Returns the data URI of a picture whose base64 is already known. */
export function dataAddress({ contentType }: Pick<InputImage, 'contentType'>, base64: string): string {
  return `data:${contentType};base64,${base64}`
}

/** Returns the URLs of all inputs; the picture to edit comes first. */
export async function addressesOf(inputs: readonly InputImage[]): Promise<string[]> {
  const addresses: string[] = []
  for (const input of inputs.toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image')))
    addresses.push(await addressOf(input))
  return addresses
}
