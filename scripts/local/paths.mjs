// Paths of local data. Plain JavaScript without dependencies, because it runs before anything is installed, with the Node that the user
// has. The folder of this module is derived from its URL, because a Node before 20.11 has no property with this folder.
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')
/** The folder of the local databases, objects and pictures. */
export const stateFolder = process.env.STATE_DIR ? resolve(process.env.STATE_DIR) : join(root, '.local', 'state')
export const credentialsFile = process.env.CREDENTIALS_FILE
  ? resolve(process.env.CREDENTIALS_FILE)
  : join(root, '.local', 'credentials.json')
/** The file of the lock that a command holds while it installs packages or builds files of this checkout. */
export const installLock = join(root, '.local', 'install.lock')
/** The file of the lock that a command holds while it writes the generated files. */
export const generateLock = join(root, '.local', 'generate.lock')
/** The file of the lock that a command holds while it migrates the local data or starts the server with this data. */
export const stateLock = `${stateFolder}.lock`
export const secretsFile = join(root, '.dev.vars')
/** Wrangler needs a newer Node than many machines have; the package `node` provides one. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
export const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
// On Windows the variable PATH may be named `Path`. The child processes get only PATH: if they got both, it would be undefined which of the
// two they use.
const { PATH, Path, ...environment } = process.env
export const children = {
  ...environment,
  PATH: [join(root, 'node_modules', '.bin'), dirname(node), PATH ?? Path ?? ''].join(delimiter),
  WRANGLER_SEND_METRICS: 'false',
  // Wrangler uses esbuild to format the errors of Cloudflare's API. If esbuild runs in a worker thread, it sometimes never returns, and
  // wrangler waits forever. With this variable, esbuild runs in a process of its own instead.
  ESBUILD_WORKER_THREADS: '0',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}

/** Returns a setting of the local platform, from the environment or else from the file `.env`. */
export function localSetting(name, file = join(root, '.env')) {
  if (process.env[name] !== undefined && process.env[name] !== '') return process.env[name]
  if (!existsSync(file)) return undefined
  const line = new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=\\s*(.*?)\\s*$`, 'm').exec(readFileSync(file, 'utf8'))?.[1]
  return line?.replace(/\s+#[^"']*$/, '').replace(/^(["'])(.*)\1$/, '$2') || undefined
}

/** Returns the port of the local platform. */
export function localPort(file) {
  const wanted = localSetting('PORT', file) ?? '8787'
  const port = Number(wanted)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a number from 1 to 65535, not "${wanted}". Correct it in the environment or in .env.`)
  return port
}
