import type { ReactNode } from 'react'

/** A card with one number (`value`), a label above it that says what the number is, and an optional note below it. */
export function Stat({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="rounded-card border border-edge bg-surface p-4 shadow-card max-lg:last:odd:col-span-2">
      <dt className="text-small text-ink-muted">{label}</dt>
      <dd className="tabular mt-1 text-display font-semibold tracking-tight [overflow-wrap:anywhere]">{value}</dd>
      {note !== undefined && <dd className="mt-1 text-small text-ink-muted">{note}</dd>}
    </div>
  )
}

/** Returns the note below a number of failed generations: their share of all, for example `2.5 % of generations`. */
export function sayShare(failed: number, generations: number): string {
  if (generations === 0) return 'of no generations'
  return failed === 0 ? '0 % of generations' : `${((failed / generations) * 100).toFixed(1)} % of generations`
}

/** Explains which generations count as failed, and that refused requests are not counted. */
export const COUNTS_NOTE =
  'Failed generations are those that failed, were canceled, or have an unknown outcome. A refused request begins no generation, so it is not counted here; the request log has it.'

export function Stats({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none">{children}</dl>
}
