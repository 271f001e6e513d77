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
import { reach } from './local/reach.mjs'
import { auditOfAdminKey, auditOfDeadKey, newAdminKey } from './recovery/admin-key.ts'

const HELP = `npm run break-glass [-- --user <mail address>] [--url https://…] [--env config] [--config-db <name>]
Makes a new key for a superadmin and prints it once. The audit log gets an entry.
  --user <mail address>  the superadmin; without it, the oldest one
  --url https://…        the platform's address (or PLATFORM_URL): the new key is tried there, and revoked again if KEY_PEPPERS was wrong
  --env config           for a config Worker of its own
Environment: KEY_PEPPERS, as the deployment has it; CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, or npx wrangler login.`

interface Found {
  id: string
  name: string
  email: string
  organizationId: string
  seq: number | null
  hash: string | null
}

type Run = <Row>(statements: SQL[]) => Promise<Row[][]>

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      user: { type: 'string' },
      url: { type: 'string' },
      env: { type: 'string', default: '' },
      'config-db': { type: 'string', default: 'CONFIG_DB' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const { KEY_PEPPERS: peppers, PLATFORM_URL: known } = process.env
  const url = values.url ?? known
  if (!peppers) throw new Error(`KEY_PEPPERS is not set. It is in the password manager, as JSON: {"1":"…"}.\n\n${HELP}`)
  await installPackages()
  const run = runnerFor(values['config-db'], values.env)
  const admin = await requireSuperadmin(run, values.user)
  const { secret, row } = newAdminKey(admin, peppers, 'Break-glass key')
  // The audit entry is inserted before the key. The entry's number follows the number of the log's last entry, which was read above. If
  // another change has used this number in the meantime, the insert of the entry fails, and no key is made.
  const audit = await auditOfAdminKey(row, COMMAND, endOf(admin))
  await run([
    ...audit,
    drizzle({} as never)
      .insert(keys)
      .values(row)
      .getSQL(),
  ])
  if (url && (await isRefused(url, secret))) {
    await takeBack(run, row)
    throw new Error(`${url} refuses the new key, so KEY_PEPPERS is not the one of this deployment. The key was revoked again.
Copy KEY_PEPPERS from the password manager, and repeat the command.`)
  }
  console.log(instructions(admin, row.id, secret, Boolean(url)))
}

const COMMAND = 'npm run break-glass'

/** Returns a function that runs statements in the deployment's database, with wrangler. */
function runnerFor(database: string, environment: string): Run {
  return async <Row>(statements: SQL[]) => {
    const command = statements.map((statement) => new SQLiteAsyncDialect().sqlToQuery(statement.inlineParams()).sql).join(';\n')
    const output = await runWrangler(['d1', 'execute', database, '--remote', '--env', environment, '--json', '--command', command])
    return (JSON.parse(output) as { results: Row[] }[]).map(({ results }) => results)
  }
}

/** Returns a superadmin, with the number and hash of the last entry in the audit log of the superadmin's organization. */
async function requireSuperadmin(run: Run, email: string | undefined): Promise<Found> {
  const which = email === undefined ? sql`` : sql`AND u.email = ${email}`
  const [found] = await run<Found>([
    sql`SELECT u.id, u.name, u.email, u.organization_id AS organizationId, a.seq, a.hash FROM users u
      LEFT JOIN audit_log a ON a.organization_id = u.organization_id AND a.seq = (SELECT max(seq) FROM audit_log WHERE organization_id = u.organization_id)
      WHERE u.role = 'superadmin' ${which} ORDER BY u.created_at LIMIT 1`,
  ])
  const admin = found?.[0]
  if (admin === undefined)
    throw new Error(email === undefined ? 'The database has no superadmin.' : `No superadmin has the address ${email}.`)
  return admin
}

const endOf = ({ seq, hash }: Pick<Found, 'seq' | 'hash'>) => ({ seq: seq ?? 0, hash: hash ?? FIRST_HASH })

/**
 * Returns true if the platform refuses the key as unknown (401), false if the platform accepts it. If the platform does not respond, or
 * responds with another status, prints this and returns false.
 */
async function isRefused(url: string, secret: string): Promise<boolean> {
  const address = `${url.replace(/\/+$/, '')}/config/v1/me`
  let fault: string
  try {
    const answer = await reach(address, { headers: { authorization: `Bearer ${secret}` } })
    if (answer.ok || answer.status === 401) return !answer.ok
    fault = `It answered ${answer.status}.`
  } catch (error) {
    fault = (error as Error).message
  }
  console.error(`The new key could not be tried at ${address}. ${fault}`)
  return false
}

/** Revokes a key that the platform refuses. Otherwise the list of keys would show an active key that nobody can use. */
async function takeBack(run: Run, row: typeof keys.$inferSelect): Promise<void> {
  const [ends] = await run<Pick<Found, 'seq' | 'hash'>>([
    sql`SELECT seq, hash FROM audit_log WHERE organization_id = ${row.organizationId} ORDER BY seq DESC LIMIT 1`,
  ])
  const audit = await auditOfDeadKey(row, COMMAND, endOf(ends![0]!))
  const now = Date.now()
  await run([...audit, sql`UPDATE keys SET revoked_at = ${now}, updated_at = ${now}, version = version + 1 WHERE id = ${row.id}`])
}

function instructions({ name, email }: Found, id: string, secret: string, tried: boolean): string {
  return `A new key of ${name} (${email}), ${id}. It is shown only now:

${secret}
${tried ? '' : '\nIf it answers invalid_key, KEY_PEPPERS was not the one of the deployment: revoke this key later, and repeat the command.\n'}
It depends on no other key. Sign in with it, then:
1. Find the lost key: GET /config/v1/keys?kind=user&status=active, or in the panel: People and roles, the person.
2. Nobody else has it: rotate it with grace_period_seconds 0 (in the panel: Rotate, At once). The keys made with it work on.
   Somebody else may have it: revoke it instead. Every key made with it ends, too, and you make these keys again.
3. Rotate this new key in the same way, and keep its successor for daily use: the secret above was on a screen.
Do not revoke this key: every key made or rotated with it would end, too.`
}

try {
  await main()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
