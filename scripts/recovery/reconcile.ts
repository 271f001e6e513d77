// `npm run restore -- reconcile`: for use after a database was put back to an earlier time. Makes every part of the platform notice this
// restore immediately. Otherwise each part would notice it only with its next request. Prints which changes the restore has undone. If such
// a change had ended a key, the platform ends this key again, and the command prints the key's id.
import { call, readCredentials } from '../local/first-run.mjs'

interface Organization {
  id: string
  slug: string
}
interface Entry {
  created_at: string
  target: { id: string }
  before: Record<string, unknown>
  after: { undone?: { action: string; target: string }[]; undone_changes?: number; keys_ended_again?: string[] }
}

/** @param given the platform's address and the key of a superadmin; by default those of the platform on this machine. */
export async function reconcile(
  given: { url?: string | undefined; key?: string | undefined },
  say: (line: string) => void,
): Promise<boolean> {
  const { PLATFORM_URL: namedUrl, PLATFORM_ADMIN_KEY: namedKey } = process.env
  const named = { url: given.url ?? namedUrl, key: given.key ?? namedKey }
  // An address and a key belong together. If only one is given, the other is not taken from this machine, because the key would be sent to
  // another platform.
  const local = named.url || named.key ? null : readCredentials()
  const url = (named.url ?? local?.base_url)?.replace(/\/+$/, '')
  const key = named.key ?? local?.admin_key
  if (!url || !key)
    throw new Error('Name the platform and the key of a superadmin: --url https://… and PLATFORM_ADMIN_KEY in the environment.')
  const get = (path: string) => call(`${url}/config/v1${path}`, { key })
  let sound = true
  for (const { id, slug } of await all<Organization>(get, '/organizations?limit=100')) {
    // Two reads make the platform notice the restore. The first verifies the audit log: the platform then compares the log with the journal
    // outside of the database. The second reads the limits of an instance: the instance's limiter then loads its policy.
    const chain = (await get(`/audit-log/verify?organization_id=${id}`)) as { intact: boolean; broken_at: number | null }
    for (const instance of await all<{ id: string }>(get, `/instances?organization_id=${id}&limit=100`))
      await get(`/instances/${instance.id}/limits/states`)
    sound &&= chain.intact
    say(`${slug} (${id}): audit log ${chain.intact ? 'intact' : `BROKEN at entry ${chain.broken_at}`}`)
    const [newest] = (await get(`/audit-log?organization_id=${id}&action=organization.database_restored&limit=1`)).data as Entry[]
    if (newest === undefined) {
      say('  no restored database was ever noticed here')
      continue
    }
    const { undone = [], undone_changes: count = 0, keys_ended_again: keys = [] } = newest.after
    say(`  restored database noticed at ${newest.created_at}: ${count} ${count === 1 ? 'change' : 'changes'} undone`)
    say(`  keys that have ended again: ${keys.length === 0 ? 'none' : keys.join(', ')}`)
    for (const { action, target } of undone) if (!isEnding(action)) say(`  repeat it if you want it: ${action} ${target}`)
    if (count > undone.length) say(`  and ${count - undone.length} more, which only an export of the lost audit log would show`)
  }
  return sound
}

/**
 * Returns whether an undone change had ended a key or a session. The platform itself ends these keys and sessions again, so the user need
 * not repeat such a change.
 */
const isEnding = (action: string) => action === 'key.revoke' || action === 'key.rotate' || action.startsWith('session.')

async function all<Item>(get: (path: string) => Promise<unknown>, path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = null; ;) {
    const page = (await get(cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`)) as {
      data: Item[]
      next_cursor: string | null
    }
    items.push(...page.data)
    cursor = page.next_cursor
    if (cursor === null) return items
  }
}
