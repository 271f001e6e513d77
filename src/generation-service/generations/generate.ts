import { sha256Hex } from '../../shared/crypto.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import { callerOf, failureOf, noteForLog, showGeneration } from '../http/answer.ts'
import type { Handler } from '../http/handler.ts'
import { afterBegun } from '../admission/after-begun.ts'
import { startGeneration } from '../admission/start.ts'
import { waitForGeneration } from '../job/client.ts'
import { parsePrefer } from '../http/prefer.ts'
import { serverTiming } from '../model/render-generation.ts'

const DEFAULT_WAIT_MS = 120_000

export const generate: Handler<'generate'> = async (c, reply) => {
  const { services, principal } = c.var
  const request = c.req.valid('json')
  const key = c.req.valid('header')['idempotency-key']
  const prefer = parsePrefer(c.req.valid('header').prefer)

  const idempotency = key === undefined ? null : { key, bodyHash: await sha256Hex(JSON.stringify(request)) }
  const waitUntil = prefer.respondAsync ? null : services.clock() + (prefer.waitMs ?? DEFAULT_WAIT_MS)
  const joinsRepeat = key !== undefined
  const started = await startGeneration(callerOf(c), { operationId: 'generate', request, idempotency, waitUntil, joinsRepeat })
  noteForLog(c, started.record)

  return afterBegun(started.record.id, joinsRepeat, async () => {
    const record = waitUntil === null ? started.record : await waitForGeneration(services, principal, started.record, waitUntil)
    noteForLog(c, record)

    const limits = rateLimitHeaders(started.headers, services.clock())
    const failure = failureOf(record, services.clock(), limits)
    if (failure !== null) throw failure
    const body = await showGeneration(c, record)
    if (record.status === 'succeeded') return reply(200, body, { ...limits, 'Server-Timing': serverTiming(record.timingMs) })
    return reply(202, body, {
      ...limits,
      Location: `/v1/generations/${record.id}`,
      'Retry-After': 1,
      ...(prefer.applied === null ? {} : { 'Preference-Applied': prefer.applied }),
    })
  })
}
