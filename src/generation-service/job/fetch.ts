import { type ImageSource, ProviderFailure } from '../../providers/provider.ts'
import { type StoreOutcome, storeImages } from '../assets/store-image.ts'
import { freeBytes } from '../../shared/bytes.ts'
import { errorFields, log } from '../../shared/log.ts'
import { span } from '../span.ts'
import { type JobContext, logFields, spanFields } from './context.ts'
import { failed, finish } from './outcome.ts'
import type { RecordImage, Warning } from './record.ts'
import { ownBackoffMs } from './rules.ts'
import type { Settlement } from './state.ts'

type FetchResult =
  | { kind: 'stored'; images: RecordImage[]; warnings: Warning[]; message: string | null }
  /** A picture's address did not answer; it may do so later. */
  | { kind: 'again' }
  /** The bytes went with the process that held them. */
  | { kind: 'lost' }

/** How often an address that does not answer is asked again. */
const FETCH_RETRIES = 3

export async function fetching(job: JobContext): Promise<void> {
  const { services, state } = job
  const startedAt = services.clock()
  const result = await span('pictures.store', spanFields(job), () => fetchPictures(job))
  if (result.kind === 'lost') {
    state.fetchable = null
    return failed(
      job,
      new ProviderFailure('lost', 'The provider answered, and the job was interrupted before the pictures were stored.', {
        billed: 'unknown',
      }),
    )
  }
  state.storageMs += Math.max(0, services.clock() - startedAt)
  if (result.kind === 'again') {
    state.fetchable!.failures++
    state.nextAt = services.clock() + ownBackoffMs(state.fetchable!.failures, Math.random())
    job.save()
    return
  }
  const { cost, tokens, texts } = state.fetchable!
  state.images = result.images
  state.texts = texts
  state.warnings.push(...result.warnings)
  state.stage = 'stored'
  const settlement: Settlement = { outcome: 'settled', amountMicros: cost.amountMicros, images: result.images.length, tokens }
  if (result.images.length === 0 && texts.length === 0) {
    finish(
      job,
      { status: 'failed', error: { code: 'provider_bad_answer', message: result.message ?? 'The provider answered without a picture.' } },
      settlement,
      cost,
    )
  } else {
    finish(job, { status: 'succeeded', error: null }, settlement, cost)
  }
  state.fetchable = null
  for (const { source } of job.memory.answer?.images ?? []) if (source.kind === 'bytes') freeBytes(source.bytes)
  job.memory.answer = null
  job.memory.sentPictures = null
}

/** The answer's pictures into storage. What can't be kept is left out and said so. */
async function fetchPictures(job: JobContext): Promise<FetchResult> {
  const { services, plan, state, memory } = job
  const fetchable = state.fetchable!
  if (memory.answer === null && !fetchable.survives) return { kind: 'lost' }
  const pictures: { source: ImageSource; seed: number | null; revisedPrompt: string | null }[] =
    memory.answer?.images ?? fetchable.images.map(({ url, ...rest }) => ({ ...rest, source: { kind: 'url', url } }))
  const outcomes = await storeImages(
    services,
    pictures.map(({ source }, index) => ({
      instanceId: plan.instanceId,
      generationId: plan.generationId,
      attempt: state.attempts.length,
      index,
      source,
      sunk: memory.sentPictures ?? undefined,
      onKey: (key) => {
        state.keys.push(key)
        if (fetchable.survives) job.save()
      },
    })),
  )
  const failures = outcomes.filter((outcome): outcome is Extract<StoreOutcome, { ok: false }> => !outcome.ok)
  for (const { error } of failures) log('warn', 'picture_not_stored', { ...logFields(job), ...errorFields(error) })
  const retryable = failures.some(({ error }) => 'retryable' in error && error.retryable)
  if (retryable && fetchable.survives && fetchable.failures < FETCH_RETRIES && services.clock() < plan.deadlineAt) return { kind: 'again' }

  const images = outcomes.flatMap((outcome, index): RecordImage[] =>
    outcome.ok ? [{ ...outcome.picture, index, seed: pictures[index]!.seed, revisedPrompt: pictures[index]!.revisedPrompt }] : [],
  )
  const asked = plan.targets[state.targetIndex]!.request.n
  const warnings: Warning[] = []
  for (const { error } of failures)
    warnings.push({ code: 'fewer_images', message: `A picture is missing: ${error.message}.`, pointer: null })
  if (plan.operation !== 'describe' && pictures.length < asked && pictures.length > 0) {
    warnings.push({
      code: 'fewer_images',
      message: `The provider made ${pictures.length} of ${asked} pictures; only these are charged.`,
      pointer: '/body/n',
    })
  }
  return {
    kind: 'stored',
    images,
    warnings,
    message: failures[0] === undefined ? null : `No picture could be kept: ${failures[0].error.message}.`,
  }
}
