// Tests how the official client for TypeScript connects through OAuth. The client gets a 401 and then tokens, makes a picture, and
// refreshes its tokens. After its key is revoked, it is refused. A person would use the consent page; here, calls of the API with a session
// replace this page.
import assert from 'node:assert/strict'
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client'

const REDIRECT = 'http://127.0.0.1:8976/callback'

/** Acts as the MCP host, which stores the tokens and the other state of its client. */
class Host {
  redirectUrl = REDIRECT
  clientMetadata = { client_name: 'The official client', redirect_uris: [REDIRECT], grant_types: ['authorization_code', 'refresh_token'] }
  #client
  #tokens
  #verifier
  #discovery
  sentTo = null

  state = () => 'the state of the host'
  clientInformation = () => this.#client
  saveClientInformation = (client) => void (this.#client = client)
  tokens = () => this.#tokens
  saveTokens = (tokens) => void (this.#tokens = tokens)
  redirectToAuthorization = (url) => void (this.sentTo = url)
  codeVerifier = () => this.#verifier
  saveCodeVerifier = (verifier) => void (this.#verifier = verifier)
  discoveryState = () => this.#discovery
  saveDiscoveryState = (state) => void (this.#discovery = state)
  invalidateCredentials = (what) => {
    if (what === 'all' || what === 'tokens') this.#tokens = undefined
    if (what === 'all' || what === 'client') this.#client = undefined
  }
}

export async function playOAuth({ baseUrl, adminKey, projectId, mode }) {
  const config = async (method, path, body, headers = {}) => {
    const response = await fetch(`${baseUrl}/config/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`)
    return { value: text === '' ? null : JSON.parse(text), headers: response.headers }
  }
  const host = new Host()
  const transport = () => new StreamableHTTPClientTransport(new URL(`${baseUrl}/mcp`), { authProvider: host })
  const newClient = () => new Client({ name: 'check', version: '1' }, { versionNegotiation: { mode } })

  const first = transport()
  await assert.rejects(newClient().connect(first), UnauthorizedError)
  assert.equal(`${host.sentTo.origin}${host.sentTo.pathname}`, `${baseUrl}/admin/connect`)

  const session = await config('POST', '/sessions', { key: adminKey })
  const decided = await config(
    'POST',
    '/oauth/authorizations',
    {
      decision: 'allow',
      request: Object.fromEntries(host.sentTo.searchParams),
      project_id: projectId,
      scopes: ['read', 'generate'],
      budget: { window: 'day', limit_micros: 1_000_000 },
      expires_in_days: 1,
    },
    { cookie: session.headers.get('set-cookie').split(';')[0], 'x-csrf-token': session.value.csrf_token },
  )
  const back = new URL(decided.value.redirect_to)
  assert.equal(`${back.origin}${back.pathname}`, REDIRECT)
  assert.equal(back.searchParams.get('state'), 'the state of the host')

  // The client refuses an answer whose `iss` names another authorization server.
  const mixedUp = new URLSearchParams(back.searchParams)
  mixedUp.set('iss', 'https://evil.example')
  await assert.rejects(first.finishAuth(mixedUp))
  await first.finishAuth(back.searchParams)

  const client = newClient()
  await client.connect(transport())
  const { tools } = await client.listTools()
  assert.equal(tools.length, 8)
  const made = await client.callTool({ name: 'generate_image', arguments: { prompt: 'a lighthouse in fog', size: '512x512' } })
  assert.ok(!made.isError, made.content[0].text)
  await client.close()

  // If an access token is refused, the client itself gets a new one.
  const before = host.tokens()
  host.saveTokens({ ...before, access_token: `${before.access_token.slice(0, -4)}AAAA` })
  const again = newClient()
  await again.connect(transport())
  assert.equal((await again.listTools()).tools.length, 8)
  assert.notEqual(host.tokens().refresh_token, before.refresh_token)
  await again.close()

  const key = await config('GET', `/keys/${decided.value.key_id}`, undefined, { authorization: `Bearer ${adminKey}` })
  assert.equal(key.value.connected_app.name, 'The official client')
  await config('DELETE', `/keys/${decided.value.key_id}`, undefined, { authorization: `Bearer ${adminKey}` })
  host.sentTo = null
  await assert.rejects(newClient().connect(transport()), UnauthorizedError)
  assert.notEqual(host.sentTo, null)
  console.log(`TypeScript through OAuth, ${mode}: connected, renewed, ended`)
}
