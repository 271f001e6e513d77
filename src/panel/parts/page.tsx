import type { ReactNode } from 'react'
import { cn } from '../ui.ts'

interface PageProps {
  title: string
  /** One line below the title that says what the page is for. */
  description?: ReactNode
  /** Buttons to the right of the title. */
  actions?: ReactNode
  /** `full` is for pictures and wide tables. The other widths keep lines readable on a wide screen. */
  width?: 'full' | 'wide' | 'text'
  children: ReactNode
}

/** The frame of every page: heading, actions, content. */
export function Page({ title, description, actions, width = 'wide', children }: PageProps) {
  return (
    <div className={cn('mx-auto w-full px-4 py-5 sm:px-6 lg:px-8 lg:py-7', { full: '', wide: 'max-w-[96rem]', text: 'max-w-3xl' }[width])}>
      <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-heading font-semibold tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {description !== undefined && <p className="mt-0.5 text-ink-muted">{description}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A titled box on a page. */
export function Card({
  title,
  actions,
  className,
  children,
}: {
  title?: string
  actions?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <section className={cn('rounded-card border border-edge bg-surface shadow-card', className)}>
      {title !== undefined && (
        <header className="flex items-center justify-between gap-3 border-b border-edge px-4 py-3">
          <h2 className="font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      <div className="p-4">{children}</div>
    </section>
  )
}

/** Shows names with their values. `<Facts items={[['Model', 'sketch'], ['Cost', <Money …/>]]} />`; null values are left out. */
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2 text-body">
      {items.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
