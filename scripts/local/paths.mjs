// Where local things live. Plain JavaScript without dependencies: it runs before anything is installed.
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..', '..')
/** Local databases, objects and pictures. */
export const stateFolder = process.env.STATE_DIR ? resolve(process.env.STATE_DIR) : join(root, '.local', 'state')
export const credentialsFile = process.env.CREDENTIALS_FILE
  ? resolve(process.env.CREDENTIALS_FILE)
  : join(root, '.local', 'credentials.json')
export const secretsFile = join(root, '.dev.vars')
const bin = (name) => join(root, 'node_modules', '.bin', name)
/** Wrangler needs a newer Node than many machines have; the one in node_modules is new enough. */
export const node = bin('node')
export const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
export const children = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`,
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
}
