// Forms: react-hook-form with the component library's fields. The API validates; its errors are shown at their fields.
// const form = useForm<Values>({ defaultValues })
// <Form form={form} onSubmit={async (values) => { await mutation.mutateAsync({ body: values }) }} submit="Create">
// <TextField name="name" label="Name" required />
// <SelectField name="role" label="Role" options={{ viewer: 'Viewer', developer: 'Developer' }} />
// </Form>
// Fields have the names of the request's body, with dots for nested ones such as `budget.daily_micros`. If a field has another name,
// `pointers` maps the JSON pointer in the API's error to that name. A pointer into a field's value, such as `/body/origins/1`, needs no
// entry.
import { EyeIcon, EyeSlashIcon } from '@phosphor-icons/react'
import { type ReactNode, useState } from 'react'
import { Controller, type FieldValues, FormProvider, get, type Path, type UseFormReturn, useFormContext } from 'react-hook-form'
import { problemOf } from '../api/problem.ts'
import { Button, cn, Fieldset, Input, InputArea, Select, Switch } from '../ui.ts'
import { placeFaults } from './field-faults.ts'
import { ErrorNote } from './notes.tsx'
import { useUnsaved } from './unsaved.ts'

export type Pointers<Values extends FieldValues> = Record<string, Path<Values>> | ((pointer: string) => string | undefined)

interface FormProps<Values extends FieldValues> {
  form: UseFormReturn<Values>
  /** Sends the values to the API. If it throws an error, the form keeps its input and shows the error. */
  onSubmit: (values: Values) => Promise<unknown>
  submit: string
  onCancel?: () => void
  /** The word on the button of `onCancel`. Default: Cancel. */
  cancel?: string
  /**
   * Maps the JSON pointers in the API's errors to field names: `{ '/body/window_seconds': 'window' }`. A field needs an entry only if its
   * name differs from the name in the request's body. If the field names depend on the input, a function takes the place of the map. It
   * returns the field's name for a pointer, or undefined if the field has the same name as in the body.
   */
  pointers?: Pointers<Values>
  /** Why the user may not save the form. It is shown, and the fields and the button are disabled. Null, the default: the user may. */
  whyNot?: string | null
  /** Whether the form cannot be sent at the moment. Its fields can be filled in meanwhile. */
  disabled?: boolean
  /** True if the last save was refused because somebody else had changed the resource. */
  isRefused?: boolean
  children: ReactNode
}

export function Form<Values extends FieldValues>({
  form,
  onSubmit,
  submit,
  onCancel,
  cancel = 'Cancel',
  pointers = {},
  whyNot = null,
  disabled = false,
  isRefused = false,
  children,
}: FormProps<Values>) {
  const [error, setError] = useState<unknown>(null)
  const { isDirty, isSubmitting } = form.formState
  const [saved, setSaved] = useState<string | null>(null)
  // While the form is being saved, its input does not count as unsaved. So when `onSubmit` opens the next page, the panel does not ask the
  // user whether to discard the input.
  useUnsaved(() => isDirty && !isSubmitting && (isRefused || JSON.stringify(form.getValues()) !== saved))
  const run = form.handleSubmit(async (values) => {
    setError(null)
    try {
      await onSubmit(values)
      setSaved(JSON.stringify(form.getValues()))
    } catch (thrown) {
      if (!showAtFields(form, thrown, pointers)) setError(thrown)
    }
  })
  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={(event) => void run(event)} className="grid grid-cols-1 gap-5">
        {whyNot !== null && <p className="text-small text-ink-muted">{whyNot}</p>}
        <Fieldset.Root disabled={whyNot !== null} className="grid grid-cols-1 min-w-0 gap-5">
          {children}
        </Fieldset.Root>
        {error !== null && <ErrorNote error={error} />}
        <div className="flex justify-end gap-2">
          {onCancel !== undefined && (
            <Button type="button" onClick={onCancel}>
              {cancel}
            </Button>
          )}
          <Button type="submit" variant="primary" loading={isSubmitting} disabled={disabled || whyNot !== null}>
            {submit}
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}

/**
 * Shows each fault at its field and moves the focus to the first of these fields. If any fault belongs to no field, shows none and returns
 * false, so that the caller shows all faults together.
 */
function showAtFields<Values extends FieldValues>(form: UseFormReturn<Values>, error: unknown, pointers: Pointers<Values>): boolean {
  const named = (pointer: string): string | undefined => (typeof pointers === 'function' ? pointers(pointer) : pointers[pointer])
  const placed = placeFaults(problemOf(error)?.errors ?? [], named, (name) => isField(form, name))
  if (placed === null || placed.length === 0) return false
  for (const [index, { name, message }] of placed.entries()) form.setError(name as Path<Values>, { message }, { shouldFocus: index === 0 })
  return true
}

