// A provider that works for `workMs` on each request: `provider.mjs '{"workMs","picture"}'`. A request in OpenAI's form gets its response
// after `workMs`. A picture in fal's queue is ready after `workMs`. If the prompt contains the word `quick`, there is no wait. Prints its
// address and serves until its standard input ends.
import { createServer } from 'node:http'
import { pictures } from '../parts/pictures.mjs'

const { workMs, picture } = JSON.parse(process.argv[2])
const bytes = pictures[picture]
const usage = { input_tokens: 12, output_tokens: 1056, total_tokens: 1068, input_tokens_details: { text_tokens: 12, image_tokens: 0 } }
const answer = JSON.stringify({ created: 1_760_000_000, output_format: 'png', usage, data: [{ b64_json: bytes.toString('base64') }] })
const readyAt = new Map()

const server = createServer((request, response) => {
  const pieces = []
  const json = (value) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(typeof value === 'string' ? value : JSON.stringify(value))
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', () => {
    const origin = `http://${request.headers.host}`
    const wait = Buffer.concat(pieces).includes('quick') ? 0 : workMs
    const [, id, status] = /\/requests\/(\d+)(\/status)?$/.exec(request.url) ?? []
    if (request.url === '/picture')
      return response.writeHead(200, { 'content-type': 'image/png', 'content-length': bytes.length }).end(bytes)
    if (request.url.startsWith('/v1/')) return void setTimeout(() => json(answer), wait)
    if (request.method === 'POST') {
      const made = String(readyAt.size + 1)
      readyAt.set(made, Date.now() + wait)
      const at = `${origin}/queue/requests/${made}`
      return json({ request_id: made, status_url: `${at}/status`, response_url: at, cancel_url: `${at}/cancel` })
    }
    if (status !== undefined) return json({ status: Date.now() >= readyAt.get(id) ? 'COMPLETED' : 'IN_PROGRESS' })
    if (id !== undefined) return json({ images: [{ url: `${origin}/picture`, content_type: 'image/png' }], seed: 1 })
    response.writeHead(404).end()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}`, bytes: bytes.length })))
process.stdin.resume().once('end', () => process.exit(0))
