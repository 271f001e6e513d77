// Finds what a person should check in the catalogue. Pure.
import type { CatalogueModel } from '../../src/providers/provider.ts'

export interface Findings {
  /** Faults that do not depend on the date. */
  faults: string[]
  /**
   * Models that have been shut down and have no available successor, so requests for them would fail. In contrast to `faults`, this list
   * depends on today's date.
   */
  overdue: string[]
  /** Entries that a person should check again. */
  notes: string[]
}

const MOST_DAYS = 90
const SOON_DAYS = 30
const DAY_MS = 86_400_000
const DATE = /^\d{4}-\d{2}-\d{2}$/

const days = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** @param today in the form YYYY-MM-DD. */
export function findingsOf(models: readonly CatalogueModel[], today: string): Findings {
  const byId = new Map(models.map((model) => [model.id, model]))
  const found: Findings = { faults: [], overdue: [], notes: [] }
  for (const model of models) {
    found.faults.push(...faultsOf(model, byId))
    const { id, source, shutdownDate } = model
    const isShut = shutdownDate !== null && shutdownDate <= today
    if (isShut && !livesOn(model, byId, today))
      found.overdue.push(`${id}: shut down on ${shutdownDate}, and no successor serves its requests`)
    if (isShut) found.notes.push(`${id}: shut down on ${shutdownDate}; its requests go to ${model.successor ?? 'nobody'}`)
    else if (shutdownDate !== null && days(today, shutdownDate) <= SOON_DAYS)
      found.notes.push(`${id}: will be shut down on ${shutdownDate}, in ${days(today, shutdownDate)} days`)
    if (isShut || model.price.kind === 'free' || !DATE.test(source.date)) continue
    const age = days(source.date, today)
    if (age > MOST_DAYS) found.notes.push(`${id}: its price was read ${age} days ago, on ${source.date}: ${source.url}`)
    if (/not verified/i.test(source.note ?? '')) found.notes.push(`${id}: its price is not verified: ${source.url}`)
  }
  return found
}

function faultsOf({ id, source, shutdownDate, successor }: CatalogueModel, byId: ReadonlyMap<string, CatalogueModel>): string[] {
  const faults: string[] = []
  if (source.url === '') faults.push(`${id}: it has no source`)
  if (!DATE.test(source.date) || Number.isNaN(Date.parse(source.date))) faults.push(`${id}: ${source.date} is no date of its source`)
  if (shutdownDate !== null && !DATE.test(shutdownDate)) faults.push(`${id}: ${shutdownDate} is no date of a shutdown`)
  if (successor === null) return faults
  const next = byId.get(successor)
  if (next === undefined) faults.push(`${id}: its successor ${successor} is not in the catalogue`)
  else if (shutdownDate !== null && next.shutdownDate !== null && next.shutdownDate <= shutdownDate)
    faults.push(`${id}: its successor ${successor} is shut down no later than itself`)
  return faults
}

function livesOn(model: CatalogueModel, byId: ReadonlyMap<string, CatalogueModel>, today: string): boolean {
  const passed = new Set<string>()
  for (let at: CatalogueModel | undefined = model; at !== undefined && !passed.has(at.id);) {
    if (at.shutdownDate === null || at.shutdownDate > today) return true
    passed.add(at.id)
    at = at.successor === null ? undefined : byId.get(at.successor)
  }
  return false
}
