// Makes real resources for the fuzzer, so that its requests pass the first checks: real ids, a picture, and a local server that acts as
// webhook endpoint and provider.
import { createServer } from 'node:http'
import { call } from '../../scripts/local/first-run.mjs'
import { png } from '../support/pictures.ts'

const EDGE = 128

/** A picture with transparency. It can also be used as a mask, because OpenAI's masks are transparent where the picture changes. */
export const picture = () => Buffer.from(png(EDGE, EDGE, (x, y) => [x < y ? 200 : 40, 90, 128, x < EDGE / 2 ? 255 : 0]))

/**
 * Starts a local server for webhooks, picture URLs and providers, because the test must not call foreign servers. Its provider
 * `lost-and-found` first drops every request, so that `generationThings` can make generations with an unknown outcome. After `find()` it
 * returns pictures. If it still dropped requests during the fuzzing, `POST /generate` with its model would rightly return 424.
 */
export async function neighbour() {
  const drawn = picture()
  let found = false
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      // Closes the network connection without an answer, so it is unknown whether the provider billed.
      if (request.url.startsWith('/lost') && !found) return response.destroy()
      if (request.url.startsWith('/lost'))
        return response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ pictures: [{ data: drawn.toString('base64') }] }))
      if (request.url.startsWith('/picture')) return response.writeHead(200, { 'content-type': 'image/png' }).end(drawn)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}')
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    find: () => {
      found = true
    },
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Returns the definition of a provider at the local server. It is defined as data and has one priced model. */
function customProvider(address) {
  return {
    id: 'lost-and-found',
    name: 'Lost and found',
    base_url: `${address}/lost`,
    auth: { kind: 'none' },
    request: { method: 'POST', path: '/draw', body: { text: '{{prompt}}' } },
    response: { images: '/pictures/*/data', kind: 'base64' },
    models: [
      {
        id: 'lost',
        name: 'Lost',
        provider_model: 'lost',
        operations: ['generate'],
        size: { kind: 'list', sizes: ['512x512'] },
        default_size: '512x512',
        price: { kind: 'per_image', rules: [{ micros: 5000 }] },
      },
    ],
  }
}

/**
 * Makes the resources that the fuzzer's requests to the generation API use. Returns a key with every scope, and the ids of the resources,
 * grouped by the parameter in which the fuzzer sends them. The fuzzer may change these resources but not delete them.
 */
export async function generationThings(
  { base_url: baseUrl, admin_key: admin, instance_id: instanceId, project_id: projectId },
  { url: address, find },
) {
  const config = `${baseUrl}/config/v1`
  const models = { models: [{ model: 'sketch-queued', enabled: true }], custom_providers: [customProvider(address)] }
  const modelSettings = `${config}/instances/${instanceId}/models`
  await call(modelSettings, { method: 'PUT', key: admin, headers: { 'if-match': await etagOf(modelSettings, admin) }, body: models })
  const events = ['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate']
  const webhook = await call(`${config}/instances/${instanceId}/webhooks`, {
    method: 'POST',
    key: admin,
    body: { url: `${address}/webhook`, events },
  })
  const made = await call(`${config}/keys`, {
    method: 'POST',
    key: admin,
    body: { kind: 'project', project_id: projectId, name: 'Fuzzer', scopes: ['read', 'generate', 'manage'] },
  })

  const post = (path, body, headers) => call(`${baseUrl}/v1${path}`, { method: 'POST', key: made.secret, body, headers })
  const base64 = picture().toString('base64')
  const uploads = [await post('/assets', { base64 }), await post('/assets', { base64 })]
  const finished = await post('/generate', { prompt: 'a lighthouse in fog', size: '256x256' })
  const running = await post(
    '/generate',
    { prompt: 'slowly', model: 'sketch-queued', provider_options: { sketch: { delay_ms: 60_000 } } },
    { prefer: 'respond-async' },
  )
  const canceled = await post(`/generations/${running.id}/cancel`)
  await settled(`${baseUrl}/v1/generations/${running.id}`, made.secret, 'canceled')
  const lost = []
  for (let count = 0; count < 8; count++) {
    const { id } = await post('/generate', { prompt: 'gone', model: 'lost' }, { prefer: 'respond-async' })
    lost.push(await settled(`${baseUrl}/v1/generations/${id}`, made.secret, 'indeterminate'))
  }
  find()
  const { data: deliveries } = await call(`${baseUrl}/v1/webhook-deliveries`, { key: made.secret })
  return {
    key: made.secret,
    own: [made.id],
    ids: {
      asset_id: uploads.map(({ id }) => id),
      generation_id: [finished.id, canceled.id, ...lost],
      webhook_id: [webhook.id],
      delivery_id: deliveries.map(({ id }) => id),
      project_id: [projectId],
      instance_id: [instanceId],
      model: ['sketch'],
    },
    // These operations succeed only with generations in a certain state. So the fuzzer sends them only the ids of such generations.
    idsOf: { resolveGeneration: { generation_id: lost }, cancelGeneration: { generation_id: [canceled.id] } },
  }
}

