// Renders an alert as text: the text says what has happened, what to do, and where to look.
import type { components } from '../../../generated/config/types.ts'
import type { AlertKind } from '../../shared/alerts.ts'
import { exactDollars } from '../../shared/exact-dollars.ts'
import type { ListedAlert, NamedAlert } from '../db/alerts.ts'
import { timestamp } from '../http/timestamp.ts'
import { counted } from '../../shared/counted.ts'

type Fields = components['schemas']['AlertFields']

export function renderAlert(row: ListedAlert, now: number): components['schemas']['Alert'] {
  const { pending, delivered, failed, disabled, lastError } = row
  return { ...fieldsOf(row, now), deliveries: { pending, delivered, failed, disabled, last_error: lastError } }
}

/** Renders the alert as it was when it was raised, so that every delivery attempt sends the same content. */
export function renderNotice(row: NamedAlert): components['schemas']['AlertNotice'] {
  const raised = { ...row, occurrences: 1, lastSeenAt: row.createdAt, closedAt: null, acknowledgedAt: null, acknowledgedBy: null }
  return fieldsOf(raised, row.createdAt)
}

function fieldsOf(row: NamedAlert, now: number): Fields {
  const closedAt = row.closedAt ?? (row.endsAt !== null && row.endsAt <= now ? row.endsAt : null)
  return {
    id: row.id,
    organization_id: row.organizationId,
    instance_id: row.instanceId,
    project_id: row.projectId,
    kind: row.kind,
    status: closedAt === null ? 'open' : 'closed',
    subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName },
    summary: summaryOf(row),
    what_to_do: WHAT_TO_DO[row.kind],
    values: row.details,
    occurrences: row.occurrences,
    link: linkOf(row),
    since: timestamp(row.createdAt),
    last_seen: timestamp(row.lastSeenAt),
    closed_at: closedAt === null ? null : timestamp(closedAt),
    acknowledged_at: row.acknowledgedAt === null ? null : timestamp(row.acknowledgedAt),
    acknowledged_by: row.acknowledgedBy,
  }
}

const WHAT_TO_DO: Record<AlertKind, string> = {
  budget: 'Look at who spends it. Raise the budget, or let it stop requests if it is used up.',
  budget_exhausted: 'Raise the budget, or wait until its window ends. Requests that it has no room for are refused until then.',
  provider_failing:
    'Look at the status page of the provider and at your account there. Until it works again, use another model or connection.',
  credential_refused: 'Verify the credential. If it is refused, create a new one at the provider and rotate it here.',
  generations_indeterminate: 'Look at the invoice of the provider, then resolve each of these generations with what it cost.',
  webhook_disabled: 'Ask the owner of the endpoint. Then enable it again, or delete it.',
  limiter_overloaded: 'Send fewer requests at once. If the load is wanted, split it between instances.',
  storage_filling: 'Set a maximum of records or a shorter retention, or move an instance to a Worker of its own.',
  prices_stale: 'Update the platform, or set prices of your own for these models.',
}

function summaryOf({ kind, subjectKind, subjectId, subjectName, details }: NamedAlert): string {
  const subject = `the ${subjectKind} ${subjectName === null ? subjectId : `"${subjectName}"`}`
  const { percent, used_micros: used = 0, limit_micros: limit = 0, window, failures, reason, models, oldest_price: oldest } = details
  const budget = `The budget of ${subject} for this ${window}`
  switch (kind) {
    case 'budget':
      return `${budget} has reached ${percent} %. ${exactDollars(used)} of ${exactDollars(limit)} USD are used.`
    case 'budget_exhausted':
      return `${budget} had no room for a request. ${exactDollars(used)} of ${exactDollars(limit)} USD are used or reserved.`
    case 'provider_failing':
      if (reason === 'no_credit') return `The account of ${subject} has no credit.`
      return `${failures} generations in a row have failed at ${subject}${reason === undefined ? '' : `, the last with ${reason}`}.`
    case 'credential_refused':
      return `The provider refuses the credential of ${subject}.`
    case 'generations_indeterminate':
      return `It is unknown whether ${details.provider ?? 'a provider'} has billed the generation ${details.generation_id ?? ''}.`
    case 'webhook_disabled':
      return `The webhook endpoint ${subjectId} answered 410 Gone and was disabled.`
    case 'limiter_overloaded':
      return 'Requests were refused with 503, because too many waited for the limiter.'
    case 'storage_filling':
      return details.rows === undefined
        ? `The database of records has ${gigabytes(details.bytes)} of ${gigabytes(details.limit_bytes)} GB.`
        : `The instance has ${details.rows} records or pictures, of at most ${details.limit_rows}.`
    case 'prices_stale':
      return `The prices of ${counted(models ?? 0, 'model')} were verified long ago, the oldest on ${oldest}.`
  }
}

function gigabytes(bytes = 0): string {
  return (bytes / 1e9).toFixed(1)
}

function linkOf({ kind, organizationId, instanceId, subjectId }: NamedAlert): string {
  if (instanceId === null) return `/config/v1/organizations/${organizationId}`
  const instance = `/config/v1/instances/${instanceId}`
  switch (kind) {
    case 'budget':
    case 'budget_exhausted':
    case 'limiter_overloaded':
      return `${instance}/limits/states`
    case 'provider_failing':
    case 'credential_refused':
      return `${instance}/credentials`
    case 'generations_indeterminate':
      return '/v1/generations?status=indeterminate'
    case 'webhook_disabled':
      return `/config/v1/webhooks/${subjectId}`
    case 'storage_filling':
      return instance
    case 'prices_stale':
      return `${instance}/models`
  }
}
