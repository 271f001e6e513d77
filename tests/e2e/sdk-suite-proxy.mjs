// Lets the suites of OpenAI's own SDKs run against a server of ours. They were written for a mock: their key is `My API Key` and their
// pictures are the words `Example data`. This stands between: it puts a real key and a real picture in their place and changes nothing else.
//
//   BASE_URL=http://localhost:8787/v1 KEY=cma_live_… node tests/e2e/sdk-suite-proxy.mjs     listens on 4010, where the suites look
//
// The instance needs the aliases gpt-image-1 and gpt-image-2. docs/development/sdk-suites.md says how the suites are run.
import http from 'node:http'
import { deflateSync, crc32 } from 'node:zlib'

const { BASE_URL, KEY, PROXY_PORT = '4010' } = process.env
if (!BASE_URL || !KEY) throw new Error('BASE_URL and KEY are needed')

function chunk(type, data) {
  const piece = Buffer.alloc(data.length + 12)
  piece.writeUInt32BE(data.length)
  piece.write(type, 4, 'latin1')
  data.copy(piece, 8)
  piece.writeUInt32BE(crc32(piece.subarray(4, data.length + 8)), data.length + 8)
  return piece
}
/** 64 × 64, its left half transparent: fit as a picture and as a mask. */
function picture() {
  const edge = 64
  const header = Buffer.alloc(13)
  header.writeUInt32BE(edge, 0)
  header.writeUInt32BE(edge, 4)
  header.set([8, 6], 8)
  const rows = Buffer.alloc(edge * (edge * 4 + 1))
  for (let y = 0; y < edge; y++)
    for (let x = 0; x < edge; x++) rows.set([x * 4, y * 4, 90, x < edge / 2 ? 0 : 255], y * (edge * 4 + 1) + 1 + x * 4)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
const PLACEHOLDER = Buffer.from('Example data')

function withPicture(body) {
  const pieces = []
  let start = 0
  for (let at = body.indexOf(PLACEHOLDER); at !== -1; at = body.indexOf(PLACEHOLDER, start)) {
    pieces.push(body.subarray(start, at), picture())
    start = at + PLACEHOLDER.length
  }
  return Buffer.concat([...pieces, body.subarray(start)])
}

http
  .createServer(async (request, response) => {
    const parts = []
    for await (const part of request) parts.push(part)
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)),
    )
    const body = withPicture(Buffer.concat(parts))
    const answer = await fetch(BASE_URL + request.url, {
      method: request.method,
      headers: { ...headers, authorization: `Bearer ${KEY}` },
      ...(body.length > 0 ? { body } : {}),
    })
    const kept = Object.fromEntries(
      [...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection'].includes(name)),
    )
    console.log(request.method, request.url, answer.status)
    response.writeHead(answer.status, kept)
    if (answer.body !== null) for await (const piece of answer.body) response.write(piece)
    response.end()
  })
  .listen(Number(PROXY_PORT), '127.0.0.1')
