// The first organization, instance, project and key of a local platform, made through the public API like anybody's.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readSecret } from './install.mjs'
import { credentialsFile } from './paths.mjs'

/** Calls the API and answers the parsed body; a problem becomes an Error that says what the server said. */
export async function call(url, { method = 'GET', key, body, headers = {} } = {}) {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${answer.status}: ${text}`)
  return text ? JSON.parse(text) : null
}

export function readCredentials() {
  return existsSync(credentialsFile) ? JSON.parse(readFileSync(credentialsFile, 'utf8')) : null
}

/** Sets the platform up where that has not happened. Answers the credentials and whether they are new. */
export async function firstRun(baseUrl) {
  const known = readCredentials()
  if (known) {
    const credentials = { ...known, base_url: baseUrl }
    const me = await fetch(`${baseUrl}/config/v1/me`, { headers: { authorization: `Bearer ${known.admin_key}` } })
    if (me.ok) {
      if (known.base_url !== baseUrl) writeCredentials(credentials)
      return { credentials, isNew: false }
    }
    throw new Error(
      `${credentialsFile} holds keys that this platform does not know (${me.status}). Move the file away, or delete .local to start afresh.`,
    )
  }
  const config = `${baseUrl}/config/v1`
  const setup = await call(`${config}/setup`, {
    method: 'POST',
    body: {
      setup_token: readSecret('SETUP_TOKEN'),
      organization: { name: 'Local', slug: 'local' },
      admin: { name: 'Local admin', email: 'admin@example.com' },
    },
  })
  const key = setup.secret
  const organizationId = setup.organization.id
  const instance = await call(`${config}/instances`, {
    method: 'POST',
    key,
    body: { organization_id: organizationId, name: 'Development', slug: 'development', default_model: 'sketch' },
  })
  const project = await call(`${config}/instances/${instance.id}/projects`, {
    method: 'POST',
    key,
    body: { name: 'First project', slug: 'first-project' },
  })
  const projectKey = await call(`${config}/keys`, {
    method: 'POST',
    key,
    body: { kind: 'project', project_id: project.id, name: 'First key', scopes: ['read', 'generate'] },
  })
  const credentials = {
    base_url: baseUrl,
    admin_key: key,
    organization_id: organizationId,
    instance_id: instance.id,
    project_id: project.id,
    project_key: projectKey.secret,
  }
  writeCredentials(credentials)
  return { credentials, isNew: true }
}

function writeCredentials(credentials) {
  mkdirSync(dirname(credentialsFile), { recursive: true })
  writeFileSync(credentialsFile, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
}
