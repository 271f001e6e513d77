// Writes docs/admin/roles.md from the contract. `--check` writes nothing and fails if the page differs from the generated one.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const CONTRACT = join(import.meta.dirname, '../generated/config/openapi.json')
const PAGE = join(import.meta.dirname, '../docs/admin/roles.md')
const ROLES = ['superadmin', 'admin', 'developer', 'viewer'] as const

interface ContractOperation {
  operationId: string
  summary: string
  tags: string[]
  security?: unknown[]
  'x-required-scope'?: string
  'x-required-role'?: (typeof ROLES)[number]
}

const HEAD = `# Roles

For admins: who may do what in the config service. This page is generated from the contract by \`npm run docs:roles\`.

| role | may change or read |
|---|---|
| \`superadmin\` | the whole platform |
| \`admin\` | everything in its organization |
| \`developer\` | changes the instances granted to it |
| \`viewer\` | reads the instances granted to it |

- A call needs both the **scope** on its key and the **role** of the key's user in the organization or instance that it acts on. Grants are set
  for each instance, so a user can be \`developer\` in one and \`viewer\` in another.
- Nobody can create, change or delete a user with a higher role than their own. The last superadmin can be neither deleted nor given a lower role.
- A **project key** has no role. It works in the generation service; here it can only read \`/me\` and the catalogue.
- A **user key** also works in the generation service, in every project that its user can reach; there each request names one in the header
  \`X-Project-ID\`. If the user is a \`viewer\` in its instance, the key only reads, whatever its scopes are.
- A changed role or grant is in force when its response is sent, for keys and panel sessions alike.
- If you may not see a resource, the response is \`404 not_found\`, as if it did not exist. If you may see it but not do this, the response is
  \`403\`: \`insufficient_scope\` if your key lacks the scope, which is looked at first, and \`insufficient_role\` if only your role is too low.
  If neither your role nor a grant could allow the call on anything, the response is the same \`403\` before anything is looked up, whether the
  resource exists or not: \`GET /organizations/{organization_id}/alerts\` by a developer, for example, also for another organization.
- In the generation service, the role takes scopes away from a user key. So a \`viewer\` who generates gets \`insufficient_scope\`, and its \`detail\`
  names the role.
- Some operations check more than their row says. For keys it depends on the key:
  - A **project's key** is made, changed, rotated and revoked with the role \`developer\` in the project's instance; a \`viewer\` there only sees it.
  - A **user's key** is seen, made, changed, rotated and revoked by that user, whatever the role, and by admins. Only an admin whose role is not below
    the user's may do more than see it.
`

const contract = JSON.parse(await readFile(CONTRACT, 'utf8')) as {
  tags: { name: string }[]
  paths: Record<string, Record<string, ContractOperation>>
}
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    'operationId' in operation ? [{ ...operation, call: `${method.toUpperCase()} ${path}` }] : [],
  ),
)

function row(operation: (typeof operations)[number]): string {
  const needed = operation['x-required-role']
  const marks = ROLES.map((role) => (needed === undefined || ROLES.indexOf(role) <= ROLES.indexOf(needed) ? '✓' : ''))
  const isOpen = operation.security?.length === 0
  const key = isOpen ? 'none needed' : needed === undefined ? '✓' : ''
  return `| \`${operation.call}\` | ${operation.summary} | ${isOpen ? '' : `\`${operation['x-required-scope']}\``} | ${marks.join(' | ')} | ${key} |`
}

const sections = contract.tags.flatMap(({ name }) => {
  const rows = operations.filter((operation) => operation.tags[0] === name).map(row)
  // Tags of webhooks have no operations, so they get no section.
  if (rows.length === 0) return []
  return [
    `## ${name[0]!.toUpperCase()}${name.slice(1)}`,
    '',
    `| call | what | scope | ${ROLES.join(' | ')} | project key |`,
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
})
const page = `${HEAD}\n${sections.join('\n')}`

if (process.argv.includes('--check')) {
  const written = await readFile(PAGE, 'utf8').catch(() => '')
  if (written !== page) {
    console.error('docs/admin/roles.md is not what the contract says: run npm run docs:roles')
    process.exitCode = 1
  }
} else {
  await writeFile(PAGE, page)
}
