import { Controller, useFormContext } from 'react-hook-form'
import type { components } from '../../../generated/config/types.ts'
import { Checkbox } from '../ui.ts'

type Scope = components['schemas']['Scope']

/**
 * Shows a checkbox for each scope in `scopes`. The form's field `scopes` holds the chosen ones; the user must choose at least one. If
 * `isBarred` returns true for a scope, the user can remove it but not add it.
 */
export function ScopesField({
  scopes,
  labelOf,
  isBarred = () => false,
}: {
  scopes: readonly Scope[]
  labelOf: (scope: Scope) => string
  isBarred?: (scope: Scope) => boolean
}) {
  const { control, formState, getFieldState } = useFormContext<{ scopes: Scope[] }>()
  const fault = getFieldState('scopes', formState).error?.message
  return (
    <Controller
      control={control}
      name="scopes"
      rules={{ validate: (chosen) => chosen.length > 0 || 'Choose at least one.' }}
      render={({ field }) => (
        <fieldset className="grid grid-cols-1 gap-2">
          <legend className="mb-2 text-body font-medium">What it may do</legend>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              label={labelOf(scope)}
              disabled={isBarred(scope) && !field.value.includes(scope)}
              checked={field.value.includes(scope)}
              onCheckedChange={(isOn: boolean) =>
                field.onChange(isOn ? [...field.value, scope] : field.value.filter((other) => other !== scope))
              }
            />
          ))}
          {fault !== undefined && (
            <p role="alert" className="text-small text-bad">
              {fault}
            </p>
          )}
        </fieldset>
      )}
    />
  )
}
