import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AdmitResult, ConfigRpc } from '../../src/shared/config-rpc.ts'
import { newId } from '../../src/shared/ids.ts'
import { config } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { type Tenant, mintProjectKey, mintTenant } from '../support/tenant.ts'

const rpc = (exports as unknown as { ConfigService(options: { props: { instanceId: null } }): ConfigRpc }).ConfigService({
  props: { instanceId: null },
})
const CALLERS = 16

let tenant: Tenant
beforeAll(async () => {
  tenant = await mintTenant()
})

interface Asked {
  /** The number of the call, not a time: the calls are numbered in the order in which they start. */
  startedAt: number
  result: AdmitResult
}

/**
 * Starts callers that send admissions as fast as they can until they are stopped. If the limiter answers `stale_epoch`, the callers use the
 * epoch of this answer in their next calls, as the data plane does.
 */
function load(keyId: string) {
  const asked: Asked[] = []
  let order = 0
  const callersState = { running: true }
  let epoch = 0
  const callers = Array.from({ length: CALLERS }, async () => {
    while (callersState.running) {
      const startedAt = ++order
      const generationId = newId('gen', services.clock)
      const result = await rpc.admit({
        organizationId: tenant.organizationId,
        instanceId: tenant.instanceId,
        projectId: tenant.projectId,
        keyId,
        generationId,
        operation: 'generate',
        epoch,
        idempotency: null,
        requests: 1,
        images: 1,
        tokens: 0,
        reserveMicros: 1,
        targets: [{ provider: 'sketch', model: 'sketch' }],
        deadlineAt: Date.now() + 60_000,
      })
      if (result.kind === 'stale_epoch') epoch = result.epoch
      asked.push({ startedAt, result })
      // In the local runtime, calls without a pause between them would prevent all timers from firing.
      await new Promise((done) => setTimeout(done, 0))
    }
  })
  return {
    asked,
    /** Returns the number of the call that started last. Every later call has a higher number. */
    now: () => order,
    async stop() {
      callersState.running = false
      await Promise.all(callers)
    },
  }
}
async function untilAdmitted(running: { asked: Asked[]; stop(): Promise<void> }, count: number): Promise<void> {
  for (const giveUpAt = Date.now() + 5_000; Date.now() < giveUpAt;) {
    if (running.asked.filter(({ result }) => result.kind === 'admitted').length >= count) return
    await new Promise((done) => setTimeout(done, 5))
  }
  await running.stop()
  throw new Error(`not ${count} admitted in 5 s: ${JSON.stringify(running.asked.slice(-3))}`)
}
const admittedAfter = (asked: Asked[], moment: number) =>
  asked.filter(({ startedAt, result }) => startedAt > moment && (result.kind === 'admitted' || result.kind === 'joined')).length

describe('F7: a key revoked under load', () => {
  it('admits nothing after the response, in ten rounds', async () => {
    let before = 0
    let refused = 0
    for (let round = 0; round < 10; round++) {
      const key = await mintProjectKey(tenant)
      const running = load(key.id)
      await untilAdmitted(running, 30)
      const revoked = await config(`DELETE /keys/${key.id}`, { key: tenant.adminKey })
      const answered = running.now()
      expect(revoked.status).toBe(204)
      await new Promise((done) => setTimeout(done, 60))
      await running.stop()
      expect(admittedAfter(running.asked, answered)).toBe(0)
      const late = running.asked.filter(({ startedAt }) => startedAt > answered)
      for (const { result } of late) expect(result).toMatchObject({ kind: 'key_refused', code: 'revoked_key' })
      before += running.asked.filter(({ result }) => result.kind === 'admitted').length
      refused += late.length
    }
    expect(before).toBeGreaterThan(300)
    expect(refused).toBeGreaterThan(100)
  })

  it('negative control: a revocation that does not reach the limiter still admits', async () => {
    const key = await mintProjectKey(tenant)
    const running = load(key.id)
    await untilAdmitted(running, 30)
    await env.CONFIG_DB.prepare('UPDATE keys SET revoked_at = ? WHERE id = ?').bind(Date.now(), key.id).run()
    const answered = running.now()
    await new Promise((done) => setTimeout(done, 60))
    await running.stop()
    expect(admittedAfter(running.asked, answered)).toBeGreaterThan(0)
  })
})
