// A form field that holds JSON, with the numbers of its lines. If the text is not valid JSON, the error is shown at the field before
// anything is sent. Errors of the API are shown at their lines:
//   const json = useJsonFaults()
//   <JsonField name="definition" label="Definition" faults={json.faults} />
//   await save().catch((error) => json.take(error, '/body/custom_models/0') || Promise.reject(error))
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { problemOf } from '../api/problem.ts'
import { cn } from '../ui.ts'
import { type JsonSpan, spanOf } from './json-lines.ts'

export interface JsonFault {
  /** A JSON pointer into the field's text. It leads to the value that is at fault. */
  pointer: string
  message: string
}

/**
 * Keeps the API's errors about a JSON text. If there are errors and all their pointers begin with `prefix`, `take(error, prefix)` keeps
 * them and returns true. Otherwise, it keeps nothing and returns false, and the caller shows the error in another way.
 */
export function useJsonFaults() {
  const [faults, setFaults] = useState<JsonFault[]>([])
  const take = (error: unknown, prefix: string): boolean => {
    const errors = problemOf(error)?.errors ?? []
    const isInside = errors.length > 0 && errors.every(({ pointer }) => pointer === prefix || pointer.startsWith(`${prefix}/`))
    setFaults(isInside ? errors.map(({ pointer, message }) => ({ pointer: pointer.slice(prefix.length), message })) : [])
    return isInside
  }
  return { faults, take, clear: () => setFaults([]) }
}

interface JsonFieldProps {
  name: string
  label: string
  description?: string
  required?: boolean
  rows?: number
  faults?: JsonFault[]
}

// The default of `faults`. It is one constant, because a new list at each rendering would count as new faults.
const NONE: JsonFault[] = []

export function JsonField({ name, label, description, required = false, rows = 16, faults = NONE }: JsonFieldProps) {
  const form = useFormContext()
  const id = useId()
  const area = useRef<HTMLTextAreaElement | null>(null)
  const numbers = useRef<HTMLPreElement>(null)
  const text = (useWatch({ control: form.control, name }) as string | undefined) ?? ''
  const message = form.getFieldState(name, form.formState).error?.message
  const found = faults.map((fault) => ({ ...fault, span: spanOf(text, fault.pointer) }))
  const marked = new Set([...found.flatMap(({ span }) => span?.line ?? []), ...lineIn(message)])
  const show = (span: JsonSpan) => {
    const element = area.current
    if (element === null) return
    element.focus()
    element.setSelectionRange(span.start, span.end)
    element.scrollTo({ top: (span.line - LINES_ABOVE) * Number.parseFloat(getComputedStyle(element).lineHeight) })
  }
  // When there are new faults, moves the focus to the first one that has a place in the text. The form itself moves the focus only for
  // errors of its other fields.
  const showFirst = useEffectEvent(() => {
    const span = found.find((fault) => fault.span !== null)?.span ?? null
    if (span !== null) show(span)
  })
  useEffect(() => showFirst(), [faults])
  const { ref, ...field } = form.register(name, {
    validate: (text: string) => (text.trim() === '' ? (required ? 'This is needed.' : true) : (faultOfJson(text) ?? true)),
  })
  const isFaulty = message !== undefined || found.length > 0
  return (
    <div className="grid grid-cols-1 min-w-0 gap-2">
      <label htmlFor={id} className="font-medium">
        {label}
        {!required && <span className="font-normal text-ink-muted"> (optional)</span>}
      </label>
      <div
        className={cn(
          'flex overflow-hidden rounded-control border bg-surface focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
          isFaulty ? 'border-bad' : 'border-edge-strong',
        )}
      >
        <div aria-hidden className="relative w-11 shrink-0 border-e border-edge bg-well">
          <pre ref={numbers} className="absolute inset-0 overflow-hidden py-2 text-end font-mono text-small text-ink-faint select-none">
            {text.split('\n').map((_, index) => (
              <span key={index} className={`block px-2 ${marked.has(index + 1) ? 'bg-bad-tint font-semibold text-bad' : ''}`}>
                {index + 1}
              </span>
            ))}
          </pre>
        </div>
        <textarea
          {...field}
          ref={(element) => {
            ref(element)
            area.current = element
          }}
          id={id}
          rows={rows}
          required={required}
          spellCheck={false}
          wrap="off"
          dir="ltr"
          aria-invalid={isFaulty}
          aria-describedby={`${id}-about`}
          onScroll={(event) => numbers.current?.scrollTo({ top: event.currentTarget.scrollTop })}
          className="min-w-0 flex-1 resize-y px-3 py-2 font-mono text-small outline-none disabled:opacity-60"
        />
      </div>
      <div id={`${id}-about`} className="grid gap-2 text-small">
        {message !== undefined && (
          <p role="alert" className="text-bad">
            {message}
          </p>
        )}
        {found.length > 0 && <Faults faults={found} onShow={show} />}
        {description !== undefined && <p className="text-ink-muted">{description}</p>}
      </div>
    </div>
  )
}

/** The number of lines that stay visible above a fault. */
const LINES_ABOVE = 4

interface FaultsProps {
  /** The faults, each with its position in the current text. */
  faults: (JsonFault & { span: JsonSpan | null })[]
  onShow: (span: JsonSpan) => void
}

/** Lists the faults. Each line number is a button that shows the line. */
function Faults({ faults, onShow }: FaultsProps) {
  return (
    <div role="alert">
      <ul className="grid gap-1 text-bad">
        {faults.map(({ pointer, message, span }) => (
          <li key={`${pointer} ${message}`} className="[overflow-wrap:anywhere]">
            {span !== null && (
              <>
                <button type="button" className="font-medium underline underline-offset-3" onClick={() => onShow(span)}>
                  Line {span.line}
                </button>
                :{' '}
              </>
            )}
            {pointer !== '' && <code className="font-mono">{sayPointer(pointer)}</code>} {message}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** `/models/0/price` → `models.0.price` */
const sayPointer = (pointer: string): string => pointer.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')

/** Returns the line number in the browser's message about invalid JSON, as a list: empty if the message contains no line number. */
function lineIn(message: string | undefined): number[] {
  const line = /\bline (\d+)/.exec(message ?? '')?.[1]
  return line === undefined ? [] : [Number(line)]
}

/** Returns why a text is not JSON, in the browser's words; null if the text is JSON. */
function faultOfJson(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}
