import { useState } from 'react'
import { Controller, useForm, useFormContext } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { ChangedMeanwhile } from '../../parts/changed-meanwhile.tsx'
import { Confirm } from '../../parts/confirm.tsx'
import { Deliveries } from '../../parts/deliveries.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Form, SelectField, SwitchField, TextField } from '../../parts/form.tsx'
import { duration, Time } from '../../parts/format.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { ErrorNote, QueryView } from '../../parts/notes.tsx'
import { Facts } from '../../parts/page.tsx'
import { Status } from '../../parts/status.tsx'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { useInstance } from '../../places.tsx'
import { Button, Checkbox, Select } from '../../ui.ts'

type Schemas = components['schemas']
type Webhook = Schemas['Webhook']
type WebhookEvent = Schemas['WebhookEvent']
type OnSecret = (title: string, secret: string) => void

const PATH = '/webhooks/{webhook_id}'
const LISTS = ['/instances/{instance_id}/webhooks', '/instances/{instance_id}/overview']
const CHANGES = [PATH, ...LISTS]
const ALL = 'all'
const EVENTS: Record<WebhookEvent, string> = {
  'generation.succeeded': 'A generation succeeded',
  'generation.failed': 'It failed',
  'generation.canceled': 'It was canceled',
  'generation.indeterminate': 'Nobody knows how it ended: its amount is held',
}

interface Values {
  url: string
  description: string
  project: string
  events: WebhookEvent[]
  isActive: boolean
}

const bodyOf = ({ url, description, project, events }: Values) => ({
  url,
  description,
  events,
  project_id: project === ALL ? null : project,
})
const valuesOf = ({ url, description, project_id: project, events, status }: Webhook): Values => ({
  url,
  description,
  events,
  project: project ?? ALL,
  isActive: status === 'active',
})

