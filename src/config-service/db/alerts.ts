import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import {
  type AlertKind,
  type EndedAlert,
  type ForgottenAlerts,
  LIMITER_ALERTS,
  type RaisedAlert,
  type SeenAlert,
} from '../../shared/alerts.ts'
import type { Database } from './database.ts'
import { after, type Position } from './page.ts'
import { alertDeliveries, alerts, webhooks } from './schema.ts'
import type { WebhookRow } from './webhooks.ts'

export type AlertRow = typeof alerts.$inferSelect
export type AlertDeliveryRow = typeof alertDeliveries.$inferSelect
export type AlertStatus = 'open' | 'closed'

/** The maximum number of alerts that are kept for one instance, or for an organization's own budget. */
export const MOST_ALERTS = 1000
/** When a new alert is stored, older alerts whose cause was last seen longer ago than this are deleted. */
export const ALERTS_KEPT_MS = 90 * 86_400_000
/**
 * Some alerts close by themselves at a set time. When the cause of such an alert is seen again, the alert's closing time becomes the
 * present time plus this duration.
 */
const OPEN_AFTER_SEEN_MS = 86_400_000
/**
 * The maximum number of webhook endpoints to which one alert is delivered. An alert of an organization goes to the endpoints of all its
 * instances.
 */
const MOST_DELIVERIES = 1000

/** Returns a condition that holds if an instance has turned off alerts of this kind. `settings` is its column `alert_settings`. */
const isOff = (settings: SQL, kind: AlertKind) =>
  sql`EXISTS (SELECT 1 FROM json_each(coalesce(${settings}, '{}'), '$.off') WHERE value = ${kind})`

const isOpen = (now: number) => and(isNull(alerts.closedAt), or(isNull(alerts.endsAt), gt(alerts.endsAt, now)))

/** Returns the condition that selects the alerts of one instance or, if `instanceId` is null, those of the organization's own budget. */
const ownedBy = ({ organizationId, instanceId }: { organizationId: string; instanceId: string | null }) =>
  instanceId === null ? sql`organization_id = ${organizationId} AND instance_id IS NULL` : sql`instance_id = ${instanceId}`

/**
 * Returns the statements that store an alert and its deliveries, and delete old alerts.
 * @param unlessOpen if true, no second alert is added while an alert about the same thing is open.
 */
export function raiseStatements(id: string, alert: RaisedAlert, unlessOpen = false): SQL[] {
  const { organizationId, instanceId, projectId, kind, subject, values, at, endsAt } = alert
  const once = `${instanceId ?? organizationId}|${alert.once}`
  const mayRaise =
    instanceId === null
      ? sql`EXISTS (SELECT 1 FROM organizations WHERE id = ${organizationId})`
      : sql`EXISTS (SELECT 1 FROM instances i WHERE i.id = ${instanceId} AND NOT ${isOff(sql`i.alert_settings`, kind)})`
  const same = sql`${ownedBy(alert)} AND kind = ${kind} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id}
    AND ${isOpen(at)}`
  const statements = [
    sql`INSERT INTO alerts (id, organization_id, instance_id, project_id, kind, subject_kind, subject_id, once, details, created_at, last_seen_at, ends_at)
      SELECT ${id}, ${organizationId}, ${instanceId}, ${projectId}, ${kind}, ${subject.kind}, ${subject.id}, ${once}, ${JSON.stringify(values)}, ${at}, ${at}, ${endsAt}
      WHERE ${mayRaise} ${unlessOpen ? sql`AND NOT EXISTS (SELECT 1 FROM alerts WHERE ${same})` : sql``}
      ON CONFLICT DO NOTHING`,
    // This query finds instances by their organization, and endpoints by their instance. So it does not search a whole table.
    sql`INSERT INTO alert_deliveries (alert_id, webhook_id, organization_id, status, next_at)
      SELECT a.id, w.id, a.organization_id, 'pending', a.created_at
      FROM alerts a
      JOIN instances i ON i.organization_id = a.organization_id AND (a.instance_id IS NULL OR i.id = a.instance_id)
      JOIN webhooks w ON w.instance_id = i.id
      WHERE a.id = ${id} AND w.status = 'active' AND w.created_at <= a.created_at AND (w.project_id IS NULL OR w.project_id = a.project_id)
        AND EXISTS (SELECT 1 FROM json_each(w.events) WHERE value = ${`alert.${kind}`}) AND NOT ${isOff(sql`i.alert_settings`, kind)}
      LIMIT ${MOST_DELIVERIES}
      ON CONFLICT DO NOTHING`,
    sql`DELETE FROM alerts WHERE ${ownedBy(alert)} AND last_seen_at < ${at - ALERTS_KEPT_MS}`,
    sql`DELETE FROM alerts WHERE id IN (
      SELECT id FROM alerts WHERE ${ownedBy(alert)} ORDER BY created_at DESC, id DESC LIMIT -1 OFFSET ${MOST_ALERTS})`,
  ]
  // An alert about a higher threshold of a budget makes the alerts about its lower thresholds superfluous, so they are closed.
  if (kind === 'budget')
    statements.push(sql`UPDATE alerts SET closed_at = ${at} WHERE ${same} AND details->>'window' = ${values.window ?? null}
      AND details->>'limit_micros' = ${values.limit_micros ?? null} AND details->>'percent' < ${values.percent ?? null} AND EXISTS (SELECT 1 FROM alerts WHERE id = ${id})`)
  return statements
}

