const CHUNK_BYTES = 64 * 1024

export interface ByteChunks {
  /** Returns the next piece; null at the end. A piece is valid until the second `next` after it, because two buffers are reused in turn. */
  next(): Promise<Uint8Array | null>
  cancel(reason: unknown): Promise<void>
}

/**
 * Reads a stream. If the stream can fill our buffers, the pieces have up to 64 KB. Otherwise the default reader is used. Its pieces have
 * only 4 KB, so reading the whole stream costs ten times as much.
 */
export function byteChunks(stream: ReadableStream<Uint8Array>): ByteChunks {
  let reader: ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array>
  let read: () => Promise<{ done: boolean; value?: Uint8Array | undefined }>
  try {
    const filling = stream.getReader({ mode: 'byob' })
    // The buffers of the two pieces that are still valid, the older one first.
    const buffers = [new ArrayBuffer(CHUNK_BYTES), new ArrayBuffer(CHUNK_BYTES)]
    read = async () => {
      const result = await filling.read(new Uint8Array(buffers.shift()!))
      if (result.value !== undefined) buffers.push(result.value.buffer)
      return result
    }
    reader = filling
  } catch {
    const plain = stream.getReader()
    read = () => plain.read()
    reader = plain
  }
  return {
    async next() {
      const { done, value } = await read()
      return done || value === undefined ? null : value
    },
    async cancel(reason) {
      await reader.cancel(reason).catch(() => {})
    },
  }
}
