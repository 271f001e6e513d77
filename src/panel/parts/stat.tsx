import type { ReactNode } from 'react'

/** Shows one number of an overview, with what it counts. */
export function Stat({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="rounded-card border border-edge bg-surface p-4 shadow-card max-lg:last:odd:col-span-2">
      <dt className="text-small text-ink-muted">{label}</dt>
      <dd className="tabular mt-1 text-display font-semibold tracking-tight [overflow-wrap:anywhere]">{value}</dd>
      {note !== undefined && <dd className="mt-1 text-small text-ink-muted">{note}</dd>}
    </div>
  )
}

/** For the note of a number of requests: `2.5 % of requests`. */
export function sayShare(part: number, requests: number): string {
  if (requests === 0) return 'of no requests'
  return part === 0 ? '0 % of requests' : `${((part / requests) * 100).toFixed(1)} % of requests`
}

export function Stats({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 lg:grid-flow-col lg:auto-cols-fr lg:grid-cols-none">{children}</dl>
}
