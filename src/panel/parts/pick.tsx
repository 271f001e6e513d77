import { useState } from 'react'
import { Combobox } from '../ui.ts'

interface Option {
  value: string
  label: string
}

interface PickProps {
  /** The name of the field for screen readers. */
  label: string
  /** The choices: each id with its name. */
  options: Record<string, string>
  /** The chosen id; empty if nothing is chosen. An id that is not in `options` is shown as it is. */
  value: string
  onChange: (value: string) => void
  /** The text that is shown while nothing is chosen. */
  none: string
  /** Whether the user may also type an id that is not in `options`, and choose it. */
  takesIds?: boolean
  disabled?: boolean
  className?: string
}

/** A field to choose from a long list of names. The user can type to filter the list. */
export function Pick({ label, options, value, onChange, none, takesIds = false, disabled = false, className }: PickProps) {
  const [text, setText] = useState('')
  const named = Object.entries(options).map(([id, name]): Option => ({ value: id, label: name }))
  const chosen = value === '' ? null : { value, label: options[value] ?? value }
  const typed = text.trim()
  const isId = takesIds && /^\w+[_-]\w[\w.-]*$/.test(typed) && options[typed] === undefined && typed !== value
  const items = [
    ...(chosen !== null && options[value] === undefined ? [chosen] : []),
    ...named,
    ...(isId ? [{ value: typed, label: typed }] : []),
  ]
  return (
    <Combobox<Option>
      items={items}
      value={chosen}
      disabled={disabled}
      isItemEqualToValue={(one, other) => one.value === other.value}
      filter={(option, sought) => `${option.label} ${option.value}`.toLowerCase().includes(sought.trim().toLowerCase())}
      onInputValueChange={setText}
      onValueChange={(option) => onChange(option?.value ?? '')}
    >
      <Combobox.TriggerInput
        aria-label={label}
        placeholder={none}
        dir="auto"
        clearLabel={`Clear: ${label}`}
        showOptionsLabel={`Show what can be chosen: ${label}`}
        {...(className !== undefined && { className })}
      />
      <Combobox.Content className="max-w-[min(24rem,var(--available-width))]">
        <Combobox.List>
          {(option: Option) => (
            <Combobox.Item key={option.value} value={option}>
              <bdi className="line-clamp-2 [overflow-wrap:anywhere]">{option.label}</bdi>
              {option.label !== option.value && <code className="block truncate font-mono text-micro text-ink-muted">{option.value}</code>}
            </Combobox.Item>
          )}
        </Combobox.List>
        <Combobox.Empty>Nothing has this name.</Combobox.Empty>
      </Combobox.Content>
    </Combobox>
  )
}
