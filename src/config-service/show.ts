// Rows as the contract shows them.
import type { components } from '../../generated/config/types.ts'
import type { InstanceRow } from './db/instances.ts'
import type { OrganizationRow } from './db/organizations.ts'
import type { ProjectRow } from './db/projects.ts'
import type { UserRow } from './db/users.ts'
import type { Settings } from './instances/settings.ts'

type Schemas = components['schemas']
const time = (at: number) => new Date(at).toISOString()

export function showOrganization(row: OrganizationRow): Schemas['Organization'] {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    budget: { daily_micros: row.dailyBudgetMicros, monthly_micros: row.monthlyBudgetMicros },
    created_at: time(row.createdAt),
    updated_at: time(row.updatedAt),
  }
}

export function showUser(row: UserRow): Schemas['User'] {
  return {
    id: row.id,
    organization_id: row.organizationId,
    name: row.name,
    email: row.email,
    role: row.role,
    grants: row.grants.map((grant) => ({ instance_id: grant.instanceId, role: grant.role })),
    created_at: time(row.createdAt),
    updated_at: time(row.updatedAt),
  }
}

/** What a configuration file holds of an instance. */
export function showSettings(row: Settings): Schemas['InstanceSettings'] {
  return {
    name: row.name,
    default_model: row.defaultModel,
    fallback_chain: row.fallbackChain,
    delivery_base_url: row.deliveryBaseUrl,
    retention_days: row.retentionDays,
    cors_origins: row.corsOrigins,
    content_policy: {
      blocked_terms: row.contentPolicy.blockedTerms,
      provider_safety: row.contentPolicy.providerSafety,
      fallback_on_refusal: row.contentPolicy.fallbackOnRefusal,
    },
    worker_url: row.workerUrl,
  }
}

export function showInstance(row: InstanceRow): Schemas['Instance'] {
  return {
    id: row.id,
    organization_id: row.organizationId,
    slug: row.slug,
    status: row.status,
    ...showSettings(row),
    epoch: row.epoch,
    created_at: time(row.createdAt),
    updated_at: time(row.updatedAt),
  }
}

export function showProject(row: ProjectRow): Schemas['Project'] {
  return {
    id: row.id,
    instance_id: row.instanceId,
    organization_id: row.organizationId,
    name: row.name,
    slug: row.slug,
    status: row.status,
    retention_days: row.retentionDays,
    created_at: time(row.createdAt),
    updated_at: time(row.updatedAt),
  }
}

export function showLimits(row: InstanceRow): Schemas['LimitSet'] {
  return { limits: row.limits, updated_at: time(row.limitsUpdatedAt) }
}

export function showModelSettings(row: InstanceRow): Schemas['ModelSettings'] {
  return { ...row.modelSettings, updated_at: time(row.modelSettingsUpdatedAt) }
}
