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
 * Frees the memory of some bytes immediately. Without this, megabytes of unused buffers would cause a full garbage collection, which is
 * slow. Afterwards every reference to the bytes sees an empty array.
 */
export function freeBytes(bytes: Uint8Array): void {
  if (bytes.buffer instanceof ArrayBuffer && !bytes.buffer.detached) bytes.buffer.transfer(0)
}

/**
 * Reads all bytes of a stream. If there are more than `maxBytes`, cancels the stream and returns null.
 * @param beforeKept called with the size of each part before the part is kept. Nothing more is read until its promise resolves. If it
 * rejects, the stream is canceled and the error is thrown.
 */
export async function readUpTo(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  beforeKept?: (bytes: number) => Promise<void>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.byteLength
    if (length > maxBytes) return null
    if (beforeKept !== undefined) await beforeKept(part.byteLength)
    parts.push(part)
  }
  return joinBytes(parts)
}

/** Returns the bytes as a stream of one piece. Reading fails with a TypeError if the bytes were freed before. */
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
