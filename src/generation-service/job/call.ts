// The outside calls of a job: the context that an adapter gets, the time limit, and the progress and previews that an adapter may report.
import { abortAfter } from '../../shared/time-limit.ts'
import {
  type Accepted,
  needsConnection,
  type Done,
  type InputImage,
  type Pending,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderContext,
  ProviderFailure,
} from '../../providers/provider.ts'
import { AppError } from '../../shared/errors.ts'
import type { Json } from '../../shared/json.ts'
import { Secret } from '../../shared/secret.ts'
import { type PictureFormat, PictureRejected } from '../../pictures/inspect.ts'
import { turningBytes, uprightCopy } from '../../pictures/upright-copy.ts'
import { streamOf } from '../../shared/bytes.ts'
import { answerMemory, pictureMemory, thread } from '../assets/memory.ts'
import { generationPrefix } from '../assets/keys.ts'
import { createSink } from '../assets/store-image.ts'
import { callbackUrl } from '../callbacks/token.ts'
import { signLink } from '../delivery/links.ts'
import type { PlannedInput, PlannedTarget } from '../model/generation.ts'
import { adapterOf, connectionOf, type JobContext } from './context.ts'
import { advance } from './state.ts'

/** The longest time for one call of a provider. Some providers respond only with the finished work. */
const LONGEST_CALL_MS = 13 * 60_000
const POLL_TIMEOUT_MS = 30_000
const CANCEL_TIMEOUT_MS = 10_000
const PROGRESS_EVERY_MS = 500
const INPUT_LINK_LIFE_MS = 3_600_000
/**
 * How many copies of an answer are in memory at once. For an answer with pictures: its bytes, the pictures in pieces, and the whole
 * pictures. For an answer without pictures: its bytes, its text, and its JSON.
 */
const HELD_TIMES = 3
const MAX_PARTIAL_BYTES = 4 * 1024 * 1024

export async function callProvider(job: JobContext, target: PlannedTarget, credential: Credential): Promise<Done | Accepted> {
  const { services, plan, state, memory } = job
  const adapter = requireAdapter(job)
  const abort = new AbortController()
  memory.calling = {
    cancel: () => {
      if (target.quote.maxMicros === 0) abort.abort(new DOMException('The generation was canceled.', 'AbortError'))
    },
  }
  const sink = createSink(services, {
    instanceId: plan.instanceId,
    generationId: plan.generationId,
    attempt: state.attempts.length,
    signal: abort.signal,
    onKey: (key) => noteKey(job, key),
  })
  memory.sentPictures = sink.pictures
  const timeoutMs = Math.max(1, Math.min(LONGEST_CALL_MS, plan.deadlineAt - services.clock()))
  const context = { ...contextFor(job, credential, abort.signal), sink: (bytes: ReadableStream<Uint8Array>) => sink.sink(bytes) }
  return callWithin(timeoutMs, abort, async () => adapter.submit(await makeCall(job, target, adapter, 'upright'), context))
}

export async function pollProvider(job: JobContext, target: PlannedTarget, handle: Json): Promise<Done | Pending> {
  const adapter = requireAdapter(job)
  if (adapter.poll === undefined) throw new Error(`${adapter.id} accepts work that cannot be asked for`)
  const credential = await openCredential(job)
  const abort = new AbortController()
  const sink = createSink(job.services, {
    instanceId: job.plan.instanceId,
    generationId: job.plan.generationId,
    attempt: job.state.attempts.length,
    signal: abort.signal,
    onKey: (key) => noteKey(job, key),
  })
  job.memory.sentPictures = sink.pictures
  const context = { ...contextFor(job, credential, abort.signal), sink: (bytes: ReadableStream<Uint8Array>) => sink.sink(bytes) }
  return callWithin(POLL_TIMEOUT_MS, abort, async () => adapter.poll!(handle, await makeCall(job, target, adapter), context))
}

export async function cancelAtProvider(job: JobContext, _target: PlannedTarget, handle: Json): Promise<'canceled' | 'asked'> {
  const adapter = requireAdapter(job)
  if (adapter.cancel === undefined) return 'asked'
  const credential = await openCredential(job)
  const abort = new AbortController()
  return (await callWithin(CANCEL_TIMEOUT_MS, abort, () => adapter.cancel!(handle, contextFor(job, credential, abort.signal)))) ?? 'asked'
}

