// One job per request, also where OpenAI's SDKs repeat a request by themselves and send no Idempotency-Key.
import type { Context } from 'hono'
import { callerOf, noteForLog } from '../answer.ts'
import type { GenerateRequest } from '../job/record.ts'
import { startGeneration, type Started } from '../job/start.ts'
import type { AppEnv } from '../services.ts'

export interface ImageJob {
  operationId: 'createImage' | 'createImageEdit' | 'createImageVariation'
  request: GenerateRequest
  /** Of the whole request, pictures included. */
  bodyHash: string
  /** Whether there is nothing to do before it has ended; then starting it and waiting for it are one call. */
  waits: boolean
}

/** Beyond the longest deadline that these operations give a job. */
const LONGEST_WAIT_MS = 620_000

export interface ImageStarted extends Started {
  waitUntil: number
}

/** Begins the job, or joins the one that this very request, or the same `Idempotency-Key`, began before. */
export async function startImageJob(c: Context<AppEnv>, { operationId, request, bodyHash, waits }: ImageJob): Promise<ImageStarted> {
  const key = c.req.header('idempotency-key')
  const repeat = Number(c.req.header('x-stainless-retry-count') ?? 0) > 0
  const idempotency = key === undefined ? { key: bodyHash, bodyHash, sending: { repeat, receivedAt: c.var.receivedAt } } : { key, bodyHash }
  const waitUntil = c.var.services.clock() + LONGEST_WAIT_MS
  const started = await startGeneration(callerOf(c), { operationId, request, idempotency, waitUntil: waits ? waitUntil : null })
  noteForLog(c, started.record)
  return { ...started, waitUntil }
}
