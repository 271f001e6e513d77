// `npm run restore -- reconcile`: for use after a database was put back to an earlier time. Makes every part of the platform notice this
// restore immediately. Otherwise each part would notice it only with its next request. Prints which changes the restore has undone. If such
// a change had ended a key, the platform ends this key again, and the command prints the key's id.
import { counted } from '../../src/shared/counted.ts'
import { call, readCredentials } from '../local/first-run.mjs'

interface Organization {
  id: string
  slug: string
}
interface Change {
  action: string
  target: string
}
interface Entry {
  sequence: number
  actor: { kind: string }
  action: string
  created_at: string
  after: { undone?: Change[]; undone_changes?: number; keys_ended_again?: string[] } | null
}
type Get = (path: string) => Promise<any>

/**
 * @param given the platform's address and the key of a superadmin. A missing address is read from PLATFORM_URL, and a missing key from
 * PLATFORM_ADMIN_KEY. If both are still missing, both are read from the file of credentials on this machine.
 */
export async function reconcile(
  given: { url?: string | undefined; key?: string | undefined },
  say: (line: string) => void,
): Promise<boolean> {
  const { PLATFORM_URL: namedUrl, PLATFORM_ADMIN_KEY: namedKey } = process.env
  const named = { url: given.url ?? namedUrl, key: given.key ?? namedKey }
  // An address and a key belong together. If only one of them is given, the other is not taken from this machine. Otherwise the key of one
  // platform could be sent to another platform.
  const local = named.url || named.key ? null : readCredentials()
  const url = (named.url ?? local?.base_url)?.replace(/\/+$/, '')
  const key = named.key ?? local?.admin_key
  if (!url || !key)
    throw new Error('Name the platform and the key of a superadmin: --url https://… and PLATFORM_ADMIN_KEY in the environment.')
  const get: Get = (path) => call(`${url}/config/v1${path}`, { key })
  let sound = true
  for (const { id, slug } of await all<Organization>(get, '/organizations?limit=100')) {
    // Two reads make the platform notice the restore. The first verifies the audit log: the platform then compares the log with the journal
    // outside of the database. The second reads the limits of an instance: the instance's limiter then loads its policy.
    const chain = (await get(`/audit-log/verify?organization_id=${id}`)) as { intact: boolean; broken_at: number | null }
    for (const instance of await all<{ id: string }>(get, `/instances?organization_id=${id}&limit=100`))
      await get(`/instances/${instance.id}/limits/states`)
    sound &&= chain.intact
    say(`${slug} (${id}): audit log ${chain.intact ? 'intact' : `BROKEN at entry ${chain.broken_at}`}`)
    await sayRestore(get, id, say)
  }
  return sound
}

/** Prints which changes were undone by the newest restore that the platform has noticed in this organization. */
async function sayRestore(get: Get, organization: string, say: (line: string) => void): Promise<void> {
  const log = `/audit-log?organization_id=${organization}`
  const [newest] = (await get(`${log}&action=organization.database_restored&limit=1`)).data as Entry[]
  if (newest === undefined) {
    say('  no restored database was ever noticed here')
    return
  }
  const { undone: listed = [], undone_changes: all = 0, keys_ended_again: keys = [] } = newest.after ?? {}
  // In entries that older versions wrote, `undone` also contains earlier restores. They are left out, because nobody can repeat a restore.
  const undone = listed.filter(({ action }) => !action.endsWith('.database_restored'))
  const count = all - (listed.length - undone.length)
  const changes = `${counted(count, 'change')} undone`
  const later = await changesAfter(get, log, newest)
  say(
    later === 0
      ? `  restored database noticed at ${newest.created_at}: ${changes}`
      : `  nothing new since the restored database that was noticed at ${newest.created_at}: ${changes} then. Changes made after it: ${later}, so this list may be old`,
  )
  const name = namesOf(get)
  say(
    `  keys that have ended again: ${keys.length === 0 ? 'none' : (await Promise.all(keys.map(async (id) => (await name(id)).text))).join(', ')}`,
  )
  for (const line of await linesToRepeat(undone, name)) say(`  ${line}`)
  if (all > listed.length) say(`  and ${all - listed.length} more, which only an export of the lost audit log would show`)
}