/**
 * Returns the statement that notes that the cause of an open alert was seen again. It does nothing if the cause was already seen at this
 * time or later, so a repeat of the same report changes nothing.
 */
export function seenStatement(alert: SeenAlert): SQL {
  const { kind, subject, at } = alert
  return sql`UPDATE alerts SET last_seen_at = ${at}, occurrences = occurrences + 1, ends_at = CASE WHEN ends_at IS NULL THEN NULL ELSE ${at + OPEN_AFTER_SEEN_MS} END
    WHERE ${ownedBy(alert)} AND kind = ${kind} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND closed_at IS NULL AND last_seen_at < ${at}`
}

/**
 * The new value of `once` when an alert is closed: the old value and the alert's id. `once` is unique. The closed alert gives its old value
 * up, so that another alert with this value can be raised if the cause returns.
 */
const ANOTHER_NAME = sql`once || '|' || id`

export function endStatement(alert: Omit<EndedAlert, 'act'>): SQL {
  const { kind, subject, at, budget } = alert
  const ofBudget =
    budget === undefined ? sql`` : sql`AND details->>'window' = ${budget.window} AND details->>'limit_micros' = ${budget.limitMicros}`
  return sql`UPDATE alerts SET closed_at = ${at}, once = ${ANOTHER_NAME}
    WHERE ${ownedBy(alert)} AND kind = ${kind} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id} AND closed_at IS NULL AND created_at <= ${at} ${ofBudget}`
}

/**
 * Returns the statement that closes the open alerts that an object of the limiter has raised before the time `at`. These alerts give up
 * their values of `once`. If the object is new, an object that it replaces may have raised alerts that are closed now but still have their
 * values. These alerts give up their values, too (`ForgottenAlerts.isNew` says why).
 */
export function forgetStatement({ at, isNew = false, ...owner }: ForgottenAlerts): SQL {
  const keepsName = isNew ? sql`OR substr(once, -length(id)) <> id` : sql``
  return sql`UPDATE alerts SET closed_at = CASE WHEN ${isOpen(at)} THEN ${at} ELSE closed_at END, once = ${ANOTHER_NAME}
    WHERE ${ownedBy(owner)} AND kind IN (SELECT value FROM json_each(${JSON.stringify(LIMITER_ALERTS)})) AND created_at < ${at}
      AND (${isOpen(at)} ${keepsName})`
}

/** Whose alerts are read. */
export interface AlertOwner {
  organizationId: string
  /** Only the alerts of this instance. If null, all alerts of the organization, including those of its instances. */
  instanceId: string | null
  /** Whether the alerts of an instance include those of the organization's own budget; if left out, they do not. */
  withOrganization?: boolean
}
export interface AlertFilter extends AlertOwner {
  status: AlertStatus | null
  kind: AlertKind | null
}
/** `subjectName` is null if the thing that the alert is about has no name, or was deleted. */
export type NamedAlert = AlertRow & { subjectName: string | null }
export type ListedAlert = NamedAlert & Record<AlertDeliveryRow['status'], number> & { lastError: string | null }

const countOf = (status: AlertDeliveryRow['status']) =>
  sql<number>`(SELECT count(*) FROM alert_deliveries d WHERE d.alert_id = "alerts"."id" AND d.status = ${status})`
const subjectName = sql<string | null>`CASE "alerts"."subject_kind"
  WHEN 'organization' THEN (SELECT s.name FROM organizations s WHERE s.id = "alerts"."subject_id")
  WHEN 'instance' THEN (SELECT s.name FROM instances s WHERE s.id = "alerts"."subject_id")
  WHEN 'project' THEN (SELECT s.name FROM projects s WHERE s.id = "alerts"."subject_id")
  WHEN 'key' THEN (SELECT s.name FROM keys s WHERE s.id = "alerts"."subject_id")
  END`
const listed = {
  subjectName,
  pending: countOf('pending'),
  delivered: countOf('delivered'),
  failed: countOf('failed'),
  disabled: countOf('disabled'),
  lastError: sql<
    string | null
  >`(SELECT d.last_error FROM alert_deliveries d WHERE d.alert_id = "alerts"."id" AND d.last_error IS NOT NULL ORDER BY d.next_at DESC LIMIT 1)`,
}

function isOf({ organizationId, instanceId, withOrganization }: AlertOwner) {
  if (instanceId === null) return eq(alerts.organizationId, organizationId)
  const own = eq(alerts.instanceId, instanceId)
  return withOrganization ? or(own, and(eq(alerts.organizationId, organizationId), isNull(alerts.instanceId))) : own
}

