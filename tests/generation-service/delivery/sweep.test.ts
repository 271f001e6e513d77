// Tests what a sweep deletes and what it keeps: pictures and records at the end of their retention, unused uploads, and the data of deleted
// projects and instances.
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { UNUSED_KEPT_MS } from '../../../src/generation-service/assets/quota.ts'
import { GONE_GRACE_MS, sweep, type SweepMemory } from '../../../src/generation-service/delivery/sweep.ts'
import { createServices, throughBinding } from '../../../src/generation-service/services.ts'
import { encodeBase64 } from '../../../src/shared/base64.ts'
import { newId } from '../../../src/shared/ids.ts'
import { call } from '../../support/call.ts'
import { png } from '../../support/pictures.ts'
import { mustApi } from '../../support/tenant.ts'
import { mintPlace, play, type Place, SMALL } from '../place.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const everyInstance = exports.ConfigService({ props: { instanceId: null } })
/**
 * Returns the services of the generation service with real bindings. Their clock is `laterMs` ahead, so that a sweep runs at a later time.
 */
const servicesAt = (laterMs: number) => ({
  ...createServices({ ...env, CONFIG: everyInstance }, { waitUntil: () => {} }, throughBinding),
  clock: () => Date.now() + laterMs,
})
const memory = (): SweepMemory & { since: Map<string, number> } => {
  const since = new Map<string, number>()
  return {
    since,
    cursor: null,
    goneSince: (id) => since.get(id),
    noteGone: (id, at) => void (at === null ? since.delete(id) : since.set(id, at)),
  }
}
const upload = async (place: Place) => (await place.ask('POST /assets', { body: { base64: encodeBase64(png(8, 8)) } })).body.id as string
const draw = async (place: Place, key = place.key) =>
  (await call('POST /v1/generate', { key, body: { model: 'sketch', prompt: 'a mill', ...SMALL } })).body
