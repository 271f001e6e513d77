import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Role } from '../../auth/actor.ts'
import { reportAlert } from '../alerts/report.ts'
import { reviewPrices } from '../alerts/review-prices.ts'
import { alertSettingsOf } from '../alerts/settings.ts'
import { limitsOfKey } from '../keys/rules.ts'
import { limiterLimits } from '../limits/rules.ts'
import { strictest } from '../limits/strictest.ts'
import {
  isRestored,
  type KeyPolicy,
  type LimiterPolicy,
  type LimiterStore,
  type OrganizationBudgetPolicy,
  type Version,
} from '../../rate-limiter/policy.ts'
import type { Clock } from '../../shared/clock.ts'
import { runBatch } from '../../shared/d1.ts'
import type { Services } from '../services.ts'
import { appendOnce, appendStatements, pauseAfterCollision, readChainEnd } from './audit.ts'
import { followChanges } from '../change/after-restore.ts'
import type { Database } from './database.ts'
import { findInstance } from './instances.ts'
import { grants, instances, keys, organizations, projects, users } from './schema.ts'
import { NEW_MARK, nextEpochStatements } from './snapshots.ts'
import { writeUsage } from './usage.ts'
import { selectUsersOfInstance } from './users.ts'
import { logCutoff, type LogCutoff, trimGrowth } from './growth.ts'

const AUDIT_TRIES = 12

/** Returns the functions with which the limiter reads and writes CONFIG_DB. */
export function limiterStore(services: Services): LimiterStore {
  const { db, clock } = services
  return {
    loadPolicy: (instanceId) => loadPolicy(db, instanceId, clock()),
    loadOrganizationBudget: (organizationId) => loadOrganizationBudget(db, organizationId),
    async policyVersion(instanceId) {
      const row = await db
        .select({ number: instances.epoch, mark: instances.epochMark })
        .from(instances)
        .where(eq(instances.id, instanceId))
        .get()
      return row ?? null
    },
    async surpass(instanceId, seen) {
      // Keys that had ended before the restore may be valid again in the restored database. `followChanges` ends them a second time. This
      // must happen before the epoch is raised, so that the policy that the limiter loads next does not contain these keys.
      const instance = await findInstance(db, instanceId)
      if (instance !== null) await followChanges(services, instance.organizationId, { publishes: false })
      await surpass(db, clock, instanceId, seen)
    },
    async surpassOrganizationBudget(organizationId, seen) {
      await db.run(sql`UPDATE organizations SET budget_version = ${seen.number} + 1, budget_mark = ${NEW_MARK}
        WHERE id = ${organizationId} AND (budget_version < ${seen.number} OR (budget_version = ${seen.number} AND budget_mark IS NOT ${seen.mark}))`)
    },
    writeUsage: (events) => writeUsage(db, events),
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
    review: (instanceId) => reviewPrices(services, instanceId),
    reportAlert: (report) => reportAlert(services, report),
    async audit(entry) {
      const row = {
        action: `limiter.${entry.action}`,
        targetKind: 'generation',
        targetId: entry.targetId,
        instanceId: entry.instanceId,
        before: null,
        after: { ...entry.detail, entry_id: entry.entryId },
      }
      const actor = { kind: 'system' as const, id: null, requestId: null }
      await appendOnce(db, entry.organizationId, row, actor, entry.at, sql`after->>'entry_id' = ${entry.entryId}`)
    },
  }
}

/**
 * A temporary epoch mark. The first statement of the batch in `surpass` gives the instance this mark, unless another call has changed the
 * instance. The guard in the batch looks for this mark, and so recognizes whether the first statement has changed anything.
 */
const BEHIND = 'behind'

async function surpass(db: Database, clock: Clock, instanceId: string, seen: Version): Promise<void> {
  for (let tries = 1; ; tries++) {
    const instance = await db.select().from(instances).where(eq(instances.id, instanceId)).get()
    if (instance === undefined || !isRestored({ number: instance.epoch, mark: instance.epochMark }, seen)) return
    const now = clock()
    const entry = {
      action: 'limiter.database_restored',
      targetKind: 'instance',
      targetId: instanceId,
      instanceId,
      before: { epoch: seen.number },
      after: { epoch: seen.number + 1, restored_to_epoch: instance.epoch },
    }
    const actor = { kind: 'system' as const, id: null, requestId: null }
    const end = await readChainEnd(db, instance.organizationId)
    const which = sql`SELECT id FROM instances WHERE id = ${instanceId} AND epoch_mark = ${BEHIND}`
    try {
      await runBatch(db, [
        sql`UPDATE instances SET epoch = ${seen.number}, epoch_mark = ${BEHIND}
          WHERE id = ${instanceId} AND epoch = ${instance.epoch} AND epoch_mark IS ${instance.epochMark}`,
        // If another call has already raised the epoch, nothing of this batch is written, not even the audit entry.
        sql`INSERT INTO guards (holds) SELECT 0 WHERE NOT EXISTS (${which})`,
        // `which` finds the instance by the mark BEHIND. The first of the next statements replaces this mark, so `which` would find nothing
        // after that. So the next statements select the instance by its id.
        ...nextEpochStatements(sql`SELECT ${instanceId}`, now),
        ...(await appendStatements(instance.organizationId, [entry], actor, end, now)),
      ])
      return
    } catch (error) {
      if (tries >= AUDIT_TRIES) throw error
      await pauseAfterCollision(tries)
    }
  }
}

