import { Pick } from './pick.tsx'
import { useUrlState } from './url-state.ts'

/**
 * A filter with many options. The user searches for an option by its name, or types its id; the address keeps the id. This filter has a
 * file of its own, so that pages without it do not load the code of the searchable list.
 * <FilterPick name="actor" label="Who" options={{ user_1: 'Ada' }} />
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
