import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ConfirmButton } from '../../parts/confirm.tsx'
import { Deliveries } from '../../parts/deliveries.tsx'
import { Drawer, DrawerSection } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { Form, SwitchField } from '../../parts/form.tsx'
import { duration, namesById, Time } from '../../parts/format.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { ErrorNote, QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { Status } from '../../parts/status.tsx'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { useInstance, useNearestProject } from '../../places.tsx'
import { Button, Select } from '../../ui.ts'
import { bodyOf, emptyWebhook, valuesOf, WebhookFields, type WebhookValues } from './fields.tsx'

type Webhook = components['schemas']['Webhook']
type OnSecret = (title: string, secret: string) => void

const PATH = '/webhooks/{webhook_id}'
const LISTS = ['/instances/{instance_id}/webhooks', '/instances/{instance_id}/overview']
const CHANGES = [PATH, ...LISTS]

export function NewWebhookDrawer({ onClose, onSecret }: { onClose: () => void; onSecret: OnSecret }) {
  const instance = useInstance()
  const form = useForm<WebhookValues>({ defaultValues: emptyWebhook })
  const create = config.useMutation(
    'post',
    '/instances/{instance_id}/webhooks',
    useAfter({ done: 'Webhook created', invalidates: CHANGES }),
  )
  return (
    <Drawer open onClose={onClose} title="New webhook" subtitle="Signed as in Standard Webhooks, so its libraries can check it.">
      <Form
        form={form}
        submit="Create the webhook"
        whyNot={useWhyNot('developer')}
        onCancel={onClose}
        pointers={{ '/body/project_id': 'project' }}
        onSubmit={async (values) => {
          const made = await create.mutateAsync({ params: { path: { instance_id: instance.id } }, body: bodyOf(values) })
          onClose()
          onSecret('Webhook created', made.secret)
        }}
      >
        <WebhookFields />
      </Form>
    </Drawer>
  )
}

const read = (id: string) => configApi.GET(PATH, { params: { path: { webhook_id: id } } })

export function WebhookDrawer({ id, onClose, onSecret }: { id: string; onClose: () => void; onSecret: OnSecret }) {
  const query = useVersioned(['get', PATH, id], () => read(id))
  return (
    <Drawer
      open
      onClose={onClose}
      title="Webhook"
      subtitle={<span className="[overflow-wrap:anywhere]">{query.data?.value.url}</span>}
      width="wide"
    >
      <QueryView query={query}>
        {(first) => (
          <div className="grid grid-cols-1 gap-7">
            <Facts
              items={[
                ['State', <Status key="state" value={first.value.status} />],
                [
                  'Why',
                  first.value.disabled_reason === null
                    ? null
                    : 'Your endpoint answered 410 Gone, so the platform switched it off. Switch it on below once it listens again.',
                ],
                [
                  'Old secret',
                  first.value.previous_secret_until === null ? null : (
                    <>
                      signs, too, until <Time at={first.value.previous_secret_until} full />
                    </>
                  ),
                ],
                ['Created', <Time key="created" at={first.value.created_at} full />],
              ]}
            />
            <Test id={id} />
            <DeliveriesOf webhook={first.value} />
            <EditWebhook first={first} />
            <EndWebhook webhook={first.value} onClose={onClose} onSecret={onSecret} />
          </div>
        )}
      </QueryView>
    </Drawer>
  )
}

function Test({ id }: { id: string }) {
  const test = config.useMutation('post', '/webhooks/{webhook_id}/test')
  return (
    <DrawerSection
      label="Test"
      title="Send a test event"
      action={
        <May needs="developer">
          {(disabled) => (
            <Button disabled={disabled} loading={test.isPending} onClick={() => test.mutate({ params: { path: { webhook_id: id } } })}>
              Send a test
            </Button>
          )}
        </May>
      }
    >
      {test.data === undefined ? (
        <p className="text-ink-muted">Sends one signed event of the type webhook.test, now and once.</p>
      ) : (
        <p role="status" className="flex flex-wrap items-center gap-2 rounded-control bg-well px-3 py-2">
          <Status value={test.data.delivered ? 'delivered' : 'failed'} />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {test.data.status_code !== null && `${test.data.status_code}: `}
            {test.data.detail} ({duration(test.data.duration_ms)})
          </span>
        </p>
      )}
      {test.error !== null && <ErrorNote error={test.error} />}
    </DrawerSection>
  )
}

