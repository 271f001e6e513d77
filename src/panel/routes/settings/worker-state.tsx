import { useQuery } from '@tanstack/react-query'
import type { components } from '../../../../generated/generation/types.ts'
import { Time } from '../../parts/format.tsx'
import { Loading } from '../../parts/notes.tsx'
import { Status } from '../../parts/status.tsx'

type Health = components['schemas']['Health']

const PATIENCE_MS = 10_000

interface WorkerStateProps {
  url: string
  /** Whether the address was stored before the page was loaded. The content security policy blocks requests to a newer one. */
  isKnown: boolean
}

/** The state of an instance's own Worker, as its health check tells it. */
export function WorkerState({ url, isKnown }: WorkerStateProps) {
  const query = useQuery({
    queryKey: ['worker', url],
    enabled: isKnown,
    retry: false,
    queryFn: async () => {
      const answer = await fetch(`${url.replace(/\/$/, '')}/v1/health`, { signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store' })
      return (await answer.json()) as Health
    },
  })
  return (
    <div
      className="grid grid-cols-1 gap-2 rounded-control bg-well px-3 py-2 text-small"
      role="status"
      aria-label="State of the dedicated Worker"
    >
      {!isKnown ? (
        <p>Load this page again to ask the Worker for its state: until then the browser may not call a new address.</p>
      ) : query.data !== undefined ? (
        <Answer health={query.data} />
      ) : query.isError ? (
        <p className="flex flex-wrap items-center gap-2">
          <Status value="failing">not reached</Status> Nothing answers at this address as a Worker of this platform does.
        </p>
      ) : (
        <Loading className="h-6" label="Asking the Worker" />
      )}
    </div>
  )
}

function Answer({ health: { status, version, checks, checked_at: at } }: { health: Health }) {
  const faults = Object.entries(checks).filter(([, { ok }]) => !ok)
  return (
    <p className="flex flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
      <Status value={status} /> Version <code className="font-mono">{version}</code>
      {faults.length > 0 && <span className="text-bad">without {faults.map(([name]) => name).join(', ')}</span>}
      <span className="text-ink-muted">
        <Time at={at} />
      </span>
    </p>
  )
}
