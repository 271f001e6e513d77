// `npm run break-glass`: on a deployed platform, makes a new key for a superadmin who has lost the last key. The command needs two things
// that only the owner of the deployment has: access to the database at Cloudflare, and the secret KEY_PEPPERS. docs/deployment/runbooks.md
// explains it.
import { parseArgs } from 'node:util'
import { sql, type SQL } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import { FIRST_HASH } from '../src/config-service/db/audit.ts'
import { keys } from '../src/config-service/db/schema.ts'
import { runWrangler } from './instance/wrangler.ts'
import { installPackages } from './local/install.mjs'
import { auditOfAdminKey, newAdminKey } from './recovery/admin-key.ts'

const HELP = `npm run break-glass [-- --user <mail address>] [--env config] [--config-db <name>]
Makes a new key for a superadmin (the oldest one, if --user names none) and prints it once. The audit log gets an entry.
Environment: KEY_PEPPERS, as the deployment has it; CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, or npx wrangler login.`

interface Found {
  id: string
  name: string
  email: string
  organizationId: string
  seq: number | null
  hash: string | null
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      user: { type: 'string' },
      env: { type: 'string', default: '' },
      'config-db': { type: 'string', default: 'CONFIG_DB' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const { KEY_PEPPERS: peppers } = process.env
  if (!peppers) throw new Error(`KEY_PEPPERS is not set. It is in the password manager, as JSON: {"1":"…"}.\n\n${HELP}`)
  installPackages()
  const run = async <Row>(statements: SQL[]): Promise<Row[][]> => {
    const command = statements.map((statement) => new SQLiteAsyncDialect().sqlToQuery(statement.inlineParams()).sql).join(';\n')
    const output = await runWrangler([
      'd1',
      'execute',
      values['config-db'],
      '--remote',
      '--env',
      values.env,
      '--json',
      '--command',
      command,
    ])
    return (JSON.parse(output) as { results: Row[] }[]).map(({ results }) => results)
  }
  const which = values.user === undefined ? sql`` : sql`AND u.email = ${values.user}`
  const [found] = await run<Found>([
    sql`SELECT u.id, u.name, u.email, u.organization_id AS organizationId, a.seq, a.hash FROM users u
      LEFT JOIN audit_log a ON a.organization_id = u.organization_id AND a.seq = (SELECT max(seq) FROM audit_log WHERE organization_id = u.organization_id)
      WHERE u.role = 'superadmin' ${which} ORDER BY u.created_at LIMIT 1`,
  ])
  const admin = found?.[0]
  if (admin === undefined)
    throw new Error(values.user === undefined ? 'The database has no superadmin.' : `No superadmin has the address ${values.user}.`)
  const { secret, row } = newAdminKey(admin, peppers, 'Break-glass key')
  // The audit entry is inserted before the key. Its number is one more than the number of the newest entry, which was read above. If
  // another change has used this number in the meantime, the insert of the audit entry fails, and no key is made.
  const audit = await auditOfAdminKey(row, 'npm run break-glass', { seq: admin.seq ?? 0, hash: admin.hash ?? FIRST_HASH })
  await run([
    ...audit,
    drizzle({} as never)
      .insert(keys)
      .values(row)
      .getSQL(),
  ])
  console.log(`A new key of ${admin.name} (${admin.email}), ${row.id}. It is shown only now:

${secret}

Sign in with it, revoke the lost key, make a key for daily use, then revoke this one.`)
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
