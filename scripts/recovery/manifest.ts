// The manifest of a backup: what the folder contains, and what a restore verifies before it writes anything.
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const DATABASES = { config: 'CONFIG_DB', data: 'DATA_DB' } as const
export type DatabaseName = keyof typeof DATABASES

/** A name in the folder of the backup, never a path out of it. */
const fileName = z.string().regex(/^\w[\w-]*\.(sql|ndjson)$/, 'a file must have a plain name, such as config.sql')

const databasePart = z.object({
  file: fileName,
  made_at: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  migration: z.string(),
  tables: z.record(z.string(), z.number()),
  longest_statement_bytes: z.number(),
})
const picturesPart = z.object({
  file: fileName,
  bytes: z.number(),
  sha256: z.string(),
  count: z.number(),
  picture_bytes: z.number(),
  /** Whether the bytes of the pictures are in the folder `pictures`, too. */
  copied: z.boolean(),
  /** Pictures that the database lists, but that the bucket lacks or holds with other bytes. */
  missing: z.array(z.string()),
})
const manifest = z.object({
  format: z.literal(1),
  platform_version: z.string(),
  source: z.enum(['local', 'remote']),
  databases: z.object({ config: databasePart.optional(), data: databasePart.optional() }),
  pictures: picturesPart.optional(),
  not_included: z.array(z.string()),
})
export type Manifest = z.output<typeof manifest>
export type DatabasePart = z.output<typeof databasePart>

/** One line of the file that lists the pictures. */
export interface PictureLine {
  key: string
  bytes: number
  sha256: string
}

const NOT_INCLUDED = [
  'The state of the Durable Objects: counters of limits, money spent in the running day and month, running generations. Only Cloudflare has it.',
  'The secrets of the Worker: KEY_PEPPERS, KEY_ENCRYPTION_KEYS, SESSION_KEY, SETUP_TOKEN and, if it hosts the generation service, too, LINK_SIGNING_KEYS and CALLBACK_SIGNING_KEY. Without the first two, no key and no stored secret works.',
  'The KV namespace SNAPSHOTS: its entries are copies from CONFIG_DB.',
]
/** For a backup of only the database `data`. A Worker that hosts only the generation service has no other database. */
const NOT_INCLUDED_OF_DATA = [
  'The state of the Durable Objects: running generations. Only Cloudflare has it.',
  'The secrets of the Worker: LINK_SIGNING_KEYS and CALLBACK_SIGNING_KEY. Those of a dedicated Worker were made by `npm run instance -- deploy`, which keeps no copy. If the Worker is deleted, the next one gets new ones, and links to pictures that were given out end.',
  'Everything that the config service has: keys, limits, settings, usage. Back it up by itself.',
]

/** Returns the sentences in which the manifest says what a backup of these databases does not contain. */
export function notIncludedIn(names: readonly DatabaseName[]): string[] {
  return names.includes('config') ? NOT_INCLUDED : NOT_INCLUDED_OF_DATA
}

const FINISHED = 'manifest.json'
/** The manifest has this name until the backup is complete. It lists the finished parts, so that an interrupted backup can continue. */
const UNFINISHED = 'manifest.unfinished.json'

/** Matches the name of each entry that an unfinished backup can leave in its folder. */
const MADE_HERE = /^((config|data)\.sql|manifest\.unfinished\.json)(\.part)?$|^pictures(\.ndjson)?$/

/**
 * Throws if the folder has other entries than those that an unfinished backup leaves. A backup makes its folder unreadable for all other
 * users, and this must not happen to a folder with other files. A finished backup is refused, too, so that it is not overwritten. A
 * symbolic link is refused whatever its name, because the backup would be written to where the link leads.
 */
export function requireOwnFolder(folder: string): void {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  const other = entries.find((entry) => entry.isSymbolicLink() || !MADE_HERE.test(entry.name))
  if (other !== undefined) throw new Error(`${folder} is not empty: it has ${other.name}. Choose another folder.`)
}

export function readUnfinished(folder: string): Manifest | null {
  const file = join(folder, UNFINISHED)
  return existsSync(file) ? manifest.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
}

export function writeUnfinished(folder: string, content: Manifest): void {
  writeFileSync(join(folder, `${UNFINISHED}.part`), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(join(folder, `${UNFINISHED}.part`), join(folder, UNFINISHED))
}

export const finish = (folder: string) => renameSync(join(folder, UNFINISHED), join(folder, FINISHED))
export const isFinished = (folder: string) => existsSync(join(folder, FINISHED))

export function readManifest(folder: string): Manifest {
  const file = join(folder, FINISHED)
  if (!existsSync(file))
    throw new Error(
      existsSync(join(folder, UNFINISHED))
        ? `The backup in ${folder} is not finished. Run the same npm run backup again; it continues.`
        : `There is no backup in ${folder}: it has no ${FINISHED}.`,
    )
  const parsed = manifest.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file} is not a manifest of this format: ${parsed.error.issues[0]?.message}`)
  return parsed.data
}