/**
 * Returns whether the form has a field of this name on the page. It is not enough that the form has a value of this name. For example, if
 * the field `origins` holds a text, then `origins.1` has a value, a character of this text, but there is no field `origins.1`.
 */
function isField<Values extends FieldValues>(form: UseFormReturn<Values>, name: string): boolean {
  return get(form.control._fields, `${name}._f.mount`) === true
}

interface FieldProps {
  name: string
  label: string
  description?: ReactNode
  required?: boolean
  placeholder?: string
}

const REQUIRED = 'This is needed.'

function useField(name: string) {
  const form = useFormContext()
  const message = form.getFieldState(name, form.formState).error?.message
  return { form, error: message === undefined ? {} : { error: message } }
}

export function TextField({
  name,
  label,
  description,
  required = false,
  placeholder,
  autoComplete = 'off',
  mono = false,
  validate,
}: FieldProps & {
  autoComplete?: string
  mono?: boolean
  /** Returns true, or what is wrong with the text. */
  validate?: (text: string) => string | true
}) {
  const { form, error } = useField(name)
  return (
    <Input
      {...form.register(name, { required: required && REQUIRED, ...(validate !== undefined && { validate }) })}
      label={label}
      description={description}
      required={required}
      placeholder={placeholder}
      autoComplete={autoComplete}
      className={cn('w-full', mono && 'font-mono')}
      {...error}
    />
  )
}

export function LongTextField({
  name,
  label,
  description,
  required = false,
  placeholder,
  rows = 4,
  validate,
}: FieldProps & {
  rows?: number
  /** Returns true, or what is wrong with the text. */
  validate?: (text: string) => string | true
}) {
  const { form, error } = useField(name)
  return (
    <InputArea
      {...form.register(name, { required: required && REQUIRED, ...(validate !== undefined && { validate }) })}
      label={label}
      description={description}
      required={required}
      placeholder={placeholder}
      rows={rows}
      {...error}
    />
  )
}

/** A field whose value is a number, or null if it is empty. */
export function NumberField({
  name,
  label,
  description,
  required = false,
  placeholder,
  min,
  max,
  step,
}: FieldProps & { min?: number; max?: number; step?: number }) {
  const { form, error } = useField(name)
  return (
    <Input
      {...form.register(name, {
        required: required && REQUIRED,
        ...(min !== undefined && { min: { value: min, message: `At least ${min}.` } }),
        ...(max !== undefined && { max: { value: max, message: `At most ${max}.` } }),
        setValueAs: (value: string | number | null) => (value === '' || value === null ? null : Number(value)),
      })}
      className="w-full"
      type="number"
      inputMode="decimal"
      label={label}
      description={description}
      required={required}
      placeholder={placeholder}
      min={min}
      max={max}
      step={step ?? 'any'}
      {...error}
    />
  )
}

/** A field whose text is hidden; a button shows it. */
export function SecretField({ name, label, description, required = false, autoComplete = 'off' }: FieldProps & { autoComplete?: string }) {
  const { form, error } = useField(name)
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="relative">
      <Input
        {...form.register(name, { required: required && REQUIRED })}
        type={isShown ? 'text' : 'password'}
        label={label}
        description={description}
        required={required}
        autoComplete={autoComplete}
        spellCheck={false}
        className="w-full pe-10 font-mono"
        {...error}
      />
      <Button
        type="button"
        size="sm"
        variant="ghost"
        shape="square"
        icon={isShown ? EyeSlashIcon : EyeIcon}
        aria-label={isShown ? `Hide: ${label}` : `Show: ${label}`}
        onClick={() => setIsShown(!isShown)}
        className="absolute end-1.5 top-8"
      />
    </div>
  )
}

export function SelectField({
  name,
  label,
  description,
  required = false,
  placeholder,
  options,
}: FieldProps & { options: Record<string, string> }) {
  const { form, error } = useField(name)
  return (
    <Controller
      control={form.control}
      name={name}
      rules={{ required: required && REQUIRED }}
      render={({ field }) => (
        <Select<string>
          className="w-full"
          label={label}
          description={description}
          // `required={false}` would mark the field as optional. A choice always has a value, so it must never be marked as optional.
          {...(required && { required })}
          placeholder={placeholder}
          items={options}
          value={field.value as string}
          onValueChange={(value) => field.onChange(value)}
          {...error}
        />
      )}
    />
  )
}

export function SwitchField({ name, label, description }: FieldProps) {
  const { form } = useField(name)
  return (
    <div>
      <Controller
        control={form.control}
        name={name}
        render={({ field }) => <Switch label={label} checked={field.value as boolean} onCheckedChange={field.onChange} />}
      />
      {description !== undefined && <p className="mt-1 text-small text-ink-muted">{description}</p>}
    </div>
  )
}
