import { fetchApi } from './http.ts'

export interface Answer {
  status: number
  headers: Headers
  text: string
  // Tests read responses of many shapes; the contract checks the shapes.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}
interface Options {
  key?: string
  body?: unknown
  headers?: Record<string, string>
}

/** Sends a request to the Worker, as a client would. `target` is a method and a path, for example `POST /config/v1/keys`. */
export async function call(target: string, { key, body, headers = {} }: Options = {}): Promise<Answer> {
  const [method, path] = target.split(' ') as [string, string]
  const sent = new Headers(headers)
  if (key !== undefined) sent.set('authorization', `Bearer ${key}`)
  if (body !== undefined && !sent.has('content-type'))
    sent.set('content-type', method === 'PATCH' ? 'application/merge-patch+json' : 'application/json')
  const init: RequestInit = { method, headers: sent }
  if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetchApi(path, init)
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (response.headers.get('content-type') ?? '').endsWith('json') && text !== '' ? JSON.parse(text) : null,
  }
}

/** Sends a request as `call` does, but puts `/config/v1` before the path in `target`. */
export function config(target: string, options?: Options): Promise<Answer> {
  const [method, path] = target.split(' ')
  return call(`${method} /config/v1${path}`, options)
}
