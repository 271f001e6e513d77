import { Controller, useForm } from 'react-hook-form'
import type { components } from '../../../../generated/config/types.ts'
import { configApi } from '../../api/config.ts'
import { useVersioned, type Versioned } from '../../api/with-etag.ts'
import { useAfter } from '../../parts/after.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { EditForm } from '../../parts/edit-form.tsx'
import { NumberField, TextField } from '../../parts/form.tsx'
import { useWhyNot } from '../../parts/may.tsx'
import { QueryView } from '../../parts/notes.tsx'
import { useVersionedSave } from '../../parts/versioned-save.ts'
import { useInstance } from '../../places.tsx'
import { Checkbox } from '../../ui.ts'
import { ALERT_NAMES } from './names.ts'

type Settings = components['schemas']['AlertSettings']
type AlertKind = components['schemas']['AlertKind']

const PATH = '/instances/{instance_id}/alert-settings'
const read = (id: string) => configApi.GET(PATH, { params: { path: { instance_id: id } } })

interface Values {
  percents: string
  failures_in_a_row: number
  storage_percent: number
  price_age_days: number
  off: AlertKind[]
}
const valuesOf = ({ budget_percents: percents, ...rest }: Settings): Values => ({ ...rest, percents: percents.join(', ') })
const numbersIn = (text: string): string[] => text.split(/[\s,;%]+/).filter((part) => part !== '')
const bodyOf = ({ percents, ...rest }: Values) => ({ ...rest, budget_percents: numbersIn(percents).map(Number) })

/**
 * Returns a message about the first entry of the list that is not a number; true if all entries are numbers. The API cannot quote such an
 * entry in its error, because JSON cannot express `NaN` and the request would contain `null`. So the entries are checked here.
 */
function checkPercents(text: string): string | true {
  const wrong = numbersIn(text).find((part) => !Number.isFinite(Number(part)))
  return wrong === undefined || `${wrong} is not a number. Write numbers with commas between them, such as 50, 80, 100.`
}

export function SettingsDrawer({ onClose }: { onClose: () => void }) {
  const { id } = useInstance()
  const query = useVersioned(['get', PATH, id], () => read(id))
  return (
    <Drawer open onClose={onClose} title="When to alert" subtitle="For this instance.">
      <QueryView query={query}>{(first) => <Edit id={id} first={first} onClose={onClose} />}</QueryView>
    </Drawer>
  )
}

function Edit({ id, first, onClose }: { id: string; first: Versioned<Settings>; onClose: () => void }) {
  const whyNot = useWhyNot('developer')
  const form = useForm<Values>({ defaultValues: valuesOf(first.value) })
  const settings = useVersionedSave({ first, read: () => read(id), after: useAfter({ done: 'Alerts changed', invalidates: [PATH] }) })
  return (
    <EditForm
      form={form}
      saved={settings}
      valuesOf={valuesOf}
      whyNot={whyNot}
      what="alert settings"
      id={id}
      names={['budget_percents', 'failures_in_a_row', 'storage_percent', 'price_age_days', 'off']}
      pointers={{ '/body/budget_percents': 'percents' }}
      onSubmit={async (values) => {
        const saved = await settings.save((etag) =>
          configApi.PUT(PATH, { params: { path: { instance_id: id }, header: { 'If-Match': etag } }, body: bodyOf(values) }),
        )
        if (saved !== null) onClose()
      }}
    >
      <TextField
        name="percents"
        label="Budgets at, in percent"
        description="Of what is spent and held. Up to ten numbers, with commas between them."
        validate={checkPercents}
      />
      <NumberField name="failures_in_a_row" label="A provider fails after this many failures in a row" min={1} required />
      <NumberField name="storage_percent" label="Storage fills up from, in percent" min={1} max={100} required />
      <NumberField name="price_age_days" label="Prices are old after this many days" min={1} required />
      <Controller
        control={form.control}
        name="off"
        render={({ field }) => (
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium">Alerts about</legend>
            {(Object.entries(ALERT_NAMES) as [AlertKind, string][]).map(([kind, label]) => (
              <Checkbox
                key={kind}
                label={label}
                checked={!field.value.includes(kind)}
                onCheckedChange={(isOn) => field.onChange(isOn ? field.value.filter((each) => each !== kind) : [...field.value, kind])}
              />
            ))}
          </fieldset>
        )}
      />
    </EditForm>
  )
}
