// `npm run restore -- <folder>`: puts a backup into an empty platform. Everything is verified before anything is written.
// docs/deployment/restore.md explains it.
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { migrationsOf } from './check-migrations.ts'
import { installPackages } from './local/install.mjs'
import { DATABASES, type DatabaseName, type DatabasePart, type Manifest, type PictureLine, readManifest } from './recovery/manifest.ts'
import { progressOf, readOptions, SHARED_HELP } from './recovery/options.ts'
import { reconcile } from './recovery/reconcile.ts'
import { pictureFile } from './recovery/pictures.ts'
import type { Place } from './recovery/places.ts'
import { type Columns, columnsOf, contentHash, digestOf, survey } from './recovery/sql-file.ts'

const HELP = `npm run restore -- <folder> [options]     puts a backup into an empty platform
npm run restore -- reconcile              after a database was put back to an earlier time: what was undone, what has ended again
${SHARED_HELP}
  --force               replaces what the target has. Everything that is newer than the backup is lost
reconcile takes the address from --url or PLATFORM_URL, and the key of a superadmin from PLATFORM_ADMIN_KEY. Without them, it is for the platform
on this machine.
The files are verified before anything is written. The secrets of the Worker are not part of a backup: the target needs the same ones.`

/** For each database, the tables that show whether it was used. If all of them are empty, it was never used. */
const USED: Record<DatabaseName, string[]> = { config: ['organizations', 'users', 'keys'], data: ['generations', 'assets'] }

const say = (line: string) => console.log(line)

async function main(): Promise<void> {
  const { place, names, positionals, force, help, url, key } = readOptions(process.argv.slice(2))
  const [folder, ...more] = positionals
  if (help || folder === undefined || more.length > 0) {
    say(HELP)
    if (!help) process.exitCode = 1
    return
  }
  await installPackages()
  if (folder === 'reconcile') {
    if (!(await reconcile({ url, key }, say))) process.exitCode = 1
    return
  }
  try {
    const manifest = readManifest(folder)
    const wanted = names.flatMap((name) => (manifest.databases[name] === undefined ? [] : [{ name, part: manifest.databases[name] }]))
    if (wanted.length === 0) throw new Error(`The backup in ${folder} has none of: ${names.join(', ')}.`)
    const parts: Part[] = []
    for (const { name, part } of wanted) parts.push({ name, part, content: await verify(place, folder, name, part) })
    if (manifest.pictures?.copied === true && names.includes('data')) await verifyPictures(folder, manifest)
    await place.requireWritable()
    const left = await partsToWrite(place, parts, force)
    for (const each of left) {
      const { name, part } = each
      say(`${name}: restoring…`)
      await place.replace(name, join(folder, part.file))
      if (!(await isSame(place, each, await place.count(name))))
        throw new Error(`${name}: the restored database has other rows than the backup.`)
    }
    if (manifest.pictures !== undefined && names.includes('data')) await putPictures(place, folder, manifest)
    report(place, manifest, names)
  } finally {
    await place.close()
  }
}

/** The columns of a backup's tables, and the hash of all rows in these columns. */
interface Content {
  columns: Columns
  hash: string
}
interface Part {
  name: DatabaseName
  part: DatabasePart
  content: Content
}

/**
 * Compares a database's file in the backup with the manifest, and loads the file into a temporary database. Returns the columns of this
 * database and the hash of its rows. Throws if the file is not as the manifest says, or cannot be restored here.
 */
async function verify(place: Place, folder: string, name: DatabaseName, part: DatabasePart): Promise<Content> {
  const path = join(folder, part.file)
  if (!existsSync(path)) throw new Error(`${path} is missing. Nothing was changed.`)
  say(`${name}: verifying…`)
  const { sha256 } = await digestOf(path)
  if (sha256 !== part.sha256)
    throw new Error(`${path} has the SHA-256 ${sha256}, not ${part.sha256} as the manifest says. Nothing was changed.`)
  const { tables, head, result } = await survey(path, (database) => {
    const columns = columnsOf(database)
    return { columns, hash: contentHash(database, columns)! }
  })
  if (head !== part.migration || JSON.stringify(tables) !== JSON.stringify(part.tables))
    throw new Error(`${path} does not have the rows or the migration that the manifest names. Nothing was changed.`)
  if (!migrationsOf(name).includes(head))
    throw new Error(
      `${DATABASES[name]} of the backup has the migration ${head}, which this version does not have. Use the version that made the backup, or a later one. Nothing was changed.`,
    )
  if (part.longest_statement_bytes > place.longestStatementBytes)
    throw new Error(
      `${path} has a statement of ${part.longest_statement_bytes} bytes; D1 takes at most ${place.longestStatementBytes}. Nothing was changed.`,
    )
  return result
}

