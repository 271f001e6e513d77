import type { ByteChunks } from '../shared/byte-chunks.ts'

export interface EventReader {
  /** Called before the data of an event. `name` is the value of the event's `event:` field; it is empty if the event has no such field. */
  begin(name: string): void
  /** Called with each piece of an event's data. The piece is valid only until the returned promise settles. */
  data(piece: Uint8Array): Promise<void>
  end(): Promise<void>
}

const [LINE_FEED, CARRIAGE_RETURN, COLON] = [0x0a, 0x0d, 0x3a]
const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf'
const MAX_NAME_BYTES = 256

/**
 * Reads server-sent events until the source ends. The data of an event may be too large for memory, so it is passed on in pieces.
 * Comments, unknown fields and events without data are skipped.
 */
export async function readEvents(source: ByteChunks, reader: EventReader): Promise<void> {
  let name = ''
  let open = false
  /** The beginning of the current line. If it is a `data` line, only `data:` is stored here, because the data is passed on immediately. */
  let line = ''
  let inData = false
  let skipSpace = false
  /** Whether the last byte was a carriage return. If a line feed follows, both together end only one line. */
  let afterReturn = false
  let first = true

  const endOfLine = async () => {
    if (first && line.startsWith(BYTE_ORDER_MARK)) line = line.slice(BYTE_ORDER_MARK.length)
    first = false
    if (!inData && line === '') {
      if (open) await reader.end()
      open = false
      name = ''
    } else if (!inData && line.startsWith('event:')) name = line.slice('event:'.length).trim()
    inData = false
    line = ''
  }

  for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
    const hasReturns = chunk.includes(CARRIAGE_RETURN)
    let at = 0
    while (at < chunk.byteLength) {
      if (inData) {
        if (skipSpace && chunk[at] === 0x20) at++
        skipSpace = false
        const end = endOfData(chunk, at, hasReturns)
        if (end > at) await reader.data(chunk.subarray(at, end))
        at = end
        if (end === chunk.byteLength) continue
        afterReturn = chunk[end] === CARRIAGE_RETURN
        await endOfLine()
        at++
        continue
      }
      const byte = chunk[at++]!
      const followsReturn = afterReturn
      afterReturn = byte === CARRIAGE_RETURN
      if (byte === LINE_FEED && followsReturn) continue
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) await endOfLine()
      else if (line.length < MAX_NAME_BYTES) {
        line += String.fromCharCode(byte)
        if (byte === COLON && (line === 'data:' || (first && line === `${BYTE_ORDER_MARK}data:`))) {
          if (!open) reader.begin(name)
          open = true
          inData = true
          skipSpace = true
        }
      }
    }
  }
  if (open) await reader.end()
}

function endOfData(chunk: Uint8Array, from: number, hasReturns: boolean): number {
  const feed = chunk.indexOf(LINE_FEED, from)
  const end = feed === -1 ? chunk.byteLength : feed
  if (!hasReturns) return end
  const at = chunk.subarray(from, end).indexOf(CARRIAGE_RETURN)
  return at === -1 ? end : from + at
}
