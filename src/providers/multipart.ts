// Makes a multipart body. Its files are read one after the other while it is sent, so that no picture is held in memory.
import { byteChunks } from '../shared/byte-chunks.ts'
import { utf8 } from '../shared/crypto.ts'

export type MultipartPart =
  | { name: string; value: string }
  | { name: string; fileName: string; contentType: string; sizeBytes: number; open(): Promise<ReadableStream<Uint8Array>> }

export interface MultipartBody {
  contentType: string
  sizeBytes: number
  /** Returns a fresh stream at each call. */
  open(): ReadableStream<Uint8Array>
}

/** Returns the part of a form for a file that is held in memory. */
export function filePart(name: string, fileName: string, contentType: string, bytes: Uint8Array<ArrayBuffer>): MultipartPart {
  return { name, fileName, contentType, sizeBytes: bytes.byteLength, open: async () => new Blob([bytes]).stream() }
}

export function multipart(parts: readonly MultipartPart[]): MultipartBody {
  const boundary = `----cma-${crypto.randomUUID()}`
  const head = (part: MultipartPart) => {
    const file = 'value' in part ? '' : `; filename="${quoted(part.fileName)}"\r\ncontent-type: ${part.contentType}`
    return utf8(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(part.name)}"${file}\r\n\r\n`)
  }
  const end = utf8(`--${boundary}--\r\n`)
  const lineEnd = utf8('\r\n')
  const sizeBytes = parts.reduce((sum, part) => {
    return sum + head(part).byteLength + ('value' in part ? utf8(part.value).byteLength : part.sizeBytes) + lineEnd.byteLength
  }, end.byteLength)

  async function* pieces(): AsyncGenerator<Uint8Array, void> {
    for (const part of parts) {
      yield head(part)
      if ('value' in part) yield utf8(part.value)
      else {
        const source = byteChunks(await part.open())
        try {
          for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) yield chunk
        } finally {
          await source.cancel('enough')
        }
      }
      yield lineEnd
    }
    yield end
  }

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    sizeBytes,
    open() {
      const source = pieces()
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(sink) {
            const { value, done } = await source.next()
            if (done) sink.close()
            // The source reuses its buffers, but a queue may still hold this piece, so the piece is copied.
            else sink.enqueue(value.slice())
          },
          async cancel() {
            await source.return()
          },
        },
        { highWaterMark: 0 },
      )
      // A FixedLengthStream makes the runtime send Content-Length. Otherwise the body is sent in chunks, which some servers do not accept.
      if (typeof FixedLengthStream === 'undefined') return body
      const fixed = new FixedLengthStream(sizeBytes)
      body.pipeTo(fixed.writable).catch(() => {})
      return fixed.readable
    },
  }
}

function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
