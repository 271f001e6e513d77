import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Role } from '../../auth/actor.ts'
import type { KeyPolicy, LimiterPolicy, LimiterStore, OrganizationBudgetPolicy } from '../../rate-limiter/policy.ts'
import { limitsOfKey } from '../keys/rules.ts'
import { limiterLimits } from '../limits/rules.ts'
import type { Services } from '../services.ts'
import { appendStatements, chainEnd } from './audit.ts'
import type { Database } from './database.ts'
import { auditLog, grants, instances, keys, organizations, projects, users } from './schema.ts'
import { writeUsage } from './usage.ts'
import { selectUsersOfInstance } from './users.ts'
import { logCutoff, type LogCutoff, trimGrowth } from './growth.ts'

const AUDIT_TRIES = 12

/** What the limiter's objects read and write of CONFIG_DB. */
export function limiterStore({ db, clock }: Pick<Services, 'db' | 'clock'>): LimiterStore {
  return {
    loadPolicy: (instanceId) => loadPolicy(db, instanceId, clock()),
    loadOrganizationBudget: (organizationId) => loadOrganizationBudget(db, organizationId),
    writeUsage: (events) => writeUsage(db, events, clock()),
    growth: {
      cutoff: (instanceId) => logCutoff(db, instanceId, clock()),
      trim: (instanceId, cutoff) => trimGrowth(db, instanceId, cutoff as LogCutoff, clock()),
    },
    async touchKeys(uses) {
      const batch = JSON.stringify(uses)
      await db.run(sql`
        UPDATE keys SET last_used_at = used.at FROM (SELECT value->>'keyId' AS id, value->>'at' AS at FROM json_each(${batch})) AS used
        WHERE keys.id = used.id AND (last_used_at IS NULL OR last_used_at < used.at)`)
    },
    async audit(entry) {
      const row = {
        action: `limiter.${entry.action}`,
        targetKind: 'generation',
        targetId: entry.targetId,
        instanceId: entry.instanceId,
        before: null,
        after: { ...entry.detail, entry_id: entry.entryId },
      }
      for (let tries = 1; ; tries++) {
        const isThere = await db
          .select({ seq: auditLog.seq })
          .from(auditLog)
          .where(
            and(
              eq(auditLog.organizationId, entry.organizationId),
              eq(auditLog.targetId, entry.targetId),
              sql`after->>'entry_id' = ${entry.entryId}`,
            ),
          )
          .get()
        if (isThere) return
        const actor = { kind: 'system' as const, id: null, requestId: null }
        const [statement] = await appendStatements(entry.organizationId, [row], actor, await chainEnd(db, entry.organizationId), entry.at)
        try {
          await db.run(statement!)
          return
        } catch (error) {
          if (tries >= AUDIT_TRIES) throw error
        }
      }
    },
  }
}

async function loadPolicy(db: Database, instanceId: string, now: number): Promise<LimiterPolicy | null> {
  const living = and(isNull(keys.revokedAt), or(isNull(keys.expiresAt), gt(keys.expiresAt, now)))
  const columns = { id: keys.id, projectId: keys.projectId, scopes: keys.scopes, expiresAt: keys.expiresAt, limits: keys.limits }
  // One batch is one transaction: all of it is of one moment.
  const [instanceRows, projectRows, projectKeys, userKeys] = await db.batch([
    db
      .select({ instance: instances, daily: organizations.dailyBudgetMicros, monthly: organizations.monthlyBudgetMicros })
      .from(instances)
      .innerJoin(organizations, eq(organizations.id, instances.organizationId))
      .where(eq(instances.id, instanceId)),
    db
      .select({ id: projects.id })
      .from(projects)
      .where(and(eq(projects.instanceId, instanceId), eq(projects.status, 'active'))),
    db
      .select(columns)
      .from(keys)
      .where(and(eq(keys.instanceId, instanceId), living)),
    db
      .select({ ...columns, role: sql<Role>`coalesce(${grants.role}, ${users.role})` })
      .from(keys)
      .innerJoin(users, eq(users.id, keys.userId))
      .leftJoin(grants, and(eq(grants.userId, users.id), eq(grants.instanceId, instanceId)))
      .where(and(sql`${keys.userId} IN (${selectUsersOfInstance(instanceId)})`, living)),
  ])
  const found = instanceRows[0]
  if (found === undefined) return null
  const { instance } = found
  // Who may only look at an instance can't spend in it either, whatever the scopes of the key.
  const clipped = userKeys.map(({ role, ...key }) =>
    role === 'viewer' ? { ...key, scopes: key.scopes.filter((scope) => scope === 'read') } : key,
  )
  const allKeys = [...projectKeys, ...clipped]
  return {
    organizationId: instance.organizationId,
    instanceId,
    epoch: instance.epoch,
    status: instance.status,
    keys: Object.fromEntries(
      allKeys.map(({ id, projectId, scopes, expiresAt }): [string, KeyPolicy] => [id, { projectId, scopes, expiresAt }]),
    ),
    projects: projectRows.map((project) => project.id),
    limits: [...limiterLimits(instance.limits), ...allKeys.flatMap((key) => limitsOfKey(key.id, key.limits))],
    organizationBudget: found.daily !== null || found.monthly !== null,
  }
}

async function loadOrganizationBudget(db: Database, organizationId: string): Promise<OrganizationBudgetPolicy | null> {
  const row = await db.select().from(organizations).where(eq(organizations.id, organizationId)).get()
  if (row === undefined) return null
  const budgets: OrganizationBudgetPolicy['budgets'] = []
  if (row.dailyBudgetMicros !== null) budgets.push({ limitMicros: row.dailyBudgetMicros, window: 'day' })
  if (row.monthlyBudgetMicros !== null) budgets.push({ limitMicros: row.monthlyBudgetMicros, window: 'month' })
  return { organizationId, version: row.budgetVersion, budgets }
}
