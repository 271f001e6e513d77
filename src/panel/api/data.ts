// The generation service, typed by its contract. Every call names its project, which determines the key and the Worker:
// data.useQuery('get', '/generations', { params: { header: inProject(project.id), query: { limit: 50 } } })
import createClient from 'openapi-fetch'
import createQueries from 'openapi-react-query'
import type { paths } from '../../../generated/generation/types.ts'
import { dataKeyFor, forgetDataKey } from './data-key.ts'
import { send } from './send.ts'

/** Stands for the project's base URL until the base URL is known. */
const PLACEHOLDER = 'https://data.invalid'

export const inProject = (projectId: string) => ({ 'X-Project-ID': projectId })

/** Makes any call to the generation service for a project. `path` is appended to the base URL of the service. */
export async function dataFetch(projectId: string, path: string, init: RequestInit = {}): Promise<Response> {
  const once = async () => {
    const key = await dataKeyFor(projectId)
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${key.secret}`)
    headers.delete('x-project-id')
    return send(new Request(new URL(key.baseUrl + path, window.location.href), { ...init, headers }))
  }
  const answer = await once()
  if (answer.status !== 401) return answer
  // The key became invalid early, because the session ended or a clock is wrong. The call is tried once more with a new key.
  forgetDataKey(projectId)
  return once()
}

export const dataApi = createClient<paths>({
  baseUrl: PLACEHOLDER,
  async fetch(request) {
    const projectId = request.headers.get('x-project-id')
    if (projectId === null) throw new Error('A call to the generation service names its project: params.header: inProject(id)')
    const { pathname, search } = new URL(request.url)
    const body = request.body === null ? null : await request.arrayBuffer()
    return dataFetch(projectId, pathname + search, { method: request.method, headers: request.headers, body, signal: request.signal })
  },
})

export const data = createQueries(dataApi)
