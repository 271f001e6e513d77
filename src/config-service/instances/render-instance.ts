import { skewOf } from '../../shared/release.ts'
import { DEFAULT_RETENTION, type Retention } from '../../shared/retention.ts'
import type { components } from '../../../generated/config/types.ts'
import type { InstanceRow } from '../db/instances.ts'
import { timestamp } from '../http/timestamp.ts'
import type { Settings } from './settings.ts'

export function renderInstance(row: InstanceRow): components['schemas']['Instance'] {
  return {
    id: row.id,
    organization_id: row.organizationId,
    slug: row.slug,
    status: row.status,
    ...renderSettings(row),
    worker: renderWorker(row.worker),
    epoch: row.epoch,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
  }
}

function renderWorker(worker: InstanceRow['worker']): components['schemas']['InstanceWorker'] | null {
  if (worker === null) return null
  const { version, release, dedicated, seenAt } = worker
  return { version, release, dedicated, skew: skewOf(release), seen_at: timestamp(seenAt) }
}

/** Renders the settings that are part of a configuration file. */
export function renderSettings(row: Settings): Required<components['schemas']['InstanceSettings']> {
  return {
    name: row.name,
    default_model: row.defaultModel,
    fallback_chain: row.fallbackChain,
    delivery_base_url: row.deliveryBaseUrl,
    retention_days: row.retentionDays,
    retention: renderRetention(row.retention),
    cors_origins: row.corsOrigins,
    content_policy: {
      blocked_terms: row.contentPolicy.blockedTerms,
      provider_safety: row.contentPolicy.providerSafety,
      fallback_on_refusal: row.contentPolicy.fallbackOnRefusal,
    },
    worker_url: row.workerUrl,
  }
}

function renderRetention(retention: Retention | null): components['schemas']['Retention'] {
  const { logDays, logRows, recordRows, usageDays } = retention ?? DEFAULT_RETENTION
  return { log_days: logDays, log_rows: logRows, record_rows: recordRows, usage_days: usageDays }
}
