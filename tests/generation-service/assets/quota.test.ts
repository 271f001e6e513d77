// The platform stores an upload before it checks any limit or budget. So a project's unused uploads have a bound of their own.
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { Asset, Problem } from '../../../generated/generation/schemas.ts'
import { MOST_UNUSED, MOST_UNUSED_BYTES, UNUSED_KEPT_MS } from '../../../src/generation-service/assets/quota.ts'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { newId } from '../../../src/shared/ids.ts'
import { loneInstance, type LoneCaller } from '../../support/lone-generation-service.ts'
import { png } from '../../support/pictures.ts'

const body = JSON.stringify({ base64: encodeBase64(png(4, 4)) })
const upload = (caller: LoneCaller) => caller.call('/assets', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
const clock = () => Date.now()

/** Inserts the rows of earlier uploads, without files in the bucket. */
async function fill(
  { principal }: LoneCaller,
  count: number,
  values: { bytes?: number; createdAt?: number; usedAt?: number | null; generationId?: string },
) {
  const { bytes = 100, createdAt = Date.now() - 1000, usedAt = null, generationId = null } = values
  const ids = Array.from({ length: count }, () => newId('asset', clock))
  await env.DATA_DB.prepare(
    `INSERT INTO assets (id, instance_id, project_id, generation_id, key, format, width, height, size_bytes, sha256, created_at, used_at)
     SELECT value, ?, ?, ?, 'nowhere/' || value, 'png', 4, 4, ?, 'x', ?, ? FROM json_each(?)`,
  )
    .bind(principal.instanceId, principal.projectId, generationId, bytes, createdAt, usedAt, JSON.stringify(ids))
    .run()
  return ids
}
const stored = async ({ principal }: LoneCaller) => (await env.IMAGES.list({ prefix: `${principal.instanceId}/` })).objects.length

describe('unused uploads', () => {
  it('are limited as in the contract; one more is a 429 that says when there is room', async () => {
    const caller = loneInstance().project()
    const [oldest] = await fill(caller, 1, { createdAt: Date.now() - UNUSED_KEPT_MS + 60_000 })
    await fill(caller, MOST_UNUSED - 2, {})
    expect((await upload(caller)).status).toBe(201)
    const refused = await upload(caller)
    const problem = Problem().parse(await refused.json())
    expect([refused.status, problem.code, refused.headers.get('x-should-retry')]).toEqual([429, 'storage_limited', 'false'])
    expect(problem.retry_after_ms).toBeGreaterThan(50_000)
    expect(problem.retry_after_ms).toBeLessThanOrEqual(60_000)
    expect(await stored(caller)).toBe(1)
    await env.DATA_DB.prepare('UPDATE assets SET used_at = 1 WHERE id = ?').bind(oldest).run()
    expect((await upload(caller)).status).toBe(201)
  })

  it('are limited in bytes, too; used, generated and expired pictures do not count', async () => {
    const caller = loneInstance().project()
    const half = MOST_UNUSED_BYTES / 2
    await fill(caller, 1, { bytes: half })
    await fill(caller, 2000, { bytes: half, usedAt: 1 })
    await fill(caller, 10, { bytes: half, generationId: newId('gen', clock) })
    await fill(caller, 10, { bytes: half, createdAt: Date.now() - UNUSED_KEPT_MS - 1000 })
    expect((await upload(caller)).status).toBe(201)
    await fill(caller, 1, { bytes: half })
    expect(Problem().parse(await (await upload(caller)).json()).code).toBe('storage_limited')
    expect(await stored(caller)).toBe(1)
  })

  it('stay within the limit when many come at once', async () => {
    const caller = loneInstance().project()
    await fill(caller, MOST_UNUSED - 3, {})
    const answers = await Promise.all(Array.from({ length: 12 }, () => upload(caller)))
    const kept = answers.filter(({ status }) => status === 201)
    for (const answer of answers) await answer.body?.cancel()
    expect(kept.length).toBeLessThanOrEqual(3)
    expect(await stored(caller)).toBe(kept.length)
    const { n } = (await env.DATA_DB.prepare('SELECT count(*) AS n FROM assets WHERE project_id = ?')
      .bind(caller.principal.projectId)
      .first<{ n: number }>())!
    expect(n).toBe(MOST_UNUSED - 3 + kept.length)
  })

  it('of one project take nothing from another', async () => {
    const instance = loneInstance()
    const [full, other] = [instance.project(), instance.project()]
    await fill(full, MOST_UNUSED, {})
    expect((await upload(full)).status).toBe(429)
    const asset = Asset().parse(await (await upload(other)).json())
    expect(Date.parse(asset.expires_at!) - Date.parse(asset.created_at)).toBe(UNUSED_KEPT_MS)
  })
})
