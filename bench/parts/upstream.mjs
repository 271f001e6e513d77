// A provider in OpenAI's form that answers immediately, from memory: `upstream.mjs`. `small`, `large` or `huge` in the prompt selects the
// picture, and `n` their number. `GET /picture/NAME` returns the bytes; `/hook` accepts and counts webhooks. Prints its address and serves
// until its standard input ends.
import { createServer } from 'node:http'
import { crc32, deflateSync } from 'node:zlib'

const chunk = (type, data) => {
  const named = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** Makes a PNG of noise. The number of bits per sample determines its size in bytes. */
function png(width, height, bits) {
  const lines = Buffer.alloc(height * (1 + width * 3))
  let seed = 12345
  for (let at = 0; at < lines.length; at++) {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    if (at % (1 + width * 3) !== 0) lines[at] = (seed >>> 8) & ((1 << bits) - 1)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 1 })), chunk('IEND', Buffer.alloc(0))])
}

const pictures = { small: png(64, 52, 8), large: png(1024, 1024, 4), huge: png(1856, 1856, 8) }
const usage = { input_tokens: 12, output_tokens: 1056, total_tokens: 1068, input_tokens_details: { text_tokens: 12, image_tokens: 0 } }
const known = new Map()
function answerOf(name, count) {
  const key = `${name} ${count}`
  if (!known.has(key)) {
    const data = Array.from({ length: count }, () => ({ b64_json: pictures[name].toString('base64') }))
    known.set(key, Buffer.from(JSON.stringify({ created: 1_760_000_000, output_format: 'png', usage, data })))
  }
  return known.get(key)
}
const nameIn = (text) => Object.keys(pictures).find((name) => text.includes(name))

let taken = 0
const server = createServer((request, response) => {
  const pieces = []
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', () => {
    if (request.url === '/hook') return response.end(JSON.stringify({ taken: (taken += request.method === 'POST' ? 1 : 0) }))
    const body = Buffer.concat(pieces)
    const name = nameIn(request.method === 'GET' ? request.url : body)
    if (name === undefined) return response.writeHead(400).end()
    const count = () => Number(/"n":(\d+)/.exec(body.toString('latin1', 0, 1000))?.[1] ?? 1)
    const [type, bytes] = request.method === 'GET' ? ['image/png', pictures[name]] : ['application/json', answerOf(name, count())]
    response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const sizes = Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [name, bytes.length]))
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}`, sizes }))
})
process.stdin.resume().once('end', () => process.exit(0))
