// Converts a configuration file to the rows of an instance, and to the SQL statements that write them.
import { eq, sql } from 'drizzle-orm'
import type { Statement } from '../../shared/d1.ts'
import { AppError, type FieldError } from '../../shared/errors.ts'
import { hostsOf } from '../../shared/guarded-fetch/hosts.ts'
import { newId } from '../../shared/ids.ts'
import { newWebhookSecret } from '../../shared/webhook-signature.ts'
import { readAlertSettings } from '../alerts/settings.ts'
import { seal } from '../credentials/envelope.ts'
import { requireOutboundUrl } from '../credentials/outbound-url.ts'
import { ownerOfWebhook } from '../credentials/secrets.ts'
import { instances, type StoredLimit } from '../db/schema.ts'
import { insertWebhook, updateWebhook } from '../db/webhooks.ts'
import { mergeSettings } from '../instances/settings.ts'
import { isKnownTarget, limitFaults } from '../limits/rules.ts'
import { requireKnownModels, soundModelSettings } from '../models/rules.ts'
import type { Services } from '../services.ts'
import { type Configuration, type ConfigurationFile, webhookName } from './file.ts'

/**
 * Returns the statements that import `taken`, the part of `file` that the caller wants to import. Checks the whole of `file`, even what is
 * not imported. Throws `invalid_request` for faults that the contract's schema cannot find, for example a limit for an unknown project.
 */
export async function importStatements(
  services: Services,
  current: Configuration,
  file: ConfigurationFile,
  taken: ConfigurationFile,
): Promise<Statement[]> {
  const { db, clock } = services
  const { instance } = current
  const models = soundModelSettings(services, { ...file, providers: file.providers ?? instance.modelSettings.providers ?? [] })
  requireKnownModels(mergeSettings(instance, file.settings, '/body/settings'), models, '/body/settings')
  const settings = mergeSettings(instance, taken.settings, '/body/settings')

  const projectIds = new Map(current.projects.map((project) => [project.slug, project.id]))
  for (const { slug } of file.projects) if (!projectIds.has(slug)) projectIds.set(slug, newId('proj', clock))
  const errors: FieldError[] = [...repeated(file.projects, (project) => project.slug, 'projects'), ...limitFaults(file.limits)]
  const limits = file.limits.map((limit, index): StoredLimit => {
    if (limit.target === null) return limit
    const id = limit.scope === 'project' ? projectIds.get(limit.target) : undefined
    const isKnown =
      limit.scope === 'project' ? id !== undefined : limit.scope !== 'key' && isKnownTarget(limit.scope, limit.target, new Set(), models)
    if (!isKnown) {
      const message = limit.scope === 'key' ? 'a file holds no limits for single keys' : `is not a ${limit.scope} of this file or instance`
      errors.push({ pointer: `/body/limits/${index}/target`, message })
    }
    return { ...limit, target: id ?? limit.target }
  })
  const webhooks = file.webhooks ?? []
  errors.push(...repeated(webhooks, webhookName, 'webhooks'))
  for (const [index, { project }] of webhooks.entries())
    if (project !== null && !projectIds.has(project))
      errors.push({ pointer: `/body/webhooks/${index}/project`, message: 'is not a project of this file or instance' })
  if (errors.length) throw new AppError('invalid_request', { errors })
  for (const [index, { url }] of webhooks.entries())
    requireOutboundUrl(services, url, `/body/webhooks/${index}/url`, hostsOf(settings, null))

  const now = clock()
  return [
    db
      .update(instances)
      .set({
        ...settings,
        // A file contains no limits for single keys, so the instance keeps those that it has.
        limits: [...limits, ...instance.limits.filter((limit) => limit.scope === 'key' && limit.target !== null)],
        modelSettings: models,
        ...(taken.alerts === undefined
          ? {}
          : { alertSettings: readAlertSettings(taken.alerts), alertSettingsVersion: instance.alertSettingsVersion + 1 }),
        version: instance.version + 1,
        limitsVersion: instance.limitsVersion + 1,
        modelSettingsVersion: instance.modelSettingsVersion + 1,
        updatedAt: now,
        limitsUpdatedAt: now,
        modelSettingsUpdatedAt: now,
      })
      .where(eq(instances.id, instance.id)),
    projectsStatement(current, file, projectIds, now),
    ...(await Promise.all((taken.webhooks ?? []).map((webhook) => webhookStatement(services, current, webhook, projectIds, now)))).flat(),
  ]
}

function repeated<T>(entries: readonly T[], nameOf: (entry: T) => string, part: string): FieldError[] {
  const seen = new Set<string>()
  return entries.flatMap((entry, index) => {
    const isThere = seen.has(nameOf(entry))
    seen.add(nameOf(entry))
    return isThere ? [{ pointer: `/body/${part}/${index}`, message: 'occurs twice' }] : []
  })
}

/** Returns one statement that creates or updates all projects of the file. A project that already matches the file is not written. */
function projectsStatement({ instance }: Configuration, file: ConfigurationFile, ids: Map<string, string>, now: number): Statement {
  const rows = file.projects.map((project) => ({ id: ids.get(project.slug)!, ...project }))
  return sql`
    INSERT INTO projects (id, instance_id, organization_id, name, slug, status, retention_days, version, created_at, updated_at)
    SELECT value->>'id', ${instance.id}, ${instance.organizationId}, value->>'name', value->>'slug', value->>'status', value->>'retention_days', 1, ${now}, ${now}
    FROM json_each(${JSON.stringify(rows)}) WHERE true
    ON CONFLICT (instance_id, slug) DO UPDATE
    SET name = excluded.name, status = excluded.status, retention_days = excluded.retention_days, version = version + 1, updated_at = excluded.updated_at
    WHERE name <> excluded.name OR status <> excluded.status OR retention_days IS NOT excluded.retention_days`
}

/**
 * Returns the statements that store a webhook endpoint of the file. A new endpoint gets a new secret, which nobody has seen. A user who
 * needs to know the secret must rotate it, because a rotation shows the new secret.
 */
async function webhookStatement(
  { db, clock, environment }: Services,
  { instance, projects, webhooks }: Configuration,
  webhook: NonNullable<ConfigurationFile['webhooks']>[number],
  projectIds: Map<string, string>,
  now: number,
): Promise<Statement[]> {
  const { url, events, status, description } = webhook
  const projectId = webhook.project === null ? null : projectIds.get(webhook.project)!
  const slugs = new Map(projects.map((project) => [project.id, project.slug]))
  const known = webhooks.find(
    (row) => webhookName({ url: row.url, project: row.projectId === null ? null : slugs.get(row.projectId)! }) === webhookName(webhook),
  )
  if (known) {
    const isSame =
      known.status === status &&
      known.description === description &&
      known.events.length === events.length &&
      events.every((event) => known.events.includes(event))
    return isSame
      ? []
      : [
          updateWebhook(db, known, {
            events,
            status,
            disabledReason: known.status === status ? known.disabledReason : null,
            description,
            updatedAt: now,
          }),
        ]
  }
  const identity = { id: newId('hook', clock), organizationId: instance.organizationId, instanceId: instance.id, secretVersion: 1 }
  const sealed = await seal(ownerOfWebhook(identity), { current: newWebhookSecret() }, environment.KEY_ENCRYPTION_KEYS)
  return [
    insertWebhook(db, {
      ...identity,
      ...sealed,
      projectId,
      url,
      events,
      status,
      disabledReason: null,
      description,
      previousSecretUntil: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    }),
  ]
}
