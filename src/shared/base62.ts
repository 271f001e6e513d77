const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Encodes the bytes as one big-endian number in base 62, padded on the left with `0` to `length` characters. Throws a RangeError if the
 * number does not fit.
 */
export function encodeBase62(bytes: Uint8Array, length: number): string {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  let text = ''
  while (number > 0n) {
    text = ALPHABET[Number(number % 62n)]! + text
    number /= 62n
  }
  if (text.length > length) throw new RangeError(`the number needs ${text.length} characters, not ${length}`)
  return text.padStart(length, '0')
}
