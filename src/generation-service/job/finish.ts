// The steps that follow once the outcome is decided: settle and record. The courier then sends the webhooks.
import { withoutSignatures } from '../delivery/stored-links.ts'
import type { components } from '../../../generated/generation/types.ts'
import { runBatch } from '../../shared/d1.ts'
import { newId } from '../../shared/ids.ts'
import { log, promptFields } from '../../shared/log.ts'
import { type DeliveryRow, insertDeliveries, writeFinished } from '../db/generations.ts'
import { insertAssets } from '../db/assets.ts'
import { endUses } from '../db/input-uses.ts'
import { signLink } from '../delivery/links.ts'
import { watchRetention } from '../delivery/sweeper.ts'
import { renderGeneration, renderTime } from '../model/render-generation.ts'
import { span } from '../span.ts'
import { type GenerationRecord, inputsOf } from '../model/generation.ts'
import { toRecord } from './state.ts'
import { connectionOf, type JobContext, logFields, spanFields, stateEvent, targetOf } from './context.ts'

type WebhookEvent = components['schemas']['WebhookEvent']

export async function settle(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const { model } = targetOf(job).request
  const connection = connectionOf(job)
  const result = await span('limiter.settle', spanFields(job), () =>
    services.rpc.settle({
      instanceId: plan.instanceId,
      generationId: plan.generationId,
      ...state.settlement!,
      ...(connection === null ? {} : { connection }),
      requestId: plan.requestId,
      usage: {
        provider: model.provider,
        model: model.id,
        operation: plan.operation,
        succeeded: state.outcome!.status === 'succeeded',
        errorCode: state.outcome!.error?.code ?? null,
      },
    }),
  )
  if (result.kind === 'conflict') {
    // The generation was settled by hand in the meantime, with another outcome. The record gets the amount that was settled.
    const { outcome, amountMicros } = result
    const line = { description: 'as settled before', quantity: 1, unit: 'generation', unitMicros: amountMicros, amountMicros }
    state.cost = {
      amountMicros: outcome === 'held' ? 0 : amountMicros,
      heldMicros: outcome === 'held' ? amountMicros : 0,
      source: 'provider',
      breakdown: [line],
    }
  }
  if (result.kind === 'conflict' || result.kind === 'unknown')
    log('error', 'settle_refused', { ...logFields(job), state: result.kind, cost_micros: state.settlement!.amountMicros })
  state.settled = true
  state.ownFailures = 0
  // The stage is saved together with the next step. If a crash comes before that save, the job settles again, which has no effect.
  state.stage = 'settled'
}

export async function writeRecord(job: JobContext): Promise<void> {
  const { state } = job
  if (state.settled && state.stage !== 'settled') state.stage = 'settled'
  await span('record.write', spanFields(job), () => writeOutcome(job))
  state.recorded = true
  state.ownFailures = 0
  // After a crash, the cost is settled and the outcome recorded once more, which changes nothing.
  job.saveSoon(stateEvent(job))
  log('info', 'generation_finished', {
    ...logFields(job),
    ...(job.plan.prompt === null ? {} : await promptFields(job.plan.prompt)),
    state: state.outcome!.status,
    cost_micros: state.cost?.amountMicros,
    ...(state.outcome!.error ? { code: state.outcome!.error.code } : {}),
  })
}

/** Writes the outcome, its pictures and its webhook deliveries to DATA_DB in one batch. A repeat after a crash changes nothing. */
async function writeOutcome(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const type = `generation.${state.outcome!.status}` as const
  const endpoints = plan.webhooks.filter((webhook) => webhook.events.includes(type) || webhook.events.includes('*'))
  if (endpoints.length === 0) state.stage = 'notified'
  const record = toRecord(plan, state)

  if (endpoints.length > 0 && state.outgoing?.some((delivery) => delivery.eventType === type) !== true) {
    const now = services.clock()
    // All endpoints get the same event id. It is stored before the first delivery, so that a repeat after a crash sends the same id.
    const eventId = newId('evt', services.clock)
    state.outgoing = [
      ...(state.outgoing ?? []),
      ...endpoints.map((webhook) => ({
        id: newId('dlv', services.clock),
        instanceId: plan.instanceId,
        requestId: plan.requestId,
        generationId: plan.generationId,
        eventId,
        eventType: type,
        webhookId: webhook.webhookId,
        url: webhook.url,
        attempts: 0,
        nextAt: now,
      })),
    ]
    job.save()
  }
  const rows = endpoints.length === 0 ? [] : await deliveryRows(job, type, record)
  if (record.images.length > 0) watchRetention(services, plan.instanceId)
  await runBatch(services.db, [
    writeFinished(services.db, record),
    ...insertAssets(services.db, plan, plan.generationId, record.images, record.finishedAt ?? services.clock()),
    ...(rows.length === 0 ? [] : [insertDeliveries(services.db, rows)]),
    ...(inputsOf(plan).length === 0 ? [] : [endUses(services.db, plan.instanceId, plan.generationId)]),
  ])
}

async function deliveryRows(job: JobContext, type: WebhookEvent['type'], record: GenerationRecord): Promise<DeliveryRow[]> {
  const { services, plan, state } = job
  const data = await renderGeneration(record, (image) => signLink(services, plan.baseUrl, image))
  const event: WebhookEvent = { type, timestamp: renderTime(record.finishedAt ?? services.clock()), data }
  return (state.outgoing ?? [])
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
      payload: withoutSignatures(JSON.stringify(event)),
      status: 'pending',
      attempts: 0,
      lastStatusCode: null,
      lastError: null,
      nextAttemptAt: delivery.nextAt,
      createdAt: services.clock(),
      deliveredAt: null,
    }))
}
