import { beforeAll, expect, it } from 'vitest'
import { config } from '../support/call.ts'
import { mintInstance, mintProject, mintTenant, mintUser, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
let other: Tenant
let second: string
beforeAll(async () => {
  tenant = await mintTenant()
  other = await mintTenant()
  second = await mintInstance(tenant)
  await mintProject({ instanceId: second, adminKey: tenant.adminKey })
})

interface Seen {
  id: string
  instances: { id: string; role: string | null; projects: { id: string }[] }[]
}
async function seenBy(key: string): Promise<Seen[]> {
  const { status, body } = await config('GET /me/places', { key })
  expect([status, body.truncated]).toEqual([200, false])
  return body.organizations
}
const instancesOf = (organizations: Seen[]) => organizations.flatMap(({ instances }) => instances)

it('is the whole platform for a superadmin, the organization for an admin', async () => {
  const everywhere = (await seenBy(tenant.superadminKey)).map(({ id }) => id)
  expect(everywhere).toEqual(expect.arrayContaining([tenant.organizationId, other.organizationId]))
  const own = await seenBy(tenant.adminKey)
  expect(own.map(({ id }) => id)).toEqual([tenant.organizationId])
  expect(instancesOf(own).map(({ id, role }) => [id, role])).toEqual(
    expect.arrayContaining([
      [tenant.instanceId, 'admin'],
      [second, 'admin'],
    ]),
  )
  expect(instancesOf(own).every(({ projects }) => projects.length === 1)).toBe(true)
})

it('is the granted instances for others, with the role there, and nothing else', async () => {
  const viewer = await mintUser(tenant, 'viewer', { instanceIds: [second] })
  expect(instancesOf(await seenBy(viewer.key)).map(({ id, role }) => [id, role])).toEqual([[second, 'viewer']])
  const nobody = await mintUser(tenant, 'developer')
  expect((await seenBy(nobody.key)).map(({ id, instances }) => [id, instances.length])).toEqual([[tenant.organizationId, 0]])
})

it("is its own project for a project's key", async () => {
  await mintProject(tenant)
  const own = instancesOf(await seenBy(tenant.projectKey))
  expect(own.map(({ id, role, projects }) => [id, role, projects.map((project) => project.id)])).toEqual([
    [tenant.instanceId, null, [tenant.projectId]],
  ])
})
