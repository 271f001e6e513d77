// Lists webhook deliveries of a project, either those about one generation or those to one endpoint. Each has a button that sends it again.
//
// <Deliveries projectId={project.id} of={{ webhook_id: hook.id }} none="Nothing was sent yet." />
import { ArrowsClockwiseIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { data, inProject } from '../api/data.ts'
import { Button } from '../ui.ts'
import { useAfter } from './after.ts'
import { Time } from './format.tsx'
import { May } from './may.tsx'
import { ErrorNote, QueryView } from './notes.tsx'
import { Status } from './status.tsx'

interface DeliveriesProps {
  projectId: string
  of: { generation_id: string } | { webhook_id: string }
  /** The text to show if there are no deliveries. */
  none: string
}

export function Deliveries({ projectId, of, none }: DeliveriesProps) {
  const header = inProject(projectId)
  const [sent, setSent] = useState<string | null>(null)
  const query = data.useQuery('get', '/webhook-deliveries', { params: { header, query: { ...of, limit: 50 } } })
  const redeliver = data.useMutation(
    'post',
    '/webhook-deliveries/{delivery_id}/redeliver',
    useAfter({ done: 'Sent again', invalidates: ['/webhook-deliveries'] }),
  )
  return (
    <>
      <QueryView query={query}>
        {({ data: deliveries }) =>
          deliveries.length === 0 ? (
            <p className="text-ink-muted">{none}</p>
          ) : (
            <ul className="grid grid-cols-1 gap-2" aria-label="Deliveries">
              {deliveries.map((delivery) => (
                <li key={delivery.id} className="rounded-control border border-edge px-3 py-2">
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="font-medium">{delivery.event_type}</span>
                    <Status value={delivery.status} />
                    <span className="text-small text-ink-muted">
                      {delivery.attempts === 1 ? 'one attempt' : `${delivery.attempts} attempts`}
                      {delivery.last_status_code !== null && `, last answer ${delivery.last_status_code}`}
                      {delivery.next_attempt_at !== null && (
                        <>
                          , next <Time at={delivery.next_attempt_at} />
                        </>
                      )}
                    </span>
                    <span className="ms-auto">
                      <May needs="developer">
                        {(disabled) => (
                          <Button
                            size="sm"
                            icon={ArrowsClockwiseIcon}
                            disabled={disabled}
                            loading={redeliver.isPending && sent === delivery.id}
                            onClick={() => {
                              setSent(delivery.id)
                              redeliver.mutate({ params: { header, path: { delivery_id: delivery.id } } })
                            }}
                          >
                            Send again
                          </Button>
                        )}
                      </May>
                    </span>
                  </div>
                  {delivery.last_error !== null && (
                    <p className="mt-1 text-small [overflow-wrap:anywhere] text-bad">{delivery.last_error}</p>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {redeliver.error !== null && <ErrorNote error={redeliver.error} className="mt-2" />}
    </>
  )
}
