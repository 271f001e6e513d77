import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { configApi } from '../../api/config.ts'
import { INSTANCE, INSTANCE_CHANGES, readInstance } from '../../api/instance.ts'
import type { Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { EditForm } from '../../parts/edit-form.tsx'
import { LongTextField, NumberField, SwitchField, TextField } from '../../parts/form.tsx'
import { JsonField } from '../../parts/json-field.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { checkOrigins } from './origins.ts'

type Instance = components['schemas']['Instance']

interface Values {
  name: string
  cors_origins: string
  retention_days: number | null
  retention: { log_days: number | null; log_rows: number | null; record_rows: number | null; usage_days: number | null }
  blocked_terms: string
  fallback_on_refusal: boolean
  provider_safety: string
  delivery_base_url: string
  worker_url: string
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
/** Leaves out each number whose field is empty, so that the request does not change this setting. */
const given = <Numbers extends Record<string, number | null>>(numbers: Numbers) =>
  Object.fromEntries(Object.entries(numbers).filter(([, value]) => value !== null)) as Record<keyof Numbers, number>

const valuesOf = (instance: Instance): Values => ({
  name: instance.name,
  cors_origins: instance.cors_origins.join('\n'),
  retention_days: instance.retention_days,
  retention: instance.retention,
  blocked_terms: instance.content_policy.blocked_terms.join('\n'),
  fallback_on_refusal: instance.content_policy.fallback_on_refusal,
  provider_safety:
    Object.keys(instance.content_policy.provider_safety).length === 0
      ? ''
      : JSON.stringify(instance.content_policy.provider_safety, null, 2),
  delivery_base_url: instance.delivery_base_url ?? '',
  worker_url: instance.worker_url ?? '',
})

const bodyOf = (values: Values) => ({
  name: values.name,
  cors_origins: lines(values.cors_origins),
  retention_days: values.retention_days,
  retention: given(values.retention),
  content_policy: {
    blocked_terms: lines(values.blocked_terms),
    fallback_on_refusal: values.fallback_on_refusal,
    provider_safety:
      values.provider_safety.trim() === '' ? {} : (JSON.parse(values.provider_safety) as Record<string, Record<string, unknown>>),
  },
  delivery_base_url: orNull(values.delivery_base_url),
  worker_url: orNull(values.worker_url),
})

export function SettingsForm({ first }: { first: Versioned<Instance> }) {
  const { id } = first.value
  const whyNot = useWhyNot('developer')
  const form = useForm<Values>({ defaultValues: valuesOf(first.value) })
  const instance = useVersionedSave({
    first,
    read: () => readInstance(id),
    after: useAfter({ done: 'Settings are in force', invalidates: INSTANCE_CHANGES }),
  })
  return (
    <EditForm
      form={form}
      saved={instance}
      valuesOf={valuesOf}
      whyNot={whyNot}
      what="instance"
      id={id}
      names={[
        'name',
        'cors_origins',
        'delivery_base_url',
        'worker_url',
        'content_policy',
        'retention_days',
        'retention',
        'default_model',
        'status',
      ]}
      pointers={{
        '/body/content_policy/blocked_terms': 'blocked_terms',
        '/body/content_policy/provider_safety': 'provider_safety',
      }}
      onSubmit={async (values) => {
        await instance.save((etag) =>
          configApi.PATCH(INSTANCE, { params: { path: { instance_id: id }, header: { 'If-Match': etag } }, body: bodyOf(values) }),
        )
      }}
    >
      <TextField name="name" label="Name" required />
      <Group title="Browsers and links">
        <LongTextField
          name="cors_origins"
          label="Origins"
          description="One in each line, such as https://app.example.com. Pages of these origins may call this instance; https://*.example.com means every subdomain."
          rows={3}
          validate={(text) => checkOrigins(lines(text))}
        />
        <TextField
          name="delivery_base_url"
          label="Address of picture links"
          description="It must lead to this Worker. Empty: the address to which the request was sent."
          placeholder="https://images.example.com"
          mono
        />
        <TextField
          name="worker_url"
          label="Dedicated Worker"
          description="If this instance has a Worker of its own: its address. The panel then makes pictures there."
          placeholder="https://"
          mono
        />
      </Group>
      <Group title="Content policy">
        <LongTextField
          name="blocked_terms"
          label="Blocked words"
          description="One word or phrase in each line. A prompt with one of them is refused before anything is spent."
          rows={3}
        />
        <SwitchField
          name="fallback_on_refusal"
          label="Try a fallback after a refusal"
          description="Off: if one provider refuses a prompt for safety, the request is refused."
        />
        <JsonField
          name="provider_safety"
          label="Safety settings of providers"
          description='By provider, such as { "openai": { "moderation": "auto" } }. Sent with every request to it.'
          rows={4}
        />
      </Group>
      <Group title="How long things are kept">
        <NumberField
          name="retention_days"
          label="Generations and pictures, in days"
          description="Older generations are deleted for good, with their prompts, pictures and webhook deliveries, and so are uploads. Empty: they stay. A project with days of its own uses those instead."
          min={1}
          max={3650}
        />
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <NumberField name="retention.log_days" label="Request log, in days" min={1} max={365} />
          <NumberField name="retention.log_rows" label="Request log, in lines" min={1000} max={1_000_000} />
          <NumberField
            name="retention.record_rows"
            label="Generations at most"
            description="1000 and more; 0: no bound. Above it, the oldest are deleted with their pictures."
            min={0}
            max={5_000_000}
          />
          <NumberField name="retention.usage_days" label="Usage by the hour, in days" min={31} max={3650} />
        </div>
      </Group>
    </EditForm>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid grid-cols-1 min-w-0 gap-5 border-t border-edge pt-5">
      <legend className="float-left font-semibold">{title}</legend>
      {children}
    </fieldset>
  )
}
