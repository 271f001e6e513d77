import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { type Actor, roleIncludes } from '../../auth/actor.ts'
import { requireRole, roleInInstance } from '../../auth/authorize.ts'
import { AppError } from '../../shared/errors.ts'
import { change } from '../change/change.ts'
import { findKeyOwner, insertKey, instancesOfKey } from '../db/keys.ts'
import { findProject } from '../db/projects.ts'
import type { AppEnv } from '../http/app-env.ts'
import { etag } from '../http/etag.ts'
import { requireKeyRoom } from './room.ts'
import { Route } from '../http/route.ts'
import type { Services } from '../services.ts'
import { boundedBy, makerLives, requireMaker } from './kinship.ts'
import { type KeyOrder, newKey } from './new-key.ts'
import { renderKey } from './render-key.ts'
import { requireFuture, requireScopes, requireSoundLimits } from './rules.ts'

type KeyHolder = Pick<KeyOrder, 'kind' | 'organizationId' | 'instanceId' | 'projectId' | 'userId'>

export class CreateKey extends Route(routes.createKey) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { body } = this.input
    const holder = await requireHolder(services, actor, body)
    requireScopes(actor, body.scopes)
    const wanted = typeof body.expires_at === 'string' ? Date.parse(body.expires_at) : body.expires_at
    requireFuture(wanted ?? null, services.clock())
    requireSoundLimits(body.limits ?? [])
    const maker = await requireMaker(services.db, actor)
    await requireKeyRoom(services, holder)

    const { row, secret } = await newKey(services, {
      ...holder,
      name: body.name,
      scopes: body.scopes,
      ...boundedBy(maker, { expiresAt: wanted, limits: body.limits ?? [] }),
      createdBy: actor.userId ?? actor.keyId,
    })
    const shown = renderKey(row, services.clock())
    await change(c, {
      target: { ...row, kind: 'key' },
      guards: [makerLives(maker, row.createdAt)],
      statements: [insertKey(services.db, row)],
      audit: { action: 'key.create', after: shown },
      affects: instancesOfKey(row),
      // No GET returns the secret. So if the stored response is lost, a repeat of this request gets an error.
      resultPath: null,
    })
    return this.reply(201, { ...shown, secret }, { ETag: etag(row.version), Location: `/config/v1/keys/${row.id}` })
  }
}

/** Returns the project or user for whom the key is made. Throws if the actor may not make a key for that project or user. */
async function requireHolder(services: Services, actor: Actor, body: CreateKey['input']['body']): Promise<KeyHolder> {
  if (body.kind === 'project') {
    if (body.project_id === undefined) throw wrong('/body/project_id', 'is needed for a project key')
    if (body.user_id !== undefined) throw wrong('/body/user_id', 'is not for a project key')
    const project = await findProject(services.db, body.project_id)
    if (project === null) throw new AppError('not_found')
    requireRole(roleInInstance(actor, project), 'developer')
    const { organizationId, instanceId } = project
    return { kind: 'project', organizationId, instanceId, projectId: project.id, userId: null }
  }
  if (body.project_id !== undefined) throw wrong('/body/project_id', 'is not for a user key')
  const userId = body.user_id ?? actor.userId
  if (userId === null) throw new AppError('not_found')
  const owner = await findKeyOwner(services.db, userId)
  if (owner === null || !mayMakeFor(actor, userId, owner)) throw new AppError('not_found')
  // The holder of a user's key acts as that user, so the user's role must not be above the actor's.
  if (!roleIncludes(actor.role, owner.role)) throw new AppError('insufficient_role', { detail: 'This user has a higher role than you.' })
  return { kind: 'user', organizationId: owner.organizationId, instanceId: null, projectId: null, userId }
}

function mayMakeFor(actor: Actor, userId: string, owner: { organizationId: string }): boolean {
  if (userId === actor.userId || actor.role === 'superadmin') return true
  return actor.role === 'admin' && actor.organizationId === owner.organizationId
}

function wrong(pointer: string, message: string): AppError {
  return new AppError('invalid_request', { errors: [{ pointer, message }] })
}
