// A fake Cloudflare account on this machine. It has the config service with an organization and the organization's superadmin.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildBundle } from '../../scripts/local/bundle.mjs'
import { call } from '../../scripts/local/first-run.mjs'
import { CloudflareAccount } from './cloudflare-account.mjs'
import { freePort } from './server.mjs'

const SETUP_TOKEN = 'setup-token-for-instance-tests-0123456789'
const key32 = (text) => Buffer.from(text.padEnd(32, '.')).toString('base64')
const PEPPERS = JSON.stringify({ 1: key32('pepper') })
const ENCRYPTION_KEYS = JSON.stringify({ 1: key32('kek') })
const development = { ENVIRONMENT: 'test', ALLOW_PRIVATE_ADDRESSES: 'true', VALIDATE_RESPONSES: 'true' }

/** Builds the config service as it is deployed. */
export function configBundle(folder) {
  const out = join(folder, 'config')
  buildBundle('config', out)
  return readFileSync(join(out, 'config.js'), 'utf8')
}

/**
 * Starts a fake Cloudflare account with the config service, and creates the organization and its superadmin. `migrations` are the
 * statements that make the tables; if `migrate` is given, `migrate(account)` makes the tables instead. Returns the account, the address of
 * the config service, the key of the superadmin, and the config service's KEY_PEPPERS and KEY_ENCRYPTION_KEYS.
 */
export async function openAgency(folder, { code, migrations = [], migrate }) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const account = new CloudflareAccount(folder, {
    code,
    port,
    migrations,
    // Overrides the production settings in wrangler.toml, with which the config service would refuse addresses of this machine.
    own: development,
    bindings: {
      SETUP_TOKEN,
      KEY_PEPPERS: PEPPERS,
      KEY_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
      SESSION_KEY: key32('session'),
      // An operator sets this variable in wrangler.toml. Here only the config service gets it. A dedicated Worker must not get it, because
      // the links that this Worker makes would then lead to the config service.
      PUBLIC_URL: url,
    },
  })
  await account.start()
  await migrate?.(account)
  const config = `${url}/config/v1`
  const { secret: key } = await call(`${config}/setup`, {
    method: 'POST',
    body: {
      setup_token: SETUP_TOKEN,
      organization: { name: 'Agency', slug: 'agency' },
      admin: { name: 'Admin', email: 'admin@example.com' },
    },
  })
  return { account, url, config, key, peppers: PEPPERS, encryptionKeys: ENCRYPTION_KEYS }
}
