// `npm run try:account`: starts a fake Cloudflare account on this machine that stays until Ctrl-C, for trying the commands of
// docs/deployment by hand. The account has the config service with a superadmin. The Workers that are deployed to the account run in the
// local runtime. In the folder in which the script was started, the variables that the commands need are written into .local/account.env,
// and the log of all Workers into .local/account.log.
import '../../scripts/local/node-version.mjs'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWrangler } from '../../scripts/instance/wrangler.ts'
import { installAndBuild } from '../../scripts/local/install.mjs'
import { configBundle, openAgency } from '../support/agency.mjs'
import { freePort } from '../support/server.mjs'

/** The id of CONFIG_DB in wrangler.toml. */
const CONFIG_DB = '00000000-0000-0000-0000-000000000001'
const WORKERS = 4

const folder = mkdtempSync(join(tmpdir(), 'account-'))
const local = join(process.cwd(), '.local')
const [file, log] = [join(local, 'account.env'), join(local, 'account.log')]
// The files are deleted in the `exit` handler, because this handler runs in every case. After a signal, Miniflare ends the process, perhaps
// before the signal handlers below have finished.
process.once('exit', () => {
  for (const written of [file, log]) rmSync(written, { force: true })
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})
await installAndBuild()
process.stderr.write('Building the config service, and starting the account…\n')
const { account, url, key, peppers, encryptionKeys } = await openAgency(join(folder, 'account'), {
  code: configBundle(folder),
  migrate: async (made) => {
    await made.own({ database: { uuid: CONFIG_DB, name: 'config', local: 'config' } })
    await runWrangler(['d1', 'migrations', 'apply', 'CONFIG_DB', '--remote', '--env', 'config'], { environment: made.environment })
  },
})
const addresses = []
for (let number = 0; number < WORKERS; number++) addresses.push(`http://127.0.0.1:${await freePort()}`)
const free = [...addresses]
account.portOf = () => (free.length > 0 ? Number(new URL(free.shift()).port) : undefined)

const variables = {
  ...account.environment,
  WRANGLER_SEND_METRICS: 'false',
  PLATFORM_URL: url,
  PLATFORM_ADMIN_KEY: key,
  KEY_PEPPERS: peppers,
  KEY_ENCRYPTION_KEYS: encryptionKeys,
}
for (const [index, address] of addresses.entries()) variables[`WORKER_${index + 1}`] = address
mkdirSync(local, { recursive: true })
writeFileSync(log, '', { mode: 0o600 })
account.log = (line) => appendFileSync(log, `${line}\n`)
const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`)
writeFileSync(file, lines.join(''), { mode: 0o600 })
console.log(`The account is ready. In another terminal, in this folder: . .local/account.env
The panel: ${url}/admin/ (sign in with PLATFORM_ADMIN_KEY of that file). The documentation: ${url}/guide/
The log of its Workers: .local/account.log
Ctrl-C stops it, and deletes everything in it.`)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void account.stop().finally(() => process.exit(0))
  })
