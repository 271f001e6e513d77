import type { components } from '../../../../generated/config/types.ts'
import { config } from '../../api/config.ts'
import { useAfter } from '../../parts/after.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { count, Time, words } from '../../parts/format.tsx'
import { May } from '../../parts/may.tsx'
import { ErrorNote } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { PageLink } from '../../parts/page-link.tsx'
import { type InstancePlace, useOrganization } from '../../places.tsx'
import { Button } from '../../ui.ts'
import { ALERT_NAMES, ALERT_PAGES, SUBJECT_PAGES } from './names.ts'
import { AlertState } from './alert-state.tsx'

type Alert = components['schemas']['Alert']

const LISTS = ['/instances/{instance_id}/alerts', '/organizations/{organization_id}/alerts', '/me/places']

export function AlertDrawer({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const acknowledge = config.useMutation(
    'post',
    '/alerts/{alert_id}/acknowledge',
    useAfter({ done: 'Alert acknowledged', invalidates: LISTS }),
  )
  const { instances } = useOrganization()
  const instance = instances.find(({ id }) => id === alert.instance_id)
  // The links lead to the instance of the alert, which may be another one than that of the page.
  const place = instance === undefined ? {} : { instance, project: null }
  const { page, label } = alert.instance_id === null ? { page: 'organization', label: 'Organization' } : ALERT_PAGES[alert.kind]
  return (
    <Drawer
      open
      onClose={onClose}
      title={ALERT_NAMES[alert.kind]}
      subtitle={<span className="[overflow-wrap:anywhere]">{alert.summary}</span>}
    >
      <div className="grid gap-6">
        <Facts
          items={[
            ['State', <AlertState key="state" of={alert} />],
            ['About', <Subject key="about" alert={alert} instance={instance} />],
            [
              'Instance',
              instance === undefined || alert.subject.kind === 'instance' ? null : (
                <PageLink key="instance" page="overview" place={place}>
                  <bdi>{instance.name}</bdi>
                </PageLink>
              ),
            ],
            ['What to do', alert.what_to_do],
            [
              'Where',
              <PageLink key="where" page={page} place={place}>
                {label}
              </PageLink>,
            ],
            ['Since', <Time key="since" at={alert.since} full />],
            ['Last seen', <Time key="seen" at={alert.last_seen} full />],
            ['Seen', alert.occurrences === 1 ? 'once' : `${count(alert.occurrences)} times`],
            ['Closed', alert.closed_at === null ? null : <Time key="closed" at={alert.closed_at} full />],
            ['Acknowledged', alert.acknowledged_at === null ? null : <Time key="known" at={alert.acknowledged_at} full />],
            ["The provider's words", alert.values.detail ?? null],
            ['Sent to webhooks', sayDeliveries(alert.deliveries)],
          ]}
        />
        {acknowledge.error !== null && <ErrorNote error={acknowledge.error} />}
        {alert.acknowledged_at === null && (
          <May needs={alert.instance_id === null ? 'admin' : 'developer'}>
            {(disabled) => (
              <Button
                variant="primary"
                disabled={disabled}
                loading={acknowledge.isPending}
                onClick={() => acknowledge.mutate({ params: { path: { alert_id: alert.id } } })}
              >
                Acknowledge
              </Button>
            )}
          </May>
        )}
      </div>
    </Drawer>
  )
}

/** Shows the name of the thing that the alert is about, as a link to the page that shows this thing. */
function Subject({ alert: { subject }, instance }: { alert: Alert; instance: InstancePlace | undefined }) {
  const { kind, id, name } = subject
  const project = instance?.projects.find((each) => each.id === id) ?? null
  const { page, search } = SUBJECT_PAGES[kind](id)
  return (
    <>
      {words(kind)}{' '}
      <PageLink page={page} search={search} place={instance === undefined ? {} : { instance, project }}>
        {name === null ? <code className="font-mono text-small">{id}</code> : <bdi>{name}</bdi>}
      </PageLink>
    </>
  )
}

function sayDeliveries({ pending, delivered, failed, disabled, last_error: error }: Alert['deliveries']): string {
  const parts = [
    [delivered, 'delivered'],
    [pending, 'waiting'],
    [failed, 'failed'],
    [disabled, 'disabled'],
  ].flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`]))
  if (parts.length === 0) return 'No webhook asked for it.'
  return `${parts.join(', ')}${error === null ? '' : `. ${error}`}`
}
