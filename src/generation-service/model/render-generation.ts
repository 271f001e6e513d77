// Renders records as the contract shows them.
import type { components } from '../../../generated/generation/types.ts'
import type { DeliveryRow } from '../db/generations.ts'
import type { Cost, CostLine, GenerationRecord, RecordImage } from './generation.ts'
import { readSeed } from '../../providers/numbers.ts'

type Schemas = components['schemas']
/** Returns a signed link to a picture's bytes, and the time in Unix milliseconds at which the link expires. */
export type SignLink = (picture: RecordImage) => Promise<{ url: string; expiresAt: number }>

export const renderTime = (at: number) => new Date(at).toISOString()
const timeOrNull = (at: number | null) => (at === null ? null : renderTime(at))

export async function renderGeneration(record: GenerationRecord, sign: SignLink): Promise<Schemas['Generation']> {
  const images = record.images.map(async (image) => {
    const link = await sign(image)
    return {
      index: image.index,
      asset_id: image.assetId,
      url: link.url,
      url_expires_at: renderTime(link.expiresAt),
      width: image.width,
      height: image.height,
      format: image.format,
      size_bytes: image.sizeBytes,
      sha256: image.sha256,
      // A record may be older than the current checks. An invalid seed is shown as null, so that it does not make a whole list fail.
      seed: readSeed(image.seed),
      revised_prompt: image.revisedPrompt,
    }
  })
  return {
    id: record.id,
    status: record.status,
    stage: record.stage,
    progress: record.progress,
    operation: record.operation,
    model: record.model,
    requested_model: record.requestedModel,
    provider: record.provider,
    prompt: record.prompt,
    request: renderRequest(record),
    images: await Promise.all(images),
    texts: record.texts,
    cost: renderCost(record.cost),
    warnings: record.warnings,
    attempts: record.attempts.map((attempt) => ({
      number: attempt.number,
      provider: attempt.provider,
      connection: attempt.connection ?? null,
      model: attempt.model,
      status: attempt.status,
      started_at: renderTime(attempt.startedAt),
      duration_ms: attempt.durationMs,
      provider_request_id: attempt.providerRequestId,
      error_code: attempt.errorCode,
      error_message: attempt.errorMessage,
      billed: attempt.billed,
      cost_micros: attempt.costMicros,
    })),
    timing_ms: record.timingMs,
    error: record.error === null ? null : { code: record.error.code, message: record.error.message },
    instance_id: record.instanceId,
    project_id: record.projectId,
    metadata: record.metadata,
    created_at: renderTime(record.createdAt),
    finished_at: timeOrNull(record.finishedAt),
    deadline_at: renderTime(record.deadlineAt),
    request_id: record.requestId,
  }
}

function renderRequest({ recipe, prompt, metadata }: GenerationRecord): Schemas['GenerateRequest'] | null {
  if (recipe === undefined) return null
  return { ...(prompt === null ? {} : { prompt }), ...recipe, ...(Object.keys(metadata).length === 0 ? {} : { metadata }) }
}

export function renderCost(cost: Cost): Schemas['Cost'] {
  return {
    amount_micros: cost.amountMicros,
    held_micros: cost.heldMicros,
    currency: 'USD',
    source: cost.source,
    breakdown: cost.breakdown.map(renderCostLine),
  }
}

export function renderCostLine(line: CostLine): Schemas['CostLine'] {
  return {
    description: line.description,
    quantity: line.quantity,
    unit: line.unit,
    unit_micros: line.unitMicros,
    amount_micros: line.amountMicros,
  }
}

export function renderDelivery(row: DeliveryRow): Schemas['WebhookDelivery'] {
  return {
    id: row.id,
    webhook_id: row.webhookId,
    event_id: row.eventId,
    event_type: row.eventType as Schemas['WebhookEventType'],
    generation_id: row.generationId,
    status: row.status as Schemas['WebhookDeliveryStatus'],
    attempts: row.attempts,
    last_status_code: row.lastStatusCode,
    last_error: row.lastError,
    next_attempt_at: timeOrNull(row.nextAttemptAt),
    created_at: renderTime(row.createdAt),
    delivered_at: timeOrNull(row.deliveredAt),
  }
}

/** Returns the timing as a Server-Timing header, which browsers and tracing tools read. */
export function serverTiming(timing: GenerationRecord['timingMs']): string {
  return Object.entries(timing)
    .map(([name, ms]) => `${name};dur=${Math.round(ms * 10) / 10}`)
    .join(', ')
}
