// The saved logins: one file that only its owner can read. A script can use the variables CMA_URL and CMA_KEY instead of the file. They
// take precedence over the file unless --profile is given.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { FileError, UsageError } from './errors.ts'

export interface Login {
  url: string
  key: string
  /** The project in which commands act. Null if none was named: a project's key acts in its own project, and a user's key in none. */
  project: string | null
}

interface Saved {
  url: string
  key: string
  project?: string
}

const DEFAULT_PROFILE = 'default'
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export function loginsFile(): string {
  const { XDG_CONFIG_HOME: configHome, APPDATA: appData } = process.env
  const folder = configHome || (process.platform === 'win32' && appData ? appData : join(homedir(), '.config'))
  return join(folder, 'cma', 'logins.json')
}

export function profileName(given: string | undefined): string {
  const name = given ?? (process.env['CMA_PROFILE'] || DEFAULT_PROFILE)
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name))
    throw new UsageError(
      `A profile has 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit; "${name}" has not.`,
    )
  return name
}

/**
 * Returns the login for a command. CMA_URL and CMA_KEY belong together: if only one of them is set and no profile is given, this function
 * throws. If the missing one were taken from the file, a key could be sent to an address to which it does not belong.
 */
export function loginOf(
  { profile, project }: { profile: string | undefined; project: string | undefined },
  warn: (message: string) => void,
): Login {
  const { CMA_URL: url, CMA_PROJECT: projectOfEnvironment } = process.env
  // A key that was read from a file may end in a line break.
  const key = process.env['CMA_KEY']?.trim()
  const inProject = project ?? (projectOfEnvironment || null)
  if ((url || key) && profile === undefined) {
    if (!url || !key)
      throw new UsageError(
        `${url ? 'CMA_URL' : 'CMA_KEY'} is set, but ${url ? 'CMA_KEY' : 'CMA_URL'} is not. Set both, or neither and use cma login.`,
      )
    if (!/^[!-~]+$/.test(key)) throw new UsageError('CMA_KEY has a space, a line break or a letter that no key has. Set it to one key.')
    return { url: addressOf(url), key, project: inProject }
  }
  const name = profileName(profile)
  const logins = readLogins(warn)
  const saved = Object.hasOwn(logins, name) ? logins[name] : undefined
  if (saved === undefined)
    throw new UsageError(
      `There is no login "${name}". Run cma login${name === DEFAULT_PROFILE ? '' : ` --profile ${name}`}, or set CMA_URL and CMA_KEY.`,
    )
  return { url: addressOf(saved.url), key: saved.key, project: inProject ?? saved.project ?? null }
}

/**
 * Checks an address, and returns it without the path of an API (`/v1` or `/config/v1`) at its end. Throws UsageError if the address is
 * invalid, or if it has http and is not on this machine: on a network, others could read a key that is sent over http.
 */
export function addressOf(text: string): string {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new UsageError(`"${text}" is not an address such as https://images.example.com.`)
  }
  if (url.username || url.password || url.search || url.hash)
    throw new UsageError('The address has only a scheme, a host and, if needed, a port and a path.')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))
    throw new UsageError(`${url.origin} is not https. A key is sent over http to this machine alone.`)
  return url.href.replace(/\/+$/, '').replace(/\/(config\/)?v1$/, '')
}

export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname)

export function readLogins(warn: (message: string) => void): Record<string, Saved | undefined> {
  const file = loginsFile()
  if (!existsSync(file)) return {}
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    warn(`${file} could be read by others of this machine. It is for you alone now.`)
  try {
    if (process.platform !== 'win32') chmodSync(file, 0o600)
    const { profiles } = JSON.parse(readFileSync(file, 'utf8')) as { profiles: Record<string, Saved> }
    return { ...profiles }
  } catch (error) {
    throw new FileError(`${file} cannot be read: ${(error as Error).message}. Delete it and run cma login.`)
  }
}

/** Saves a login under this name; null removes the saved login. The file is replaced as a whole, so that it is never half written. */
export function saveLogin(name: string, login: Login | null, warn: (message: string) => void): void {
  const file = loginsFile()
  const profiles = readLogins(warn)
  if (login === null) delete profiles[name]
  else profiles[name] = { url: login.url, key: login.key, ...(login.project === null ? {} : { project: login.project }) }
  const part = `${file}.${process.pid}.part`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(part, `${JSON.stringify({ profiles }, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw new FileError(`${file} cannot be written: ${(error as Error).message}`)
  }
}