/** Shows the deliveries of a webhook in one project. If the webhook serves all projects, the user chooses the project. */
function DeliveriesOf({ webhook }: { webhook: Webhook }) {
  const { projects } = useInstance()
  const shown = useNearestProject()
  const [chosen, setChosen] = useState(webhook.project_id ?? shown?.id ?? null)
  if (chosen === null) return null
  return (
    <DrawerSection
      title="Deliveries"
      action={
        webhook.project_id === null &&
        projects.length > 1 && (
          <Select<string>
            aria-label="Project of the deliveries"
            className="w-full max-w-72 min-w-40"
            items={namesById(projects)}
            value={chosen}
            onValueChange={(value) => setChosen(value ?? chosen)}
          />
        )
      }
    >
      <Deliveries
        projectId={chosen}
        of={{ webhook_id: webhook.id }}
        none="No event was sent yet from this project. Test events are not listed."
      />
    </DrawerSection>
  )
}

function EditWebhook({ first }: { first: Versioned<Webhook> }) {
  const whyNot = useWhyNot('developer')
  const { id } = first.value
  const form = useForm<WebhookValues>({ defaultValues: valuesOf(first.value) })
  const webhook = useVersionedSave({ first, read: () => read(id), after: useAfter({ done: 'Webhook changed', invalidates: CHANGES }) })
  return (
    <DrawerSection label="Change this webhook" title="Change">
      <EditForm
        form={form}
        saved={webhook}
        valuesOf={valuesOf}
        whyNot={whyNot}
        what="webhook"
        id={id}
        names={['url', 'description', 'events', 'project_id', 'status']}
        pointers={{ '/body/project_id': 'project' }}
        onSubmit={async (values) => {
          await webhook.save((etag) =>
            configApi.PATCH(PATH, {
              params: { path: { webhook_id: id }, header: { 'If-Match': etag } },
              body: { ...bodyOf(values), status: values.isActive ? 'active' : 'disabled' },
            }),
          )
        }}
      >
        <WebhookFields />
        <SwitchField name="isActive" label="Switched on" description="While it is off, nothing is sent and nothing is kept for later." />
      </EditForm>
    </DrawerSection>
  )
}

const GRACE = { '0': 'At once', '3600': 'After an hour', '86400': 'After a day', '604800': 'After a week' }

function EndWebhook({ webhook, onClose, onSecret }: { webhook: Webhook; onClose: () => void; onSecret: OnSecret }) {
  const [grace, setGrace] = useState('86400')
  const params = { path: { webhook_id: webhook.id } }
  const rotate = config.useMutation(
    'post',
    '/webhooks/{webhook_id}/rotate-secret',
    useAfter({ done: 'Secret rotated', invalidates: CHANGES }),
  )
  const remove = config.useMutation('delete', PATH, useAfter({ done: 'Webhook deleted', invalidates: LISTS }))
  const rotateNow = async () => {
    const made = await rotate.mutateAsync({ params, body: { grace_period_seconds: Number(grace) } }).catch(() => null)
    // If the request failed, `made` is null, and the error is shown below the button.
    if (made !== null) onSecret('Secret rotated', made.secret)
  }
  return (
    <DrawerSection title="Rotate or delete">
      <p className="text-ink-muted">Until the old secret ends, each event carries a signature by both.</p>
      <div className="flex flex-wrap items-end gap-2">
        <Select<string> label="The old secret ends" items={GRACE} value={grace} onValueChange={(value) => setGrace(value ?? grace)} />
        <May needs="developer">
          {(disabled) => (
            <Button disabled={disabled} loading={rotate.isPending} onClick={() => void rotateNow()}>
              Rotate the secret
            </Button>
          )}
        </May>
        <ConfirmButton
          needs="developer"
          label="Delete"
          title="Delete this webhook?"
          action="Delete"
          onConfirm={async () => {
            await remove.mutateAsync({ params })
            onClose()
          }}
        >
          {`${webhook.url} receives no more events. Events that were not delivered yet are given up.`}
        </ConfirmButton>
      </div>
      {rotate.error !== null && <ErrorNote error={rotate.error} />}
    </DrawerSection>
  )
}
