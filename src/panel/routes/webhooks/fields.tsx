// Shared by the forms for new and existing webhooks: the fields, and the conversion between form and request.
import { Controller, useFormContext } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { SelectField, TextField } from '../../parts/form.tsx'
import { namesById } from '../../parts/format.tsx'
import { useInstance } from '../../places.tsx'
import { Checkbox } from '../../ui.ts'

type Schemas = components['schemas']
type WebhookEvent = Schemas['WebhookEvent']

const ALL = 'all'
const EVENTS: Record<WebhookEvent, string> = {
  'generation.succeeded': 'A generation succeeded',
  'generation.failed': 'A generation failed',
  'generation.canceled': 'A generation was canceled',
  'generation.indeterminate': 'Nobody knows how a generation ended, so its amount is held',
  'alert.budget': 'A budget has reached a threshold',
  'alert.budget_exhausted': 'A budget has no room for a request',
  'alert.provider_failing': 'A provider is failing',
  'alert.credential_refused': 'A provider refuses a credential',
  'alert.generations_indeterminate': 'There are generations of unknown outcome',
  'alert.webhook_disabled': 'A webhook was disabled',
  'alert.limiter_overloaded': 'The limiter is overloaded',
  'alert.storage_filling': 'Storage is filling up',
  'alert.prices_stale': 'Prices are out of date',
}

export interface WebhookValues {
  url: string
  description: string
  project: string
  events: WebhookEvent[]
  isActive: boolean
}

export const bodyOf = ({ url, description, project, events }: WebhookValues) => ({
  url,
  description,
  events,
  project_id: project === ALL ? null : project,
})
export const valuesOf = ({ url, description, project_id: project, events, status }: Schemas['Webhook']): WebhookValues => ({
  url,
  description,
  events,
  project: project ?? ALL,
  isActive: status === 'active',
})

export const emptyWebhook: WebhookValues = {
  url: '',
  description: '',
  project: ALL,
  events: (Object.keys(EVENTS) as WebhookEvent[]).filter((event) => event.startsWith('generation.')),
  isActive: true,
}

export function WebhookFields() {
  const { projects } = useInstance()
  const form = useFormContext<WebhookValues>()
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
      <TextField name="description" label="Note" description="A note for your team, such as the app that listens there." />
      <SelectField name="project" label="Project" options={{ [ALL]: 'All projects of the instance', ...namesById(projects) }} />
      <Controller
        control={form.control}
        name="events"
        rules={{ validate: (events: WebhookEvent[]) => events.length > 0 || 'Choose one at least.' }}
        render={({ field }) => (
          <fieldset className="grid grid-cols-1 gap-2">
            <legend className="mb-1 font-medium">Send an event when</legend>
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
