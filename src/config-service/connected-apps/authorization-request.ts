// Checks what an app has put into the address of the consent page.
import type { components } from '../../../generated/config/types.ts'
import type { Actor } from '../../auth/actor.ts'
import type { Scope } from '../../shared/config-rpc.ts'
import { AppError } from '../../shared/errors.ts'
import type { ClientRow } from '../db/connected-apps.ts'
import type { Services } from '../services.ts'
import { requireClient } from './clients.ts'
import { isSameRedirect, redirectUriFault, redirectWith } from './redirect-uri.ts'

/** The scopes that an app can get. No app can get `manage`, the scope that changes the configuration. */
export const CONNECTABLE_SCOPES: readonly Scope[] = ['read', 'generate']

export interface CheckedRequest {
  client: ClientRow
  redirectUri: string
  state: string | undefined
  issuer: string
  /** The scopes that the app asks for, without those that no app can get. If the app asks for no scopes, all of CONNECTABLE_SCOPES. */
  scopes: Scope[]
  codeChallenge: string
  resource: string
  refusal: { error: string; description: string } | null
}

/**
 * Checks the request of an app. Throws AppError if the client or the redirect address is wrong, because nothing may be sent to a wrong
 * address. Any other fault is returned in `refusal`, which may be sent to the app.
 */
export async function checkAuthorizationRequest(
  services: Services,
  actor: Actor,
  request: components['schemas']['AuthorizationRequest'],
  issuer: string,
): Promise<CheckedRequest> {
  const { client_id: clientId, redirect_uri: redirectUri, state, code_challenge: codeChallenge = '', resource = '' } = request
  if (clientId === undefined) throw wrong('client_id', 'is missing')
  const client = await requireClient(services, actor, clientId)
  if (redirectUri === undefined) throw wrong('redirect_uri', 'is missing')
  if (redirectUriFault(redirectUri) !== null || !client.redirectUris.some((uri) => isSameRedirect(uri, redirectUri)))
    throw wrong('redirect_uri', 'is not one of those that the app has registered')
  const asked = request.scope?.split(' ').filter((scope) => scope !== '') ?? []
  const scopes = CONNECTABLE_SCOPES.filter((scope) => asked.length === 0 || asked.includes(scope))
  return { client, redirectUri, state, issuer, scopes, codeChallenge, resource, refusal: refusalOf(request, scopes) }
}

function refusalOf(request: components['schemas']['AuthorizationRequest'], scopes: Scope[]): CheckedRequest['refusal'] {
  if (request.response_type !== 'code') return { error: 'unsupported_response_type', description: 'response_type must be code.' }
  if (request.code_challenge_method !== 'S256' || !/^[\w-]{43}$/.test(request.code_challenge ?? ''))
    return { error: 'invalid_request', description: 'PKCE is required: a code_challenge with code_challenge_method S256.' }
  if (scopes.length === 0)
    return { error: 'invalid_scope', description: `None of the scopes is known; there are ${CONNECTABLE_SCOPES.join(' and ')}.` }
  if (request.resource === undefined)
    return { error: 'invalid_target', description: 'resource is required: the address of the MCP endpoint.' }
  return null
}

/** Returns the redirect address with an error for the app. */
export function refusedAt({ redirectUri, state, issuer }: CheckedRequest, error: string, description: string): string {
  return redirectWith(redirectUri, { error, error_description: description, state, iss: issuer })
}

function wrong(name: string, message: string): AppError {
  return new AppError('invalid_request', {
    detail: 'The app has sent a request that cannot be trusted, so nothing is sent to its address.',
    errors: [{ pointer: `/body/${name}`, message }],
  })
}
