// The object that hosts several jobs: which host a generation gets, and what is left after a restart.
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { JobHostObject } from '../../../src/generation-service/job/durable-object.ts'
import { JobRows } from '../../../src/generation-service/job/rows.ts'
import { initialState } from '../../../src/generation-service/job/state.ts'
import { KEPT_MS } from '../../../src/generation-service/model/generation.ts'
import { throughBinding } from '../../../src/generation-service/services.ts'
import { hostNameOf, hostNumberOf } from '../../../src/shared/generation-id.ts'
import { mintPlace, type Place, play, SMALL } from '../place.ts'
import { Bench, done } from './fake-job.ts'

let place: Place
beforeAll(async () => {
  place = await mintPlace()
})

const hostOf = (id: string) => env.GENERATION_JOB.getByName(hostNameOf(place.instanceId, id))
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

describe('the rows of a host', () => {
  const newBench = () => new Bench({ fake: { submit: async () => done(1) } })
  const endedJob = (finishedAt: number) => {
    const { plan } = newBench()
    const state = {
      ...initialState(plan.createdAt),
      finishedAt,
      settled: true,
      recorded: true,
      outcome: { status: 'succeeded' as const, error: null },
    }
    return { plan, state }
  }
  const inHost = (work: (state: DurableObjectState) => Promise<void>) =>
    runInDurableObject(env.GENERATION_JOB.getByName(crypto.randomUUID()), (_, state) => work(state))

  test('of an earlier version, with one job for each object, are converted', () =>
    inHost(async ({ storage }) => {
      const { plan } = newBench()
      const delivery = {
        id: 'dlv_1',
        instanceId: plan.instanceId,
        generationId: plan.generationId,
        eventId: 'evt_1',
        eventType: 'generation.failed',
        webhookId: 'hook_1',
        url: 'https://example.com',
        attempts: 1,
        nextAt: Date.now() + 1e6,
      }
      const event = { id: 1, type: 'progress', progress: 0.5, at: 1 }
      storage.kv.put('plan', plan)
      storage.kv.put('state', { ...initialState(plan.createdAt), stage: 'polling', polls: 3, lastEvent: 1 })
      storage.kv.put('event:00000001', event)
      storage.kv.put('deliveries', [delivery])
      const rows = new JobRows(storage.kv)
      expect(rows.running().get(plan.generationId)).toMatchObject({ plan, state: { stage: 'polling', polls: 3, events: [event] } })
      expect(rows.deliveries().get(plan.generationId)).toEqual([delivery])
      expect([...storage.kv.list()].map(([key]) => key.split(':')[0]).sort()).toEqual(['deliveries', 'plan', 'state'])
    }))

  test('of an ended job are deleted after a day, and the object with the last one', () =>
    inHost(async (state) => {
      const rows = new JobRows(state.storage.kv)
      const [old, young] = [endedJob(Date.now() - KEPT_MS - 3_600_000), endedJob(Date.now())]
      rows.keep(old)
      rows.keep(young)
      const host = new JobHostObject(state, env, throughBinding)
      await host.alarm()
      expect(await host.view(old.plan.generationId)).toBe(null)
      expect(await host.view(young.plan.generationId)).toMatchObject({ id: young.plan.generationId })
      await host.forget(young.plan.generationId)
      expect([...state.storage.kv.list()]).toEqual([])
      expect(await state.storage.getAlarm()).toBe(null)
    }))

  test('show after many restarts which job ends the process: its faults are counted, not those of its neighbours', () =>
    inHost(async (state) => {
      const rows = new JobRows(state.storage.kv)
      const [suspect, neighbour] = [newBench(), newBench()]
      for (const { plan, state: jobState } of [suspect, neighbour]) {
        rows.start(plan)
        // Its work was due before the process ended.
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

  test('are few: plan, two states, one row after the end', () =>
    inHost(async (state) => {
      const writes: string[] = []
      const { kv } = state.storage
      const rows = new JobRows({
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
      } as SyncKvStorage)
      const { plan, state: jobState } = endedJob(Date.now())
      const id = plan.generationId
      rows.start(plan)
      rows.save({ plan, state: jobState })
      rows.keep({ plan, state: jobState })
      rows.deleteKept(id)
      expect(writes).toEqual([`plan:${id}`, `state:${id}`, `kept:${id}`, `-plan:${id}`, `-state:${id}`, `-kept:${id}`])
    }))
})
