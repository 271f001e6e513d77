import type { WebhookGoneRequest } from '../../shared/config-rpc.ts'
import { raising } from '../alerts/report.ts'
import { applyChange } from '../change/apply.ts'
import { raceGuard } from '../change/guards.ts'
import { webhooks } from '../db/schema.ts'
import { findWebhook, updateWebhook } from '../db/webhooks.ts'
import type { Services } from '../services.ts'
import { renderWebhook } from './render-webhook.ts'

/**
 * Disables an endpoint that responded with 410 Gone, until somebody enables it. Does nothing if the endpoint belongs to another instance,
 * is already disabled, or now has another URL.
 */
export async function disableGone(
  services: Services,
  { instanceId, webhookId, url, requestId = null }: Omit<WebhookGoneRequest, 'requestId'> & { requestId?: string | null },
): Promise<void> {
  const row = await findWebhook(services.db, webhookId)
  if (row === null || row.instanceId !== instanceId || row.status === 'disabled' || row.url !== url) return
  const now = services.clock()
  const changes = { status: 'disabled', disabledReason: 'gone', updatedAt: now } as const
  const alert = await raising(services, {
    act: 'raise',
    organizationId: row.organizationId,
    instanceId,
    projectId: row.projectId,
    kind: 'webhook_disabled',
    subject: { kind: 'webhook', id: row.id },
    // A version of the endpoint can be disabled only once. So if this function runs again for the same version, it raises no second alert.
    once: `webhook_disabled|${row.id}|${row.version}`,
    values: {},
    at: now,
    endsAt: null,
  })
  await applyChange(services, {
    organizationId: row.organizationId,
    actor: { kind: 'system', id: null, requestId },
    guards: [raceGuard(webhooks.version, row.id, row.version)],
    statements: [updateWebhook(services.db, row, changes), ...alert],
    audit: [
      {
        action: 'webhook.disable',
        targetKind: 'webhook',
        targetId: row.id,
        instanceId,
        before: renderWebhook(row, now),
        after: renderWebhook({ ...row, ...changes, version: row.version + 1 }, now),
      },
    ],
    affects: { ids: [instanceId] },
    organizationBudget: false,
    conflicts: {},
    idempotency: null,
    result: null,
  })
}
