// Tests the object that hosts several jobs: to which host a generation is assigned, and what a host still has after a restart.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { JobHostObject } from '../../../src/generation-service/job/durable-object.ts'
import { UNSAVED_EVENTS } from '../../../src/generation-service/job/events.ts'
import { JobRows, type StoredJob } from '../../../src/generation-service/job/rows.ts'
import { initialState } from '../../../src/generation-service/job/state.ts'
import { HostedJob } from '../../../src/generation-service/job/work.ts'
import { hasJob } from '../../../src/config-service/limiter-host.ts'
import { configRpc } from '../../../src/config-service/rpc.ts'
import type { AdmitResult, ConfigRpc } from '../../../src/shared/config-rpc.ts'
import { newId } from '../../../src/shared/ids.ts'
import { type GenerationRecord, type JobPlan, KEPT_MS } from '../../../src/generation-service/model/generation.ts'
import { throughBinding } from '../../../src/generation-service/services.ts'
import { hostNameOf, hostNumberOf, newGenerationId } from '../../../src/shared/generation-id.ts'
import { config } from '../../support/call.ts'
import { services } from '../../support/config-services.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'
import { Bench, done } from './fake-job.ts'

let place: Place
beforeAll(async () => {
  place = await mintPlace()
})

const hostOf = (id: string) => env.JOB_HOST.getByName(hostNameOf(place.instanceId, id)!)
const later = (options: Record<string, unknown>) => place.generate({ prompt: 'x', ...SMALL, ...play(options) }, { prefer: 'respond-async' })
const ended = async (id: string) => {
  await expect.poll(async () => (await place.ask(`GET /generations/${id}`)).body.status).toBe('succeeded')
}

describe('the host of a job', () => {
  test('has four jobs at once; the next host gets the fifth, and the first one the next after an end', async () => {
    const started = []
    for (let count = 0; count < 5; count++) started.push((await later({ delay_ms: 3000 })).body.id as string)
    expect(started.map(hostNumberOf)).toEqual([0, 0, 0, 0, 1])
    await Promise.all(started.map(ended))
    expect(hostNumberOf((await place.generate({ prompt: 'x', ...SMALL })).body.id)).toBe(0)
  })

  test('works on its jobs at the same time', async () => {
    const [first, second] = await Promise.all([later({ delay_ms: 60_000 }), later({ delay_ms: 1 })])
    expect(hostNameOf(place.instanceId, first.body.id)).toBe(hostNameOf(place.instanceId, second.body.id))
    await ended(second.body.id)
    await place.ask(`POST /generations/${first.body.id}/cancel`)
  })

  test('goes on after a restart, as soon as somebody asks', async () => {
    const { body } = await place.generate(
      { prompt: 'x', model: 'sketch-queued', ...SMALL, ...play({ delay_ms: 2000 }) },
      { prefer: 'respond-async' },
    )
    await runInDurableObject(hostOf(body.id), (_, state) => state.abort('a restart')).catch(() => {})
    await ended(body.id)
  })

  test('knows only its own jobs, and forgets a deleted one', async () => {
    const { body } = await place.generate({ prompt: 'x', ...SMALL })
    const other = await place.generate({ prompt: 'x', ...SMALL })
    expect(await hostOf(body.id).view(body.id)).toMatchObject({ id: body.id, status: 'succeeded' })
    expect(await hostOf(body.id).view('gen_00000000000000000000000000')).toBe(null)
    expect((await place.ask(`DELETE /generations/${body.id}`)).status).toBe(204)
    expect(await hostOf(body.id).view(body.id)).toBe(null)
    expect(await hostOf(other.body.id).view(other.body.id)).toMatchObject({ id: other.body.id })
  })
})

