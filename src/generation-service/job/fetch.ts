import { type ImageSource, ProviderFailure } from '../../providers/provider.ts'
import { StoreFailure } from '../assets/put-picture.ts'
import { type StoreOutcome, storeImages } from '../assets/store-image.ts'
import { freeBytes } from '../../shared/bytes.ts'
import { errorFields, log } from '../../shared/log.ts'
import { span } from '../span.ts'
import { type JobContext, logFields, spanFields } from './context.ts'
import { failAttempt, decideOutcome } from './outcome.ts'
import type { RecordImage, Warning } from '../model/generation.ts'
import { ownBackoffMs } from './rules.ts'
import type { StoredAnswer, Settlement } from './state.ts'

/**
 * `failing` is set if another try may store pictures that are missing now. It says what has failed: our own bucket (`bucket`) or a
 * picture's URL (`address`).
 */
type FetchResult =
  | { kind: 'fetched'; kept: StoredAnswer; failing: 'bucket' | 'address' | null }
  /** The pictures cannot be stored any more: their bytes were only in the memory of a process that has ended. */
  | { kind: 'lost' }

/** How many times a URL is tried again if it does not respond. */
const FETCH_RETRIES = 5

export async function storeAnswer(job: JobContext): Promise<void> {
  const { services, plan, state } = job
  const startedAt = services.clock()
  const result = await span('pictures.store', spanFields(job), () => fetchPictures(job))
  if (result.kind === 'lost') {
    state.fetchable = null
    return failAttempt(
      job,
      new ProviderFailure('lost', 'The provider answered, and the job was interrupted before the pictures were stored.', {
        billed: 'unknown',
      }),
    )
  }
  state.storageMs += Math.max(0, services.clock() - startedAt)
  const { kept, failing } = result
  const fetchable = state.fetchable!
  if (failing !== null && services.clock() < plan.deadlineAt) {
    if (fetchable.survives && (failing === 'bucket' || fetchable.failures < FETCH_RETRIES)) return fetchAgain(job, failing)
    if (failing === 'bucket' && state.handle !== null) return pollForPictures(job, kept)
  }
  endWithPictures(job, kept)
}

/** Schedules another try to store the pictures. Their URLs are stored with the job, so nothing is held in memory during the wait. */
function fetchAgain(job: JobContext, failing: 'bucket' | 'address'): void {
  const { services, state } = job
  // The failures of the bucket and of pictures' URLs are counted apart: the bucket is tried again until the job's deadline, but URLs only
  // `FETCH_RETRIES` times.
  const failures = failing === 'bucket' ? ++state.ownFailures : ++state.fetchable!.failures
  state.nextAt = services.clock() + ownBackoffMs(failures, Math.random())
  freeAnswer(job)
  job.save()
}

/**
 * Schedules a poll that gets the provider's answer again. The bucket has failed, and the answer's bytes cannot stay in memory until the
 * bucket works again. The provider still has the result, so the poll costs nothing.
 */
function pollForPictures(job: JobContext, kept: StoredAnswer): void {
  const { services, state } = job
  state.fetchable!.kept = kept
  state.stage = 'polling'
  state.nextAt = services.clock() + ownBackoffMs(++state.ownFailures, Math.random())
  freeAnswer(job)
  job.save()
}

/** Ends the job with the pictures that could be stored. */
export function endWithPictures(job: JobContext, { images, warnings, error }: StoredAnswer): void {
  const { state } = job
  const { cost, tokens, texts } = state.fetchable!
  state.images = images
  state.texts = texts
  state.warnings.push(...warnings)
  state.stage = 'stored'
  const settlement: Settlement = { outcome: 'settled', amountMicros: cost.amountMicros, images: images.length, tokens }
  if (images.length === 0 && texts.length === 0) decideOutcome(job, { status: 'failed', error }, settlement, cost)
  else decideOutcome(job, { status: 'succeeded', error: null }, settlement, cost)
  state.fetchable = null
  freeAnswer(job)
}

/** Frees the memory of the answer. */
function freeAnswer(job: JobContext): void {
  for (const { source } of job.memory.answer?.images ?? []) if (source.kind === 'bytes') freeBytes(source.bytes)
  job.memory.answer = null
  job.memory.sentPictures = null
}

/** Stores the answer's pictures. A picture that cannot be stored is left out, with a warning. */
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
  const ours = failures.some(({ error }) => error instanceof StoreFailure && error.kind === 'storage')
  const again = failures.some(({ error }) => error instanceof StoreFailure && error.retryable)
  const reason =
    failures[0] === undefined ? 'The provider answered without a picture.' : `No picture could be kept: ${failures[0].error.message}.`
  return {
    kind: 'fetched',
    kept: {
      images,
      warnings,
      error: ours
        ? { code: 'result_unavailable', message: notStoredMessage(fetchable.cost.amountMicros) }
        : { code: 'provider_bad_answer', message: reason },
    },
    failing: again ? (ours ? 'bucket' : 'address') : null,
  }
}

function notStoredMessage(amountMicros: number): string {
  const made = amountMicros > 0 ? ' The provider has made it, so it is charged.' : ''
  return `No picture could be kept: our storage failed.${made}`
}
