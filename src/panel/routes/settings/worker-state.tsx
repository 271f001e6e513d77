import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { components as ConfigComponents } from '../../../../generated/config/types.ts'
import type { components } from '../../../../generated/generation/types.ts'
import { Time } from '../../parts/format.tsx'
import { Loading } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { Status } from '../../parts/status.tsx'

type Health = components['schemas']['Health']
type Instance = ConfigComponents['schemas']['Instance']

const PATIENCE_MS = 10_000

/**
 * Shows the state and the build of the Worker that serves an instance, from the Worker's health check. The Worker may be the instance's
 * own or a shared one.
 */
export function WorkerState({ instance }: { instance: Instance }) {
  const { worker_url: url } = instance
  // The browser got its content security policy with the page. If the Worker's address was stored after that, the policy does not contain
  // the address, and the browser would block requests to it. So such an address is not called.
  const [knownUrl] = useState(() => (Date.parse(instance.updated_at) < performance.timeOrigin ? url : null))
  const isKnown = url === null || url === knownUrl
  const query = useQuery({
    queryKey: ['worker', url],
    enabled: isKnown,
    retry: false,
    queryFn: async () => {
      const answer = await fetch(`${url?.replace(/\/$/, '') ?? ''}/v1/health`, {
        signal: AbortSignal.timeout(PATIENCE_MS),
        cache: 'no-store',
      })
      const health: unknown = await answer.json()
      if (!isHealth(health)) throw new Error('It is not a Worker of this platform.')
      return health
    },
  })
  return (
    <div className="grid grid-cols-1 gap-3" role="status" aria-label="State of the Worker">
      <p className="text-ink-muted">
        {url === null ? 'The Worker of the platform serves this instance.' : 'A Worker of its own serves this instance.'}
      </p>
      {!isKnown ? (
        <p>Load this page again to ask the Worker for its state: until then the browser may not call a new address.</p>
      ) : query.data !== undefined ? (
        <Answer health={query.data} />
      ) : query.isError ? (
        <p className="flex flex-wrap items-center gap-2">
          <Status value="failing">not reached</Status> Nothing answers at its address as a Worker of this platform does.
        </p>
      ) : (
        <Loading className="h-6" label="Asking the Worker" />
      )}
      {instance.worker !== null && <Report worker={instance.worker} />}
    </div>
  )
}

/**
 * Returns whether the response has the form of a health check. Another server may have sent it, because the user can enter any address for
 * the Worker.
 */
function isHealth(answer: unknown): answer is Health {
  const { status, version, checks, checked_at: at } = Object(answer) as Record<string, unknown>
  return (
    typeof status === 'string' &&
    typeof version === 'string' &&
    checks instanceof Object &&
    Object.values(checks).every((check: unknown) => check instanceof Object && 'ok' in check) &&
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at))
  )
}

function Answer({ health: { status, version, checks, checked_at: at } }: { health: Health }) {
  const faults = Object.entries(checks).filter(([, { ok }]) => !ok)
  // `0.3.0+1a2b3c4d5e` is release and commit. `.changed` after it means changes that are not committed. Without git it is only `0.3.0`.
  const [, release, commit, changed] = /^(\d[^+]*)(?:\+(\w+))?(\.changed)?$/.exec(version) ?? []
  return (
    <Facts
      items={[
        [
          'State',
          <span key="state" className="flex flex-wrap items-center gap-2">
            <Status value={status} />
            {faults.length > 0 && <span className="text-bad">without {faults.map(([name]) => name).join(', ')}</span>}
          </span>,
        ],
        ['Version', release ?? `Unknown (${version}): it was not started or deployed by the commands of this project`],
        [
          'Commit',
          commit === undefined ? (
            'Unknown'
          ) : (
            <>
              <code className="font-mono">{commit}</code>
              {changed !== undefined && ' and changes that are not committed'}
            </>
          ),
        ],
        ['Checked', <Time key="at" at={at} full />],
      ]}
    />
  )
}

/** Shows the last report of the Worker to the config service. The report is known even if the browser cannot reach the Worker. */
function Report({ worker: { version, release, skew, seen_at: at } }: { worker: NonNullable<Instance['worker']> }) {
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
        It last reported version <code className="font-mono">{version}</code>
        <span className="text-ink-muted">
          <Time at={at} />
        </span>
      </p>
      {skew === 'supported' && <p>Release {release} is one release away from this platform. Both work together.</p>}
      {skew === 'unsupported' && (
        <p className="text-bad">
          Release {release} is more than one release away from this platform, which is not tested. Deploy the Worker again.
        </p>
      )}
    </>
  )
}
