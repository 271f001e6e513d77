export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

/**
 * Returns the memory of some bytes at once instead of at the next collection: megabytes of buffers waiting for collection make the runtime
 * collect everything, which costs more than the buffers. Any remaining reference sees an empty array, never the bytes of somebody else.
 */
export function freeBytes(bytes: Uint8Array): void {
  if (bytes.buffer instanceof ArrayBuffer && !bytes.buffer.detached) bytes.buffer.transfer(0)
}

/** All bytes of a stream. Returns null, and cancels the stream, if there are more than `maxBytes`. */
export async function readUpTo(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.byteLength
    if (length > maxBytes) return null
    parts.push(part)
  }
  return joinBytes(parts)
}

/** The bytes as a stream of one piece. Errors with a TypeError if they were freed before it was read. */
export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull(sink) {
        sink.enqueue(bytes.subarray())
        sink.close()
      },
    },
    { highWaterMark: 0 },
  )
}
