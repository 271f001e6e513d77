// Makes the first organization, instance, project and key of a local platform, through the public API.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readSecret } from './install.mjs'
import { credentialsFile, stateFolder } from './paths.mjs'
import { notThePlatform, parsed, reach } from './reach.mjs'

/** Calls the API and returns the parsed body. If the response is an error, throws an Error with its text and its `status`. */
export async function call(url, { method = 'GET', key, body, headers = {} } = {}) {
  const answer = await reach(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok && text.trimStart().startsWith('<')) throw notThePlatform(url, answer.status)
  if (!answer.ok)
    throw Object.assign(new Error(`${method} ${new URL(url).pathname} answered ${answer.status}: ${text}`), { status: answer.status })
  return parsed(text, url, answer.status)
}

export function readCredentials() {
  return existsSync(credentialsFile) ? JSON.parse(readFileSync(credentialsFile, 'utf8')) : null
}

/**
 * Sets up the platform if it is not set up yet, and finishes a set-up that an earlier run has begun. Returns the credentials, and whether
 * this run has finished the set-up (`isNew`). A key that is missing is not in the returned credentials.
 *
 * `problem` is null if the admin's key and the project's key work. Otherwise it says which key is missing or does not work, and what to do
 * about it. This function does not throw for such a key, because the platform must start even without a valid key. For example, an admin
 * may have revoked a key, or this machine may have none of the keys of a restored backup.
 */
export async function firstRun(baseUrl) {
  const known = readCredentials()
  if (known === null) {
    const begun = await beginSetUp(baseUrl)
    return begun === null ? { credentials: { base_url: baseUrl }, isNew: false, problem: noCredentials() } : finishSetUp(begun)
  }
  const credentials = { ...known, base_url: baseUrl }
  const admin = await statusOf(`${baseUrl}/config/v1/me`, known.admin_key)
  if (admin === 401) {
    // The data may have been deleted while the file of credentials was kept, so the setup is tried again.
    const begun = await beginSetUp(baseUrl).catch(() => null)
    if (begun !== null) return finishSetUp(begun)
  }
  if (known.base_url !== baseUrl) writeCredentials(credentials)
  if (admin !== 200) return { credentials, isNew: false, problem: lostAdminKey(admin) }
  if (credentials.project_id) return { credentials, isNew: false, problem: await mendProjectKey(credentials) }
  const { organizations } = await call(`${baseUrl}/config/v1/me/places`, { key: known.admin_key })
  const unfinished = unfinishedOf(credentials, organizations)
  if (unfinished === undefined) return { credentials, isNew: false, problem: noProject(organizations) }
  const begun = { ...credentials, organization_id: unfinished.id }
  return finishSetUp(begun, unfinished).catch((error) => ({ credentials: begun, isNew: false, problem: error.message }))
}

async function statusOf(url, key) {
  const answer = await reach(url, { headers: { authorization: `Bearer ${key}` } })
  await answer.arrayBuffer()
  return answer.status
}

function lostAdminKey(status) {
  return `The platform does not take the admin key in ${credentialsFile} any more (it answered ${status}); it was rotated, revoked or has expired.
Put its successor there (admin_key), or make a new one on this machine: npm run local:admin-key`
}

function noCredentials() {
  return `The platform in ${stateFolder} has users, but there is no file ${credentialsFile} with a key.
Sign in to the panel with a key that you have. Or make a new admin key, then start again: npm run local:admin-key`
}

/**
 * If the stored project key is missing or no longer works, makes a new one with the admin key and stores it. Returns what was wrong, or why
 * no new key could be made; null if the stored key works.
 */
async function mendProjectKey(credentials) {
  const { project_key: known } = credentials
  const status = known ? await statusOf(`${credentials.base_url}/v1/models?limit=1`, known) : null
  if (status === 200) return null
  const fault = status === null ? 'missing' : `answered ${status}`
  try {
    const made = await call(`${credentials.base_url}/config/v1/keys`, {
      method: 'POST',
      key: credentials.admin_key,
      body: { kind: 'project', project_id: credentials.project_id, name: 'Local key', scopes: ['read', 'generate'] },
    })
    const mended = await statusOf(`${credentials.base_url}/v1/models?limit=1`, made.secret)
    if (mended !== 200) throw new Error(`A new key of the project is answered ${mended}.`)
    Object.assign(credentials, { organization_id: made.organization_id, instance_id: made.instance_id, project_key: made.secret })
    writeCredentials(credentials)
    return `The project key in ${credentialsFile} was ${fault}; a new one is in its place.`
  } catch (error) {
    return `The project key in ${credentialsFile} is ${fault}, and a new one could not be made: ${error.message}
Is the project or its instance disabled or deleted? Pictures need one that is active.`
  }
}

