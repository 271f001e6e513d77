import { newId } from '../../shared/ids.ts'
import { type DeliveryRow, insertDeliveries, writeFinished } from '../db/generations.ts'
import { insertAssets } from '../db/assets.ts'
import { signLink } from '../delivery/links.ts'
import { watchRetention } from '../delivery/sweeper.ts'
import { renderGeneration, time } from '../render.ts'
import type { GenerationRecord } from './record.ts'
import { toRecord } from './state.ts'
import type { JobContext } from './context.ts'

/** How it ended, its pictures and the webhooks about it, into DATA_DB in one batch. A repeat, after a crash, changes nothing. */
export async function writeEnd(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const type = `generation.${state.outcome!.status}`
  const endpoints = plan.webhooks.filter((webhook) => webhook.events.includes(type) || webhook.events.includes('*'))
  if (endpoints.length === 0) state.stage = 'notified'
  const record = toRecord(plan, state)

  if (endpoints.length > 0 && !job.deliveries.some((delivery) => delivery.eventType === type)) {
    const now = services.clock()
    // One event, however many endpoints hear of it; its id is kept before it is first used.
    const eventId = newId('evt', services.clock)
    job.deliveries.push(
      ...endpoints.map((webhook) => ({
        id: newId('dlv', services.clock),
        instanceId: plan.instanceId,
        eventId,
        eventType: type,
        webhookId: webhook.webhookId,
        url: webhook.url,
        attempts: 0,
        nextAt: now,
      })),
    )
    job.save()
  }
  const rows = endpoints.length === 0 ? [] : await deliveryRows(job, type, record)
  if (record.images.length > 0) watchRetention(services, plan.instanceId)
  await services.db.batch([
    writeFinished(services.db, record),
    ...insertAssets(services.db, plan, plan.generationId, record.images, record.finishedAt ?? services.clock()),
    ...(rows.length === 0 ? [] : [insertDeliveries(services.db, rows)]),
  ])
}

async function deliveryRows(job: JobContext, type: string, record: GenerationRecord): Promise<DeliveryRow[]> {
  const { services, plan } = job
  const data = await renderGeneration(record, (image) => signLink(services, plan.baseUrl, image))
  const payload = JSON.stringify({ type, timestamp: time(record.finishedAt ?? services.clock()), data })
  return job.deliveries
    .filter((delivery) => delivery.eventType === type)
    .map((delivery) => ({
      id: delivery.id,
      instanceId: plan.instanceId,
      projectId: plan.projectId,
      generationId: plan.generationId,
      webhookId: delivery.webhookId,
      eventId: delivery.eventId,
      eventType: type,
      url: delivery.url,
      payload,
      status: 'pending',
      attempts: 0,
      lastStatusCode: null,
      lastError: null,
      nextAttemptAt: delivery.nextAt,
      createdAt: services.clock(),
      deliveredAt: null,
    }))
}
