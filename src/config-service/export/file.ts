import { asc, eq } from 'drizzle-orm'
import type { components } from '../../../generated/config/types.ts'
import { pointerStep } from '../../shared/json.ts'
import { canonicalJson } from '../db/audit.ts'
import { alertSettingsOf, readAlertSettings, renderAlertSettings } from '../alerts/settings.ts'
import { type CredentialRow, providerOf } from '../db/credentials.ts'
import type { Database } from '../db/database.ts'
import type { InstanceRow } from '../db/instances.ts'
import type { ProjectRow } from '../db/projects.ts'
import { credentials, projects, webhooks } from '../db/schema.ts'
import type { WebhookRow } from '../db/webhooks.ts'
import { renderSettings } from '../instances/render-instance.ts'

export type ConfigurationFile = components['schemas']['InstanceExport']
export type FileWebhook = components['schemas']['ExportedWebhook']
type Difference = components['schemas']['ImportDifference']

/** An instance with everything that a configuration file describes. */
export interface Configuration {
  instance: InstanceRow
  projects: ProjectRow[]
  webhooks: WebhookRow[]
  connections: Pick<CredentialRow, 'connection' | 'adapter' | 'baseUrl'>[]
}

export async function configurationOf(db: Database, instance: InstanceRow): Promise<Configuration> {
  const [projectRows, webhookRows, credentialRows] = await db.batch([
    db.select().from(projects).where(eq(projects.instanceId, instance.id)).orderBy(asc(projects.slug)),
    db.select().from(webhooks).where(eq(webhooks.instanceId, instance.id)).orderBy(asc(webhooks.url), asc(webhooks.id)),
    db
      .select({ connection: credentials.connection, adapter: credentials.adapter, baseUrl: credentials.baseUrl })
      .from(credentials)
      .where(eq(credentials.instanceId, instance.id))
      .orderBy(asc(credentials.connection)),
  ])
  return { instance, projects: projectRows, webhooks: webhookRows, connections: credentialRows }
}

/**
 * Makes the configuration file of an instance. The file contains no secrets and no ids: a project is identified by its slug. Equal
 * configurations give equal files.
 */
export function fileOf({
  instance,
  projects: projectRows,
  webhooks: webhookRows,
  connections,
}: Configuration): Required<ConfigurationFile> {
  const slugs = new Map(projectRows.map((project) => [project.id, project.slug]))
  return {
    format: 1,
    settings: renderSettings(instance),
    projects: projectRows.map((project) => ({
      slug: project.slug,
      name: project.name,
      status: project.status,
      retention_days: project.retentionDays,
    })),
    limits: instance.limits.flatMap((limit) => {
      if (limit.target === null || (limit.scope !== 'project' && limit.scope !== 'key')) return [limit]
      const slug = slugs.get(limit.target)
      return limit.scope === 'project' && slug !== undefined ? [{ ...limit, target: slug }] : []
    }),
    ...instance.modelSettings,
    providers: instance.modelSettings.providers ?? [],
    webhooks: webhookRows.map(({ url, projectId, events, status, description }) => ({
      url,
      project: projectId === null ? null : slugs.get(projectId)!,
      events,
      status,
      description,
    })),
    alerts: renderAlertSettings(alertSettingsOf(instance)),
    credentials: connections.map(({ connection }) => connection),
    connections: connections.map((row) => ({ id: row.connection, provider: providerOf(row), base_url: row.baseUrl })),
  }
}

/** Returns the text that identifies a webhook endpoint within a configuration file. */
export const webhookName = ({ url, project }: Pick<FileWebhook, 'url' | 'project'>): string => JSON.stringify([url, project])

/**
 * Returns the changes that importing `file` would make. Projects and endpoints that the file does not mention are kept. Credentials are
 * not imported.
 */
export function differences(current: Required<ConfigurationFile>, file: ConfigurationFile): Difference[] {
  const found: Difference[] = []
  const compare = (path: string[], before: unknown, after: unknown) => {
    if (canonicalJson(before) !== canonicalJson(after))
      found.push({
        path: path.map((part) => `/${pointerStep(part)}`).join(''),
        before: before ?? null,
        after: after ?? null,
      })
  }
  const settings = current.settings as Record<string, unknown>
  for (const [name, value] of Object.entries(file.settings)) compare(['settings', name], settings[name], value)
  for (const project of file.projects) {
    const known = current.projects.find((each) => each.slug === project.slug)
    compare(['projects', project.slug], known, project)
  }
  for (const part of ['limits', 'models', 'aliases', 'custom_providers', 'custom_models'] as const)
    compare([part], current[part], file[part])
  if (file.providers !== undefined) compare(['providers'], current.providers, file.providers)
  if (file.alerts !== undefined) {
    const known = current.alerts as Record<string, unknown>
    for (const [name, value] of Object.entries(renderAlertSettings(readAlertSettings(file.alerts))))
      compare(['alerts', name], known[name], value)
  }
  for (const webhook of file.webhooks ?? []) {
    const known = current.webhooks.find((each) => webhookName(each) === webhookName(webhook))
    compare(['webhooks', webhook.url], known, {
      ...webhook,
      events: known && sameMembers(known.events, webhook.events) ? known.events : webhook.events,
    })
  }
  return found
}

/**
 * Returns the ids of the connections that the file needs but the instance does not have. The file needs the connections that it lists
 * itself, and those that its models and providers name.
 */
export function missingConnections(current: Configuration, file: ConfigurationFile): string[] {
  const named = [
    ...file.models.map(({ connections }) => connections ?? []),
    ...(file.providers ?? []).map(({ connections }) => connections),
  ]
  const ids = new Set([...(file.credentials ?? []), ...named.flat().map(({ id }) => id)])
  for (const { connection } of current.connections) ids.delete(connection)
  return [...ids].toSorted()
}

function sameMembers(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each))
}