const objects = async (instanceId: string) => (await env.IMAGES.list({ prefix: `${instanceId}/` })).objects.map(({ key }) => key)
async function rows(instanceId: string) {
  const count = async (table: string) =>
    (await env.DATA_DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE instance_id = ?`).bind(instanceId).first<{ n: number }>())!.n
  return { assets: await count('assets'), generations: await count('generations') }
}
async function removeProject(place: Place, projectId = place.projectId) {
  const keys = (await mustApi('GET', `/keys?project_id=${projectId}&limit=100`, undefined, place.adminKey)).body.data as { id: string }[]
  for (const { id } of keys) await mustApi('DELETE', `/keys/${id}`, undefined, place.adminKey)
  await mustApi('DELETE', `/projects/${projectId}`, undefined, place.adminKey)
}
/** Inserts `count` uploaded pictures. Only the first `withBytes` of them have bytes in the bucket. */
async function bring({ instanceId, projectId }: Place, count: number, withBytes = count) {
  const ids = Array.from({ length: count }, () => newId('asset', Date.now))
  await env.DATA_DB.prepare(
    `INSERT INTO assets (id, instance_id, project_id, key, format, width, height, size_bytes, sha256, created_at, used_at)
     SELECT value, ?1, ?2, ?1 || '/' || value, 'png', 4, 4, 3, 'x', ?3, ?3 FROM json_each(?4)`,
  )
    .bind(instanceId, projectId, Date.now(), JSON.stringify(ids))
    .run()
  for (const id of ids.slice(0, withBytes)) await env.IMAGES.put(`${instanceId}/${id}`, 'abc')
  return ids
}

describe('a living instance', () => {
  it('keeps pictures for the days of their retention; the project’s setting takes precedence over the instance’s', async () => {
    const place = await mintPlace({ retention_days: 10 })
    const longer = await place.project()
    await mustApi('PATCH', `/projects/${longer.projectId}`, { retention_days: 30 }, place.adminKey)
    const [usual, kept] = [await draw(place), await draw(place, longer.key)]
    expect(usual.id).not.toBe(kept.id)
    expect(await sweep(servicesAt(9 * DAY_MS), place.instanceId, memory())).toMatchObject({ pictures: 0, records: 0 })
    expect(await sweep(servicesAt(11 * DAY_MS), place.instanceId, memory())).toMatchObject({ pictures: 1, records: 1 })
    expect((await place.ask(`GET /assets/${usual.images[0].asset_id}`)).status).toBe(404)
    expect((await objects(place.instanceId)).length).toBe(1)
    expect(await rows(place.instanceId)).toEqual({ assets: 1, generations: 1 })
  })

  it('deletes uploads that nothing has used in 7 days, and no others', async () => {
    const place = await mintPlace()
    const [unused, used] = [await upload(place), await upload(place)]
    const edit = { operation: 'edit', model: 'sketch', prompt: 'a red roof', inputs: [{ asset_id: used }] }
    expect((await place.generate(edit)).status).toBe(200)
    expect(await sweep(servicesAt(UNUSED_KEPT_MS - HOUR_MS), place.instanceId, memory())).toMatchObject({ pictures: 0 })
    expect(await sweep(servicesAt(UNUSED_KEPT_MS + HOUR_MS), place.instanceId, memory())).toMatchObject({ pictures: 1 })
    expect((await place.ask(`GET /assets/${unused}`)).status).toBe(404)
    expect((await place.ask(`GET /assets/${used}`)).status).toBe(200)
    expect(await sweep(servicesAt(4000 * DAY_MS), place.instanceId, memory())).toMatchObject({ pictures: 0, records: 0 })
  })

  it('keeps a picture that a job uses, whatever its age', async () => {
    const place = await mintPlace({ retention_days: 1 })
    const asset = await upload(place)
    const slow = {
      operation: 'edit',
      model: 'sketch-queued',
      prompt: 'a red roof',
      inputs: [{ asset_id: asset }],
      ...play({ queued: true, delay_ms: 60_000 }),
    }
    const begun = await place.generate(slow, { prefer: 'respond-async' })
    await env.DATA_DB.prepare('UPDATE assets SET created_at = 1 WHERE id = ?').bind(asset).run()
    expect(await sweep(servicesAt(0), place.instanceId, memory())).toMatchObject({ pictures: 0 })
    await place.ask(`POST /generations/${begun.body.id}/cancel`)
    expect(await sweep(servicesAt(0), place.instanceId, memory())).toMatchObject({ pictures: 1 })
  })

  it('does not get back a record from its job after the retention deleted it', async () => {
    const place = await mintPlace({ retention_days: 1 })
    await draw(place)
    // The job host returns the generation for 24 hours and 10 minutes. The sweeper must keep the record at least as long. Otherwise the
    // host would return a generation whose record is deleted.
    expect(await sweep(servicesAt(DAY_MS + 5 * 60_000), place.instanceId, memory())).toMatchObject({ records: 0 })
    expect(await sweep(servicesAt(DAY_MS + 20 * 60_000), place.instanceId, memory())).toMatchObject({ records: 1 })
  })
})

describe('an instance with very many projects', () => {
  it('has each of them swept in turn, even if an earlier one needs more than one sweep', async () => {
    const place = await mintPlace()
    const { rpc, ...services } = servicesAt(0)
    const projectIds = Array.from({ length: 230 }, () => newId('proj', Date.now)).sort()
    const snapshot = (await rpc.snapshot({ instanceId: place.instanceId, epoch: null }))!
    snapshot.projects = Object.fromEntries(projectIds.map((id) => [id, { name: id, status: 'active' as const, retentionDays: 1 }]))
    const old = Date.now() - 2 * DAY_MS
    const insert = (ids: string[]) =>
      env.DATA_DB.prepare(
        `INSERT INTO assets (id, instance_id, project_id, key, format, width, height, size_bytes, sha256, created_at, used_at)
         SELECT value->>0, ?1, value->>1, 'x', 'png', 4, 4, 3, 'x', ?2, ?2 FROM json_each(?3)`,
      )
        .bind(place.instanceId, old, JSON.stringify(ids.map((projectId) => [newId('asset', Date.now), projectId])))
        .run()
    // The first project has more pictures than one sweep deletes; each other project has one.
    await insert(projectIds)
    await insert(Array.from({ length: 5500 }, () => projectIds[0]!))
    const keeps = memory()
    const playing = { ...services, rpc: { ...rpc, snapshot: async () => snapshot } }
    const shares: number[] = []
    for (let more = true; more && shares.length < 20;) {
      const swept = await sweep(playing, place.instanceId, keeps)
      shares.push(swept.pictures)
      more = swept.more
    }
    expect(shares.reduce((sum, pictures) => sum + pictures, 0)).toBe(230 + 5500)
    expect(Math.max(...shares)).toBeLessThanOrEqual(60 * 90)
    expect(keeps.cursor).toBeNull()
    expect(await rows(place.instanceId)).toMatchObject({ assets: 0 })
  })
})

describe('a deleted project', () => {
  it('is swept a day later, and nothing else of the instance is', async () => {
    const place = await mintPlace()
    const living = await place.project()
    const kept = await draw(place, living.key)
    await draw(place)
    await upload(place)
    const failed = await place.generate({ model: 'sketch', prompt: 'secret words', ...SMALL, ...play({ refuse: true }) })
    expect(failed.status).toBe(400)
    const absences = memory()
    expect(await sweep(servicesAt(0), place.instanceId, absences)).toMatchObject({ pictures: 0, records: 0 })
    expect(absences.since.size).toBe(0)

    await removeProject(place)
    expect(await sweep(servicesAt(0), place.instanceId, absences)).toMatchObject({ pictures: 0, records: 0 })
    expect(await sweep(servicesAt(GONE_GRACE_MS - HOUR_MS), place.instanceId, absences)).toMatchObject({ pictures: 0, records: 0 })
    const swept = await sweep(servicesAt(GONE_GRACE_MS + 1000), place.instanceId, absences)
    expect(swept).toEqual({ pictures: 2, records: 2, more: false, over: false, rows: null })
    expect(await rows(place.instanceId)).toEqual({ assets: 1, generations: 1 })
    expect(await objects(place.instanceId)).toEqual([expect.stringContaining(kept.id)])
    expect(absences.since.size).toBe(0)
  })
})

describe('a deleted instance', () => {
  async function deleted(): Promise<Place> {
    const place = await mintPlace()
    await draw(place)
    await upload(place)
    await removeProject(place)
    await mustApi('DELETE', `/instances/${place.instanceId}`, undefined, place.adminKey)
    return place
  }

  it('is swept a day later, including objects without a row, while its neighbours stay', async () => {
    const neighbour = await mintPlace()
    await draw(neighbour)
    const place = await deleted()
    await env.IMAGES.put(`${place.instanceId}/gen_X/partial-1-1`, 'a preview')
    const absences = memory()
    expect(await sweep(servicesAt(0), place.instanceId, absences)).toMatchObject({ pictures: 0, more: false, over: false })
    expect(await sweep(servicesAt(GONE_GRACE_MS + 1000), place.instanceId, absences)).toEqual({
      pictures: 2,
      records: 1,
      more: false,
      over: true,
      rows: null,
    })
    expect(await objects(place.instanceId)).toEqual([])
    expect(await rows(place.instanceId)).toEqual({ assets: 0, generations: 0 })
    expect((await objects(neighbour.instanceId)).length).toBe(1)
    expect(await sweep(servicesAt(4000 * DAY_MS), neighbour.instanceId, memory())).toMatchObject({ pictures: 0, records: 0, over: false })
    expect(await rows(neighbour.instanceId)).toEqual({ assets: 1, generations: 1 })
  })

  it('is different from an instance that the config database never had', async () => {
    const place = await mintPlace()
    await draw(place)
    const { rpc, ...services } = servicesAt(0)
    const empty = { ...rpc, snapshot: async () => null }
    const absences = memory()
    for (const laterMs of [0, GONE_GRACE_MS + 1000, 4000 * DAY_MS]) {
      const swept = await sweep({ ...services, rpc: empty, clock: () => Date.now() + laterMs }, place.instanceId, absences)
      expect(swept).toEqual({ pictures: 0, records: 0, more: false, over: false, rows: null })
    }
    expect(await rows(place.instanceId)).toEqual({ assets: 1, generations: 1 })
  })

  it('is swept in steps, and continued after a sweep that broke off', async () => {
    const place = await deleted()
    await bring(place, 6000, 200)
    const absences = memory()
    await sweep(servicesAt(0), place.instanceId, absences)
    const services = servicesAt(GONE_GRACE_MS + 1000)
    let deletes = 0
    const breaking = new Proxy(services.images, {
      get: (bucket, name) => {
        if (name === 'delete' && ++deletes > 2) throw new Error('the process ended')
        const value: unknown = Reflect.get(bucket, name)
        return typeof value === 'function' ? value.bind(bucket) : value
      },
    })
    await expect(sweep({ ...services, images: breaking }, place.instanceId, absences)).rejects.toThrow('the process ended')
    const first = await sweep(services, place.instanceId, absences)
    expect(first).toMatchObject({ more: true, over: false })
    expect(first.pictures).toBeLessThanOrEqual(60 * 90)
    expect(await sweep(services, place.instanceId, absences)).toMatchObject({ more: false, over: true })
    expect(await objects(place.instanceId)).toEqual([])
    expect(await rows(place.instanceId)).toEqual({ assets: 0, generations: 0 })
  })

  it('is swept by a dedicated Worker, too, whose binding reaches only it', async () => {
    const [place, other] = [await deleted(), await mintPlace()]
    const binding = exports.ConfigService({ props: { instanceId: place.instanceId } })
    const dedicated = createServices({ ...env, CONFIG: binding }, { waitUntil: () => {} }, throughBinding)
    const absences = memory()
    await sweep(dedicated, place.instanceId, absences)
    const later = { ...dedicated, clock: () => Date.now() + GONE_GRACE_MS + 1000 }
    expect(await sweep(later, place.instanceId, absences)).toMatchObject({ pictures: 2, over: true })
    await expect(sweep(later, other.instanceId, memory())).rejects.toThrow('does not reach this instance')
    expect(await dedicated.rpc.isDeleted({ instanceId: place.instanceId })).toBe(true)
  })

  it('ends its sweeper, which remembers the time of deletion', async () => {
    const place = await deleted()
    const stub = env.SWEEPER.get(env.SWEEPER.idFromName(place.instanceId))
    await stub.watch(place.instanceId)
    expect(await runDurableObjectAlarm(stub)).toBe(true)
    const state = (use: (storage: DurableObjectStorage) => unknown) =>
      runInDurableObject(stub as unknown as DurableObjectStub, (_object, context) => use(context.storage))
    expect(await state((storage) => storage.kv.get(`gone:${place.instanceId}`))).toEqual(expect.any(Number))
    expect((await objects(place.instanceId)).length).toBe(2)
    await state((storage) => storage.kv.put(`gone:${place.instanceId}`, Date.now() - GONE_GRACE_MS))
    expect(await runDurableObjectAlarm(stub)).toBe(true)
    expect(await objects(place.instanceId)).toEqual([])
    expect(await state((storage) => storage.getAlarm())).toBeNull()
    expect(await state((storage) => storage.kv.get('instanceId'))).toBeUndefined()
  })
})
