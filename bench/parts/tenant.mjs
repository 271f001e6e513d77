// Makes organizations, each with one instance, one project and its key, through the public API.
import { join } from 'node:path'
import { unstable_readConfig as readConfig } from 'wrangler'

/** The model of all requests. */
export const MODEL = 'gpt-image-2.6-flare'

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
  // The provider of the bench runs on this machine. The platform calls such a private address only with this setting.
  ALLOW_PRIVATE_ADDRESSES: 'true',
}

/** Returns the class name of each Durable Object of a platform, with the name of its binding as key. `folder` holds the wrangler.toml. */
export function platformClasses(folder) {
  const { bindings } = readConfig({ config: join(folder, 'wrangler.toml') }).durable_objects
  return Object.fromEntries(bindings.map(({ name, class_name: className }) => [name, className]))
}

/**
 * Sets up the platform at `url`. Returns a function that makes a tenant with the given slug, and returns its project's key and its
 * instance. The options of the returned function:
 * - `organizationBudget`: whether the organization gets a budget.
 * - `webhook`: a URL that is notified of every generation that succeeds.
 * - `providers`: the address of each provider that gets a credential; by default only `openai`, below `upstreamUrl`.
 */
export async function setUpPlatform(url, upstreamUrl) {
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

  return async (slug, { organizationBudget = false, webhook = null, providers = { openai: `${upstreamUrl}/v1` } } = {}) => {
    const organization = await call('POST /organizations', { key, body: { name: slug, slug } })
    if (organizationBudget) {
      await call(`PATCH /organizations/${organization.body.id}`, {
        key,
        body: { budget: { monthly_micros: 1_000_000_000_000 } },
        headers: { 'content-type': 'application/merge-patch+json', 'if-match': organization.etag },
      })
    }
    const instance = await call('POST /instances', {
      key,
      body: { organization_id: organization.body.id, name: 'One', slug: 'one', default_model: MODEL },
    })
    const at = `/instances/${instance.body.id}`
    for (const [provider, address] of Object.entries(providers)) {
      const credential = { fields: { api_key: 'sk-bench-0123456789abcdef' }, base_url: address }
      await call(`PUT ${at}/credentials/${provider}`, { key, body: credential })
    }
    if (webhook !== null) await call(`POST ${at}/webhooks`, { key, body: { url: webhook, events: ['generation.succeeded'] } })
    // Sets a request limit and a budget that are too large to refuse anything. So the measurement includes the time that the limiter needs
    // to check them.
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
      body: { kind: 'project', project_id: project.body.id, name: 'App', scopes: ['read', 'generate'] },
    })
    return { key: made.body.secret, instanceId: instance.body.id }
  }
}
