// The config service, typed by its contract. Components use the hooks `config.useQuery('get', …)` and
// `config.useMutation(…)`. Functions that are not hooks use `configApi.GET(…)`.
import createClient from 'openapi-fetch'
import createQueries from 'openapi-react-query'
import type { paths } from '../../../generated/config/types.ts'
import { send } from './send.ts'
import { sessionEnded, sessionState } from './session-state.ts'

export const configApi = createClient<paths>({ baseUrl: '/config/v1', fetch: send })

configApi.use({
  onRequest({ request }) {
    const state = sessionState()
    if (state.kind === 'project-key') request.headers.set('authorization', `Bearer ${state.key}`)
    if (state.kind === 'signed-in' && request.method !== 'GET') request.headers.set('x-csrf-token', state.session.csrf_token)
    if (request.method === 'PATCH') request.headers.set('content-type', 'application/merge-patch+json')
    return request
  },
  onResponse({ response }) {
    if (response.status === 401 && sessionState().kind === 'signed-in') sessionEnded()
  },
})

export const config = createQueries(configApi)