async function loadPolicy(db: Database, instanceId: string, now: number): Promise<LimiterPolicy | null> {
  const living = and(isNull(keys.revokedAt), or(isNull(keys.expiresAt), gt(keys.expiresAt, now)))
  const columns = {
    id: keys.id,
    projectId: keys.projectId,
    scopes: keys.scopes,
    expiresAt: keys.expiresAt,
    limits: keys.limits,
    pool: keys.pool,
  }
  // One batch is one transaction, so all rows are read from the same moment.
  const [instanceRows, projectRows, projectKeys, userKeys] = await db.batch([
    db
      .select({
        instance: instances,
        daily: organizations.dailyBudgetMicros,
        monthly: organizations.monthlyBudgetMicros,
        history: organizations.history,
      })
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
  // A user who may only read an instance must not spend money in it. So in the policy, a key of this user has only the scope `read`.
  const clipped = userKeys.map(({ role, ...key }) =>
    role === 'viewer' ? { ...key, scopes: key.scopes.filter((scope) => scope === 'read') } : key,
  )
  const allKeys = [...projectKeys, ...clipped]
  const targets = instance.limits.flatMap(({ scope, target }) => (scope === 'key' && target !== null ? [target] : []))
  const pools = targets.length === 0 ? new Map<string, string>() : await poolsOf(db, targets)
  return {
    organizationId: instance.organizationId,
    instanceId,
    epoch: instance.epoch,
    mark: instance.epochMark,
    history: found.history,
    status: instance.status,
    keys: Object.fromEntries(
      allKeys.map(({ id, projectId, scopes, expiresAt, pool }): [string, KeyPolicy] => [
        id,
        { projectId, scopes, expiresAt, ...(pool === null ? {} : { pool }) },
      ]),
    ),
    projects: projectRows.map((project) => project.id),
    limits: [
      // A limit for one key applies to all keys that share the counters of this key, for example to the keys that replaced it by rotation.
      ...limiterLimits(instance.limits).map((limit) =>
        limit.scope === 'key' && limit.target !== null ? { ...limit, target: pools.get(limit.target) ?? limit.target } : limit,
      ),
      // Keys that share a counter may have different limits, because a new key can have lower limits than the key that made it. The limiter
      // gets the lowest of these limits.
      ...strictest(
        allKeys.flatMap((key) => limitsOfKey(key.pool ?? key.id, key.limits)),
        ({ target, metric, windowSeconds }) => `${target} ${metric} ${windowSeconds}`,
      ),
    ],
    organizationBudget: found.daily !== null || found.monthly !== null,
    alerts: alertSettingsOf(instance),
  }
}

/** Returns the pool of each of these keys: the id of the key whose counters it shares, or its own id. Also finds keys that were revoked. */
async function poolsOf(db: Database, keyIds: string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: keys.id, pool: keys.pool })
    .from(keys)
    .where(sql`${keys.id} IN (SELECT value FROM json_each(${JSON.stringify(keyIds)}))`)
  return new Map(rows.map(({ id, pool }) => [id, pool ?? id]))
}

async function loadOrganizationBudget(db: Database, organizationId: string): Promise<OrganizationBudgetPolicy | null> {
  const row = await db.select().from(organizations).where(eq(organizations.id, organizationId)).get()
  if (row === undefined) return null
  const budgets: OrganizationBudgetPolicy['budgets'] = []
  if (row.dailyBudgetMicros !== null) budgets.push({ limitMicros: row.dailyBudgetMicros, window: 'day' })
  if (row.monthlyBudgetMicros !== null) budgets.push({ limitMicros: row.monthlyBudgetMicros, window: 'month' })
  return { organizationId, version: row.budgetVersion, mark: row.budgetMark, history: row.history, budgets }
}
