// Cloudflare's own models. They are called through the deployment's Workers AI binding, so a call needs no key and no URL. The response
// contains the picture.
import { multipart } from '../multipart.ts'
import { base64Of } from '../picture-text.ts'
import { findPicture } from '../picture-value.ts'
import { type Done, type FailureKind, type ImageSource, ProviderFailure, type ProviderAdapter } from '../provider.ts'
import { scrub } from '../scrub.ts'
import { mapInput } from './map.ts'
import { carries, models, takesOneInput } from './models.ts'

export const workersAi: ProviderAdapter = {
  id: 'workers-ai',
  name: 'Workers AI',
  credentialFields: [],
  byBinding: true,
  // This URL is only displayed. No call is sent to it, because all calls go through the binding.
  defaultBaseUrl: 'https://api.cloudflare.com/client/v4',
  resumable: false,
  models,
  carries,

  check({ request, inputs }) {
    mapInput(request, inputs, { image: null, mask: null })
  },

  async submit({ request, inputs, mask }, context): Promise<Done> {
    if (context.ai === null)
      throw new ProviderFailure('bad_credential', 'This deployment has no Workers AI binding (wrangler.toml, [ai]).', { billed: 'no' })
    const [first] = takesOneInput(request.model.providerModel) ? inputs : []
    const mapped = mapInput(request, inputs, {
      image: first === undefined ? null : await base64Of(first),
      mask: mask === null ? null : [...(await new Response(await mask.open()).bytes())],
    })
    let input: unknown
    if (mapped.kind === 'json') input = mapped.input
    else {
      const body = multipart(mapped.parts)
      input = { multipart: { body: body.open(), contentType: body.contentType } }
    }
    let answer: unknown
    try {
      // The binding takes no abort signal. When the time is up, the call therefore continues, but its answer is no longer waited for.
      answer = await untilAborted(context.ai.run(request.model.providerModel, input), context.signal)
    } catch (error) {
      throw failureOf(error, context.signal)
    }
    const source = await sourceOf(answer)
    if (source === null)
      throw new ProviderFailure('malformed', 'Workers AI gave an answer that cannot be read: it has no picture', { billed: 'unknown' })
    return {
      kind: 'done',
      images: [{ source, seed: request.seed, revisedPrompt: null }],
      texts: [],
      usage: null,
      costMicros: null,
      providerRequestId: null,
    }
  },
}

/**
 * Returns the picture in an answer; null if there is none. FLUX and Lucid return an object with base64; other models return the picture's
 * bytes.
 */
async function sourceOf(answer: unknown): Promise<ImageSource | null> {
  if (answer instanceof ReadableStream) return { kind: 'stream', stream: answer as ReadableStream<Uint8Array> }
  if (answer instanceof Response) return answer.body === null ? null : { kind: 'stream', stream: answer.body }
  if (answer instanceof Uint8Array) return answer.byteLength === 0 ? null : { kind: 'bytes', bytes: answer }
  if (answer instanceof ArrayBuffer) return answer.byteLength === 0 ? null : { kind: 'bytes', bytes: new Uint8Array(answer) }
  // If the answer is only a text, this text may be something other than a picture, such as a message. So the text counts as a picture only
  // if it looks like base64 or a URL. If the answer is an object, the text in its field `image` is the picture. So this text counts as
  // base64 even if it does not look like base64.
  return findPicture(answer, typeof answer === 'string' ? undefined : 'base64', async () => undefined, { absolute: () => null })
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function failureOf(error: unknown, signal: AbortSignal): ProviderFailure {
  if (signal.aborted) {
    const timedOut = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
    return new ProviderFailure(timedOut ? 'timeout' : 'canceled', 'Workers AI was not waited for any longer.', {
      billed: 'unknown',
      cause: error,
    })
  }
  const message = error instanceof Error ? error.message : String(error)
  const kind = kindOf(message)
  const mayHaveRun = kind === 'timeout' || (kind === 'unavailable' && !ENDED.test(message))
  return new ProviderFailure(kind, scrub(`Workers AI: ${message}`, []), { billed: mayHaveRun ? 'unknown' : 'no', cause: error })
}

/**
 * Decides for a failure of the kind `unavailable` whether something may have been billed. If the message begins with Cloudflare's error
 * number or contains `InferenceUpstreamError`, the model has made no picture, so nothing was billed. After any other message, such as that
 * of a lost network connection, the model may have made a picture, which Cloudflare bills.
 */
const ENDED = /^(\w*Error: )?\d{4,5}: |InferenceUpstreamError/

/** Returns the kind of failure that the exception's message names. Most messages begin with Cloudflare's error number. */
function kindOf(message: string): FailureKind {
  if (/nsfw|safety|moderation|\b3030\b/i.test(message)) return 'refused'
  if (/\b3036\b|daily free allocation|out of neurons/i.test(message)) return 'no_credit'
  if (/\b3040\b|capacity|rate limit|too many requests|\b429\b/i.test(message)) return 'rate_limited'
  if (/\b3007\b|\b3008\b|timed? ?out|\b504\b/i.test(message)) return 'timeout'
  if (/\b500[3-7]\b|invalid|not supported|no such model|bad input/i.test(message)) return 'bad_request'
  if (/\b10000\b|authentication|unauthorized/i.test(message)) return 'bad_credential'
  return 'unavailable'
}