/** Returns the message for a file of credentials without a project. The message lists the platform's projects and says what to do. */
function noProject(organizations) {
  const SHOWN = 10
  const projects = organizations.flatMap((organization) =>
    organization.instances.flatMap((instance) =>
      instance.projects.map((project) => `  ${project.id}  ${organization.name} / ${instance.name} / ${project.name}`),
    ),
  )
  const fault = `${credentialsFile} names no project, so there is no key for pictures.`
  if (projects.length === 0)
    return `${fault} The platform has no project either: make one in the panel.
Then put its id into the file, as "project_id", and start again: a key for the project is made.`
  return `${fault}
Put the id of a project into it, as "project_id", and start again: a key for the project is made. ${projects.length > SHOWN ? `The first ${SHOWN} of ${projects.length} projects` : 'The projects'}:
${projects.slice(0, SHOWN).join('\n')}`
}

/** The slugs of the organization, the instance and the project that the set-up makes. */
const SLUGS = { organization: 'local', instance: 'development', project: 'first-project' }

/**
 * Returns the organization whose set-up an earlier run has begun and not finished; undefined if there is none. Such an organization has
 * nothing but what the set-up makes. There are two cases:
 * - The file of credentials names an organization. Then no other organization is considered.
 * - The file names none. The earlier run ended before it wrote a file, and `npm run local:admin-key` has written this one later, with only
 *   an address and a key. Then the set-up counts as unfinished only if the platform has a single organization, and this organization has no
 *   project.
 */
function unfinishedOf({ organization_id: known }, organizations) {
  const [first, ...others] = known ? organizations.filter(({ id }) => id === known) : organizations
  const isOfSetUp =
    first?.slug === SLUGS.organization &&
    first.instances.every(
      ({ slug, projects }) => slug === SLUGS.instance && projects.every((project) => known && project.slug === SLUGS.project),
    ) &&
    others.length === 0
  return isOfSetUp ? first : undefined
}

/**
 * Makes the first organization and the admin's key, and returns the credentials so far. Returns null if the platform has users already and
 * so refuses the setup with 404.
 */
async function beginSetUp(baseUrl) {
  try {
    const { secret, organization } = await call(`${baseUrl}/config/v1/setup`, {
      method: 'POST',
      body: {
        setup_token: readSecret('SETUP_TOKEN'),
        organization: { name: 'Local', slug: SLUGS.organization },
        admin: { name: 'Local admin', email: 'admin@example.com' },
      },
    })
    const credentials = { base_url: baseUrl, admin_key: secret, organization_id: organization.id }
    writeCredentials(credentials)
    return credentials
  } catch (error) {
    if (error.status === 404) return null
    throw notFinished(error)
  }
}

/**
 * Makes the instance, the project and its key, unless an earlier run has made them. Each step is written to the file of credentials at
 * once, so if one fails, the next run goes on from there. Returns the same as `firstRun`.
 */
async function finishSetUp(credentials, { instances } = { instances: [] }) {
  const { base_url: baseUrl, admin_key: key, organization_id: organizationId } = credentials
  const create = (path, body) => call(`${baseUrl}/config/v1${path}`, { method: 'POST', key, body })
  const keep = (more) => {
    Object.assign(credentials, more)
    writeCredentials(credentials)
  }
  try {
    const instance =
      instances.find(({ slug }) => slug === SLUGS.instance) ??
      (await create('/instances', {
        organization_id: organizationId,
        name: 'Development',
        slug: SLUGS.instance,
        default_model: 'sketch',
      }))
    keep({ instance_id: instance.id })
    const project =
      instance.projects?.find(({ slug }) => slug === SLUGS.project) ??
      (await create(`/instances/${instance.id}/projects`, { name: 'First project', slug: SLUGS.project }))
    keep({ project_id: project.id })
    const made = await create('/keys', { kind: 'project', project_id: project.id, name: 'First key', scopes: ['read', 'generate'] })
    keep({ project_key: made.secret })
  } catch (error) {
    throw notFinished(error)
  }
  return { credentials, isNew: true, problem: null }
}

function notFinished(error) {
  return new Error(`The set-up of the platform is not finished: ${error.message}
Start again: the next start goes on from there. If that fails again, LOG=1 shows what the server writes; to begin anew, without the local
data, delete the folder ${stateFolder}.`)
}

export function writeCredentials(credentials) {
  mkdirSync(dirname(credentialsFile), { recursive: true })
  writeFileSync(credentialsFile, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
}
