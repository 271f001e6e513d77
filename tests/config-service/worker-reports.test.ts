// Tests how the config service learns the version of the Worker that serves an instance: the Worker reports it with calls that it makes
// anyway.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { configRpc, ConfigService } from '../../src/config-service/rpc.ts'
import { createServices } from '../../src/config-service/services.ts'
import type { ConfigRpc } from '../../src/shared/config-rpc.ts'
import { RELEASE, RELEASE_BEFORE } from '../../src/shared/release.ts'
import { mintInstance, mintTenant, mustApi, type Tenant } from '../support/tenant.ts'

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

/**
 * Calls the config service as a Worker whose binding reaches only this instance, or every instance if `instanceId` is null. Then waits for
 * the work that the config service continues after its response (`waitUntil`).
 */
async function through<T>(instanceId: string | null, call: (rpc: ConfigRpc) => Promise<T>): Promise<T> {
  const context = Object.assign(createExecutionContext(), { props: { instanceId } })
  try {
    return await call(new ConfigService(context, env))
  } finally {
    await waitOnExecutionContext(context)
  }
}
const reads = (instanceId: string) => mustApi('GET', `/instances/${instanceId}`, undefined, tenant.adminKey)
const worker = (version: string, release: string) => ({ version, release })

it('is shown with its skew, and changes neither ETag nor epoch', async () => {
  const instanceId = await mintInstance(tenant)
  const before = await reads(instanceId)
  expect(before.body.worker).toBeNull()

  for (const [release, skew] of [
    ['0.1.0', 'unsupported'],
    [RELEASE_BEFORE, 'supported'],
    [RELEASE, 'none'],
    ['9.0.0', 'unsupported'],
  ] as const) {
    const version = `${release}+${skew}`
    await through(instanceId, (rpc) => rpc.snapshot({ instanceId, epoch: null, worker: worker(version, release) }))
    const after = await reads(instanceId)
    expect(after.body.worker).toMatchObject({ version, release, dedicated: true, skew })
    expect(Math.abs(Date.parse(after.body.worker.seen_at) - Date.now())).toBeLessThan(600_000)
    expect([after.body.epoch, after.headers.get('etag')]).toEqual([before.body.epoch, before.headers.get('etag')])
  }
  // A Worker of an earlier release calls the config service without a report. After such a call, the release that was reported before is
  // still shown.
  await through(instanceId, (rpc) => rpc.snapshot({ instanceId, epoch: null }))
  expect((await reads(instanceId)).body.worker.release).toBe('9.0.0')
})

it('arrives with the health check of a deployment, and with the hourly report of storage', async () => {
  const instanceId = await mintInstance(tenant)
  const asked = through(instanceId, (rpc) =>
    rpc.snapshot({ instanceId: 'inst_00000000000000000000000000', epoch: null, worker: worker('checked', RELEASE) }),
  )
  await expect(asked).rejects.toThrow('does not reach this instance')
  expect((await reads(instanceId)).body.worker.version).toBe('checked')

  await through(instanceId, (rpc) =>
    rpc.noteStorage({ instanceId, bytes: 1, limitBytes: 100, rows: null, worker: worker('swept', RELEASE) }),
  )
  expect((await reads(instanceId)).body.worker.version).toBe('swept')
  // A Worker whose binding reaches every instance is shared, so it is not reported as dedicated.
  await through(null, (rpc) => rpc.snapshot({ instanceId, epoch: null, worker: worker('shared', RELEASE) }))
  expect((await reads(instanceId)).body.worker).toMatchObject({ version: 'shared', dedicated: false })
})

it('is stored as one short line of plain text, whatever the Worker sent', async () => {
  const instanceId = await mintInstance(tenant)
  const sent = worker(`\u001b[31m${'x'.repeat(200)}`, 'a\nb\u202e')
  await through(instanceId, (rpc) => rpc.snapshot({ instanceId, epoch: null, worker: sent }))
  expect((await reads(instanceId)).body.worker).toMatchObject({ version: `?[31m${'x'.repeat(95)}`, release: 'a?b?', skew: 'unsupported' })
})

it('is not stored by the Worker that hosts the config service, and goes with the address of the Worker', async () => {
  const instanceId = await mintInstance(tenant)
  const context = createExecutionContext()
  const own = configRpc(createServices(env, context), null, true)
  await own.snapshot({ instanceId, epoch: null, worker: worker('own', RELEASE) })
  await waitOnExecutionContext(context)
  expect((await reads(instanceId)).body.worker).toBeNull()

  await mustApi('PATCH', `/instances/${instanceId}`, { worker_url: 'https://client.example.com' }, tenant.adminKey)
  await through(instanceId, (rpc) => rpc.snapshot({ instanceId, epoch: null, worker: worker('dedicated', RELEASE) }))
  expect((await mustApi('PATCH', `/instances/${instanceId}`, { name: 'Renamed' }, tenant.adminKey)).body.worker.version).toBe('dedicated')
  expect((await mustApi('PATCH', `/instances/${instanceId}`, { worker_url: null }, tenant.adminKey)).body.worker).toBeNull()
})
