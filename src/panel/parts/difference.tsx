import { cn } from '../ui.ts'
import { fullTime } from './format.tsx'
import { money } from './money.ts'

interface Change {
  path: string
  before: unknown
  after: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> | unknown[] => typeof value === 'object' && value !== null

/**
 * Returns every value that differs or that only one side has, with its path. The path is a list of names with ` › ` between them. For
 * example, the path `cost, month, instance › limit` leads to the field `limit` of the limit that is named `cost, month, instance`.
 */
function differences(before: unknown, after: unknown, path: string[] = []): Change[] {
  if (Object.is(before, after)) return []
  if (isValues(before) && isValues(after)) return listDifferences(before, after, path.join(' › '))
  if (isObject(before) || isObject(after)) {
    const [one, other] = [membersOf(before), membersOf(after)]
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    if (names.length > 0) return names.flatMap((name) => differences(inMoney(name, one), inMoney(name, other), [...path, name]))
  }
  if (isEmpty(before) && isEmpty(after)) return []
  return [{ path: path.join(' › '), before, after }]
}

/** Whether the value is a list of texts or numbers, or is missing. A missing value counts as an empty list. */
const isValues = (value: unknown): value is unknown[] | null | undefined =>
  value === undefined || value === null || (Array.isArray(value) && value.every((entry) => !isObject(entry)))

function listDifferences(before: unknown[] | null | undefined, after: unknown[] | null | undefined, path: string): Change[] {
  const [one, other] = [before ?? [], after ?? []]
  return [
    ...one.filter((entry) => !other.includes(entry)).map((entry) => ({ path, before: entry, after: undefined })),
    ...other.filter((entry) => !one.includes(entry)).map((entry) => ({ path, before: undefined, after: entry })),
  ]
}

/**
 * Returns the fields of an object, or the entries of a list by their names. If an entry has no name, or an earlier entry has the same
 * name, the entry is named by its position, counted from 1.
 */
function membersOf(value: unknown): Record<string, unknown> {
  if (!Array.isArray(value)) return isObject(value) ? (value as Record<string, unknown>) : {}
  const members: Record<string, unknown> = {}
  for (const [index, entry] of value.entries()) {
    const name = nameOf(entry)
    members[name === undefined || Object.hasOwn(members, name) ? String(index + 1) : name] = entry
  }
  return members
}

/**
 * Returns the name under which the page shows an entry of a list; undefined if the entry has no name. The name of a limit says what it
 * limits.
 */
function nameOf(entry: unknown): string | undefined {
  const { id, slug, name, model, metric, window, window_seconds: seconds, scope, target } = membersOf(entry)
  if (typeof metric === 'string') {
    const parts = [metric, window ?? (typeof seconds === 'number' ? `${seconds} s` : undefined), scope, target]
    return parts
      .filter((part) => typeof part === 'string')
      .join(', ')
      .replace('cost_micros', 'cost')
  }
  return [slug, name, model, id].find((part) => typeof part === 'string') as string | undefined
}

/** Returns the value of a field. An amount in micro-USD is returned as dollars. */
function inMoney(name: string, of: Record<string, unknown>): unknown {
  const value = of[name]
  const isAmount = name.endsWith('_micros') || (name === 'limit' && of['metric'] === 'cost_micros')
  return isAmount && typeof value === 'number' ? money(value) : value
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0)
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/
const NOISE = /(^|› )(updated_at|created_at|version)$/

/** Shows a change, one line per value: the old value is struck out, the new one follows. */
export function Difference({ before, after }: { before: unknown; after: unknown }) {
  const changes = differences(before, after).filter(({ path }) => !NOISE.test(path))
  if (changes.length === 0) return <p className="text-ink-muted">Nothing that is shown has changed; secrets are left out.</p>
  return (
    <ul className="divide-y divide-edge rounded-card border border-edge" aria-label="What changed">
      {changes.map(({ path, before, after }, index) => (
        <li key={index} className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[minmax(8rem,14rem)_minmax(0,1fr)]">
          <span className="text-ink-muted [overflow-wrap:anywhere]">
            {path
              .replace(/^value( › |$)/, '')
              .replaceAll('_', ' ')
              .replace(/ micros$/, '') || 'value'}
          </span>
          <span className="flex min-w-0 flex-wrap gap-x-3 gap-y-1">
            {!isEmpty(before) && <Value value={before} className="bg-bad-tint text-bad line-through" as="del" />}
            {!isEmpty(after) && <Value value={after} className="bg-good-tint text-good" as="ins" />}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Value({ value, className, as: Element }: { value: unknown; className: string; as: 'del' | 'ins' }) {
  const text =
    typeof value === 'string'
      ? MOMENT.test(value)
        ? fullTime(value)
        : value
      : typeof value === 'boolean'
        ? value
          ? 'yes'
          : 'no'
        : JSON.stringify(value)
  return (
    <Element className={cn('rounded px-1.5 [overflow-wrap:anywhere] no-underline', className)} dir="auto">
      {text}
    </Element>
  )
}
