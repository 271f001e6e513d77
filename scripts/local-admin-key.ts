// `npm run local:admin-key`: makes a new admin key for the platform on this machine, for somebody who has lost the old one. Anyone who can
// run this can also read the database's files and the pepper, so it gives no additional access. `npm run break-glass` does the same for
// a deployed platform.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { readChainEnd } from '../src/config-service/db/audit.ts'
import { keys, users } from '../src/config-service/db/schema.ts'
import { runBatch } from '../src/shared/d1.ts'
import { readCredentials, writeCredentials } from './local/first-run.mjs'
import { readSecret } from './local/install.mjs'
import { credentialsFile, localPort, stateFolder } from './local/paths.mjs'
import { whoRuns } from './local/server.mjs'
import { localDatabaseFile, localDatabaseId } from './local/stores.ts'
import { auditOfAdminKey, newAdminKey } from './recovery/admin-key.ts'

const NAME = 'Local admin key'
try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}

async function main(): Promise<void> {
  // Without this check, the runtime would make an empty database.
  if (!existsSync(localDatabaseFile('CONFIG_DB')))
    throw new Error(
      `There is no local platform in ${stateFolder} with the id of CONFIG_DB in wrangler.toml, ${localDatabaseId('CONFIG_DB')}. npm start makes one, with its keys.`,
    )
  const peppers = readSecret('KEY_PEPPERS')
  if (peppers === undefined)
    throw new Error('.dev.vars has no KEY_PEPPERS, so no key can be made that the platform knows. npm start adds it.')
  const options = { modules: true, script: 'export default {}', d1Databases: { CONFIG_DB: localDatabaseId('CONFIG_DB') } }
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
