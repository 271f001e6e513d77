// `npm run local:admin-key`: makes a new admin key for the platform on this machine, for somebody who has lost the old one. Anyone who can
// run this can also read the database's files and the pepper, so it gives no additional access. `npm run break-glass` does the same for
// a deployed platform.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { readChainEnd } from '../src/config-service/db/audit.ts'
import { keys, users } from '../src/config-service/db/schema.ts'
import { runBatch } from '../src/shared/d1.ts'
import { readCredentials, writeCredentials } from './local/first-run.mjs'
import { readSecret } from './local/install.mjs'
import { credentialsFile, localPort, root, stateFolder } from './local/paths.mjs'
import { whoRuns } from './local/server.mjs'
import { auditOfAdminKey, newAdminKey } from './recovery/admin-key.ts'

const NAME = 'Local admin key'
try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function main(): Promise<void> {
  if (!existsSync(join(stateFolder, 'v3', 'd1')))
    throw new Error(`There is no local platform in ${stateFolder}. npm start makes one, with its keys.`)
  const peppers = readSecret('KEY_PEPPERS')
  if (peppers === undefined)
    throw new Error('.dev.vars has no KEY_PEPPERS, so no key can be made that the platform knows. npm start adds it.')
  const options = { modules: true, script: 'export default {}', d1Databases: { CONFIG_DB: databaseId() } }
  const miniflare = new Miniflare(convertV4MiniflareOptions({ resourcePersistencePath: join(stateFolder, 'v3'), workers: [options] }))
  try {
    const db = drizzle((await miniflare.getD1Database('CONFIG_DB')) as never)
    const admin = await db.select().from(users).where(eq(users.role, 'superadmin')).orderBy(asc(users.createdAt)).limit(1).get()
    if (admin === undefined) throw new Error('The local platform has no superadmin yet. npm start sets it up.')
    const { secret, row } = newAdminKey(admin, peppers, NAME)
    const audit = await auditOfAdminKey(row, 'npm run local:admin-key', await readChainEnd(db as never, admin.organizationId))
    await runBatch(db as never, [db.insert(keys).values(row), ...audit])
    const baseUrl = (await whoRuns())?.baseUrl ?? `http://127.0.0.1:${localPort()}`
    writeCredentials({ base_url: baseUrl, ...readCredentials(), admin_key: secret })
    console.log(`A new key of ${admin.name} (${admin.email}) is in ${credentialsFile}, as admin_key. npm start uses it.`)
  } finally {
    await miniflare.dispose()
  }
}

/** Returns the id of the database in wrangler.toml. The names of the local database's files are derived from this id. */
function databaseId(): string {
  const found = /binding = "CONFIG_DB"\s+database_name = "\w+"\s+database_id = "([^"]+)"/.exec(
    readFileSync(join(root, 'wrangler.toml'), 'utf8'),
  )
  if (found === null) throw new Error('wrangler.toml names no database_id for CONFIG_DB.')
  return found[1]!
}
