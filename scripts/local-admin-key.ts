// `npm run local:admin-key`: makes a new admin key for the platform on this machine, for somebody who has lost the old one. Anyone who can
// run this can also read the database's files and the pepper, so it gives no additional access. A deployed platform has no such command.
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { makeKey, shownParts } from '../src/auth/key-format.ts'
import { appendStatements, readChainEnd } from '../src/config-service/db/audit.ts'
import { keys, users } from '../src/config-service/db/schema.ts'
import { runBatch } from '../src/shared/d1.ts'
import { newId } from '../src/shared/ids.ts'
import { readCredentials, writeCredentials } from './local/first-run.mjs'
import { readSecret } from './local/install.mjs'
import { credentialsFile, root, stateFolder } from './local/paths.mjs'

const NAME = 'Local admin key'
// oxlint-disable-next-line no-extend-native -- a standard method that the Workers runtime has and Node 24 has not; the audit log's hashes need it
Uint8Array.prototype.toHex ??= function (this: Uint8Array) {
  return Buffer.from(this).toString('hex')
}

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
    const { secret, row } = newAdminKey(admin, peppers)
    const shown = { kind: 'user', user_id: admin.id, name: NAME, scopes: row.scopes, made_by: 'npm run local:admin-key' }
    const entry = { action: 'key.create', targetKind: 'key', targetId: row.id, instanceId: null, before: null, after: shown }
    const end = await readChainEnd(db as never, admin.organizationId)
    const audit = await appendStatements(
      admin.organizationId,
      [entry],
      { kind: 'system', id: null, requestId: null } as never,
      end,
      row.createdAt,
    )
    await runBatch(db as never, [db.insert(keys).values(row), ...audit])
    const known = readCredentials()
    if (known === null) console.log(`admin_key ${secret}`)
    else writeCredentials({ ...known, admin_key: secret })
    console.log(`A new key of ${admin.name} (${admin.email})${known === null ? '' : ` is in ${credentialsFile}`}. npm start uses it.`)
  } finally {
    await miniflare.dispose()
  }
}

function newAdminKey(admin: typeof users.$inferSelect, peppers: string): { secret: string; row: typeof keys.$inferSelect } {
  const byVersion = JSON.parse(peppers) as Record<string, string>
  const pepperVersion = Math.max(...Object.keys(byVersion).map(Number))
  const secret = makeKey()
  const now = Date.now()
  return {
    secret,
    row: {
      id: newId('key', () => now),
      kind: 'user',
      name: NAME,
      organizationId: admin.organizationId,
      instanceId: null,
      projectId: null,
      userId: admin.id,
      hash: createHmac('sha256', Buffer.from(byVersion[pepperVersion]!, 'base64')).update(secret).digest('base64url'),
      pepperVersion,
      ...shownParts(secret),
      scopes: ['read', 'generate', 'manage'],
      limits: [],
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
      createdBy: admin.id,
      replacedBy: null,
      family: null,
      pool: null,
      maker: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    },
  }
}

/** Returns the id of the database in wrangler.toml, which is in the names of the local database's files. */
function databaseId(): string {
  const found = /binding = "CONFIG_DB"\s+database_name = "\w+"\s+database_id = "([^"]+)"/.exec(
    readFileSync(join(root, 'wrangler.toml'), 'utf8'),
  )
  if (found === null) throw new Error('wrangler.toml names no database_id for CONFIG_DB.')
  return found[1]!
}