/**
 * Makes a second organization with resources of every kind. The fuzzer's requests to the config API use these resources. Returns their ids,
 * and the key with which the fuzzer sends the requests. The key belongs to the admin of the first organization, who is a superadmin. So the
 * key may change the second organization, too. And the key remains valid, whatever the fuzzer changes in the second organization.
 */
export async function configThings({ base_url: baseUrl, admin_key: admin }, { url: address }) {
  const config = `${baseUrl}/config/v1`
  const post = (path, body) => call(`${config}${path}`, { method: 'POST', key: admin, body })
  const me = await call(`${config}/me`, { key: admin })
  const organization = await post('/organizations', { name: 'Neighbours', slug: 'neighbours' })
  const user = await post('/users', { organization_id: organization.id, name: 'Grace', email: 'grace@example.com', role: 'developer' })
  const granted = await post('/users', { organization_id: organization.id, name: 'Ada', email: 'ada@example.com', role: 'viewer' })
  const instance = await post('/instances', { organization_id: organization.id, name: 'Trial', slug: 'trial', default_model: 'sketch' })
  const project = await post(`/instances/${instance.id}/projects`, { name: 'Shop', slug: 'shop' })
  const projectKey = await post('/keys', { kind: 'project', project_id: project.id, name: 'Shop', scopes: ['generate'] })
  const userKey = await post('/keys', { kind: 'user', user_id: user.id, name: 'Grace', scopes: ['manage'] })
  const credentialOf = (provider) =>
    call(`${config}/instances/${instance.id}/credentials/${provider}`, {
      method: 'PUT',
      key: admin,
      body: { fields: { api_key: 'sk-a-made-up-key' }, base_url: address },
    })
  const credential = await credentialOf('openai')
  const deletable = []
  for (const provider of ['ideogram', 'fal', 'replicate', 'black-forest-labs']) deletable.push(await credentialOf(provider))
  const webhook = await post(`/instances/${instance.id}/webhooks`, { url: `${address}/webhook`, events: ['generation.succeeded'] })
  // A key can be rotated only once, so the fuzzer gets several keys for `rotateKey`.
  const rotatable = []
  for (let count = 0; count < 8; count++)
    rotatable.push(await post('/keys', { kind: 'project', project_id: project.id, name: `Old ${count}`, scopes: ['read'] }))
  return {
    key: admin,
    own: [me.key_id, me.user.id, me.organization_id],
    ids: {
      organization_id: [organization.id],
      user_id: [user.id],
      instance_id: [instance.id],
      project_id: [project.id],
      key_id: [projectKey.id, userKey.id],
      credential_id: [credential.id],
      webhook_id: [webhook.id],
      provider: ['openai'],
      model: ['sketch'],
      alias: ['house-style'],
    },
    idsOf: { setUserGrants: { user_id: [granted.id] }, rotateKey: { key_id: rotatable.map(({ id }) => id) } },
    // Credentials that the fuzzer may delete, one for each provider. They are made here, because PUT creates credentials, and the fuzzer
    // itself makes only resources that POST creates.
    spare: { cred: deletable.map(({ id }) => id) },
    customProvider: customProvider(address),
  }
}

async function etagOf(url, key) {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  return answer.headers.get('etag')
}

/** Polls the generation at `url` until it has this status, and returns its id. */
async function settled(url, key, status) {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const generation = await call(url, { key })
    if (generation.status === status) return generation.id
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${url} did not become ${status}`)
}