/**
 * Returns the lines about the undone changes, the most urgent first. If the restore has undone the creation of a resource, the restored
 * database does not have the resource. The user can only make it again, with another id. So the creation and all later changes of this
 * resource have one line together. If one of these changes deleted or revoked the resource, they have no line.
 */
async function linesToRepeat(undone: Change[], name: Name): Promise<string[]> {
  const changesOf = Map.groupBy(undone, ({ target }) => target)
  // The lines about rotated keys come first, because programs that use such a key may fail until they get a new one.
  const keys: string[] = []
  const first: string[] = []
  const then: string[] = []
  const lost: string[] = []
  for (const { action, target } of undone) {
    const actions = changesOf.get(target)!.map((change) => change.action)
    if (actions.some(isCreation)) {
      if (!isCreation(action) || actions.some(isRemoval)) continue
      const further = new Set(actions.filter((each) => !isCreation(each) && !isEnding(each)))
      const suffix = further.size === 0 ? '' : `, then ${[...further].join(', ')}`
      then.push(`make it again if you want it: ${action} ${(await name(target)).text}${suffix}`)
    } else if (action === 'key.rotate' || !isEnding(action)) {
      const { text, isGone } = await name(target)
      if (isGone) lost.push(`cannot be repeated, because the restored database does not have it: ${action} ${text}`)
      else if (action === 'key.rotate') keys.push(`its successor is unknown, so make a new key: ${text}`)
      else if (isUrgent(action)) first.push(`repeat it first: ${action} ${text}`)
      else then.push(`repeat it if you want it: ${action} ${text}`)
    }
  }
  return [...keys, ...first, ...then, ...lost]
}

const isCreation = (action: string) => action.endsWith('.create')
const isRemoval = (action: string) => action.endsWith('.delete') || action === 'key.revoke'

/**
 * Returns how many changes people and keys have made after an entry of the log. Reads only the newest 100 entries of the log. If all of
 * them are newer than the given entry, there may be further changes. The result is then a text such as `90 or more`, if 90 of the 100
 * entries are changes by people and keys.
 */
async function changesAfter(get: Get, log: string, { sequence }: Entry): Promise<number | string> {
  const PAGE = 100
  const newer = ((await get(`${log}&limit=${PAGE}`)).data as Entry[]).filter((entry) => entry.sequence > sequence)
  const made = newer.filter(({ actor, action }) => actor.kind !== 'system' && !action.startsWith('session.'))
  return newer.length === PAGE ? `${made.length} or more` : made.length
}

/**
 * Returns whether this kind of change ends a key or a session. If a restore undoes such a change, the platform itself ends the key or the
 * session again, so the user need not repeat the change.
 */
const isEnding = (action: string) => action === 'key.revoke' || action === 'key.rotate' || action.startsWith('session.')

/**
 * Returns whether the user should repeat this change before less urgent ones. The restore has undone the change, and so may have brought
 * back something that others can misuse: an old secret, a deleted credential, a higher role or a withdrawn grant.
 */
const isUrgent = (action: string) =>
  ['credential.rotate', 'credential.replace', 'credential.delete', 'webhook.rotate_secret', 'user.update', 'user.set_grants'].includes(
    action,
  )

const PATHS: Record<string, string> = {
  key: '/keys/',
  user: '/users/',
  inst: '/instances/',
  proj: '/projects/',
  cred: '/credentials/',
  hook: '/webhooks/',
}

type Name = (id: string) => Promise<{ text: string; isGone: boolean }>

/**
 * Returns a function that writes the name of a resource after the resource's id. If the restored database does not have the resource, the
 * function writes "gone" instead of the name.
 */
function namesOf(get: Get): Name {
  return async (id) => {
    const path = PATHS[id.slice(0, id.indexOf('_'))]
    if (path === undefined) return { text: id, isGone: false }
    try {
      const found = await get(path + id)
      return { text: `${id} (${found.name ?? found.connection ?? found.url})`, isGone: false }
    } catch (error) {
      const isGone = (error as { status?: number }).status === 404
      return { text: `${id} (${isGone ? 'gone' : 'its name could not be read'})`, isGone }
    }
  }
}

async function all<Item>(get: Get, path: string): Promise<Item[]> {
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
