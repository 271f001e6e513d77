import { beforeAll, describe, expect, test } from 'vitest'
import { askJob, hasJob } from '../../src/config-service/limiter-host.ts'
import { newGenerationId } from '../../src/shared/generation-id.ts'
import { mintPlace, type Place, play, SMALL } from '../generation-service/place.ts'
import { config } from '../support/call.ts'
import { services } from '../support/config-services.ts'

const { db, environment, clock } = services
const lost = () => newGenerationId(place.instanceId, clock)
let place: Place
beforeAll(async () => {
  place = await mintPlace()
})

describe('the limiter’s question about a job', () => {
  test('an existing job is alive, running or ended', async () => {
    const running = await place.generate({ prompt: 'x', ...SMALL, ...play({ delay_ms: 20_000 }) }, { prefer: 'respond-async' })
    expect(await askJob(services, place.instanceId, running.body.id)).toBe('alive')
    await place.ask(`POST /generations/${running.body.id}/cancel`)
    const done = await place.generate({ prompt: 'x', ...SMALL })
    expect(await askJob(services, place.instanceId, done.body.id)).toBe('alive')
  })
  test('a job that does not exist is unknown', async () => {
    expect(await askJob(services, place.instanceId, lost())).toBe('unknown')
  })
  test('an unreachable job counts as alive', async () => {
    const JOB_HOST = { getByName: () => ({ wake: () => Promise.reject(new Error('Network connection lost.')) }) }
    expect(await askJob({ db, clock, environment: { ...environment, JOB_HOST } }, place.instanceId, lost())).toBe('alive')
  })
  test('a job that should have started at once counts as known if this Worker hosts no jobs any more: its age decides later', async () => {
    const id = lost()
    expect(await hasJob({ environment: { ...environment, JOB_HOST: undefined } }, place.instanceId, id)).toBe(true)
    const JOB_HOST = { getByName: () => ({ wake: () => Promise.reject(new Error('Network connection lost.')) }) }
    await expect(hasJob({ environment: { ...environment, JOB_HOST } }, place.instanceId, id)).rejects.toThrow('Network')
    expect(await hasJob(services, place.instanceId, id)).toBe(false)
  })
  test('a job that another Worker hosts counts as alive for two days', async () => {
    const alone = { db, clock, environment: { ...environment, JOB_HOST: undefined } }
    const daysAgo = (days: number) => newGenerationId(place.instanceId, () => clock() - days * 86_400_000)
    expect(await askJob(alone, place.instanceId, daysAgo(1.9))).toBe('alive')
    expect(await askJob(alone, place.instanceId, daysAgo(2.1))).toBe('unknown')
    const moved = await config(`PATCH /instances/${place.instanceId}`, {
      key: place.adminKey,
      body: { worker_url: 'https://images.example.com' },
    })
    expect(moved.status, moved.text).toBe(200)
    expect(await askJob(services, place.instanceId, lost())).toBe('alive')
    expect(await askJob(services, place.instanceId, daysAgo(2.1))).toBe('unknown')
  })
})
