// The part of a model's form for the instance's own price of the model: a choice of how the model is priced, and the fields for it. Every
// price can be edited as JSON; a price that the fields cannot show can be edited only as JSON.
import { PlusIcon, TrashIcon } from '@phosphor-icons/react'
import { Controller, useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { NumberField, TextField } from '../../parts/form.tsx'
import { counted, words } from '../../parts/format.tsx'
import { type JsonFault, JsonField } from '../../parts/json-field.tsx'
import { sayPrice } from '../../parts/price.ts'
import { Button, Select } from '../../ui.ts'
import type { Entry } from './entries.ts'
import { type Amount, type Condition, CONDITIONS, emptyRule, type OwnPrice, priceOf, type PriceValue, readPrice } from './price-values.ts'

interface PriceFieldProps {
  entry: Entry
  /** The API's errors about a price that is written as JSON. */
  faults: JsonFault[]
  disabled: boolean
}

type Way = PriceValue['way']

const MEGAPIXEL: [Amount, string][] = [
  ['first_micros', 'US dollars for the first megapixel'],
  ['next_micros', 'For each further megapixel'],
  ['input_micros', 'For each megapixel of inputs'],
]
const TOKEN: [Amount, string][] = [
  ['text_in_micros', 'Text that is sent'],
  ['image_in_micros', 'Pictures that are sent'],
  ['text_out_micros', 'Text that is received'],
  ['image_out_micros', 'Pictures that are received'],
]

export function PriceField({ entry, faults, disabled }: PriceFieldProps) {
  const form = useFormContext<{ price: PriceValue }>()
  const way = useWatch({ control: form.control, name: 'price.way' })
  const { basePrice } = entry
  const source = entry.origin === 'catalogue' ? 'the catalogue' : 'its definition'
  const choose = (next: Way) => {
    const value = form.getValues('price')
    if (next === 'json') {
      const written = way === 'none' ? basePrice : priceOf(value, basePrice as OwnPrice | null)
      return form.setValue('price', { ...value, way: next, json: written === null ? EXAMPLE : JSON.stringify(written, null, 2) }, CHANGED)
    }
    // If the user changes from JSON to the kind of price that the JSON describes, the fields show the price in the JSON.
    const read = way === 'json' ? readJson(value.json) : null
    form.setValue('price', { ...(read?.way === next ? read : value), way: next }, CHANGED)
  }
  return (
    <div className="grid grid-cols-1 min-w-0 gap-4">
      <Select<string>
        className="w-full"
        label="Own price"
        description="For quotes and budgets. It does not change what the provider charges."
        disabled={disabled}
        items={{
          none: basePrice === null ? `None: as ${source}` : `None: as ${source}, ${sayPrice(basePrice)}`,
          free: 'Free',
          per_image: 'A price for each picture',
          per_megapixel: 'A price for each megapixel',
          per_token: 'A price for tokens',
          json: 'Edit as JSON',
        }}
        value={way}
        onValueChange={(value) => choose((value ?? way) as Way)}
      />
      {way === 'per_image' && <PerImage entry={entry} disabled={disabled} />}
      {way === 'per_megapixel' && <Amounts amounts={MEGAPIXEL} />}
      {way === 'per_token' && (
        <>
          <Amounts legend="US dollars for a million tokens of" amounts={TOKEN} />
          <NumberField
            name="price.tokens"
            label="Tokens of one picture, at most"
            description={sayEstimates(basePrice as OwnPrice | null)}
            min={0}
            required
          />
        </>
      )}
      {way === 'json' && <JsonField name="price.json" label="Price as JSON" description={JSON_NOTE} rows={10} faults={faults} required />}
    </div>
  )
}

const CHANGED = { shouldDirty: true }
const EXAMPLE = JSON.stringify({ kind: 'per_image', rules: [{ micros: 40_000 }] }, null, 2)
const JSON_NOTE = 'The shape of a price in the contract. Amounts are in micro-USD: 40000 is $0.04.'

function readJson(text: string): PriceValue | null {
  try {
    return readPrice(JSON.parse(text) as OwnPrice)
  } catch {
    // The text is not JSON, or not a price.
    return null
  }
}

function sayEstimates(price: OwnPrice | null): string {
  const rules = price?.['kind'] === 'per_token' && Array.isArray(price['estimate']) ? price['estimate'].length : 0
  return rules === 0
    ? 'The quote and the reservation count with it.'
    : `${counted(rules, 'rule of the catalogue', 'rules of the catalogue')} for the tokens by size and quality stay; this counts if none fits.`
}

function Amounts({ legend, amounts }: { legend?: string; amounts: [Amount, string][] }) {
  return (
    <fieldset className="min-w-0">
      {legend !== undefined && <legend className="mb-2 text-small text-ink-muted">{legend}</legend>}
      <div className="grid items-end gap-4 sm:grid-cols-2">
        {amounts.map(([name, label]) => (
          <NumberField key={name} name={`price.amounts.${name}`} label={label} min={0} required />
        ))}
      </div>
    </fieldset>
  )
}

function PerImage({ entry: { choices }, disabled }: { entry: Entry; disabled: boolean }) {
  const { control } = useFormContext<{ price: PriceValue }>()
  const { fields, append, remove } = useFieldArray({ control, name: 'price.rules' })
  const shown = CONDITIONS.filter(
    (name) => choices === null || choices[name].length > (name === 'input' ? 0 : 1) || fields.some((rule) => (rule[name] as string) !== ''),
  )
  return (
    <>
      <NumberField
        name="price.picture"
        label="US dollars for a picture"
        {...(fields.length > 0 && { description: 'If none of the other prices fits.' })}
        min={0}
        required={fields.length === 0}
      />
      {fields.length > 0 && (
        <div className="min-w-0">
          <p className="font-medium">Other prices</p>
          <p className="mb-2 text-small text-ink-muted">The first one whose conditions all hold is used.</p>
          <ol className="grid grid-cols-1 gap-3" aria-label="Other prices">
            {fields.map((rule, index) => (
              <li key={rule.id} className="grid gap-3 rounded-control border border-edge p-3 sm:grid-cols-2">
                {shown.map((name) => (
                  <ConditionField key={name} condition={name} rule={index} choices={choices?.[name] ?? []} disabled={disabled} />
                ))}
                <div className="flex items-start gap-2 sm:col-span-2">
                  <div className="min-w-0 flex-1">
                    <NumberField name={`price.rules.${index}.dollars`} label="US dollars for such a picture" min={0} required />
                  </div>
                  <Button
                    type="button"
                    variant="ghost"
                    shape="square"
                    icon={TrashIcon}
                    disabled={disabled}
                    aria-label={`Remove price ${index + 1}`}
                    onClick={() => remove(index)}
                    className="mt-7"
                  />
                </div>
              </li>
            ))}
          </ol>
        </div>
      )}
      {shown.length > 0 && (
        <div>
          <Button type="button" size="sm" icon={PlusIcon} disabled={disabled} onClick={() => append(emptyRule())}>
            Add a price for some pictures
          </Button>
        </div>
      )}
    </>
  )
}

const NAMES: Record<Condition, string> = {
  operation: 'Operation',
  quality: 'Quality',
  size: 'Size',
  resolution: 'Resolution',
  input: 'With an input',
}
const ANY = 'any'

interface ConditionFieldProps {
  condition: Condition
  /** The index of the rule that has this condition. */
  rule: number
  choices: string[]
  disabled: boolean
}

function ConditionField({ condition, rule, choices, disabled }: ConditionFieldProps) {
  const { control } = useFormContext()
  const name = `price.rules.${rule}.${condition}`
  if (choices.length === 0) return <TextField name={name} label={NAMES[condition]} placeholder="Any" />
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => {
        const value = field.value as string
        const known = value === '' || choices.includes(value) ? choices : [value, ...choices]
        return (
          <Select<string>
            className="w-full"
            label={NAMES[condition]}
            disabled={disabled}
            items={{ [ANY]: 'Any', ...Object.fromEntries(known.map((each) => [each, words(each)])) }}
            value={value === '' ? ANY : value}
            onValueChange={(next) => field.onChange(next === null || next === ANY ? '' : next)}
          />
        )
      }}
    />
  )
}
