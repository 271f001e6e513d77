// `npm run backup -- <folder>`: saves the databases, and a list of the pictures with their hashes, in a folder that only this user can
// read. docs/deployment/backup.md explains it. An interrupted backup continues with the same command.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { installPackages } from './local/install.mjs'
import { root } from './local/paths.mjs'
import {
  type DatabaseName,
  finish,
  isFinished,
  type Manifest,
  notIncludedIn,
  type PictureLine,
  readUnfinished,
  requireOwnFolder,
  writeUnfinished,
} from './recovery/manifest.ts'
import { progressOf, readOptions, SHARED_HELP } from './recovery/options.ts'
import { pictureFile } from './recovery/pictures.ts'
import type { Place } from './recovery/places.ts'
import { digestOf, survey } from './recovery/sql-file.ts'

const HELP = `npm run backup -- <folder> [options]     saves CONFIG_DB, DATA_DB and the list of pictures
${SHARED_HELP}
  --copy-pictures       copies the pictures themselves, too
The folder must be empty, or hold an unfinished backup, which is continued. A running platform may go on.`

const say = (line: string) => console.log(line)

async function main(): Promise<void> {
  const { place, names, positionals, copyPictures, help } = readOptions(process.argv.slice(2))
  const [folder, ...more] = positionals
  if (help || folder === undefined || more.length > 0) {
    say(HELP)
    if (!help) process.exitCode = 1
    return
  }
  await installPackages()
  if (isFinished(folder)) throw new Error(`${folder} holds a finished backup. Choose another folder.`)
  requireOwnFolder(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const manifest: Manifest = readUnfinished(folder) ?? {
    format: 1,
    platform_version: version,
    source: place.kind,
    databases: {},
    not_included: notIncludedIn(names),
  }
  if (manifest.source !== place.kind) throw new Error(`The unfinished backup in ${folder} is of the ${manifest.source} platform.`)
  try {
    for (const name of names) await saveDatabase(place, folder, manifest, name)
    if (manifest.databases.data !== undefined && copyPictures) await copyAll(place, folder, manifest)
  } finally {
    await place.close()
  }
  finish(folder)
  const { pictures } = manifest
  for (const [name, part] of Object.entries(manifest.databases))
    say(
      `${name}: ${Object.values(part.tables).reduce((sum, rows) => sum + rows, 0)} rows, ${part.bytes} bytes, migration ${part.migration}`,
    )
  if (pictures !== undefined) {
    say(`pictures: ${pictures.count} listed${pictures.copied ? ' and copied' : ', not copied (--copy-pictures copies them)'}`)
    if (pictures.missing.length > 0) say(`NOT in the bucket: ${pictures.missing.slice(0, 20).join(', ')}`)
  }
  say(`\nThe backup is in ${folder}. It does not contain:`)
  for (const line of manifest.not_included) say(`- ${line}`)
}

async function saveDatabase(place: Place, folder: string, manifest: Manifest, name: DatabaseName): Promise<void> {
  const file = `${name}.sql`
  const path = join(folder, file)
  const known = manifest.databases[name]
  if (known !== undefined && existsSync(path) && (await digestOf(path)).sha256 === known.sha256) {
    say(`${name}: saved before`)
    return
  }
  say(`${name}: exporting…`)
  const madeAt = new Date().toISOString()
  // The export has another name until it is complete, so that an interrupted export is not taken for a complete one.
  rmSync(`${path}.part`, { force: true })
  await place.exportTo(name, `${path}.part`, progressOf(`${name}: rows`, say))
  chmodSync(`${path}.part`, 0o600)
  renameSync(`${path}.part`, path)
  say(`${name}: checking that it can be loaded…`)
  const found = await survey(path, (database) => (name === 'data' ? listPictures(database, folder) : null))
  if (found.head === '') throw new Error(`${name}: the export has no list of migrations, so it is not a database of this platform.`)
  manifest.databases[name] = {
    file,
    made_at: madeAt,
    bytes: found.bytes,
    sha256: found.sha256,
    migration: found.head,
    tables: found.tables,
    longest_statement_bytes: found.longestStatementBytes,
  }
  if (found.result !== null) {
    const list = 'pictures.ndjson'
    manifest.pictures = { file: list, ...(await digestOf(join(folder, list))), ...found.result, copied: false, missing: [] }
  }
  writeUnfinished(folder, manifest)
}

/** Writes one line for each picture that the database lists. */
function listPictures(database: DatabaseSync, folder: string): { count: number; picture_bytes: number } {
  const target = openSync(join(folder, 'pictures.ndjson'), 'w', 0o600)
  let count = 0
  let size = 0
  try {
    const rows = database.prepare('SELECT key, size_bytes AS bytes, sha256 FROM assets GROUP BY key ORDER BY key').iterate()
    for (const row of rows as IterableIterator<unknown>) {
      const { key, bytes, sha256 } = row as PictureLine
      writeSync(target, `${JSON.stringify({ key, bytes, sha256 })}\n`)
      count++
      size += bytes
    }
  } finally {
    closeSync(target)
  }
  return { count, picture_bytes: size }
}

async function copyAll(place: Place, folder: string, manifest: Manifest): Promise<void> {
  const part = manifest.pictures!
  const progress = progressOf('pictures', say, part.count)
  const missing: string[] = []
  let done = 0
  for await (const line of createInterface({ input: createReadStream(join(folder, part.file)) })) {
    const picture = JSON.parse(line) as PictureLine
    const file = pictureFile(folder, picture)
    // A copied picture gets its final name only after its hash was compared. So if a file with this name exists, it is complete.
    if (!existsSync(file)) {
      mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
      const isThere = await place.getPicture(picture.key, `${file}.part`)
      if (isThere && (await digestOf(`${file}.part`)).sha256 === picture.sha256) renameSync(`${file}.part`, file)
      else {
        rmSync(`${file}.part`, { force: true })
        missing.push(picture.key)
      }
    }
    progress(++done)
  }
  manifest.pictures = { ...part, copied: true, missing }
  writeUnfinished(folder, manifest)
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
