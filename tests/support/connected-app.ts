// The steps by which a person connects an app through OAuth. Each step is a function of its own, so that a test can change it.
import { encodeBase64Url } from '../../src/shared/base64.ts'
import { sha256 } from '../../src/shared/crypto.ts'
import { type Answer, call, config } from './call.ts'

export const REDIRECT = 'https://assistant.test/callback'
export const RESOURCE = 'http://platform.test/mcp'
export const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

export interface Person {
  cookie: string
  'x-csrf-token': string
}

let addresses = 0
/** Returns a header with an IP address that no other call gets, because registrations and sign-ins are limited by address. */
export const freshAddress = () => ({ 'cf-connecting-ip': `198.51.100.${++addresses}` })

export async function signIn(key: string): Promise<Person> {
  const answer = await config('POST /sessions', { body: { key }, headers: freshAddress() })
  return { cookie: answer.headers.get('set-cookie')!.split(';')[0]!, 'x-csrf-token': answer.body.csrf_token }
}

export function register(metadata: Record<string, unknown> = {}, headers: Record<string, string> = freshAddress()): Promise<Answer> {
  return config('POST /oauth/clients', { body: { client_name: 'An assistant', redirect_uris: [REDIRECT], ...metadata }, headers })
}

export async function authorizationRequest(clientId: string, changes: Record<string, string | undefined> = {}) {
  const request = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT,
    scope: 'read generate',
    state: 'a state&of "the app"',
    code_challenge: encodeBase64Url(await sha256(VERIFIER)),
    code_challenge_method: 'S256',
    resource: RESOURCE,
    ...changes,
  }
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as Record<string, string>
}

export function review(person: Partial<Person>, request: object): Promise<Answer> {
  return config('POST /oauth/authorizations/review', { headers: { ...person }, body: request })
}

export function decide(
  person: Partial<Person>,
  request: object,
  projectId: string,
  changes: Record<string, unknown> = {},
): Promise<Answer> {
  const choice = {
    decision: 'allow',
    project_id: projectId,
    scopes: ['read', 'generate'],
    budget: { window: 'month', limit_micros: 5_000_000 },
    expires_in_days: 30,
  }
  return config('POST /oauth/authorizations', { headers: { ...person }, body: { ...choice, request, ...changes } })
}

export const parametersOf = (answer: Answer) => new URL(answer.body.redirect_to as string).searchParams

export function form(path: string, fields: Record<string, string | undefined>): Promise<Answer> {
  const sent = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
  return config(`POST ${path}`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(sent).toString(),
  })
}

export function exchange(clientId: string, code: string, changes: Record<string, string | undefined> = {}): Promise<Answer> {
  const fields = { grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: REDIRECT, code_verifier: VERIFIER }
  return form('/oauth/token', { ...fields, resource: RESOURCE, ...changes })
}

export function refresh(clientId: string, token: string, changes: Record<string, string | undefined> = {}): Promise<Answer> {
  return form('/oauth/token', { grant_type: 'refresh_token', client_id: clientId, refresh_token: token, ...changes })
}

/** Lists the tools at the MCP endpoint. */
export function listTools(token: string): Promise<Answer> {
  return call('POST /mcp', {
    key: token,
    headers: { accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2025-11-25' },
    body: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
  })
}

export interface Connected {
  clientId: string
  keyId: string
  code: string
  access: string
  refresh: string
}

/** Connects an app: runs all steps, from the registration of the app to its tokens. */
export async function connect(person: Person, projectId: string, changes: Record<string, unknown> = {}): Promise<Connected> {
  const clientId = (await register()).body.client_id as string
  const decided = await decide(person, await authorizationRequest(clientId), projectId, changes)
  if (decided.status !== 201) throw new Error(decided.text)
  const code = parametersOf(decided).get('code')!
  const issued = await exchange(clientId, code)
  if (issued.status !== 200) throw new Error(issued.text)
  return { clientId, keyId: decided.body.key_id, code, access: issued.body.access_token, refresh: issued.body.refresh_token }
}
