// A fake of OpenAI on this machine that accepts the given keys. It returns a list of models, and pictures of one pixel. The tests of the
// pages need nothing else.
import { createServer } from 'node:http'

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

export async function startFakeProvider(keys) {
  const asked = []
  const state = { isBusy: false }
  const server = createServer((request, response) => {
    const key = request.headers.authorization?.replace('Bearer ', '')
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    request.on('end', () => {
      const answer = (status, body) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      if (state.isBusy) answer(429, { error: { message: 'Rate limit reached, try again later.', code: 'rate_limit_exceeded' } })
      else if (!keys.includes(key)) answer(401, { error: { message: 'Incorrect API key provided.', code: 'invalid_api_key' } })
      else if (request.url.endsWith('/models')) answer(200, { data: [{ id: 'one' }, { id: 'two' }] })
      else answer(200, { data: [{ b64_json: PIXEL }] })
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    asked,
    /** While `isBusy` is true, every request is refused because of a rate limit. */
    state,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
