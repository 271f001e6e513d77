// An organization with one instance, one project and its key, set up through the public API as its owner would.
const base64 = (text) => Buffer.from(text).toString('base64')
const SETUP_TOKEN = 'setup-token-for-the-bench-0123456789'

export const platformBindings = {
  SETUP_TOKEN,
  KEY_PEPPERS: JSON.stringify({ 1: base64('pepper-of-bench-pepper-of-bench-') }),
  KEY_ENCRYPTION_KEYS: JSON.stringify({ 1: base64('0123456789abcdef0123456789abcdef') }),
  LINK_SIGNING_KEYS: JSON.stringify({ 1: base64('link-key-of-bench-link-key-of-be') }),
  SESSION_KEY: base64('session-key-of-bench-session-key'),
  CALLBACK_SIGNING_KEY: base64('callback-key-of-bench-callback-k'),
  ENVIRONMENT: 'development',
  VALIDATE_RESPONSES: 'false',
  // The provider is on this machine.
  ALLOW_PRIVATE_ADDRESSES: 'true',
}

/** Answers the project's key. */
export async function setUpTenant(url, providerUrl) {
  const call = async (target, { key, body, headers = {} }) => {
    const [method, path] = target.split(' ')
    const response = await fetch(`${url}/config/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${target}: ${response.status} ${text}`)
    return { etag: response.headers.get('etag'), body: text === '' ? null : JSON.parse(text) }
  }
  const setup = await call('POST /setup', {
    body: { setup_token: SETUP_TOKEN, organization: { name: 'Bench', slug: 'bench' }, admin: { name: 'Ada', email: 'ada@example.com' } },
  })
  const key = setup.body.secret
  const instance = await call('POST /instances', {
    key,
    body: { organization_id: setup.body.organization.id, name: 'One', slug: 'one', default_model: 'gpt-image-2.6-flare' },
  })
  const at = `/instances/${instance.body.id}`
  await call(`PUT ${at}/credentials/openai`, { key, body: { fields: { api_key: 'sk-bench-0123456789abcdef' }, base_url: providerUrl } })
  // A request limit and a budget, so that what they cost is counted; wide enough never to refuse.
  const { etag } = await call(`GET ${at}/limits`, { key })
  await call(`PUT ${at}/limits`, {
    key,
    headers: { 'if-match': etag },
    body: {
      limits: [
        { scope: 'instance', target: null, metric: 'requests', window_seconds: 60, limit: 1_000_000 },
        { scope: 'project', target: null, metric: 'cost_micros', window: 'day', limit: 1_000_000_000_000 },
      ],
    },
  })
  const project = await call(`POST ${at}/projects`, { key, body: { name: 'App', slug: 'app' } })
  const made = await call('POST /keys', {
    key,
    body: { kind: 'project', project_id: project.body.id, name: 'App', scopes: ['generate'] },
  })
  return made.body.secret
}
