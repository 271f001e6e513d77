// Filters above a list. Each filter keeps its value in the address. When the value changes, the list shows its first page again.
import { XIcon } from '@phosphor-icons/react'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Select } from '../ui.ts'
import { SearchInput } from './search-input.tsx'
import { useUrlState } from './url-state.ts'

const SETTLE_MS = 300
/** The value of a select field while its filter is not set. It is not `all`, because one filter has an option with the value `all`. */
const ALL = '*'

/**
 * The row of filters, with a button that clears every filter in `names`. On a phone, two filters share a line; the last one of an odd
 * number has a line of its own.
 */
export function Filters({ names, children }: { names: string[]; children: ReactNode }) {
  const [url, setUrl] = useUrlState()
  const isSet = names.some((name) => url[name] !== undefined)
  return (
    <div
      role="search"
      aria-label="Filters"
      className="mb-4 flex flex-wrap items-end gap-2 max-sm:*:min-w-0 max-sm:*:grow max-sm:*:basis-[calc(50%-0.25rem)]"
    >
      {children}
      {isSet && (
        <Button variant="ghost" icon={XIcon} onClick={() => setUrl(Object.fromEntries([...names, 'cursor'].map((name) => [name, ''])))}>
          Clear
        </Button>
      )}
    </div>
  )
}

/**
 * A choice between some values: `<FilterSelect name="status" label="Status" options={{ failed: 'Failed' }} />`.
 * @param all the text that is shown while the address has no value for the filter. By default, it is made from the label: `Status: all`.
 */
export function FilterSelect({
  name,
  label,
  all,
  options,
}: {
  name: string
  label: string
  all?: string
  options: Record<string, string>
}) {
  const [url, setUrl] = useUrlState()
  return (
    <Select<string>
      aria-label={label}
      className="max-w-full min-w-36 max-sm:w-full sm:max-w-72"
      items={{ [ALL]: all ?? `${label}: all`, ...options }}
      value={url[name] ?? ALL}
      onValueChange={(value) => setUrl({ [name]: value === null || value === ALL ? '' : value, cursor: '' })}
    />
  )
}

/**
 * A field for a text to search for. When the user has stopped typing for a moment, the text is put into the address. If the user opens a
 * drawer before that, the field keeps the text. If the user clicks the open page's entry in the menu before that, the field is emptied.
 */
export function FilterText({ name, label }: { name: string; label: string }) {
  const [url, setUrl] = useUrlState()
  const known = url[name] ?? ''
  // If the user opens this page again without parameters, for example from the menu, `visit` gets a new value, and the typed text is
  // dropped. If the address has parameters, `visit` is undefined, and the typed text stays.
  const visit = useLocation({ select: ({ state, search }) => (Object.keys(search).length === 0 ? state.__TSR_key : undefined) })
  const [text, setText] = useState(known)
  const [last, setLast] = useState({ known, visit })
  if (known !== last.known || (visit !== undefined && visit !== last.visit)) {
    setLast({ known, visit: visit ?? last.visit })
    setText(known)
  }
  useEffect(() => {
    if (text === known) return
    const timer = setTimeout(() => setUrl({ [name]: text, cursor: '' }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [text, known, name, setUrl])
  return <SearchInput label={label} value={text} onChange={setText} className="flex-1 max-sm:basis-full! sm:max-w-80 sm:min-w-52" />
}

const SPANS: Record<string, number> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_592_000_000 }
const SPAN_NAMES = { hour: 'Last hour', day: 'Last 24 hours', week: 'Last 7 days', month: 'Last 30 days' }

/**
 * Filters by a period that ends now. `since` in the address names the period, for example `day`. `createdAfter(url)` returns the time at
 * which the period starts, in the API's form.
 */
export function FilterTime() {
  return <FilterSelect name="since" label="Time" options={SPAN_NAMES} />
}

/**
 * Returns the start of the period that `since` names; undefined if it names none. The start is rounded to the minute, so that all
 * renderings within a minute use the same query.
 */
export function createdAfter(url: Record<string, string>): string | undefined {
  const span = SPANS[url['since'] ?? '']
  return span === undefined ? undefined : new Date(Math.floor((Date.now() - span) / 60_000) * 60_000).toISOString()
}