/** Returns the context in which an adapter verifies a provider's callback. The verification is aborted after `CANCEL_TIMEOUT_MS`. */
export async function callbackContext(job: JobContext): Promise<ProviderContext> {
  return contextFor(job, await openCredential(job), AbortSignal.timeout(CANCEL_TIMEOUT_MS))
}

function requireAdapter(job: JobContext): ProviderAdapter {
  const adapter = adapterOf(job)
  if (adapter === null) throw new AppError('credential_missing', { detail: 'The provider is no longer part of this platform.' })
  return adapter
}

/** Runs `work`. Ends at the time limit, even if the adapter ignores its signal. */
async function callWithin<T>(timeoutMs: number, abort: AbortController, work: () => Promise<T>): Promise<T> {
  const ended = new Promise<never>((_resolve, reject) => {
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason), { once: true })
  })
  const timer = abortAfter(timeoutMs, abort, () => new DOMException('The provider did not answer in time.', 'TimeoutError'))
  try {
    return await Promise.race([work(), ended])
  } finally {
    timer.clear()
    ended.catch(() => {})
  }
}

export type Credential = ProviderContext['credential']

/**
 * A job with `startsAtOnce` opens its first credential with the epoch of its admission, so that the config service can use its cache. If
 * the job's plan is older than EPOCH_FRESH_MS, the job opens the credential without the epoch, because the credential may have been
 * replaced or deleted since the admission. Usually the plan is only a few milliseconds old. But the call of `start` may have been repeated,
 * or the host's alarm may have been late.
 */
const EPOCH_FRESH_MS = 2000

/**
 * Whether the job may still open a credential with the epoch of its admission. The job knows when its plan was made, but not when it was
 * admitted. A plan is always made before the admission. So if the plan is new enough, the admission is, too.
 */
function isFresh({ services, plan }: JobContext): boolean {
  return services.clock() - plan.createdAt < EPOCH_FRESH_MS
}

/**
 * Returns the credential for the current target; an empty one if the target needs none. Throws AppError `credential_missing` if the target
 * needs a credential and there is none.
 */
export async function openCredential(job: JobContext): Promise<Credential> {
  // Removes the credential from memory before anything here can throw. Otherwise, after a failure, the next model's provider could get this
  // provider's credential.
  const { credential: handed, epoch } = job.memory
  job.memory.credential = null
  job.memory.epoch = null
  const adapter = requireAdapter(job)
  const connection = connectionOf(job)
  if (connection === null) return { fields: {}, baseUrl: null }
  const opened =
    handed ??
    (await job.services.rpc.openCredential({
      instanceId: job.plan.instanceId,
      subject: { kind: 'provider', provider: connection, calls: adapter.id },
      epoch: isFresh(job) ? epoch : null,
      requestId: job.plan.requestId,
    }))
  if (!opened.ok) {
    if (!needsConnection(adapter)) return { fields: {}, baseUrl: null }
    throw new AppError('credential_missing', { detail: `The instance has no credential ${connection} for ${adapter.id} any more.` })
  }
  job.memory.credentialVersion = opened.version
  return {
    fields: Object.fromEntries(Object.entries(opened.fields).map(([name, value]) => [name, new Secret(value)])),
    baseUrl: opened.baseUrl,
  }
}

/**
 * @param pictures `upright` rotates the input pictures upright, unless the adapter does so itself. `stored` leaves them as they are
 * stored; it is used for polls, which do not send the pictures.
 */
async function makeCall(
  job: JobContext,
  target: PlannedTarget,
  adapter: ProviderAdapter,
  pictures: 'upright' | 'stored' = 'stored',
): Promise<ProviderCall> {
  const { CALLBACK_SIGNING_KEY, PUBLIC_URL } = job.services.environment
  const reachable = adapter.verifyCallback !== undefined && PUBLIC_URL !== undefined
  const address = reachable ? await callbackUrl(CALLBACK_SIGNING_KEY, PUBLIC_URL, adapter.id, job.plan.generationId) : null
  const shown = async (input: InputImage) =>
    pictures === 'stored' || input.orientation === undefined || adapter.turnsPictures === true
      ? input
      : turnUpright(input, job.plan.instanceId)
  return {
    request: target.request,
    attempt: job.state.attempts.length,
    inputs: await inOrder(job.plan.inputs, (input) => shown(inputImage(job, input))),
    mask: job.plan.mask === null ? null : await shown(inputImage(job, job.plan.mask)),
    callbackUrl: address,
  }
}

