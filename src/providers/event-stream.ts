import type { ByteChunks } from '../shared/byte-chunks.ts'

export interface EventReader {
  /** The `event:` field of the event whose data follows; empty where there was none. Asked before its data. */
  begin(name: string): void
  /** A piece of the event's data; good only until the promise is done. */
  data(piece: Uint8Array): Promise<void>
  end(): Promise<void>
}

const [LINE_FEED, CARRIAGE_RETURN, COLON] = [0x0a, 0x0d, 0x3a]
const MAX_NAME_BYTES = 256

/** Reads server-sent events whose data may be far too large to hold: lines are handed on in pieces. Until the source ends. */
export async function readEvents(source: ByteChunks, reader: EventReader): Promise<void> {
  let name = ''
  let open = false
  /** The field's name and a short value, until it is known to be data. */
  let line = ''
  let inData = false
  let skipSpace = false

  const endOfLine = async () => {
    if (!inData && line === '') {
      if (open) await reader.end()
      open = false
      name = ''
    } else if (!inData && line.startsWith('event:')) name = line.slice('event:'.length).trim()
    inData = false
    line = ''
  }

  for (let chunk = await source.next(); chunk !== null; chunk = await source.next()) {
    let at = 0
    while (at < chunk.byteLength) {
      if (inData) {
        if (skipSpace && chunk[at] === 0x20) at++
        skipSpace = false
        const feed = chunk.indexOf(LINE_FEED, at)
        const end = feed === -1 ? chunk.byteLength : feed
        const piece = chunk.subarray(at, end > at && chunk[end - 1] === CARRIAGE_RETURN ? end - 1 : end)
        if (piece.byteLength > 0) await reader.data(piece)
        at = end
        if (feed !== -1) {
          await endOfLine()
          at++
        }
        continue
      }
      const byte = chunk[at++]!
      if (byte === LINE_FEED) await endOfLine()
      else if (byte !== CARRIAGE_RETURN && line.length < MAX_NAME_BYTES) {
        line += String.fromCharCode(byte)
        if (byte === COLON && line === 'data:') {
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
