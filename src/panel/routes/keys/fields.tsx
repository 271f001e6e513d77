// Shared by the forms for new and existing keys: the fields for scopes, expiry and limits, and the conversion between form and request.
import { PlusIcon, TrashIcon } from '@phosphor-icons/react'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { me } from '../../api/session-state.ts'
import { METRICS } from '../../parts/gauge.tsx'
import { dollarsOf, microsOf, money } from '../../parts/money.ts'
import { words } from '../../parts/format.tsx'
import { NumberField, SelectField, TextField } from '../../parts/form.tsx'
import { ScopesField } from '../../parts/scopes-field.tsx'
import { Button, Input } from '../../ui.ts'

type Schemas = components['schemas']
type Scope = Schemas['Scope']
type KeyLimit = Schemas['KeyLimit']

interface LimitValues {
  metric: KeyLimit['metric']
  seconds: string
  calendar: 'day' | 'month'
  /** The amount of the limit, in dollars if `metric` is `cost_micros`. */
  amount: number | null
  burst: number | null
}

export interface KeyValues {
  name: string
  project_id: string
  scopes: Scope[]
  /** The time in the browser's time zone, in the format of the browser's date field; empty if the key never expires. */
  expires_at: string
  limits: LimitValues[]
}

/**
 * The rights that each scope gives to a key of a project. The scope `metrics:read` is absent: the metrics belong to an instance, and a
 * project's key has no role there, so the scope would allow it nothing.
 */
const OF_PROJECT: Partial<Record<Scope, string>> = {
  read: 'Read: see and download pictures, generations, usage',
  generate: 'Generate: make pictures and spend money, cancel, delete pictures and generations',
  manage: 'Manage: send webhooks again, resolve indeterminate generations',
}
/** The rights that each scope gives to a person's key, within the person's role. */
export const OF_PERSON: Partial<Record<Scope, string>> = {
  read: 'Read: see the configuration, pictures, generations, usage',
  generate: 'Generate: make pictures and spend money, cancel, delete pictures and generations',
  manage: 'Manage: sign in to the panel, change the configuration',
  'metrics:read': 'Metrics: read the metrics of an instance, for Prometheus',
}
const { cost_micros: BUDGET, ...COUNTED } = METRICS
/** In the limits of a key, the budget comes last, and its amount is a number of USD. */
const METRICS_OF_KEY: Record<KeyLimit['metric'], string> = { ...COUNTED, cost_micros: `${BUDGET} in USD` }
const SECONDS: Record<string, string> = { '1': 'second', '60': 'minute', '3600': 'hour', '86400': '24 hours' }
const CALENDAR = { day: 'Day (UTC)', month: 'Month (UTC)' }

const isRate = (metric: KeyLimit['metric']): boolean => metric === 'requests' || metric === 'images' || metric === 'tokens'

export const emptyKey = (projectId: string): KeyValues => ({
  name: '',
  project_id: projectId,
  scopes: (['read', 'generate'] as const).filter((scope) => me().scopes.includes(scope)),
  expires_at: '',
  limits: [],
})

export const valuesOf = (key: Schemas['Key']): KeyValues => ({
  name: key.name,
  project_id: key.project_id ?? '',
  scopes: key.scopes,
  expires_at: key.expires_at === null ? '' : localTime(key.expires_at),
  limits: key.limits.map(({ metric, window_seconds: seconds, window, limit, burst }) => ({
    metric,
    seconds: String(seconds ?? 60),
    calendar: window ?? 'month',
    amount: metric === 'cost_micros' ? dollarsOf(limit) : limit,
    burst: burst ?? null,
  })),
})

export const bodyOf = ({ name, scopes, expires_at: expiresAt, limits }: KeyValues) => ({
  name,
  scopes,
  expires_at: expiresAt === '' ? null : new Date(expiresAt).toISOString(),
  limits: limits.map(limitOf),
})

function limitOf({ metric, seconds, calendar, amount, burst }: LimitValues): KeyLimit {
  const limit = amount ?? 0
  if (metric === 'cost_micros') return { metric, window: calendar, limit: microsOf(limit) }
  if (metric === 'concurrency') return { metric, limit }
  return { metric, window_seconds: Number(seconds), limit, ...(burst === null ? {} : { burst }) }
}

/** Maps the members of a limit in the request to the fields of the form, if their names differ. */
const LIMIT_FIELDS: Record<string, string> = { limit: 'amount', window_seconds: 'seconds', window: 'calendar' }

/**
 * Returns the name of the form's field for a JSON pointer into a limit, so that an error of the API is shown at this field. If the pointer
 * names a whole limit, returns the field for the limit's amount. Returns undefined if the pointer does not lead into a limit.
 */
export function fieldOf(pointer: string): string | undefined {
  const [, index, member = 'limit'] = /^\/body\/limits\/(\d+)(?:\/(\w+))?$/.exec(pointer) ?? []
  return index === undefined ? undefined : `limits.${index}.${LIMIT_FIELDS[member] ?? member}`
}