/** Processes the items one after the other, because each may need much memory. */
async function inOrder<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const made: R[] = []
  for (const item of items) made.push(await make(item))
  return made
}

/** Returns the picture rotated upright, held in memory during the call. It has no URL, because only the stored original has one. */
async function turnUpright(stored: InputImage, instanceId: string): Promise<InputImage> {
  const { orientation: _, ...input } = stored
  const format = input.contentType.slice('image/'.length) as PictureFormat
  const giveBack = await pictureMemory.take(turningBytes({ ...input, format }), instanceId)
  try {
    const bytes = await thread.run(uprightCopy(await new Response(await input.open()).bytes(), format), instanceId)
    return { ...input, sizeBytes: bytes.byteLength, open: async () => streamOf(bytes.slice()), url: async () => null }
  } catch (error) {
    if (!(error instanceof PictureRejected)) throw error
    const message = `The picture ${input.assetId} cannot be turned by its EXIF: ${error.message}. Turn it first or make it smaller.`
    throw new ProviderFailure('bad_request', message, { billed: 'no', cause: error })
  } finally {
    giveBack()
  }
}

function inputImage(job: JobContext, input: PlannedInput): InputImage {
  return {
    assetId: input.assetId,
    role: input.role,
    weight: input.weight,
    contentType: input.contentType,
    width: input.width,
    height: input.height,
    ...(input.orientation === undefined ? {} : { orientation: input.orientation }),
    sizeBytes: input.sizeBytes,
    async open() {
      const object = await job.services.images.get(input.key)
      if (object === null) throw new AppError('input_invalid', { detail: `The input ${input.assetId} was deleted.` })
      return object.body
    },
    url: () => inputUrl(job, input),
  }
}

function contextFor(job: JobContext, credential: Credential, signal: AbortSignal): ProviderContext {
  const { services, plan, state, memory } = job
  return {
    fetch: services.fetch,
    clock: services.clock,
    credential,
    signal,
    compute: (steps) => thread.run(steps, plan.instanceId, signal),
    ai: services.ai,
    sink: () => Promise.reject(new Error('No picture is expected here')),
    async hold(bytes) {
      memory.giveBack()
      memory.giveBack = await answerMemory.take(HELD_TIMES * bytes, plan.instanceId, signal)
    },
    progress(fraction) {
      const now = services.clock()
      if (!Number.isFinite(fraction) || signal.aborted || now - memory.lastProgressAt < PROGRESS_EVERY_MS) return
      memory.lastProgressAt = now
      if (advance(state, fraction)) job.note({ type: 'progress', progress: state.progress! })
    },
    partial(index, bytes) {
      if (signal.aborted || bytes.byteLength > MAX_PARTIAL_BYTES) return
      const key = `${generationPrefix(plan.instanceId, plan.generationId)}partial-${state.attempts.length}-${state.lastEvent + 1}`
      noteKey(job, key)
      // The event is sent only after the bytes of the preview have been stored.
      job.waitUntil(services.images.put(key, bytes).then(() => job.save({ type: 'partial_image', index, key })))
    },
  }
}

function noteKey(job: JobContext, key: string): void {
  job.state.keys.push(key)
  job.save()
}

async function inputUrl(job: JobContext, input: PlannedInput): Promise<string | null> {
  const { PUBLIC_URL } = job.services.environment
  if (PUBLIC_URL === undefined) return null
  const format = input.contentType === 'image/png' ? 'png' : input.contentType === 'image/jpeg' ? 'jpeg' : 'webp'
  return (await signLink(job.services, PUBLIC_URL, { assetId: input.assetId, key: input.key, format }, INPUT_LINK_LIFE_MS)).url
}
