// Fuzzes the readers of bytes from outside: PNG and JPEG pictures, WebP headers, masks, and multipart forms. Each reader gets `--count`
// mutated inputs (10,000 by default). The same `--seed` makes the same inputs. `npm run test:seams` runs this file with both options. A
// reader may throw only PictureRejected or AppError, and a JPEG may not cause more work than its size allows. The work is counted, not
// timed.
import { decodePng } from '../../src/pictures/codecs/png-decode.ts'
import { decodeJpeg } from '../../src/pictures/codecs/jpeg-decode.ts'
import { WorkBudget } from '../../src/pictures/codecs/work-budget.ts'
import { MAX_PIXELS, PictureInspector, PictureRejected } from '../../src/pictures/inspect.ts'
import { MAX_MASK_PIXELS, maskFromTransparency } from '../../src/pictures/mask.ts'
import { readBody } from '../../src/contract/body.ts'
import { BodyMemory } from '../../src/contract/body-memory.ts'
import { AppError } from '../../src/shared/errors.ts'
import { hostilePngs, jpegOfScans, pngClaiming } from '../support/hostile-pictures.ts'
import { jpegFrame, png, webpFrame } from '../support/pictures.ts'

const option = (name: string, standard: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? standard : Number(process.argv[at + 1])
}
const SEED = option('seed', Date.now() % 1_000_000)
const COUNT = option('count', 10_000)
/** The maximum number of pixels that a decoder may decode. It is small, so that 10,000 inputs do not take an hour. */
const FEW_PIXELS = 65_536

let state = SEED
/** Returns a random number between 0 and 1, by the algorithm Mulberry32. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let value = Math.imul(state ^ (state >>> 15), 1 | state)
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32
}
const pick = (most: number) => Math.floor(random() * most)
const oneOf = <T>(values: readonly T[]): T => values[pick(values.length)]!

/**
 * Changes bytes, removes bytes, repeats a piece, or overwrites up to four bytes with an extreme number, such as 0 or 0x7fffffff. A
 * decoder fails most easily if a length or a size is such a number. Most changes are in the first 64 bytes, where the headers are.
 */
function mutated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let file = new Uint8Array(bytes)
  for (let changes = pick(4); changes > 0; changes--) {
    const at = pick(random() < 0.8 ? Math.min(64, file.length) : file.length)
    switch (pick(5)) {
      case 0:
        file[at] = pick(256)
        break
      case 1:
        file.set(
          [oneOf([0, 0x7f, 0x80, 0xff]), oneOf([0, 0xff]), oneOf([0, 0xff]), oneOf([0, 1, 0xff])].slice(0, Math.min(4, file.length - at)),
          at,
        )
        break
      case 2:
        file = file.slice(0, at)
        break
      case 3: {
        const piece = file.slice(at, at + 1 + pick(40))
        const joined = new Uint8Array(file.length + piece.length)
        joined.set(file.subarray(0, at))
        joined.set(piece, at)
        joined.set(file.subarray(at), at + piece.length)
        file = joined
        break
      }
      default:
        file.copyWithin(at, Math.min(file.length, at + 1 + pick(8)))
    }
  }
  return file
}

const pngs = [png(9, 7), png(64, 64), pngClaiming(40, 40, 6440, { width: 8, height: 8 }), hostilePngs.wide(), hostilePngs.small()]
const jpegs = [
  jpegFrame(40, 30),
  jpegFrame(64, 64, 100),
  jpegOfScans(8, 8, [[1]]),
  jpegOfScans(64, 64, [[1]]),
  jpegOfScans(64, 64, [[1, 2, 3], [2]], { components: [1, 2, 3], progressive: true, spectral: [0, 0] }),
  jpegOfScans(
    64,
    64,
    Array.from({ length: 40 }, () => [1]),
    { progressive: true, spectral: [1, 63], approximation: 0x10 },
  ),
]
const webps = [webpFrame('VP8 ', 40, 30), webpFrame('VP8L', 40, 30), webpFrame('VP8X', 40, 30)]

