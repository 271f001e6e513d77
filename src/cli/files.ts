// Reads and writes files on this machine: pictures, and lines of JSON. The names of new files are made only of checked parts, so that no
// text from the service can choose another path.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { FileError, UsageError } from './errors.ts'
import { safeJson } from './plain-text.ts'

export type Format = 'png' | 'jpeg' | 'webp'

const EXTENSIONS: Record<Format, string> = { png: '.png', jpeg: '.jpg', webp: '.webp' }
const FORMATS: Record<string, Format> = { '.png': 'png', '.jpg': 'jpeg', '.jpeg': 'jpeg', '.webp': 'webp' }
/** The largest picture that the service accepts. Larger files are refused before they are sent. */
const MAX_UPLOAD_BYTES = 20 * 1024 * 1024

/** Returns the format that the bytes themselves show; null if they are not a picture of a known format. */
export function formatOf(bytes: Uint8Array): Format | null {
  const begins = (...codes: number[]) => codes.every((code, index) => bytes[index] === code)
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (begins(0xff, 0xd8, 0xff)) return 'jpeg'
  return begins(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...bytes.slice(8, 12)) === 'WEBP' ? 'webp' : null
}

/** Returns the format of a picture that the service has made; PNG for a format that this program does not know. */
export const formatFrom = (format: string): Format => (format === 'jpeg' || format === 'webp' ? format : 'png')

/** Returns the picture format that the extension of a file name stands for; undefined if it stands for none. */
export const formatOfName = (out: string | undefined): Format | undefined => FORMATS[extname(out ?? '').toLowerCase()]

export interface PictureName {
  /** The id in the file's name. It is the id of the generation, or that of the picture if `cma get` fetches a picture by its id. */
  id: string
  /** The model, if the command compares several models; otherwise null. */
  model: string | null
  index: number
  /** How many pictures are saved under this id. If there are several, each file name contains the picture's number. */
  count: number
  /** The format of the pictures; null if it is not known yet. */
  format: Format | null
}

/**
 * The destination of pictures, as --out names it. `-` means stdout. The name means a folder if the folder exists, if the name ends with a
 * slash, or if nothing has this name and it has no extension. Any other name means a file. Without --out, the current folder is used.
 */
export class Destination {
  readonly #out: string | undefined
  readonly #force: boolean

  constructor(out: string | undefined, force: boolean) {
    this.#out = out
    this.#force = force
    if (out !== undefined && !this.isStdout && !this.#isFolder && extname(out) !== '' && formatOfName(out) === undefined)
      throw new UsageError(`--out ${out}: a file ends in .png, .jpg, .jpeg or .webp, and a folder in "/".`)
  }

  get isStdout(): boolean {
    return this.#out === '-'
  }

  get #isFolder(): boolean {
    const out = this.#out
    if (out === undefined || out === '-') return false
    return /[\\/]$/.test(out) || (existsSync(out) ? statSync(out).isDirectory() : extname(out) === '')
  }

  pathOf({ id, model, index, count, format }: PictureName): string {
    const out = this.#out
    const words = [model === null ? '' : safeName(model), count > 1 ? String(index + 1) : ''].filter(Boolean)
    if (out !== undefined && !this.#isFolder) {
      const extension = extname(out)
      return join(dirname(out), [basename(out, extension), ...words].join('-') + extension)
    }
    const name = [/^(gen|asset)_[0-9A-Z]{26}$/.test(id) ? id : 'picture', ...words].join('-') + EXTENSIONS[format ?? 'png']
    return join(out ?? '.', name)
  }