async function verifyPictures(folder: string, { pictures }: Manifest): Promise<void> {
  const list = join(folder, pictures!.file)
  if ((await digestOf(list)).sha256 !== pictures!.sha256) throw new Error(`${list} was changed since the backup. Nothing was changed.`)
  const progress = progressOf('pictures verified', say, pictures!.count)
  const missing = new Set(pictures!.missing)
  let done = 0
  for await (const picture of linesOf(list)) {
    const file = pictureFile(folder, picture)
    if (!missing.has(picture.key) && (!existsSync(file) || (await digestOf(file)).sha256 !== picture.sha256))
      throw new Error(`The copy of ${picture.key} is missing or was changed (${file}). Nothing was changed.`)
    progress(++done)
  }
}

async function* linesOf(file: string): AsyncGenerator<PictureLine> {
  for await (const line of createInterface({ input: createReadStream(file) })) yield JSON.parse(line) as PictureLine
}

/**
 * Returns the databases that must be written. A database that has exactly the backup's rows was restored before, so it is left out. Throws
 * if any of the remaining databases was already used, unless `force` is true.
 */
async function partsToWrite(place: Place, parts: Part[], force: boolean): Promise<Part[]> {
  const left: Part[] = []
  for (const each of parts) {
    const now = await place.count(each.name)
    if (await isSame(place, each, now)) {
      say(`${each.name}: has the rows of the backup already`)
      continue
    }
    const used = now === null ? [] : USED[each.name].filter((table) => (now[table] ?? 0) > 0)
    if (used.length > 0 && !force)
      throw new Error(
        `${DATABASES[each.name]} of the target is not empty (${used.map((table) => `${table}: ${now![table]}`).join(', ')}). Restore to an empty platform, or replace this one with --force. Nothing was changed.`,
      )
    left.push(each)
  }
  return left
}

/**
 * Returns whether the database has exactly the rows of the backup. Ignores what later migrations may have added: tables, columns, and rows
 * of `d1_migrations`. If the numbers of rows are equal, the content is compared, too: a key that was revoked since the backup, for example,
 * changes a row but not the number of rows.
 */
async function isSame(place: Place, { name, part: { tables }, content }: Part, now: Record<string, number> | null): Promise<boolean> {
  if (now === null || !Object.entries(tables).every(([table, rows]) => table === 'd1_migrations' || now[table] === rows)) return false
  const scratch = mkdtempSync(join(tmpdir(), 'compare-'))
  try {
    const file = join(scratch, 'now.sql')
    await place.exportTo(name, file, progressOf(`${name}: rows compared`, say))
    return (await survey(file, (database) => contentHash(database, content.columns))).result === content.hash
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function putPictures(place: Place, folder: string, { pictures }: Manifest): Promise<void> {
  if (!pictures!.copied) return
  const scratch = mkdtempSync(join(tmpdir(), 'restore-'))
  const progress = progressOf('pictures', say, pictures!.count)
  const missing = new Set(pictures!.missing)
  let done = 0
  try {
    for await (const picture of linesOf(join(folder, pictures!.file))) {
      if (missing.has(picture.key)) continue
      const there = join(scratch, 'picture')
      const isRight = async () => (await place.getPicture(picture.key, there)) && (await digestOf(there)).sha256 === picture.sha256
      // A picture that an interrupted restore has already uploaded is not uploaded again.
      if (!(await isRight())) {
        await place.putPicture(picture.key, pictureFile(folder, picture))
        if (!(await isRight())) throw new Error(`The bucket does not return the picture ${picture.key} as it was put.`)
      }
      progress(++done)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function report(place: Place, { databases, pictures }: Manifest, names: DatabaseName[]): void {
  for (const name of names) if (databases[name] !== undefined) say(`${name}: restored, as of ${databases[name].made_at}`)
  if (pictures !== undefined && names.includes('data'))
    say(
      pictures.copied
        ? `pictures: ${pictures.count - pictures.missing.length} restored and verified`
        : `pictures: not in the backup. Records whose picture is not in the bucket answer 404`,
    )
  say(`
Not restored: the state of Durable Objects. In a new deployment, money spent this day and month and the counters of limits start at zero, and a
key that was revoked after the backup works again: revoke it again.
${
  place.kind === 'remote'
    ? `Next: a new deployment needs npm run db:migrate:remote, and a deploy with the SAME secrets as before. ${
        names.includes('config') && databases.config !== undefined
          ? 'When it serves: npm run restore -- reconcile --url <its address>.'
          : 'One that serves needs nothing more.'
      }`
    : 'Next: put the secrets of the old platform into .dev.vars: its whole file, or KEY_PEPPERS and KEY_ENCRYPTION_KEYS of a deployment. Then npm start, and if CONFIG_DB was put back to an earlier time: npm run restore -- reconcile. Without a credentials file of the platform: npm run local:admin-key.'
}`)
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