/** Inspects the file in pieces of random lengths, as they would arrive from a network. */
function inspect(file: Uint8Array): void {
  const inspector = new PictureInspector()
  for (let at = 0; at < file.length;) {
    const piece = 1 + pick(100)
    inspector.push(file.subarray(at, at + piece))
    at += piece
  }
  const { width, height } = inspector.end()
  if (width * height > MAX_PIXELS) throw new Error(`a picture of ${width} × ${height} was taken`)
}

async function form(): Promise<void> {
  const boundary = oneOf(['x', 'boundary', '----WebKitFormBoundary', ''])
  const part = () =>
    [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${oneOf(['image', 'image[]', '', 'a"b', '__proto__', 'n'])}"${oneOf(['', '; filename="a.png"', '; filename='])}`,
      ...(random() < 0.5 ? ['Content-Type: image/png'] : []),
      '',
      oneOf(['', 'x', '\0\u00ff', '-'.repeat(pick(200)), '--x', '--x--']),
    ].join('\r\n')
  const text = `${Array.from({ length: pick(5) }, part).join('\r\n')}\r\n--${boundary}${oneOf(['--', '', '-'])}\r\n`
  const body = mutated(new TextEncoder().encode(text))
  const type = oneOf([`multipart/form-data; boundary=${boundary}`, 'multipart/form-data', `multipart/form-data; boundary="${boundary}"`])
  const request = new Request('http://platform.test/', { method: 'POST', headers: { 'content-type': type }, body })
  const memory = new BodyMemory('seam')
  const read = await readBody(request, ['multipart/form-data'], true, null, memory).finally(() => memory.giveBack())
  if (read.kind !== 'form') throw new Error('a form was read as something else')
  if (Object.getPrototypeOf(read.value) !== Object.prototype) throw new Error('a form has set its prototype')
}

const seams: Record<string, () => Promise<void> | void> = {
  'PNG headers': () => inspect(mutated(oneOf(pngs))),
  'PNG pixels': () => {
    const { width, height, data } = decodePng(mutated(oneOf(pngs)), FEW_PIXELS)
    if (width * height > FEW_PIXELS || data.length !== width * height * 4) throw new Error(`${width} × ${height} were unpacked`)
  },
  masks: async () => {
    const mask = await maskFromTransparency(mutated(oneOf(pngs)), random() < 0.5 ? { width: 64, height: 64 } : null)
    if (mask.byteLength > MAX_MASK_PIXELS) throw new Error('a mask is too large')
  },
  'JPEG headers': () => inspect(mutated(oneOf(jpegs))),
  'JPEG pixels': () => {
    const work = new WorkBudget()
    let refused: unknown = null
    try {
      decodeJpeg(mutated(oneOf(jpegs)), FEW_PIXELS, work)
    } catch (error) {
      refused = error
    }
    // One unit of work is one visit of a coefficient, or one segment of the file. The maximum work is the product of these factors:
    // - FEW_PIXELS: the pixels of the largest picture that is decoded.
    // - 64: the decoder pads width and height to multiples of 32 at most. Of the pictures with FEW_PIXELS pixels, the one that is one
    //   pixel wide grows most: its width becomes 32, and its height hardly grows. So it gets about 32 times as many pixels; 64 leaves some
    //   room.
    // - 4: a JPEG has at most four components.
    // - 9: the decoder allows 8 visits of each coefficient. Before it refuses a scan, it counts this scan's visits, too.
    // 20,000 is added for the segments.
    const most = FEW_PIXELS * 64 * 4 * 9 + 20_000
    if (work.spent > most) throw new Error(`${work.spent} units of work`)
    if (refused !== null) throw refused
  },
  'WebP headers': () => inspect(mutated(oneOf(webps))),
  'multipart forms': form,
}

console.log(`seed ${SEED}`)
let faults = 0
for (const [name, play] of Object.entries(seams)) {
  let [taken, refused] = [0, 0]
  for (let count = 0; count < COUNT; count++) {
    const before = state
    try {
      await play()
      taken++
    } catch (error) {
      if (error instanceof PictureRejected || error instanceof AppError) refused++
      else if (++faults <= 20) console.log(`FAIL ${name}, state ${before}: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }
  console.log(`${name}: ${taken} taken, ${refused} refused`)
}
console.log(faults === 0 ? 'all hold' : `${faults} faults`)
process.exit(faults === 0 ? 0 : 1)
