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
 * Gives the memory of some bytes back now, not at some collection: megabytes of buffers waiting to be collected make the runtime collect
 * everything, which costs more than the buffers. Whoever still holds the array finds it empty, never with somebody else's bytes in it.
 */
export function freeBytes(bytes: Uint8Array): void {
  if (bytes.buffer instanceof ArrayBuffer && !bytes.buffer.detached) bytes.buffer.transfer(0)
}

/** The bytes as a stream of one piece. It errors with a TypeError where they were freed before it was read. */
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
