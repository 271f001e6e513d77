// The data that the panel's page needs before its first request: whether somebody is signed in, and which other hosts the page may call.
import type { components } from '../../../generated/config/types.ts'
import { actorOf, keyFault } from '../../auth/authenticate.ts'
import { findKeyById } from '../db/keys.ts'
import { listOwnOrigins } from '../db/instances.ts'
import { findSessionByHash } from '../db/sessions.ts'
import { hasUsers, findUser } from '../db/users.ts'
import type { Services } from '../services.ts'
import { readTree } from '../users/read-tree.ts'
import { renderMe } from '../users/render-me.ts'
import { hashSessionToken, sessionTokenOf } from './session-token.ts'
import { renderSession } from './render-session.ts'

export type PanelState =
  /** `setup`: nobody can sign in yet, because there is no user. */
  | { kind: 'setup' | 'signed-out' }
  | {
      kind: 'signed-in'
      session: components['schemas']['Session']
      me: components['schemas']['Me']
      /** Saves the page the request that all others wait for. Null if they are too many for a page. */
      tree: components['schemas']['Places'] | null
    }

const MOST_PROJECTS_IN_PAGE = 1_000

/** `origins`: the dedicated Workers and picture hosts of the instances that the user has access to. */
export async function panelState(services: Services, request: Request): Promise<{ state: PanelState; origins: string[] }> {
  const { db, environment, clock } = services
  const token = sessionTokenOf(request.headers.get('cookie'))
  const session = token === null ? null : await findSessionByHash(db, await hashSessionToken(token, environment.SESSION_KEY), clock())
  const key = session === null ? null : await findKeyById(db, session.keyId)
  if (session === null || key === null || keyFault(key, clock()) !== null) {
    return { state: { kind: (await hasUsers(db)) ? 'signed-out' : 'setup' }, origins: [] }
  }
  const actor = actorOf(key, session.id)
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
    state: { kind: 'signed-in', session: rendered, me: renderMe(actor, user), tree: isFew(tree) ? tree : null },
    origins: originsOf(urls.flatMap((row) => [row.workerUrl, row.deliveryBaseUrl])),
  }
}

function isFew({ organizations }: components['schemas']['Places']): boolean {
  const projects = organizations.flatMap(({ instances }) => instances.map(({ projects }) => projects.length))
  return projects.reduce((sum, count) => sum + count, 0) <= MOST_PROJECTS_IN_PAGE
}

function originsOf(urls: (string | null)[]): string[] {
  return [...new Set(urls.flatMap((url) => (url !== null && URL.canParse(url) ? [new URL(url).origin] : [])))]
}
