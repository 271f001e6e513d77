import { Pick } from './pick.tsx'
import { useUrlState } from './url-state.ts'

/**
 * A filter for one of many things by its name, or by a typed id: `<FilterPick name="actor" label="Who" options={{ user_1: 'Ada' }} />`. The
 * address has the id. This filter is not in `filters.tsx`, so that pages without it do not load the list that one can search.
 */
export function FilterPick({ name, label, options }: { name: string; label: string; options: Record<string, string> }) {
  const [url, setUrl] = useUrlState()
  return (
    <div className="min-w-52 max-sm:basis-full! sm:max-w-72">
      <Pick
        label={label}
        none={`${label}: name or id`}
        takesIds
        options={options}
        value={url[name] ?? ''}
        onChange={(value) => setUrl({ [name]: value, cursor: '' })}
      />
    </div>
  )
}
