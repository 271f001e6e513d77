// A form field that holds JSON. If the text is not valid JSON, the error is shown at the field before anything is sent.
import { useFormContext } from 'react-hook-form'
import { InputArea } from '../ui.ts'

interface JsonFieldProps {
  name: string
  label: string
  description?: string
  required?: boolean
  rows?: number
}

export function JsonField({ name, label, description, required = false, rows = 16 }: JsonFieldProps) {
  const form = useFormContext()
  const message = form.getFieldState(name, form.formState).error?.message
  return (
    <InputArea
      {...form.register(name, {
        validate: (text: string) => (text.trim() === '' ? (required ? 'This is needed.' : true) : (faultOfJson(text) ?? true)),
      })}
      label={label}
      description={description}
      required={required}
      rows={rows}
      spellCheck={false}
      dir="ltr"
      className="w-full font-mono text-small"
      {...(message === undefined ? {} : { error: message })}
    />
  )
}

/** Returns why a text is not JSON, in the browser's words; null if it is. */
function faultOfJson(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}