describe('a job that starts at once', () => {
  const limiter = () => env.RATE_LIMITER.getByName(place.instanceId)
  const running = async () => {
    const { reserved, begun } = await limiter().counts()
    return { reserved, begun }
  }

  test('calls no `begin`: the limiter has it as reserved until its end', async () => {
    const { body } = await later({ delay_ms: 20_000 })
    await expect.poll(async () => ((await hostOf(body.id).view(body.id)) as GenerationRecord | null)?.stage).toBe('submitting')
    expect(await running()).toEqual({ reserved: 1, begun: 0 })
    await place.ask(`POST /generations/${body.id}/cancel`)
    expect(await running()).toEqual({ reserved: 0, begun: 0 })
  })

  test('is known to its host when the limiter asks, and an unknown one can never start at once', async () => {
    const { body } = await later({ delay_ms: 20_000 })
    expect(await hasJob(services, place.instanceId, body.id)).toBe(true)
    await place.ask(`POST /generations/${body.id}/cancel`)

    // The call of `start` below passes an epoch. Usually a job with an epoch starts without `begin`. But `hasJob` has returned false for
    // this generation, so the job must call `begin`. The limiter does not know the generation, so it refuses `begin`. The job then fails
    // without calling a provider. Its error shows that it has called `begin`.
    const { plan } = new Bench({ fake: { submit: async () => done(1) } })
    const lost = { ...plan, instanceId: place.instanceId, generationId: newGenerationId(place.instanceId, Date.now) }
    expect(await hasJob(services, place.instanceId, lost.generationId)).toBe(false)
    const record = (await hostOf(lost.generationId).start(lost, 20_000, 1)) as GenerationRecord | null
    expect(record).toMatchObject({ status: 'failed', attempts: [], error: { code: 'unavailable' } })
    expect(record!.error!.message).toContain('Nothing was spent')
  })

  test('does not run again when its call is repeated after its generation was deleted', async () => {
    const { body } = await place.generate({ prompt: 'x', ...SMALL })
    const { plan } = new Bench({ fake: { submit: async () => done(1) } })
    const again = { ...plan, instanceId: place.instanceId, generationId: body.id as string }
    await place.ask(`DELETE /generations/${body.id}`)
    expect(await hostOf(body.id).start(again, 20_000, 1), 'the job has ended and is gone').toBe(null)
  })

  test('opens the credential in force if it is opened long after the admission, and not one that was cached at the admission', async () => {
    const real = configRpc(services, null, true)
    const put = (api_key: string) =>
      config(`PUT /instances/${place.instanceId}/credentials/openai`, { key: place.adminKey, body: { fields: { api_key } } })
    await put('secret-of-the-admission')
    const epoch = (await real.snapshot({ instanceId: place.instanceId, epoch: null }))!.epoch
    const subject = { kind: 'provider' as const, provider: 'openai' }
    expect(await real.openCredential({ instanceId: place.instanceId, subject, epoch })).toMatchObject({ version: 1 })
    expect((await put('secret-after-the-admission')).body.version).toBe(2)

    const bench = new Bench({ openai: { submit: async () => done(1) } })
    bench.plan.instanceId = place.instanceId
    bench.plan.targets[0]!.hasCredential = true
    bench.state.startsAtOnce = true
    bench.context.memory.epoch = epoch
    const versions: (number | null)[] = []
    bench.context.services.rpc.openCredential = async (request) => {
      const opened = await real.openCredential(request)
      versions.push(opened.ok ? opened.version : null)
      return opened
    }
    // The job starts a minute after its admission. This can happen if the first call of `start` was lost, or if the host's alarm is late.
    bench.now += 60_000
    await bench.run({ until: () => bench.calls.submit > 0 })
    expect(versions).toEqual([2])
  })

  test('calls `begin` if its host is not in the config service’s Worker, because the limiter could not ask it', async () => {
    const own = configRpc(services, null, true)
    const dedicated = configRpc(services, place.instanceId)
    const snapshot = (await own.snapshot({ instanceId: place.instanceId, epoch: null }))!
    const admit = (rpc: ConfigRpc) =>
      rpc.admit({
        organizationId: snapshot.organizationId,
        instanceId: place.instanceId,
        projectId: place.projectId,
        keyId: place.keyId,
        generationId: newGenerationId(place.instanceId, Date.now),
        hosted: true,
        startsAtOnce: true,
        operation: 'generate',
        epoch: snapshot.epoch,
        idempotency: null,
        requests: 1,
        images: 1,
        tokens: 0,
        reserveMicros: 0,
        targets: [{ provider: 'sketch', model: 'sketch' }],
        deadlineAt: Date.now() + 60_000,
      })
    const startsAtOnce = (result: AdmitResult) => (result.kind === 'admitted' ? (result.startsAtOnce ?? false) : result)
    expect([startsAtOnce(await admit(own)), startsAtOnce(await admit(dedicated))]).toEqual([true, false])
  })
})

