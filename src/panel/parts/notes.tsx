// The notes that a page shows instead of its content: after an error, while it loads, and while a list is empty.
import { ArrowClockwiseIcon, WarningCircleIcon, XIcon } from '@phosphor-icons/react'
import type { Icon } from '@phosphor-icons/react'
import type { ReactNode } from 'react'
import { problemOf, sayProblem } from '../api/problem.ts'
import { Button, cn } from '../ui.ts'
import { CopyButton } from './copy-button.tsx'

interface ErrorNoteProps {
  error: unknown
  retry?: () => unknown
  /** Hides the note. Pass this function only if the note covers other content. If it is absent, the user cannot hide the note. */
  onDismiss?: () => void
  className?: string
}

/** Shows an error, with the request's id to copy. `<ErrorNote error={query.error} retry={query.refetch} />` */
export function ErrorNote({ error, retry, onDismiss, className }: ErrorNoteProps) {
  const problem = problemOf(error)
  const title = problem?.title ?? 'That did not work'
  const said = sayProblem(error)
  // The sentence above the list often contains the message of the first fault already. Such a message is not listed again.
  const faults = problem?.errors?.filter(({ message }) => !said.includes(message)) ?? []
  return (
    <div role="alert" className={cn('flex gap-3 rounded-card border border-bad/25 bg-bad-tint p-4 text-body', className)}>
      <WarningCircleIcon weight="fill" className="mt-0.5 size-5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-ink">{title}</p>
        {said !== title && <p className="mt-0.5 text-ink-muted [overflow-wrap:anywhere]">{said}</p>}
        {faults.length > 0 && (
          <ul className="mt-2 list-disc space-y-0.5 ps-5 text-ink-muted">
            {faults.map(({ pointer, message }) => (
              <li key={`${pointer} ${message}`}>
                <code className="font-mono text-small">{pointer}</code> {message}
              </li>
            ))}
          </ul>
        )}
        {problem !== null && (
          <p className="mt-2 flex flex-wrap items-center gap-x-2 text-small text-ink-muted">
            <code className="font-mono">{problem.code}</code>
            <span aria-hidden>·</span>
            <code className="font-mono">{problem.request_id}</code>
            <CopyButton text={problem.request_id} label="Copy the request id" />
          </p>
        )}
      </div>
      {retry !== undefined && (
        <Button size="sm" icon={ArrowClockwiseIcon} onClick={() => void retry()}>
          Try again
        </Button>
      )}
      {onDismiss !== undefined && (
        <Button
          type="button"
          size="sm"
          variant="ghost"
          shape="square"
          icon={XIcon}
          aria-label="Dismiss"
          className="-me-2 -mt-1.5"
          onClick={onDismiss}
        />
      )}
    </div>
  )
}

/** A note for an empty list: what it would contain, and what to do next. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: Icon
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-edge-strong px-6 py-14 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-full bg-accent-tint text-accent">
        <Icon className="size-6" weight="duotone" />
      </span>
      <h2 className="text-lead font-semibold">{title}</h2>
      {children !== undefined && <div className="mt-1 max-w-md text-balance text-ink-muted">{children}</div>}
      {action !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

/** A placeholder for content that is being loaded. `<Loading className="h-40" />` */
export function Loading({ label = 'Loading', className }: { label?: string; className?: string }) {
  return <div role="status" aria-label={label} className={cn('sheen h-24 rounded-card', className)} />
}

/** Shows a query's data; before it arrives, a placeholder or the error. `<QueryView query={query}>{(data) => …}</QueryView>` */
export function QueryView<Data>({
  query,
  loading,
  children,
}: {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown }
  loading?: ReactNode
  children: (data: Data) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ErrorNote error={query.error} retry={() => void query.refetch()} />
  return <>{loading ?? <Loading />}</>
}
