import { exports } from 'cloudflare:workers'
import { checkAnswer } from './contract-recorder.ts'

/** One request to the Worker, as a client would send it. An answer that is not in the contract fails the test. */
export async function fetchApi(target: Request | URL | string, init?: RequestInit): Promise<Response> {
  const request = new Request(typeof target === 'string' ? new URL(target, 'http://platform.test') : target, init)
  // Read before it is sent: afterwards the body is gone, and with it the request.
  const asked = new Request(request.url, { method: request.method, headers: request.headers })
  return checkAnswer(asked, await exports.default.fetch(request))
}
