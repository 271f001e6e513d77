import type { Actor, Role } from '../../auth/actor.ts'
import { requireRole, roleInInstance } from '../../auth/authorize.ts'
import { AppError } from '../../shared/errors.ts'
import { findProject } from '../db/projects.ts'
import { findWebhook, type WebhookRow } from '../db/webhooks.ts'
import type { Services } from '../services.ts'

/** The maximum number of webhook endpoints of an instance. */
export const MOST_WEBHOOKS = 20

/**
 * Returns the endpoint if the actor has at least this role in its instance. If the actor has a lower role there, throws
 * `insufficient_role`. If the actor cannot see the instance at all, throws `not_found`, as if the endpoint did not exist.
 */
export async function requireWebhook({ db }: Services, actor: Actor, webhookId: string, role: Role): Promise<WebhookRow> {
  const row = await findWebhook(db, webhookId)
  if (row === null) throw new AppError('not_found')
  requireRole(roleInInstance(actor, row), role)
  return row
}

/** Checks that the project of an endpoint belongs to the endpoint's instance. */
export async function requireProjectIn({ db }: Services, instanceId: string, projectId: string | null): Promise<void> {
  if (projectId === null) return
  const project = await findProject(db, projectId)
  if (project?.instanceId !== instanceId) {
    throw new AppError('invalid_request', {
      detail: 'The instance has no such project.',
      errors: [{ pointer: '/body/project_id', message: 'is not a project of this instance' }],
    })
  }
}
