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
| \`developer\`, \`viewer\` | in each instance what the user's **grant** there says: \`developer\` changes the instance and makes pictures, \`viewer\` reads |

- A call needs both the **scope** on its key and the **role** of the key's user in the organization or instance that it acts on. Grants are set
  for each instance, so a user can be \`developer\` in one and \`viewer\` in another.
- **The user's own role beside the grants.** Admins and superadmins need no grants. The own role of a developer or viewer opens no instance: a user with
  the role \`viewer\` and the grant \`developer\` changes that instance, and a user with the role \`developer\` and the grant \`viewer\` only reads it. The
  own role sets how many changes a minute the user may make ([60 or 30](../api/limits.md)).
- Nobody can create, change or delete a user with a higher role than their own. The last superadmin can be neither deleted nor given a lower role.
- A **higher role** (not a grant) revokes those keys of the user that somebody else created or rotated, and the keys that were made with them: that person
  knows the secrets. [Give the user a new key](organizations.md#when-somebodys-role-changes) afterwards.
- A **project key** has no role. It works in the generation service; here it can only read \`/me\` and the catalogue.
- A **user key** also works in the generation service, in every project that its user can reach; there each request names one in the header
  \`X-Project-ID\`. If the user is a \`viewer\` in its instance, the key only reads, whatever its scopes are.
- A changed role or grant is in force when its response is sent, for keys and panel sessions alike.
- If you may not see a resource, the response is \`404 not_found\`, as if it did not exist. If you may see it but not do this, the response is
  \`403\`: \`insufficient_scope\` if your key lacks the scope, which is looked at first, and \`insufficient_role\` if only your role is too low.
  If a call needs a role that you have nowhere, neither as your own role nor by a grant, the response is \`403 insufficient_role\`, too. Nothing is
  looked up then, so it does not show whether the resource exists. For example, a developer gets it from
  \`GET /organizations/{organization_id}/alerts\` for any organization.
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
