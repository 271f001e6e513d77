// The field of a form that says which connections serve a model, or all models of a provider. The connections are tried in a fixed order,
// or chosen by weight.
// <ConnectionsField name="connections" label="Served by" unset="As its provider" names={{ openai: 'OpenAI' }} disabled={false} />
import { Controller, useFormContext } from 'react-hook-form'
import type { components } from '../../../generated/config/types.ts'
import { Input, Select } from '../ui.ts'
import { OrderedList } from './ordered-list.tsx'

type Schemas = components['schemas']
type Share = Schemas['ConnectionShare']

/**
 * `way` is `unset` if the model or provider has no list of connections. Then a model uses the list of its provider, and a provider uses
 * only the connection with its own id. `weight` is the text that the user types for a connection; it is ignored if `way` is `order`.
 */
export interface ConnectionsValue {
  way: 'unset' | 'order' | 'weights'
  list: { id: string; weight: string }[]
}

const MOST_CONNECTIONS = 10
const MOST_WEIGHT = 1_000

export function connectionsValue(shares: Share[] | null | undefined): ConnectionsValue {
  if (shares == null) return { way: 'unset', list: [] }
  return {
    way: shares.some(({ weight }) => weight !== undefined) ? 'weights' : 'order',
    list: shares.map(({ id, weight }) => ({ id, weight: String(weight ?? 1) })),
  }
}

export function sharesOf({ way, list }: ConnectionsValue): Share[] | null {
  if (way === 'unset') return null
  return list.map(({ id, weight }) => (way === 'order' ? { id } : { id, weight: Number(weight) }))
}

/**
 * Describes a list of connections in a few words. In an order: `OpenAI, then OpenAI (openai-eu)`. By weight: `OpenAI 3 of 4, OpenAI
 * (openai-eu) 1 of 4`.
 */
export function sayShares(shares: Share[], names: Record<string, string>): string {
  const sum = shares.reduce((total, { weight }) => total + (weight ?? 0), 0)
  return sum === 0
    ? shares.map(({ id }) => names[id] ?? id).join(', then ')
    : shares.map(({ id, weight }) => `${names[id] ?? id} ${weight} of ${sum}`).join(', ')
}

/**
 * Returns a map from ids to names, for the connections of a provider. It has the connection with the provider's own id, every connection
 * that has a credential, and every connection in `shares`.
 */
export function connectionNames(
  provider: { id: string; name: string },
  credentials: Schemas['Credential'][],
  shares: Share[] | null | undefined,
): Record<string, string> {
  const stored = credentials.filter((each) => each.provider === provider.id).map(({ connection }) => connection)
  const ids = [...new Set([provider.id, ...stored, ...(shares ?? []).map(({ id }) => id)])]
  const name = (id: string) => (id === provider.id ? provider.name : `${provider.name} (${id})`)
  return Object.fromEntries(ids.map((id) => [id, stored.includes(id) ? name(id) : `${name(id)}, without a credential`]))
}

function faultOf({ way, list }: ConnectionsValue): string | true {
  if (way === 'unset') return true
  if (list.length === 0) return 'Add a connection, or choose the first entry above.'
  const isWeight = ({ weight }: { weight: string }) => /^\d+$/.test(weight) && Number(weight) >= 1 && Number(weight) <= MOST_WEIGHT
  return way === 'order' || list.every(isWeight) || `Each weight is a whole number from 1 to ${MOST_WEIGHT}.`
}

interface ConnectionsFieldProps {
  name: string
  label: string
  /** The label of the choice `unset`, which sets no list of connections. It says which connections are used without a list. */
  unset: string
  /** The names of the connections that the user can choose, by id. */
  names: Record<string, string>
  disabled: boolean
}

export function ConnectionsField({ name, label, unset, names, disabled }: ConnectionsFieldProps) {
  const { control } = useFormContext()
  return (
    <Controller
      control={control}
      name={name}
      rules={{ validate: faultOf }}
      render={({ field, fieldState: { error } }) => (
        <Fields
          value={field.value as ConnectionsValue}
          onChange={field.onChange}
          fault={error?.message}
          {...{ name, label, unset, names, disabled }}
        />
      )}
    />
  )
}

interface FieldsProps extends ConnectionsFieldProps {
  value: ConnectionsValue
  onChange: (value: ConnectionsValue) => void
  fault: string | undefined
}

function Fields({ value: { way, list }, onChange, fault, name, label, unset, names, disabled }: FieldsProps) {
  const sum = list.reduce((total, { weight }) => total + (Number(weight) || 0), 0)
  const others = Object.keys(names).filter((id) => !list.some((each) => each.id === id))
  const choose = (next: ConnectionsValue['way']) =>
    onChange({ way: next, list: list.length > 0 ? list : Object.keys(names).map((id) => ({ id, weight: '1' })) })
  const nameOf = (id: string) => names[id] ?? id
  return (
    <div className="grid grid-cols-1 min-w-0 gap-3">
      <Select<string>
        className="w-full"
        label={label}
        description={DESCRIPTIONS[way]}
        disabled={disabled}
        items={{ unset, order: 'In an order', weights: 'By weight' }}
        value={way}
        onValueChange={(next) => choose((next ?? way) as ConnectionsValue['way'])}
      />
      {way !== 'unset' && (
        <div className="min-w-0">
          <p id={`${name}-list`} className="font-medium">
            Connections
          </p>
          <OrderedList
            labelledBy={`${name}-list`}
            items={list.map(({ id }) => ({ id, name: nameOf(id) }))}
            disabled={disabled}
            isSortable={way === 'order'}
            onChange={(ids) => onChange({ way, list: ids.flatMap((id) => list.filter((each) => each.id === id)) })}
            field={(id) =>
              way === 'weights' &&
              weightField({
                label: `Weight of ${nameOf(id)}`,
                weight: list.find((each) => each.id === id)?.weight ?? '',
                sum,
                disabled,
                onChange: (weight) => onChange({ way, list: list.map((each) => (each.id === id ? { id, weight } : each)) }),
              })
            }
          />
          {others.length > 0 && list.length < MOST_CONNECTIONS && (
            <Select<string>
              aria-label="Add a connection"
              className="w-full max-w-80"
              placeholder="Add a connection"
              disabled={disabled}
              items={Object.fromEntries(others.map((id) => [id, nameOf(id)]))}
              value={null}
              onValueChange={(id) => id !== null && onChange({ way, list: [...list, { id, weight: '1' }] })}
            />
          )}
          {fault !== undefined && (
            <p role="alert" className="mt-2 text-small text-bad">
              {fault}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

interface WeightFieldProps {
  label: string
  weight: string
  /** The sum of all weights of the list. */
  sum: number
  disabled: boolean
  onChange: (weight: string) => void
}

const weightField = ({ label, weight, sum, disabled, onChange }: WeightFieldProps) => (
  <span className="flex shrink-0 items-center gap-2">
    <Input
      aria-label={label}
      className="w-20"
      type="number"
      inputMode="numeric"
      min={1}
      max={MOST_WEIGHT}
      disabled={disabled}
      value={weight}
      onChange={(event) => onChange(event.target.value)}
    />
    <span className="w-11 text-end text-small text-ink-muted">{sum > 0 ? `${Math.round(((Number(weight) || 0) / sum) * 100)} %` : ''}</span>
  </span>
)

const DESCRIPTIONS: Record<ConnectionsValue['way'], string | undefined> = {
  unset: undefined,
  order: 'The first is called; the next if it fails or rests.',
  weights: 'Requests are spread over them in this proportion; the others follow if one fails or rests.',
}