export function NewWebhookDrawer({ onClose, onSecret }: { onClose: () => void; onSecret: OnSecret }) {
  const instance = useInstance()
  const form = useForm<Values>({
    defaultValues: { url: '', description: '', project: ALL, events: Object.keys(EVENTS) as WebhookEvent[], isActive: true },
  })
  const create = config.useMutation(
    'post',
    '/instances/{instance_id}/webhooks',
    useAfter({ done: 'Webhook created', invalidates: CHANGES }),
  )
  return (
    <Drawer open onClose={onClose} title="New webhook" subtitle="Signed as the Standard Webhooks libraries check it.">
      <Form
        form={form}
        submit="Create the webhook"
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

function WebhookFields() {
  const { projects } = useInstance()
  const form = useFormContext<Values>()
  const message = form.formState.errors.events?.message
  return (
    <>
      <TextField
        name="url"
        label="Address"
        description="https, at a host that the public internet reaches."
        placeholder="https://"
        required
        mono
      />
      <TextField name="description" label="Note" description="For people: what listens there." />
      <SelectField
        name="project"
        label="Project"
        options={{ [ALL]: 'All projects of the instance', ...Object.fromEntries(projects.map(({ id, name }) => [id, name])) }}
      />
      <Controller
        control={form.control}
        name="events"
        rules={{ validate: (events: WebhookEvent[]) => events.length > 0 || 'Choose one at least.' }}
        render={({ field }) => (
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium">Hears when</legend>
            {(Object.entries(EVENTS) as [WebhookEvent, string][]).map(([event, label]) => (
              <Checkbox
                key={event}
                label={label}
                checked={field.value.includes(event)}
                onCheckedChange={(checked) =>
                  field.onChange(checked ? [...field.value, event] : field.value.filter((each: WebhookEvent) => each !== event))
                }
              />
            ))}
            {message !== undefined && (
              <p role="alert" className="text-small text-bad">
                {message}
              </p>
            )}
          </fieldset>
        )}
      />
    </>
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
          <div className="grid gap-7">
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
    <section aria-label="Test" className="grid gap-3 border-t border-edge pt-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">Does it listen?</h3>
        <May needs="developer">
          {(disabled) => (
            <Button disabled={disabled} loading={test.isPending} onClick={() => test.mutate({ params: { path: { webhook_id: id } } })}>
              Send a test
            </Button>
          )}
        </May>
      </div>
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
    </section>
  )
}

/** Deliveries belong to projects. For a webhook of all projects, the user chooses one. */
function DeliveriesOf({ webhook }: { webhook: Webhook }) {
  const { projects } = useInstance()
  const [chosen, setChosen] = useState(webhook.project_id ?? projects[0]?.id ?? null)
  if (chosen === null) return null
  return (
    <section aria-label="Deliveries" className="grid gap-3 border-t border-edge pt-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="font-semibold">Deliveries</h3>
        {webhook.project_id === null && projects.length > 1 && (
          <Select<string>
            aria-label="Project of the deliveries"
            className="min-w-40"
            items={Object.fromEntries(projects.map(({ id, name }) => [id, name]))}
            value={chosen}
            onValueChange={(value) => setChosen(value ?? chosen)}
          />
        )}
      </div>
      <Deliveries projectId={chosen} of={{ webhook_id: webhook.id }} none="Nothing was sent yet from this project." />
    </section>
  )
}

function EditWebhook({ first }: { first: Versioned<Webhook> }) {
  const whyNot = useWhyNot('developer')
  const { id } = first.value
  const form = useForm<Values>({ defaultValues: valuesOf(first.value) })
  const webhook = useVersionedSave({ first, read: () => read(id), after: useAfter({ done: 'Webhook changed', invalidates: CHANGES }) })
  return (
    <section aria-label="Change this webhook" className="border-t border-edge pt-5">
      <h3 className="mb-4 font-semibold">Change</h3>
      {whyNot !== null && <p className="mb-4 text-small text-ink-muted">{whyNot}</p>}
      <Form
        form={form}
        submit="Save"
        disabled={whyNot !== null}
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
        <fieldset disabled={whyNot !== null} className="grid min-w-0 gap-5">
          <WebhookFields />
          <SwitchField name="isActive" label="Switched on" description="While it is off, nothing is sent and nothing is kept for later." />
        </fieldset>
        {webhook.meanwhile !== null && (
          <ChangedMeanwhile
            what="webhook"
            id={id}
            {...webhook.meanwhile}
            names={['url', 'description', 'events', 'project_id', 'status']}
            onTake={() => {
              form.reset(valuesOf(webhook.base))
              webhook.forget()
            }}
          />
        )}
      </Form>
    </section>
  )
}

const GRACE = { '0': 'At once', '3600': 'After an hour', '86400': 'After a day', '604800': 'After a week' }

function EndWebhook({ webhook, onClose, onSecret }: { webhook: Webhook; onClose: () => void; onSecret: OnSecret }) {
  const [grace, setGrace] = useState('86400')
  const [isAsking, setIsAsking] = useState(false)
  const params = { path: { webhook_id: webhook.id } }
  const rotate = config.useMutation(
    'post',
    '/webhooks/{webhook_id}/rotate-secret',
    useAfter({ done: 'Secret rotated', invalidates: CHANGES }),
  )
  const remove = config.useMutation('delete', PATH, useAfter({ done: 'Webhook deleted', invalidates: LISTS }))
  const rotateNow = async () => {
    const made = await rotate.mutateAsync({ params, body: { grace_period_seconds: Number(grace) } }).catch(() => null)
    // The error is shown below the button.
    if (made !== null) onSecret('Secret rotated', made.secret)
  }
  return (
    <section aria-label="Rotate or delete" className="grid gap-4 border-t border-edge pt-5">
      <h3 className="font-semibold">New secret, or the end</h3>
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
        <May needs="developer">
          {(disabled) => (
            <Button variant="secondary-destructive" disabled={disabled} onClick={() => setIsAsking(true)}>
              Delete
            </Button>
          )}
        </May>
      </div>
      {rotate.error !== null && <ErrorNote error={rotate.error} />}
      <Confirm
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title="Delete this webhook?"
        action="Delete"
        onConfirm={async () => {
          await remove.mutateAsync({ params })
          onClose()
        }}
      >
        {`${webhook.url} hears nothing more. What was not delivered yet is given up.`}
      </Confirm>
    </section>
  )
}
