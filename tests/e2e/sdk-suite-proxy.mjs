// A proxy through which the test suites of OpenAI's own SDKs call a server of this platform. The suites were written for a mock server:
// they send the key `My API Key`, and the words `Example data` instead of pictures. The proxy replaces these by a real key and a real
// picture, and changes nothing else.
//
// BASE_URL=http://localhost:8787/v1 KEY=cma_live_… npx node tests/e2e/sdk-suite-proxy.mjs     listens on port 4010, which the suites expect
//
// The instance needs the aliases gpt-image-1 and gpt-image-2. docs/development/sdk-suites.md says how to run the suites.
import http from 'node:http'
import { png } from '../support/pictures.ts'

const { BASE_URL, KEY, PROXY_PORT = '4010' } = process.env
if (!BASE_URL || !KEY) throw new Error('BASE_URL and KEY are needed')

/** A picture whose left half is transparent, so it can be used as a picture and as a mask. */
const PICTURE = Buffer.from(png(64, 64, (x, y) => [x * 4, y * 4, 90, x < 32 ? 0 : 255]))
const PLACEHOLDER = Buffer.from('Example data')

function withPicture(body) {
  const pieces = []
  let start = 0
  for (let at = body.indexOf(PLACEHOLDER); at !== -1; at = body.indexOf(PLACEHOLDER, start)) {
    pieces.push(body.subarray(start, at), PICTURE)
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
