import { exports } from 'cloudflare:workers'
import { checkAnswer } from './contract-recorder.ts'

/** One request to the Worker, as a client would send it. If the response is not in the contract, the test fails. */
export async function fetchApi(target: Request | URL | string, init?: RequestInit): Promise<Response> {
  const request = new Request(typeof target === 'string' ? new URL(target, 'http://platform.test') : target, init)
  // The request is read before it is sent, because afterwards its body is gone.
  const asked = new Request(request.url, { method: request.method, headers: request.headers })
  return checkAnswer(asked, await exports.default.fetch(request))
}
