import { describe, expect, it } from 'vitest'
import { decodeBase64, decodeBase64Stream, decodedLength, encodeBase64, encodeBase64Pieces } from '../../src/shared/base64.ts'
import { noise } from '../support/pictures.ts'

const collect = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer())

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 255, 196_607, 196_608, 196_609, 1_000_001])('%i bytes survive', async (length) => {
    const bytes = noise(length)
    const text = encodeBase64(bytes)
    expect(decodeBase64(text)).toEqual(bytes)
    expect(decodedLength(text)).toBe(length)
    expect(await collect(decodeBase64Stream(text))).toEqual(bytes)
    const folded = text.replaceAll(/(.{76})/g, '$1\r\n')
    expect(decodedLength(folded)).toBe(length)
    expect(await collect(decodeBase64Stream(folded))).toEqual(bytes)
  })
  it('encodes a stream whatever its pieces', async () => {
    const bytes = noise(10_000)
    let position = 0
    const pieces = new ReadableStream<Uint8Array>({
      pull(sink) {
        if (position >= bytes.byteLength) return sink.close()
        const length = 1 + (position % 97)
        sink.enqueue(bytes.slice(position, position + length))
        position += length
      },
    })
    let text = ''
    for await (const piece of encodeBase64Pieces(pieces)) text += piece
    expect(text).toBe(encodeBase64(bytes))
  })
  it.each(['*', 'a', 'ab=c', 'Zm9v!', '<svg>'])('refuses %s', async (text) => {
    expect(decodeBase64(text)).toBeNull()
    await expect(collect(decodeBase64Stream(text))).rejects.toThrow(TypeError)
  })
  it('refuses padding in the middle of a long text', async () => {
    const half = encodeBase64(noise(196_607))
    await expect(collect(decodeBase64Stream(half + half))).rejects.toThrow(TypeError)
  })
})
