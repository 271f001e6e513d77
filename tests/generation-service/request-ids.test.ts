// Every log line that a request causes contains the request's id, in every part of the platform.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { callJob } from '../../src/generation-service/job/client.ts'
import type { Services } from '../../src/generation-service/services.ts'
import { createLimiterClient } from '../../src/rate-limiter/client.ts'
import { sha256Hex } from '../../src/shared/crypto.ts'
import { admitRequest } from '../support/admission.ts'
import { call, config } from '../support/call.ts'
import { mintPlace, SMALL } from './place.ts'

type Line = { event: string; request_id?: string; generation_id?: string }
let lines: string[] = []
const named = (event: string) => lines.map((line) => JSON.parse(line) as Line).filter((line) => line.event === event)

beforeEach(() => {
  lines = []
  for (const level of ['info', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((line: unknown) => void lines.push(String(line)))
})
afterEach(() => void vi.restoreAllMocks())

describe('the request id', () => {
  test('is in the log of the request, of its generation and of its webhook; of the prompt only hash and length are', async () => {
    const place = await mintPlace()
    const url = 'http://127.0.0.1:1/hook'
    await config(`POST /instances/${place.instanceId}/webhooks`, { key: place.adminKey, body: { url, events: ['generation.succeeded'] } })
    lines = []
    const prompt = 'a lighthouse that nobody shall read of'
    const headers = { 'x-request-id': 'mine-7' }
    const { body } = await call('POST /v1/generate', { key: place.key, body: { prompt, ...SMALL }, headers })
    await expect.poll(() => named('webhook_failed').length).toBe(1)
    const ids = { request_id: 'mine-7', generation_id: body.id }
    expect(named('request')).toMatchObject([ids])
    expect(named('generation_finished')).toMatchObject([{ ...ids, prompt_sha256: await sha256Hex(prompt), prompt_length: prompt.length }])
    expect(named('webhook_failed')).toMatchObject([ids])
    expect(lines.join()).not.toContain('lighthouse')
  })

  test('is in the log of a repeated call to a job', async () => {
    let calls = 0
    const services = { requestId: 'mine-8', earlierJobs: { getByName: () => ({}) } } as unknown as Services
    const use = async () => (++calls === 1 ? Promise.reject(new Error('restarted')) : 'answer')
    expect(await callJob(services, { instanceId: 'inst_8', generationId: 'gen_8' }, use)).toBe('answer')
    expect(named('job_call_repeated')).toMatchObject([{ request_id: 'mine-8', generation_id: 'gen_8', attempt: 1 }])
  })

  test('is in the log of a repeated call to the limiter', async () => {
    let calls = 0
    const admit = async () => (++calls === 1 ? Promise.reject(new Error('restarted')) : { kind: 'overloaded', retryAfterMs: 1 })
    const namespaces = { rateLimiter: { getByName: () => ({ admit }) } } as unknown as Parameters<typeof createLimiterClient>[0]
    const request = admitRequest({
      organizationId: 'org_9',
      instanceId: 'inst_9',
      projectId: 'proj_9',
      keyId: 'key_9',
      epoch: 1,
      requestId: 'mine-9',
    })
    expect(await createLimiterClient(namespaces).admit(request)).toMatchObject({ kind: 'overloaded' })
    const ids = { request_id: 'mine-9', instance_id: 'inst_9', generation_id: request.generationId }
    expect(named('limiter_call_repeated')).toMatchObject([{ ...ids, attempt: 1 }])
  })
})
