// Ensures one job per request, even though OpenAI's SDKs repeat requests by themselves and send no Idempotency-Key.
import type { Context } from 'hono'
import { callerOf, noteForLog } from '../http/answer.ts'
import type { GenerateRequest, Warning } from '../model/generation.ts'
import { AppError } from '../../shared/errors.ts'
import { findStarted } from '../admission/recall.ts'
import { startGeneration } from '../admission/start.ts'
import type { Started } from '../admission/request.ts'
import type { AppEnv } from '../http/app-env.ts'
import { openAiNames } from './request.ts'

export interface ImageJob {
  operationId: 'createImage' | 'createImageEdit' | 'createImageVariation'
  /** Stores the request's pictures, if there are any. */
  prepare: () => Promise<Prepared>
  /** Computes the same `bodyHash` as `prepare`, but stores nothing. If `prepare` fails for a repeat, this hash finds the first call. */
  hashBody: () => Promise<string>
  /** Whether the call that starts the job also waits for the job's end. If not, `answerImages` waits for it, or streams the response. */
  waits: boolean
}

export interface Prepared {
  request: GenerateRequest
  /** Warnings about fields that the client sent but that the platform left out of `request`. */
  warnings: Warning[]
  /** The hash of the whole request, including its pictures. */
  bodyHash: string
}

/** The maximum time for which a request waits for its job. It is longer than any deadline of the operations in `ImageJob`. */
const LONGEST_WAIT_MS = 620_000

export interface ImageStarted extends Started {
  waitUntil: number
  joinsRepeat: boolean
}

/**
 * Starts a job, or joins the job of an earlier call with the same `Idempotency-Key`. A request without this header joins the job of an
 * earlier call with the same content if an SDK has marked the request as a repeat.
 */
export async function startImageJob(c: Context<AppEnv>, { operationId, prepare, hashBody, waits }: ImageJob): Promise<ImageStarted> {
  const waitUntil = c.var.services.clock() + LONGEST_WAIT_MS
  // `joinsRepeat` says whether a repeat of this request would join its job. This is so if the request has an `Idempotency-Key`. It is also
  // so if an OpenAI SDK has sent the request, because these SDKs mark their repeats. Every request of such an SDK has the header
  // `x-stainless-retry-count`: 0 for the first request, more for each repeat.
  const joinsRepeat = ['idempotency-key', 'x-stainless-retry-count'].some((name) => c.req.header(name) !== undefined)
  const started = await begun()
  noteForLog(c, started.record)
  return { ...started, waitUntil, joinsRepeat }

  async function begun(): Promise<Started> {
    let prepared: Prepared
    try {
      prepared = await prepare()
    } catch (error) {
      // `prepare` may fail for a repeat although the first call succeeded. For example, a picture was deleted in the meantime, or the
      // instance has no room for copies of the pictures. The repeat still gets the result of the first call.
      if (!(error instanceof AppError)) throw error
      const bodyHash = await hashBody().catch(() => null)
      const firstCall = bodyHash === null ? null : await findStarted(callerOf(c), { operationId, idempotency: idempotencyOf(c, bodyHash) })
      if (firstCall === null) throw error
      return firstCall
    }
    const { request, warnings, bodyHash } = prepared
    const idempotency = idempotencyOf(c, bodyHash)
    return startGeneration(callerOf(c), {
      operationId,
      request,
      idempotency,
      waitUntil: waits ? waitUntil : null,
      joinsRepeat,
      warnings,
      names: openAiNames(c.var.sentPictures),
    })
  }
}

function idempotencyOf(c: Context<AppEnv>, bodyHash: string) {
  const key = c.req.header('idempotency-key')
  const repeat = Number(c.req.header('x-stainless-retry-count') ?? 0) > 0
  return key === undefined ? { key: bodyHash, bodyHash, sending: { repeat, receivedAt: c.var.receivedAt } } : { key, bodyHash }
}
