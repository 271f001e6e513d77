// A form whose thing was changed by somebody else while it was open (412): says what changed; the entries stay.
//   {theirs !== null && <ChangedMeanwhile what="key" before={base} now={theirs} names={['name', 'scopes']} onTake={…} />}
import { Button } from '../ui.ts'
import { words } from './format.tsx'

interface ChangedMeanwhileProps<Thing> {
  what: string
  /** As the form read it, and as it is now. */
  before: Thing
  now: Thing
  /** The members that people know, in their order. */
  names: (keyof Thing & string)[]
  /** Puts what is there now into the form. */
  onTake: () => void
}

export function ChangedMeanwhile<Thing>({ what, before, now, names, onTake }: ChangedMeanwhileProps<Thing>) {
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
  return (
    <div role="alert" className="rounded-card border border-edge-strong bg-warn-tint p-4 text-body">
      <p className="font-medium text-ink">Somebody else changed this {what} while you edited it</p>
      <ul className="mt-1 list-disc ps-5 text-ink [overflow-wrap:anywhere]">
        {changed.length === 0 && <li>Nothing that this form shows.</li>}
        {changed.map((name) => (
          <li key={name}>
            {words(name)}: {say(before[name])} → {say(now[name])}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink">Your entries are kept. Save again to put them in its place, or take what is there now.</p>
      <Button type="button" size="sm" className="mt-3" onClick={onTake}>
        Take what is there now
      </Button>
    </div>
  )
}

const say = (value: unknown): string =>
  value === null || value === '' ? 'none' : typeof value === 'string' ? value : JSON.stringify(value)
