import { exports } from 'cloudflare:workers'
import { checkAnswer } from './contract-recorder.ts'

/** Sends a request to the Worker, as a client would. Fails the test if the contract does not declare the response. */
export async function fetchApi(target: Request | URL | string, init?: RequestInit): Promise<Response> {
  const request = new Request(typeof target === 'string' ? new URL(target, 'http://platform.test') : target, init)
  // The check gets a copy of the request without the body, because sending the request uses up the body.
  const asked = new Request(request.url, { method: request.method, headers: request.headers })
  return checkAnswer(asked, await exports.default.fetch(request))
}