/** Returns a time to the minute, in the browser's time zone: `2027-01-31T09:00`. */
function localTime(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Describes a limit in words, for example `120 requests per minute, at most 20 at once`. */
export function sayLimit({ metric, window_seconds: seconds, window, limit, burst }: KeyLimit): string {
  if (metric === 'cost_micros') return `${money(limit)} per ${window}`
  if (metric === 'concurrency') return `${limit} at the same time`
  const span = SECONDS[String(seconds)] ?? `${seconds} s`
  return `${limit} ${METRICS[metric].toLowerCase()} per ${span}${burst === undefined ? '' : `, at most ${burst} at once`}`
}

export function KeyFields() {
  const { register, formState, getFieldState } = useFormContext<KeyValues>()
  const expiryFault = getFieldState('expires_at', formState).error?.message
  return (
    <>
      <TextField name="name" label="Name" required description="The app that uses it, so that you know which app stops if you revoke it." />
      <OwnScopesField labels={OF_PROJECT} />
      <Input
        {...register('expires_at')}
        type="datetime-local"
        label="Expires"
        description={`Your time (${new Intl.DateTimeFormat().resolvedOptions().timeZone}). Leave it empty for a key without end.`}
        {...(expiryFault === undefined ? {} : { error: expiryFault })}
      />
      <LimitsField />
    </>
  )
}

/** The field for the scopes of a key. `labels` has the scopes to offer, each with what it allows. */
export function OwnScopesField({ labels }: { labels: Partial<Record<Scope, string>> }) {
  const { formState } = useFormContext<{ scopes: Scope[] }>()
  // A user with the scope `read` may also give a key the scope `metrics:read`, so that a program can read the metrics.
  const own: Scope[] = me().scopes.includes('read') ? [...me().scopes, 'metrics:read'] : me().scopes
  // The edited key may have a scope that the form does not offer. It is shown, so that the user can remove it.
  const stored = (formState.defaultValues?.scopes ?? []).flatMap((scope) => (scope === undefined || scope in labels ? [] : [scope]))
  const labelOf = (scope: Scope) => labels[scope] ?? `${words(scope)}: allows this key nothing`
  return (
    <ScopesField
      scopes={[...(Object.keys(labels) as Scope[]), ...stored]}
      labelOf={(scope) => (own.includes(scope) ? labelOf(scope) : `${labelOf(scope)} (your own key lacks this scope)`)}
      // The user cannot add a scope that their own key lacks. If the edited key has such a scope already, the user can remove it.
      isBarred={(scope) => !own.includes(scope)}
    />
  )
}

const MOST_LIMITS = 10

function LimitsField() {
  const { control } = useFormContext<KeyValues>()
  const { fields, append, remove } = useFieldArray({ control, name: 'limits' })
  return (
    <fieldset className="grid grid-cols-1 gap-3">
      <legend className="mb-1 text-body font-medium">Limits of this key alone</legend>
      <p className="text-small text-ink-muted">They stand beside the instance's limits; the tightest one decides.</p>
      {fields.map((field, index) => (
        <LimitRow key={field.id} index={index} onRemove={() => remove(index)} />
      ))}
      <div>
        <Button
          type="button"
          size="sm"
          icon={PlusIcon}
          disabled={fields.length >= MOST_LIMITS}
          onClick={() => append({ metric: 'requests', seconds: '60', calendar: 'month', amount: null, burst: null })}
        >
          Add a limit
        </Button>
      </div>
    </fieldset>
  )
}

function LimitRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { control } = useFormContext<KeyValues>()
  const [metric, seconds] = useWatch({ control, name: [`limits.${index}.metric`, `limits.${index}.seconds`] })
  const spans = SECONDS[seconds] === undefined ? { ...SECONDS, [seconds]: `${seconds} seconds` } : SECONDS
  return (
    <div role="group" aria-label={`Limit ${index + 1}`} className="grid gap-3 rounded-control border border-edge p-3 sm:grid-cols-2">
      <SelectField name={`limits.${index}.metric`} label="Counts" options={METRICS_OF_KEY} />
      <NumberField name={`limits.${index}.amount`} label="At most" required min={0} />
      {isRate(metric) && <SelectField name={`limits.${index}.seconds`} label="Per" options={spans} />}
      {isRate(metric) && (
        <NumberField
          name={`limits.${index}.burst`}
          label="At once, at most"
          min={1}
          placeholder="the same number"
          description="Any such time admits at most both together."
        />
      )}
      {metric === 'cost_micros' && <SelectField name={`limits.${index}.calendar`} label="Per" options={CALENDAR} />}
      <div className="sm:col-span-2">
        <Button type="button" size="sm" variant="ghost" icon={TrashIcon} aria-label={`Remove limit ${index + 1}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </div>
  )
}
