// The data that the panel's page needs before its first request: whether somebody is signed in, and which other hosts the page may call.
import type { components } from '../../../generated/config/types.ts'
import type { Actor } from '../../auth/actor.ts'
import { actorOf, keyFault } from '../../auth/authenticate.ts'
import { listOwnOrigins } from '../db/instances.ts'
import { findSessionByHash } from '../db/sessions.ts'
import { hasUsers, findUser } from '../db/users.ts'
import type { Services } from '../services.ts'
import { readTree } from '../users/read-tree.ts'
import { renderMe } from '../users/render-me.ts'
import { makeDataKey } from './data-key.ts'
import { hashSessionToken, sessionTokenOf } from './session-token.ts'
import { renderSession } from './render-session.ts'

export type PanelState =
  /** `setup`: nobody can sign in yet, because there is no user. */
  | { kind: 'setup' | 'signed-out' }
  | {
      kind: 'signed-in'
      session: components['schemas']['Session']
      me: components['schemas']['Me']
      /**
       * The instances and projects that the user sees. The page contains this tree, because the page needs it before its first request.
       * Null if there are too many projects for a page.
       */
      tree: components['schemas']['Places'] | null
      /**
       * A data key for the pictures of one project, so that the page need not request a key. The project is the one that the page's
       * address names or, if the address names only an instance, the first project of this instance. Null if the address names no
       * instance, or if no key can be made.
       */
      data_key: components['schemas']['DataKey'] | null
    }

const MOST_PROJECTS_IN_PAGE = 1_000

/**
 * Returns the state of the panel for the person who is signed in, if any. `origins`: the dedicated Workers and picture hosts of the
 * instances that this person has access to.
 */
export async function panelState(services: Services, request: Request): Promise<{ state: PanelState; origins: string[] }> {
  const { db, environment, clock } = services
  const token = sessionTokenOf(request.headers.get('cookie'))
  const found = token === null ? null : await findSessionByHash(db, await hashSessionToken(token, environment.SESSION_KEY), clock())
  const key = found?.key ?? null
  if (found === null || key === null || keyFault(key, clock()) !== null) {
    return { state: { kind: (await hasUsers(db)) ? 'signed-out' : 'setup' }, origins: [] }
  }
  const { session } = found
  const actor = { ...actorOf(key, session.id), sessionId: session.id }
  const { role, organizationId, grants } = actor
  const [urls, user, rendered, tree] = await Promise.all([
    listOwnOrigins(db, {
      organizationId: role === 'superadmin' ? null : organizationId,
      onlyIds: role === 'superadmin' || role === 'admin' ? null : grants.map((grant) => grant.instanceId),
    }),
    findUser(db, session.userId),
    renderSession(session, environment.SESSION_KEY),
    readTree(services, actor),
  ])
  return {
    state: {
      kind: 'signed-in',
      session: rendered,
      me: renderMe(actor, user),
      tree: isFew(tree) ? tree : null,
      data_key: await dataKeyFor(services, actor, tree, urls, new URL(request.url)),
    },
    origins: originsOf(urls.flatMap((row) => [row.workerUrl, row.deliveryBaseUrl])),
  }
}

/**
 * Makes a data key for the project that the page's address names. If the address names only an instance, makes the key for the instance's
 * first project, because the overview shows that project's pictures. Returns null if no key can be made.
 */
async function dataKeyFor(
  services: Services,
  actor: Actor & { sessionId: string },
  { organizations }: components['schemas']['Places'],
  urls: { id: string; workerUrl: string | null }[],
  { pathname, origin }: URL,
): Promise<components['schemas']['DataKey'] | null> {
  const publicUrl = services.environment.PUBLIC_URL
  // With a data key, the page calls the generation service. The key contains the page's origin, because that service accepts calls from the
  // origin in the key. Behind a proxy, the URL of this request may have another origin than the page. Then this function makes no key.
  // Instead the page's script requests a key from the config API, and the browser adds the page's origin to that request.
  if (publicUrl !== undefined && new URL(publicUrl).origin !== origin) return null
  const [, slugOfOrganization, slugOfInstance, slugOfProject] = /^\/admin\/o\/([^/]+)\/i\/([^/]+)\/(?:p\/([^/]+)\/)?/.exec(pathname) ?? []
  const organization = organizations.find(({ slug }) => slug === slugOfOrganization)
  const instance = organization?.instances.find(({ slug }) => slug === slugOfInstance)
  const project = slugOfProject === undefined ? instance?.projects[0] : instance?.projects.find(({ slug }) => slug === slugOfProject)
  if (organization === undefined || instance === undefined || project === undefined || !actor.scopes.includes('read')) return null
  const workerUrl = urls.find(({ id }) => id === instance.id)?.workerUrl ?? null
  const tenant = { id: project.id, organizationId: organization.id, instanceId: instance.id, workerUrl }
  return makeDataKey(services, actor, tenant, origin)
}

function isFew({ organizations }: components['schemas']['Places']): boolean {
  const projects = organizations.flatMap(({ instances }) => instances.map(({ projects }) => projects.length))
  return projects.reduce((sum, count) => sum + count, 0) <= MOST_PROJECTS_IN_PAGE
}

function originsOf(urls: (string | null)[]): string[] {
  return [...new Set(urls.flatMap((url) => (url !== null && URL.canParse(url) ? [new URL(url).origin] : [])))]
}
