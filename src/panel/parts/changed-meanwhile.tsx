// After a save was refused with 412, shows what somebody else has changed while the form was open, and who has changed it. The user's input
// is kept.
//
// <ChangedMeanwhile saved={settings} what="set of models" id={instance.id} names={['models', 'aliases']} onTake={…} />
import type { ReactNode } from 'react'
import { config } from '../api/config.ts'
import { me } from '../api/session-state.ts'
import { reaches, usePlace } from '../places.tsx'
import { Button } from '../ui.ts'
import { Time, words } from './format.tsx'
import type { VersionedSave } from './versioned-save.ts'

interface ChangedMeanwhileProps<Thing> {
  saved: Pick<VersionedSave<Thing>, 'base' | 'meanwhile' | 'forget'>
  what: string
  /** The resource's id. It is used to look up in the audit log who changed the resource. */
  id: string
  /** The fields to show, in this order. */
  names: (keyof Thing & string)[]
  /** For some fields, a function that returns the field's value in words for the user. */
  say?: { [Name in keyof Thing]?: (value: Thing[Name]) => unknown }
  /** Fills the form with the version that is stored now. */
  onTake: (now: Thing) => void
}

export function ChangedMeanwhile<Thing>({ saved, what, id, names, say = {}, onTake }: ChangedMeanwhileProps<Thing>) {
  const last = useLastChange(id, saved.meanwhile !== null)
  if (saved.meanwhile === null) return null
  const { before, now } = saved.meanwhile
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
  const take = () => {
    onTake(saved.base)
    saved.forget()
  }
  return (
    <div role="alert" className="rounded-card border border-edge-strong bg-warn-tint p-4 text-body">
      <p className="font-medium text-ink">
        {last.isOwn ? `You changed this ${what} elsewhere` : `Somebody else changed this ${what}`} while you edited it
      </p>
      <ul className="mt-1 list-disc ps-5 text-ink [overflow-wrap:anywhere]">
        {changed.length === 0 && <li>Nothing that this form shows.</li>}
        {changed.map((name) => (
          <li key={name}>
            {words(name)}: {sayChange(say[name]?.(before[name]) ?? before[name], say[name]?.(now[name]) ?? now[name])}
          </li>
        ))}
      </ul>
      {last.said}
      <p className="mt-2 text-ink">Your entries are kept. Save again to put them in its place, or take what is there now.</p>
      <Button type="button" size="sm" className="mt-3" onClick={take}>
        Take what is there now
      </Button>
    </div>
  )
}

/**
 * Finds in the audit log who made the last change. `said` is a sentence about who it was, and `isOwn` is true if it was the user. If the
 * user may not read the audit log, `said` says only that an admin can see there who it was.
 */
function useLastChange(id: string, isNeeded: boolean): { isOwn: boolean; said: ReactNode } {
  const { organization } = usePlace()
  const { kind, user, role } = me()
  const mayRead = organization !== null && kind === 'user' && reaches(role, 'admin')
  const query = config.useQuery(
    'get',
    '/audit-log',
    { params: { query: { organization_id: organization?.id, target: id, limit: 1 } } },
    { enabled: mayRead && isNeeded, staleTime: 0 },
  )
  if (!mayRead) return { isOwn: false, said: <p className="mt-2 text-ink">An admin can see in the audit log who it was.</p> }
  const entry = query.data?.data[0]
  if (entry === undefined) return { isOwn: false, said: null }
  const { actor } = entry
  const isOwn = actor.id !== null && actor.id === user?.id
  const who = isOwn
    ? 'you, in another window or with a key'
    : (query.data?.names[actor.id ?? ''] ?? (actor.id === null ? 'the platform' : 'somebody who was removed since'))
  const said = (
    <p className="mt-2 text-ink [overflow-wrap:anywhere]">
      Changed by <strong dir="auto">{who}</strong> <Time at={entry.created_at} />.
    </p>
  )
  return { isOwn, said }
}

/** Returns a field's value before and after the change. If both are lists of texts, returns only the texts that differ. */
function sayChange(before: unknown, now: unknown): string {
  if (!isTexts(before) || !isTexts(now)) return `${textOf(before)} → ${textOf(now)}`
  return `${textOf(before.filter((each) => !now.includes(each)))} → ${textOf(now.filter((each) => !before.includes(each)))}`
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string')

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'none'
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join('; ')
  return JSON.stringify(value)
}
