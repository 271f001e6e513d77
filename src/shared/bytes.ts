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
 * @param options.length the length in bytes that the sender has declared. If it is right, the bytes are in memory only once.
 * @param options.beforeKept called with the size of each part before the part is kept. Nothing more is read until its promise resolves. If
 * it rejects, the stream is canceled and the error is thrown.
 */
export async function readUpTo(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  { length: declared = null, beforeKept }: { length?: number | null; beforeKept?: ((bytes: number) => Promise<void>) | undefined } = {},
): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts = new Parts(declared ?? 0)
  let length = 0
  for await (const part of stream) {
    length += part.byteLength
    if (length > maxBytes) return null
    if (beforeKept !== undefined) await beforeKept(part.byteLength)
    parts.add(part)
  }
  return parts.join()
}

/**
 * The runtime reads into buffers of this size, and each part of a body is a view on one. So even a part with a single byte keeps this many
 * bytes in memory.
 */
const PAGE_BYTES = 4096
/** The number of parts that are kept as they are, whatever their size. Most bodies have fewer, so nothing is copied for them. */
const UNCOPIED_PARTS = 16
const BLOCK_BYTES = 64 * 1024

/**
 * The parts of a stream, in order. Whoever sends a body chooses how large the parts are. If a body arrives byte by byte and its parts
 * are kept as they are, they take thousands of times as much memory as the body has bytes. So small parts are copied into larger blocks.
 */
class Parts {
  readonly #parts: Uint8Array[] = []
  /** The block into which parts are copied, and how many of its bytes are used. */
  #block: Uint8Array<ArrayBuffer>
  #used = 0
  /** True as long as all parts have found room in the first block, which has the declared length. */
  #isWhole: boolean

  /** @param declared the declared length of all parts together in bytes; 0 if it is unknown. */
  constructor(declared: number) {
    this.#block = new Uint8Array(declared)
    this.#isWhole = declared > 0
  }

  add(part: Uint8Array): void {
    const fits = this.#block.byteLength - this.#used >= part.byteLength
    this.#isWhole &&= fits
    if (!this.#isWhole && (part.byteLength >= PAGE_BYTES || this.#parts.length < UNCOPIED_PARTS)) {
      this.#endBlock()
      this.#parts.push(part)
      return
    }
    if (!fits) {
      this.#endBlock()
      this.#block = new Uint8Array(BLOCK_BYTES)
    }
    this.#block.set(part, this.#used)
    this.#used += part.byteLength
  }

  join(): Uint8Array<ArrayBuffer> {
    if (this.#isWhole && this.#used === this.#block.byteLength) return this.#block
    this.#endBlock()
    return joinBytes(this.#parts)
  }

  /** Adds the used bytes of the block to `#parts`. The rest of the block will hold the next small pieces. */
  #endBlock(): void {
    if (this.#used === 0) return
    this.#parts.push(this.#block.subarray(0, this.#used))
    this.#block = this.#block.subarray(this.#used)
    this.#used = 0
  }
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
