// Reads multipart/form-data. The runtime's own reader treats every part without a file name as text, which destroys a picture. Pictures
// without a file name do arrive: some proxies remove the name, and openai-java sends none with a stream.
/** The body is not valid multipart/form-data. */
export class BrokenForm extends Error {}

const CR = 0x0d
const DASH = 0x2d
const MAX_PARTS = 1000
const MAX_HEAD_BYTES = 16 * 1024
const utf8 = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

/**
 * Returns name and value of each part, in the order of the body. A part is text if all of the following is true: it has no file name; it
 * has the content type `text/…`, `application/json` or none; and it is valid UTF-8. Any other part is a file.
 */
export function readMultipart(body: Uint8Array<ArrayBuffer>, contentType: string): [name: string, value: string | File][] {
  const boundary = boundaryOf(contentType)
  const mark = utf8.encode(`\r\n--${boundary}`)
  const parts: [string, string | File][] = []
  // Every boundary follows a line break, except one at the start of the body.
  const begins = mark.subarray(2).every((byte, index) => body[index] === byte)
  let at = begins ? -2 : find(body, mark, 0)
  if (at === -1) throw new BrokenForm('its boundary is missing')
  for (;;) {
    let start = at + mark.byteLength
    if (body[start] === DASH && body[start + 1] === DASH) return parts
    while (body[start] === 0x20 || body[start] === 0x09) start++
    if (body[start] !== CR || body[start + 1] !== 0x0a) throw new BrokenForm('a boundary is not followed by a line break')
    at = find(body, mark, start)
    if (at === -1) throw new BrokenForm('it ends within a part')
    if (parts.length === MAX_PARTS) throw new BrokenForm(`it has more than ${MAX_PARTS} parts`)
    parts.push(readPart(body.subarray(start + 2, at)))
  }
}

function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType)
  if (match === null) throw new BrokenForm('its Content-Type names no boundary')
  return match[1] ?? match[2]!
}

function readPart(part: Uint8Array<ArrayBuffer>): [string, string | File] {
  // An empty line ends the headers of a part, so a part without headers starts with this line.
  const empty = part[0] === CR && part[1] === 0x0a
  const end = empty ? 0 : find(part.subarray(0, MAX_HEAD_BYTES), utf8.encode('\r\n\r\n'), 0)
  if (end === -1) throw new BrokenForm('the headers of a part do not end')
  const content = part.subarray(end + (empty ? 2 : 4))
  const headers = new Map(
    lenient
      .decode(part.subarray(0, end))
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const disposition = headers.get('content-disposition') ?? ''
  const name = parameter(disposition, 'name')
  if (name === null) throw new BrokenForm('a part has no name')
  const fileName = extended(disposition) ?? parameter(disposition, 'filename')
  const type = headers.get('content-type') ?? ''
  const text = fileName === null && /^(text\/|application\/json\b|$)/i.test(type) ? decoded(content) : null
  return [name, text ?? new File([content], fileName ?? '', { type })]
}

/**
 * Returns a parameter of Content-Disposition; null if the header does not have it. In a value, browsers write quotation marks and line
 * breaks as %22, %0D and %0A. Other clients put a backslash before a quotation mark.
 */
function parameter(header: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]*))`, 'i').exec(header)
  if (match === null) return null
  return (match[1] ?? match[2]!).replaceAll(/\\(["\\])/g, '$1').replaceAll(/%(22|0D|0A)/gi, (coded) => decodeURIComponent(coded))
}

/** Reads a parameter of the form `filename*=UTF-8''…` (RFC 5987); null if there is none. */
function extended(header: string): string | null {
  const coded = /;\s*filename\*=utf-8'[^']*'([^\s;]+)/i.exec(header)?.[1]
  if (coded === undefined) return null
  try {
    return decodeURIComponent(coded)
  } catch {
    return coded
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/**
 * Returns the first position of `wanted` at or after `from`; -1 if there is none. Uses the algorithm of Knuth, Morris and Pratt, so the
 * time is proportional to the length of the body, however repetitive the body is. While no byte matches, `indexOf` skips to the next byte
 * with which `wanted` may begin.
 */
function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0]!
  const borders = bordersOf(wanted)
  for (let at = from, same = 0; at < bytes.byteLength;) {
    if (bytes[at] === wanted[same]) {
      at++
      if (++same === wanted.byteLength) return at - same
    } else if (same > 0) {
      same = borders[same - 1]!
    } else {
      at = bytes.indexOf(first, at)
      if (at === -1) return -1
    }
  }
  return -1
}

/**
 * Makes the table that `find` uses when a byte does not match. It has a number for each index of `wanted`: the length of the longest run of
 * bytes that ends at this index, begins after index 0, and equals the first bytes of `wanted`. If the byte after the index does not match,
 * `find` need not compare this run again, because it already matches the beginning of `wanted`. For example, `abab` gives 0, 0, 1, 2: at
 * its end, the run `ab` equals the first two bytes.
 */
function bordersOf(wanted: Uint8Array): Uint16Array {
  const borders = new Uint16Array(wanted.byteLength)
  for (let at = 1, same = 0; at < wanted.byteLength; at++) {
    while (same > 0 && wanted[at] !== wanted[same]) same = borders[same - 1]!
    if (wanted[at] === wanted[same]) same++
    borders[at] = same
  }
  return borders
}
