// A provider in OpenAI's form that answers immediately, from memory: `upstream.mjs`. The word `small`, `large` or `huge` in the prompt
// selects the picture; `n` in the body is the number of pictures. `GET /picture/NAME` returns the bytes; `/hook` accepts and counts
// webhooks. Prints its address and serves until its standard input ends.
import { createServer } from 'node:http'
import { pictures } from './pictures.mjs'

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
