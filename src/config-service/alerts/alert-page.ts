import type { components } from '../../../generated/config/types.ts'
import type { AlertKind } from '../../shared/alerts.ts'
import { type AlertOwner, type AlertStatus, countOpenAlerts, listAlerts } from '../db/alerts.ts'
import { pageOf, readPosition } from '../db/page.ts'
import type { Services } from '../services.ts'
import { renderAlert } from './render-alert.ts'

interface Query {
  status?: AlertStatus | undefined
  kind?: AlertKind | undefined
  cursor?: string | undefined
  limit: number
}

/** Returns one page of the alerts of an instance, or of a whole organization. */
export async function alertPage(
  { db, clock }: Services,
  owner: AlertOwner,
  { status, kind, cursor, limit }: Query,
): Promise<components['schemas']['AlertList']> {
  const now = clock()
  const filter = { ...owner, status: status ?? null, kind: kind ?? null }
  const [rows, open] = await Promise.all([listAlerts(db, filter, readPosition(cursor), limit + 1, now), countOpenAlerts(db, owner, now)])
  const { page, nextCursor } = pageOf(rows, limit)
  return { data: page.map((row) => renderAlert(row, now)), open, next_cursor: nextCursor }
}