  /**
   * Throws if a file with one of these names exists already, unless --force is set. Commands call this before they buy pictures. If the
   * destination is a folder, nothing is checked: each file name will contain the id of the new generation, so the file cannot exist yet.
   */
  requireFree(names: Omit<PictureName, 'id' | 'format'>[]): void {
    if (this.#force || this.#out === undefined || this.isStdout || this.#isFolder) return
    for (const name of names) requireFree(this.pathOf({ ...name, id: '', format: null }))
  }

  /**
   * Writes a picture under a temporary name, then gives the file its final name. So a file with the final name is never half written.
   * Returns the path. Only --force replaces an existing file.
   */
  save(name: PictureName, bytes: Uint8Array): string {
    const path = this.pathOf(name)
    const part = `${path}.${randomBytes(4).toString('hex')}.part`
    try {
      if (this.#isFolder) mkdirSync(dirname(path), { recursive: true })
      if (!this.#force) requireFree(path)
      writeFileSync(part, bytes, { flag: 'wx' })
      giveName(part, path, this.#force)
    } catch (error) {
      if (error instanceof FileError) throw error
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(path)
      throw new FileError(`${path} cannot be written: ${(error as Error).message}`)
    } finally {
      rmSync(part, { force: true })
    }
    return path
  }
}

/**
 * Writes values as lines of JSON to a file, or to stdout if its name is `-`. The file has a temporary name until `finish`, so a file with
 * the final name is never incomplete. Throws FileError.
 */
export class LineFile {
  /** The name of the file; null for stdout. */
  readonly path: string | null
  readonly #part: string
  readonly #force: boolean
  #file: number | null = null
  #isComplete = false

  constructor(name: string, force: boolean) {
    this.path = name === '-' ? null : name
    this.#part = `${name}.${randomBytes(4).toString('hex')}.part`
    this.#force = force
    if (this.path === null) return
    if (existsSync(this.path) && !statSync(this.path).isFile())
      throw new FileError(`${this.path} is not a file. Name a file, or - for stdout.`)
    if (!force) requireFree(this.path)
    this.#file = writing(this.path, () => openSync(this.#part, 'wx'))
  }

  async write(values: readonly unknown[], signal: AbortSignal): Promise<void> {
    const { path } = this
    const text = values.map((value) => `${safeJson(value)}\n`).join('')
    if (path !== null) writing(path, () => writeFileSync(this.#file!, text))
    else if (!process.stdout.write(text)) await once(process.stdout, 'drain', { signal })
  }

  finish(): void {
    const { path } = this
    if (path === null) return
    writing(path, () => this.#close())
    this.#isComplete = true
    try {
      giveName(this.#part, path, this.#force)
    } catch (error) {
      throw new FileError(`${(error as Error).message.replace(/\.$/, '')}. The complete lines are in ${this.#part}.`)
    }
    try {
      rmSync(this.#part, { force: true })
    } catch {
      // The file is complete and has its final name. That its temporary name could not be removed does no harm.
    }
  }

  /** Deletes the file if it is not complete. A complete file stays, even if `finish` could not give it its final name. */
  abandon(): void {
    if (this.path === null || this.#isComplete) return
    this.#close()
    rmSync(this.#part, { force: true })
  }

  #close(): void {
    const file = this.#file
    this.#file = null
    if (file !== null) closeSync(file)
  }
}

function writing<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new FileError(`${path} cannot be written: ${(error as Error).message}`)
  }
}

/**
 * Gives the finished file `part` the name `path`. Throws if `path` exists, unless `force` is set. `path` is made as a hard link, which the file system refuses if
 * `path` exists. On a file system without hard links, this function checks that `path` does not exist, then renames `part`.
 */
function giveName(part: string, path: string, force: boolean): void {
  if (force) {
    renameSync(part, path)
    return
  }
  try {
    linkSync(part, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' || existsSync(path)) throw exists(path)
    renameSync(part, path)
  }
}

const exists = (path: string) => new FileError(`${path} exists. Add --force to replace it, or choose another --out.`)

function requireFree(path: string): void {
  if (existsSync(path)) throw exists(path)
}

/**
 * Returns a safe part of a file name: letters, digits, dots, hyphens. A dot at the start is removed, because it would hide the file or
 * lead to the parent folder.
 */
function safeName(text: string): string {
  return (
    text
      .replaceAll(/[^A-Za-z0-9.-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 80) || 'model'
  )
}

/** Returns the bytes of a picture to upload. Throws if the file cannot be read. */
export function readPicture(path: string): Uint8Array<ArrayBuffer> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new FileError(`${path} cannot be read: ${(error as Error).message}`)
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) throw new FileError(`${path} is not a file.`)
    if (stat.size > MAX_UPLOAD_BYTES)
      throw new FileError(`${path} has ${stat.size} bytes; the service accepts pictures of at most ${MAX_UPLOAD_BYTES} bytes.`)
    const bytes = new Uint8Array(readFileSync(file))
    if (formatOf(bytes) === null) throw new FileError(`${path} is not a PNG, JPEG or WebP picture.`)
    return bytes
  } finally {
    closeSync(file)
  }
}
