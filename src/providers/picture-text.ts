import { encodeBase64Pieces } from '../shared/base64.ts'
import type { InputImage } from './provider.ts'

/**
 * A picture's bytes as base64, for providers that take pictures inside JSON. Held in memory whole: the catalogue's `maxBytes` bounds it.
 */
export async function base64Of(input: InputImage): Promise<string> {
  let text = ''
  for await (const piece of encodeBase64Pieces(await input.open())) text += piece
  return text
}

/** A URL that the provider can fetch; if the platform has no public URL, the picture itself as a data URI. */
export async function addressOf(input: InputImage): Promise<string> {
  return (await input.url()) ?? `data:${input.contentType};base64,${await base64Of(input)}`
}

/** The URLs of all inputs, the picture to work on first. */
export async function addressesOf(inputs: readonly InputImage[]): Promise<string[]> {
  const addresses: string[] = []
  for (const input of inputs.toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image')))
    addresses.push(await addressOf(input))
  return addresses
}