const ENDED = { ...initialState(0), settled: true, recorded: true, outcome: { status: 'succeeded' as const, error: null } }
const DELIVERY = {
  id: 'dlv_1',
  instanceId: 'inst_bench',
  eventId: 'evt_1',
  eventType: 'generation.succeeded',
  webhookId: 'hook_1',
  url: 'https://example.com',
  attempts: 1,
  nextAt: Date.now() + 1e6,
}

describe('the rows of a host', () => {
  const newBench = () => new Bench({ fake: { submit: async () => done(1) } })
  const endedJob = (finishedAt: number) => {
    const { plan } = newBench()
    const state = { ...ENDED, finishedAt }
    return { plan, state }
  }
  const inHost = (work: (state: DurableObjectState) => Promise<void>) =>
    runInDurableObject(env.JOB_HOST.getByName(crypto.randomUUID()), (_, state) => work(state))

  test('of an earlier version, with one job for each object, are converted', () =>
    inHost(async ({ storage }) => {
      const { plan } = newBench()
      const delivery = { ...DELIVERY, generationId: plan.generationId }
      const event = { id: 1, type: 'progress', progress: 0.5, at: 1 }
      storage.kv.put('plan', plan)
      storage.kv.put('state', { ...initialState(plan.createdAt), stage: 'polling', polls: 3, lastEvent: 1 })
      storage.kv.put('event:00000001', event)
      storage.kv.put('deliveries', [delivery])
      const rows = new JobRows(storage.kv, undefined)
      expect(rows.running().get(plan.generationId)).toMatchObject({
        plan,
        state: { stage: 'polling', polls: 3, events: [event], outgoing: [delivery] },
      })
      expect([...storage.kv.list()].map(([key]) => key.split(':')[0]).toSorted()).toEqual(['job'])
    }))

  test('of a job that an earlier version has ended are kept, and its webhooks still sent', () =>
    inHost(async (state) => {
      const { plan, state: ended } = endedJob(Date.now())
      state.storage.kv.put('plan', plan)
      state.storage.kv.put('state', ended)
      state.storage.kv.put('deliveries', [{ ...DELIVERY, generationId: plan.generationId }])
      const host = new JobHostObject(state, env, throughBinding)
      expect(await host.view(plan.generationId)).toMatchObject({ id: plan.generationId, status: 'succeeded' })
      expect([...state.storage.kv.list()].map(([key]) => key.split(':')[0]).toSorted()).toEqual(['deliveries', 'kept'])
      await host.forget(plan.generationId)
    }))

  test('of an ended job are deleted after a day, and the object with the last one', () =>
    inHost(async (state) => {
      const rows = new JobRows(state.storage.kv, undefined)
      const [old, young] = [endedJob(Date.now() - KEPT_MS - 3_600_000), endedJob(Date.now())]
      rows.keep(old)
      rows.keep(young)
      const host = new JobHostObject(state, env, throughBinding)
      await host.alarm()
      expect(await host.view(old.plan.generationId)).toBe(null)
      expect(await host.view(young.plan.generationId)).toMatchObject({ id: young.plan.generationId })
      await host.forget(young.plan.generationId)
      // If `start` is repeated late, it must not run a job that `forget` has deleted. So the host keeps the job's id for an hour.
      expect([...state.storage.kv.list()].map(([key]) => key)).toEqual([`barred:${young.plan.generationId}`])
      expect(await state.storage.getAlarm()).toBeGreaterThan(Date.now())
      state.storage.kv.put(`barred:${young.plan.generationId}`, Date.now() - 2 * 3_600_000)
      const later = new JobHostObject(state, env, throughBinding)
      await later.alarm()
      expect([...state.storage.kv.list()]).toEqual([])
      expect(await state.storage.getAlarm()).toBe(null)
    }))

  test('hold the jobs that cannot be recorded: a few of them stay in memory, and all are recorded once the database responds', () =>
    inHost(async (state) => {
      const JOBS = 12
      let isUp = false
      let tries = 0
      const database = Object.assign(Object.create(env.DATA_DB) as D1Database, {
        prepare: env.DATA_DB.prepare.bind(env.DATA_DB),
        batch: (statements: D1PreparedStatement[]) => {
          tries++
          return isUp ? env.DATA_DB.batch(statements) : Promise.reject(new Error('D1 does not respond'))
        },
      })
      const newHost = () => new JobHostObject(state, { ...env, DATA_DB: database }, throughBinding)
      const rows = new JobRows(state.storage.kv, undefined)
      const jobs = Array.from({ length: JOBS }, () => {
        const { plan, state: jobState } = endedJob(Date.now())
        return { plan: { ...plan, generationId: newId('gen', Date.now) }, state: { ...jobState, recorded: false } }
      })
      for (const job of jobs) {
        rows.save(job)
        // A webhook about an earlier outcome still has to be sent. This happens if the generation first ended as indeterminate, and the
        // provider reported the real outcome later.
        rows.saveDeliveries(job.plan.generationId, [{ ...DELIVERY, generationId: job.plan.generationId }])
      }
      const host = newHost()
      const working = host.alarm()
      // The host has tried at least once to write the record of each job. Only four jobs stay in memory. The host has put the other jobs
      // aside: their rows have other keys now, so `rows.running()` does not return them.
      await expect.poll(() => [tries >= JOBS, rows.running().size]).toEqual([true, 4])
      expect(rows.deliveries().size).toBe(JOBS)
      for (const { plan } of jobs) expect(await host.view(plan.generationId)).toMatchObject({ id: plan.generationId, status: 'succeeded' })
      expect(await host.wait(jobs.at(-1)!.plan.generationId, 20_000)).toMatchObject({ status: 'succeeded' })
      expect(await host.cancel(jobs[0]!.plan.generationId)).toMatchObject({ kind: 'not_cancelable' })

      isUp = true
      await expect.poll(() => rows.keptAfter(null, 100).length).toBe(JOBS)
      await working
      const kinds = new Set([...state.storage.kv.list()].map(([key]) => key.split(':')[0]!))
      expect([...kinds].filter((kind) => kind !== 'restarts').toSorted()).toEqual(['deliveries', 'kept'])
      expect(rows.deliveries().size).toBe(JOBS)
      const { results } = await env.DATA_DB.prepare(
        `SELECT id FROM generations WHERE id IN (${jobs.map(() => '?').join(', ')}) AND status = 'succeeded'`,
      )
        .bind(...jobs.map(({ plan }) => plan.generationId))
        .all()
      expect(results.length).toBe(JOBS)
      for (const { plan } of jobs) await host.forget(plan.generationId)
    }))

  test('have no news for a reader after a restart until there is a new event', () =>
    inHost(async (state) => {
      const { plan, state: jobState } = newBench()
      const id = plan.generationId
      const event = { id: 1, type: 'progress' as const, progress: 0.5, at: 1 }
      const stored = { ...jobState, stage: 'polling' as const, nextAt: Date.now() + 60_000, lastEvent: 1, events: [event] }
      new JobRows(state.storage.kv, undefined).save({ plan, state: stored })
      const host = new JobHostObject(state, env, throughBinding)
      expect(await host.events(id, 0, 10_000)).toEqual({ events: [event], finished: false })
      const askedAt = Date.now()
      expect(await host.events(id, 1, 500)).toEqual({ events: [], finished: false })
      expect(Date.now() - askedAt).toBeGreaterThanOrEqual(450)
      await host.forget(id)
    }))

  test('show after many restarts which job ends the process: its faults are counted, not those of its neighbours', () =>
    inHost(async (state) => {
      const rows = new JobRows(state.storage.kv, undefined)
      const [suspect, neighbour] = [newBench(), newBench()]
      for (const { plan, state: jobState } of [suspect, neighbour]) {
        // The next step of the job was due ten seconds ago. This is the state that a process leaves if it ends during a step.
        rows.save({ plan, state: { ...jobState, nextAt: Date.now() - 10_000 } })
      }
      rows.saveRestarts({ count: 5, at: Date.now() })
      rows.saveWorking([suspect.plan.generationId])
      const host = new JobHostObject(state, env, throughBinding)
      const left = rows.running()
      expect(left.get(suspect.plan.generationId)?.state.faults).toBe(1)
      expect(left.get(neighbour.plan.generationId)?.state.faults).toBe(undefined)
      expect(rows.working()).toEqual([])
      expect(rows.restarts().count).toBe(6)
      await host.forget(suspect.plan.generationId)
      await host.forget(neighbour.plan.generationId)
    }))

  /**
   * Returns the rows of an object, and `writes`, a list of all writes to them. Writing a row adds its key to the list. Deleting a row adds
   * `-` and its key.
   */
  const listing = ({ storage: { kv } }: DurableObjectState) => {
    const writes: string[] = []
    const rows = new JobRows(
      {
        get: (key) => kv.get(key),
        list: (options) => kv.list(options),
        put: (key, value) => {
          writes.push(key)
          kv.put(key, value)
        },
        delete: (key) => {
          writes.push(`-${key}`)
          return kv.delete(key)
        },
      } as SyncKvStorage,
      undefined,
    )
    return { rows, writes }
  }

  test('may be objects, as development versions of 0.3 have stored them', () =>
    inHost(async ({ storage: { kv } }) => {
      const [running, ended] = [newBench(), endedJob(Date.now())]
      kv.put(`job:${running.plan.generationId}`, { plan: running.plan, state: running.state })
      kv.put(`kept:${ended.plan.generationId}`, ended)
      const rows = new JobRows(kv, undefined)
      expect(rows.running().get(running.plan.generationId)?.plan).toEqual(running.plan)
      expect(rows.kept(ended.plan.generationId)).toEqual(ended)
    }))

  test('are few: one for each state, one after the end', () =>
    inHost(async (state) => {
      const { rows, writes } = listing(state)
      const { plan, state: jobState } = endedJob(Date.now())
      const id = plan.generationId
      rows.save({ plan, state: jobState })
      rows.keep({ plan, state: jobState })
      rows.deleteKept(id)
      expect(writes).toEqual([`job:${id}`, `kept:${id}`, `-job:${id}`, `-kept:${id}`])
    }))

  test('of an ended job are written with those of the next job, and the host knows the job until then', () =>
    inHost(async (state) => {
      const { rows, writes } = listing(state)
      const [ended, other, forgotten, reopened] = [0, 0, 0, 0].map(() => {
        const job = endedJob(Date.now())
        return { ...job, plan: { ...job.plan, generationId: newId('gen', Date.now) } }
      })
      rows.keepSoon(ended!, 1000)
      rows.keepSoon(forgotten!, 1001)
      rows.keepSoon(reopened!, 1002)
      expect(writes).toEqual([])
      expect(rows.endingSince).toBe(1000)
      expect(rows.kept(ended!.plan.generationId)).toEqual(ended)
      rows.delete(forgotten!.plan.generationId)
      expect(rows.kept(forgotten!.plan.generationId)).toBe(null)
      writes.length = 0

      const [endedId, otherId, reopenedId] = [ended, other, reopened].map((job) => job!.plan.generationId)
      rows.reopen(reopened!)
      expect(writes).toEqual([`kept:${endedId}`, `-job:${endedId}`, `job:${reopenedId}`, `-kept:${reopenedId}`])
      expect(rows.endingSince).toBe(null)
      rows.keepSoon(ended!, 2000)
      writes.length = 0
      rows.save(other!)
      expect(writes).toEqual([`kept:${endedId}`, `-job:${endedId}`, `job:${otherId}`])
      expect([...rows.running().keys()].toSorted()).toEqual([otherId, reopenedId].toSorted())
    }))

  test('of an ended job are written at once, unless it has just been recorded', () =>
    inHost(async (state) => {
      const { rows, writes } = listing(state)
      const hosted = () => {
        const { plan, state: jobState } = endedJob(Date.now())
        const job = { plan: { ...plan, generationId: newId('gen', Date.now) }, state: jobState }
        return new HostedJob({
          services: newBench().context.services,
          waitUntil: () => {},
          rows,
          job,
          stored: 'running',
          handOver: () => {},
        })
      }
      const [recorded, resolved] = [hosted(), hosted()]
      recorded.context.saveSoon({ type: 'state', status: 'succeeded', stage: 'notified' })
      expect(writes).toEqual([])
      resolved.save()
      expect(writes).toEqual([`kept:${resolved.id}`, `-job:${resolved.id}`])
      writes.length = 0
      rows.keepEnded()
      expect(writes).toEqual([`kept:${recorded.id}`, `-job:${recorded.id}`])
    }))

  test('are written before a caller learns of a new job, but not before its first step if its caller waits', () =>
    inHost(async (state) => {
      // The alarm of this host never runs, so the jobs get no step.
      const host = new JobHostObject(state, env, throughBinding)
      const { plan } = newBench()
      const newPlan = () => ({ ...plan, generationId: newId('gen', Date.now) })
      const isStored = (id: string) => state.storage.kv.get(`job:${id}`) !== undefined
      const [waiting, seen, late, asynchronous, begins] = Array.from({ length: 5 }, newPlan)

      const calls = [host.start(waiting!, 60_000, 1), host.start(seen!, 60_000, 1)]
      expect([waiting, seen].map((each) => isStored(each!.generationId))).toEqual([false, false])
      expect(await host.view(seen!.generationId)).toMatchObject({ status: 'queued' })
      expect([waiting, seen].map((each) => isStored(each!.generationId))).toEqual([false, true])

      expect(await host.start(late!, 20, 1)).toMatchObject({ id: late!.generationId, status: 'queued' })
      expect(await host.start(asynchronous!, 0, 1)).toMatchObject({ status: 'queued' })
      expect([late, asynchronous].map((each) => isStored(each!.generationId))).toEqual([true, true])
      calls.push(host.start(begins!, 60_000))
      expect(isStored(begins!.generationId)).toBe(true)
      for (const { generationId } of [waiting, seen, late, asynchronous, begins] as JobPlan[]) await host.forget(generationId)
      expect(await Promise.all(calls)).toEqual([null, null, null])
    }))

  test('are not written for progress, and after a crash no event gets an id that a reader may already have', () =>
    inHost(async (state) => {
      const { rows, writes } = listing(state)
      const bench = newBench()
      const { services } = bench.context
      const hosted = (job: StoredJob, stored: 'not' | 'running') =>
        new HostedJob({ services, waitUntil: () => {}, rows, job, stored, handOver: () => {} })
      const idsOf = (job: HostedJob) => (job.state.events ?? []).map(({ id }) => id)
      let seen = 0
      let job = hosted({ plan: bench.plan, state: bench.state }, 'not')
      job.save()
      for (let crash = 0; crash < 3; crash++) {
        // Adds UNSAVED_EVENTS events: one here, the others in the loop below. None is written, so the simulated crash loses all of them.
        job.context.note({ type: 'progress', progress: 0.1 })
        const stored = writes.length
        for (let step = 0; step < UNSAVED_EVENTS - 1; step++) job.context.note({ type: 'progress', progress: 0.2 })
        expect(writes.length).toBe(stored)
        expect(Math.min(...idsOf(job).filter((id) => id > seen))).toBeGreaterThan(seen)
        seen = job.state.lastEvent
        const left = rows.running().get(bench.plan.generationId)!
        expect(left.state.lastEvent).toBeLessThan(seen)
        job = hosted(left, 'running')
        // No event was added since the job was loaded after the crash, so `saveEvents` must store nothing.
        job.saveEvents()
        expect(writes.length).toBe(stored)
        job = hosted(rows.running().get(bench.plan.generationId)!, 'running')
        job.context.note({ type: 'progress', progress: 0.3 })
        expect(job.state.lastEvent).toBeGreaterThan(seen)
        seen = job.state.lastEvent
      }
      // UNSAVED_EVENTS events of progress may wait in memory. When one more is added, the job stores all of them with one write.
      const before = writes.length
      for (let step = 0; step <= UNSAVED_EVENTS; step++) job.context.note({ type: 'progress', progress: 0.4 })
      expect(writes.length).toBe(before + 1)
      job.context.note({ type: 'progress', progress: 0.5 })
      job.saveEvents()
      expect(rows.running().get(bench.plan.generationId)!.state.events).toEqual(job.state.events)
      expect(writes.length).toBe(before + 2)
    }))
})

test('a Worker of version 0.2 may still call the object of its generation, without naming it', async () => {
  const { plan } = new Bench({ fake: { submit: async () => done(1) } })
  const id = plan.generationId
  const object = env.GENERATION_JOB.getByName(id) as unknown as {
    view(): Promise<unknown>
    wait(timeoutMs: number): Promise<unknown>
    events(after: number, timeoutMs: number): Promise<unknown>
    wake(): Promise<boolean>
    forget(): Promise<void>
  }
  await runInDurableObject(env.GENERATION_JOB.getByName(id), (_, state) => {
    new JobRows(state.storage.kv, id).keep({ plan, state: { ...ENDED, finishedAt: Date.now() } })
  })
  expect(await object.view()).toMatchObject({ id })
  expect(await object.wait(1)).toMatchObject({ id })
  expect(await object.events(0, 1)).toEqual({ events: [], finished: true })
  expect(await object.wake()).toBe(true)
  await object.forget()
  expect(await object.view()).toBe(null)
})
