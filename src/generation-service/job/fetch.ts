import type { ImageSource } from '../../providers/provider.ts'
import { type StoreOutcome, storeImages } from '../assets/store-image.ts'
import type { RecordImage, Warning } from './record.ts'
import { type JobContext, logFields } from './context.ts'
import { errorFields, log } from '../../shared/log.ts'

export type FetchResult =
  | { kind: 'stored'; images: RecordImage[]; warnings: Warning[]; message: string | null }
  /** A picture's address did not answer; it may do so later. */
  | { kind: 'again' }
  /** The bytes went with the process that held them. */
  | { kind: 'lost' }

/** How often an address that does not answer is asked again. */
const FETCH_RETRIES = 3

/** The answer's pictures into storage. What can't be kept is left out and said so. */
export async function fetchPictures(job: JobContext): Promise<FetchResult> {
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
