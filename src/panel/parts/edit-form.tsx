// A form that changes an existing resource. Users who may not change the resource see the form disabled, with the reason. If a save is
// refused because somebody else has changed the resource in the meantime, the form shows that change.
//   const webhook = useVersionedSave({ first, read, after })
//   <EditForm form={form} saved={webhook} valuesOf={valuesOf} whyNot={whyNot} what="webhook" id={id} names={['url']} onSubmit={…}>…</EditForm>
import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { Form, type Pointers } from './form.tsx'
import type { VersionedSave } from './versioned-save.ts'

interface EditFormProps<Values extends FieldValues, Thing> {
  form: UseFormReturn<Values>
  saved: Pick<VersionedSave<Thing>, 'base' | 'meanwhile' | 'forget'>
  /** Returns the form's values for a version of the resource. */
  valuesOf: (thing: Thing) => Values
  /** Why the user may not change the resource; null if the user may. */
  whyNot: string | null
  /** The kind of resource, for example `webhook`. */
  what: string
  /** The resource's id in the audit log. */
  id: string
  /** The fields to show if somebody else has changed them. */
  names: (keyof Thing & string)[]
  onSubmit: (values: Values) => Promise<unknown>
  onCancel?: () => void
  pointers?: Pointers<Values>
  children: ReactNode
}

export function EditForm<Values extends FieldValues, Thing>({
  form,
  saved,
  valuesOf,
  whyNot,
  what,
  id,
  names,
  children,
  ...rest
}: EditFormProps<Values, Thing>) {
  return (
    <Form form={form} submit="Save" whyNot={whyNot} isRefused={saved.meanwhile !== null} {...rest}>
      {children}
      <ChangedMeanwhile saved={saved} what={what} id={id} names={names} onTake={(now) => form.reset(valuesOf(now))} />
    </Form>
  )
}