/** Lists alerts, the newest first. */
export async function listAlerts(
  db: Database,
  filter: AlertFilter,
  position: Position | null,
  limit: number,
  now: number,
): Promise<ListedAlert[]> {
  const { status, kind } = filter
  const page = after(alerts.createdAt, alerts.id, position)
  const rows = await db
    .select({ alert: alerts, ...listed })
    .from(alerts)
    .where(
      and(
        isOf(filter),
        kind === null ? undefined : eq(alerts.kind, kind),
        status === null ? undefined : status === 'open' ? isOpen(now) : sql`NOT (${isOpen(now)})`,
        page.where,
      ),
    )
    .orderBy(...page.order)
    .limit(limit)
  return rows.map(({ alert, ...rest }) => ({ ...alert, ...rest }))
}

/**
 * Counts the open, unacknowledged alerts of an instance or organization. Reads all alerts of that instance or organization. Their number is
 * bounded.
 */
export async function countOpenAlerts(db: Database, owner: AlertOwner, now: number): Promise<number> {
  return db.$count(alerts, and(isOf(owner), isOpen(now), isNull(alerts.acknowledgedAt)))
}

/**
 * Counts the open, unacknowledged alerts of each instance. The result has no entry for an instance without such alerts. Reads only rows of
 * the index of open alerts.
 */
export function countOpenAlertsOf(db: Database, instances: readonly { id: string }[], now: number): Promise<Map<string, number>> {
  return countOpenBy(
    db,
    sql`instance_id`,
    instances.map(({ id }) => id),
    now,
  )
}

/**
 * Counts the open, unacknowledged alerts of each organization's own budget. The result has no entry for an organization without such
 * alerts.
 */
export function countOpenAlertsOfBudgets(db: Database, organizationIds: readonly string[], now: number): Promise<Map<string, number>> {
  return countOpenBy(db, sql`organization_id`, organizationIds, now, sql`AND instance_id IS NULL`)
}

/** Counts the open, unacknowledged alerts for each of `ids`, which are values of `column`. `more` is a further condition. */
async function countOpenBy(
  db: Database,
  column: SQL,
  ids: readonly string[],
  now: number,
  more: SQL = sql``,
): Promise<Map<string, number>> {
  const rows = await db.all<{ id: string; count: number }>(sql`
    SELECT ${column} AS id, count(*) AS count FROM alerts
    WHERE ${isOpen(now)} AND acknowledged_at IS NULL
      AND ${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)})) ${more}
    GROUP BY ${column}`)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Finds an alert by id alone; the caller decides whether the actor may see it. */
export async function findAlert(db: Database, id: string): Promise<ListedAlert | null> {
  const row = await db
    .select({ alert: alerts, ...listed })
    .from(alerts)
    .where(eq(alerts.id, id))
    .get()
  if (row === undefined) return null
  const { alert, ...rest } = row
  return { ...alert, ...rest }
}

export function acknowledgeStatement(id: string, by: string, now: number): SQL {
  return sql`UPDATE alerts SET acknowledged_at = ${now}, acknowledged_by = ${by} WHERE id = ${id} AND acknowledged_at IS NULL`
}

export interface DueDelivery {
  delivery: AlertDeliveryRow
  alert: NamedAlert
  webhook: WebhookRow
}

export async function listDueDeliveries(db: Database, organizationId: string, now: number, limit: number): Promise<DueDelivery[]> {
  const rows = await db
    .select({ delivery: alertDeliveries, alert: alerts, webhook: webhooks, subjectName })
    .from(alertDeliveries)
    .innerJoin(alerts, eq(alerts.id, alertDeliveries.alertId))
    .innerJoin(webhooks, eq(webhooks.id, alertDeliveries.webhookId))
    .where(
      and(
        eq(alertDeliveries.organizationId, organizationId),
        sql`${alertDeliveries.status} = 'pending'`,
        sql`${alertDeliveries.nextAt} <= ${now}`,
      ),
    )
    .orderBy(alertDeliveries.nextAt)
    .limit(limit)
  return rows.map(({ alert, subjectName, ...rest }) => ({ ...rest, alert: { ...alert, subjectName } }))
}

/** Returns the time at which the organization's next delivery is due; null if no delivery waits. */
export async function nextDeliveryAt(db: Database, organizationId: string): Promise<number | null> {
  const row = await db.get<{ at: number | null }>(
    sql`SELECT min(next_at) AS at FROM alert_deliveries WHERE organization_id = ${organizationId} AND status = 'pending'`,
  )
  return row?.at ?? null
}

export async function updateAlertDelivery(
  db: Database,
  { alertId, webhookId }: Pick<AlertDeliveryRow, 'alertId' | 'webhookId'>,
  changes: Partial<AlertDeliveryRow>,
): Promise<void> {
  await db
    .update(alertDeliveries)
    .set(changes)
    .where(and(eq(alertDeliveries.alertId, alertId), eq(alertDeliveries.webhookId, webhookId)))
}
