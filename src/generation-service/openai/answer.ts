// A finished job in OpenAI's form: one JSON body with its pictures as links or base64, or server-sent events.
import type { Context } from 'hono'
import type { components } from '../../../generated/generation/types.ts'
import type { routes } from '../../../generated/generation/routes.ts'
import { problemOf } from '../../contract/problem.ts'
import type { EventOf, Replied, Reply } from '../../contract/reply.ts'
import { encodeBase64, encodeBase64Pieces } from '../../shared/base64.ts'
import { AppError } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import { rateLimitHeaders } from '../../shared/rate-limit-headers.ts'
import { failureOf, linkBaseOf, noteForLog } from '../http/answer.ts'
import { warningsHeader } from '../http/warnings-header.ts'
import { renderCost, serverTiming } from '../model/render-generation.ts'
import { signLink } from '../delivery/links.ts'
import type { GenerationRecord, RecordImage } from '../model/generation.ts'
import { afterBegun } from '../admission/after-begun.ts'
import { callJob, requireGeneration, waitForGeneration } from '../job/client.ts'
import type { AppEnv } from '../http/app-env.ts'
import type { Services } from '../services.ts'
import { type StreamSlot, takeStreamSlot } from '../events/open-streams.ts'
import type { AnswerOptions } from './request.ts'
import type { ImageStarted } from './start.ts'

type Schemas = components['schemas']

const HEARTBEAT_MS = 10_000

/**
 * Runs an operation. If its response is a stream, first takes a slot for the stream. If no slot is free, throws AppError before the
 * operation costs anything.
 */
export async function withStreamSlot(
  c: Context<AppEnv>,
  options: AnswerOptions,
  run: (slot: StreamSlot | null) => Promise<Replied>,
): Promise<Replied> {
  const slot = options.stream ? takeStreamSlot(c.var.principal, c.var.services.clock) : null
  try {
    return await run(slot)
  } catch (error) {
    slot?.leave()
    throw error
  }
}

export function answerImages(
  c: Context<AppEnv>,
  reply: Reply<(typeof routes)['createImage']>,
  started: ImageStarted,
  options: AnswerOptions,
  slot: StreamSlot | null,
): Promise<Replied> {
  return afterBegun(started.record.id, started.joinsRepeat, () => answer(c, reply, started, options, slot))
}

async function answer(
  c: Context<AppEnv>,
  reply: Reply<(typeof routes)['createImage']>,
  started: ImageStarted,
  options: AnswerOptions,
  slot: StreamSlot | null,
): Promise<Replied> {
  const { services, principal } = c.var
  const limits = rateLimitHeaders(started.headers, services.clock())
  const { id: generationId } = started.record
  if (options.stream) {
    await requirePictures(services, started.record, started.own)
    const kind = started.record.operation === 'generate' ? 'image_generation' : 'image_edit'
    return reply(200, textStream(imageEvents(c, started.record, kind, options), slot), {
      ...limits,
      'X-Generation-ID': generationId,
      ...warningsHeader(started.record),
      'Content-Type': 'text/event-stream',
    })
  }

  const record = await waitForGeneration(services, principal, started.record, started.waitUntil)
  noteForLog(c, record)
  const failure = failureOf(record, services.clock(), limits)
  if (failure !== null) throw failure
  if (record.status !== 'succeeded') throw stillRunning(record)
  await requirePictures(services, record, started.own)
  const { data: _, ...rest } = withoutData(record, options)
  const fields = {
    ...limits,
    'Server-Timing': serverTiming(record.timingMs),
    'X-Generation-ID': generationId,
    'X-Cost-Micros': record.cost.amountMicros,
    ...warningsHeader(record),
  }
  const baseUrl = options.format === 'b64_json' ? null : await linkBaseOf(c)
  const linkTo = async (image: RecordImage) => (baseUrl === null ? null : (await signLink(services, baseUrl, image)).url)
  if (options.format !== 'url') {
    // The response is sent in pieces, because ten pictures in one text would not fit into the isolate's memory. It is not made by `reply`,
    // which would check it against the contract. Instead, a test checks it.
    const headers = new Headers({ 'content-type': 'application/json' })
    for (const [name, value] of Object.entries(fields)) headers.set(name, String(value))
    return c.newResponse(textStream(jsonPieces(services, record, rest, linkTo)), 200, Object.fromEntries(headers)) as Replied
  }
  const data = record.images.map(async (image) => ({ url: (await linkTo(image))!, ...revised(image) }))
  return reply(200, { ...rest, data: await Promise.all(data) }, fields)
}

function withoutData(record: GenerationRecord, options: AnswerOptions): Schemas['OpenAIImagesResponse'] {
  const first = record.images[0]
  const size = sizeOf(first)
  return {
    created: Math.floor(record.createdAt / 1000),
    data: [],
    ...(options.background === null ? {} : { background: options.background }),
    output_format: first?.format ?? 'png',
    ...(options.quality === null ? {} : { quality: options.quality }),
    ...(size === null ? {} : { size }),
    usage: usageOf(record),
    generation_id: record.id,
    warnings: record.warnings,
    ...billOf(record),
  }
}

function billOf(record: GenerationRecord): Pick<Schemas['OpenAIImagesResponse'], 'cost' | 'timing_ms'> {
  return { cost: renderCost(record.cost), timing_ms: record.timingMs }
}

function sizeOf(image: RecordImage | undefined): string | null {
  return image === undefined ? null : `${image.width}x${image.height}`
}
const revised = (image: RecordImage) => (image.revisedPrompt === null ? {} : { revised_prompt: image.revisedPrompt })

function usageOf({ usage }: GenerationRecord): Schemas['OpenAIUsage'] {
  const { textInTokens, imageInTokens, textOutTokens, imageOutTokens } = usage ?? {
    textInTokens: 0,
    imageInTokens: 0,
    textOutTokens: 0,
    imageOutTokens: 0,
  }
  const input = textInTokens + imageInTokens
  const output = textOutTokens + imageOutTokens
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_tokens_details: { text_tokens: textInTokens, image_tokens: imageInTokens },
  }
}

/**
 * Returns the error for a caller whose wait is over while the job still runs. The error's header tells SDKs not to repeat the request,
 * because the repeat would only wait once more.
 */
function stillRunning(record: GenerationRecord): AppError {
  return new AppError('deadline_exceeded', {
    detail: `The generation is still running. Read /v1/generations/${record.id}.`,
    generationId: record.id,
    headers: { 'x-should-retry': 'false' },
  })
}

async function* jsonPieces(
  services: Services,
  record: GenerationRecord,
  rest: Omit<Schemas['OpenAIImagesResponse'], 'data'>,
  linkTo: (image: RecordImage) => Promise<string | null>,
): AsyncGenerator<string, void> {
  yield `${JSON.stringify(rest).slice(0, -1)},"data":[`
  for (const [index, image] of record.images.entries()) {
    const url = await linkTo(image)
    const head = JSON.stringify({ ...(url === null ? {} : { url }), ...revised(image), b64_json: '' })
    // The base64 is inserted between the empty quotes at the end of `head`.
    yield `${index === 0 ? '' : ','}${head.slice(0, -2)}`
    yield* encodeBase64Pieces((await open(services, record, image)).body)
    yield '"}'
  }
  yield ']}'
}

async function open(services: Services, record: GenerationRecord, image: RecordImage): Promise<R2ObjectBody> {
  const object = await services.images.get(image.key)
  if (object === null) throw deleted(record)
  return object
}

/**
 * If the request joined an earlier request, the pictures may have been deleted in the meantime. So this function checks that they still
 * exist. Must be called before the response begins, because no error can be sent afterwards. If the request has started the job itself
 * (`own`), no check is needed.
 */
async function requirePictures(services: Services, record: GenerationRecord, own: boolean): Promise<void> {
  if (own) return
  const found = await Promise.all(record.images.map((image) => services.images.head(image.key)))
  if (found.includes(null)) throw deleted(record)
}

function deleted(record: GenerationRecord): AppError {
  return new AppError('not_found', {
    detail: `The request was carried out as ${record.id}, but one of its pictures was deleted since. Send a new request to generate again.`,
    generationId: record.id,
  })
}

/**
 * Returns the pieces as a stream. If the client closes the connection, no more pieces are produced.
 * @param slot the slot of this stream: renewed with each piece, and given back when the stream ends.
 */
function textStream(pieces: AsyncGenerator<string, void>, slot: StreamSlot | null = null): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(sink) {
        const next = await pieces.next().catch((error: unknown) => {
          slot?.leave()
          throw error
        })
        if (next.done) {
          slot?.leave()
          sink.close()
        } else {
          slot?.renew()
          sink.enqueue(encoder.encode(next.value))
        }
      },
      async cancel() {
        slot?.leave()
        await pieces.return()
      },
    },
    { highWaterMark: 0 },
  )
}

// --- events -------------------------------------------------------------------------------------------------------------------------

async function* imageEvents(
  c: Context<AppEnv>,
  started: GenerationRecord,
  kind: 'image_generation' | 'image_edit',
  options: AnswerOptions,
): AsyncGenerator<string, void> {
  const { services, principal, requestId } = c.var
  const created = Math.floor(started.createdAt / 1000)
  const facts = (image: RecordImage | undefined) => ({
    created_at: created,
    size: sizeOf(image) ?? ('auto' as const),
    quality: options.quality ?? ('auto' as const),
    background: options.background ?? ('auto' as const),
    output_format: image?.format ?? ('png' as const),
  })
  try {
    yield ': begun\n\n'
    yield* partialImages(services, started, (index, b64_json) =>
      event({ type: `${kind}.partial_image`, b64_json, partial_image_index: index, ...facts(undefined) }),
    )
    const record = await requireGeneration(services, principal, started.id)
    noteForLog(c, record)
    const failure = failureOf(record, services.clock())
    if (failure !== null || record.status !== 'succeeded') {
      yield errorEvent(failure ?? stillRunning(record), requestId)
      return
    }
    for (const image of record.images) {
      // The picture is opened before the event begins, because opening fails if the picture was deleted. Then `errorEvent` is sent instead.
      const picture = await open(services, record, image)
      const head = event({
        type: `${kind}.completed`,
        b64_json: '',
        ...facts(image),
        usage: usageOf(record),
        generation_id: record.id,
        ...billOf(record),
      })
      // The base64 goes between the empty quotes of `b64_json`.
      const at = head.indexOf('"b64_json":"') + '"b64_json":"'.length
      yield head.slice(0, at)
      yield* encodeBase64Pieces(picture.body)
      yield head.slice(at)
    }
  } catch (error) {
    if (error instanceof AppError) {
      yield errorEvent(error, requestId)
      return
    }
    log('error', 'image_stream_failed', { request_id: requestId, generation_id: started.id, ...errorFields(error) })
    yield errorEvent(new AppError('internal_error', { generationId: started.id }), requestId)
  }
}

/** Yields previews until the job has ended, with comments between them to keep the connection open. */
async function* partialImages(
  services: Services,
  { instanceId, id: generationId }: GenerationRecord,
  show: (index: number, base64: string) => string,
): AsyncGenerator<string, void> {
  let saidAt = services.clock()
  for (let last = 0; ;) {
    // A comment is sent to the client when nothing was sent for `HEARTBEAT_MS`. Most events of the job are not sent to the client, so they
    // do not delay the comment.
    const silenceMs = Math.max(1, saidAt + HEARTBEAT_MS - services.clock())
    const news = await callJob(services, { instanceId, generationId }, (host) => host.events(generationId, last, silenceMs))
    if (news === null) return
    for (const each of news.events) {
      last = each.id
      if (each.type !== 'partial_image') continue
      const object = await services.images.get(each.key)
      if (object === null) continue
      yield show(each.index, encodeBase64(new Uint8Array(await object.arrayBuffer())))
      saidAt = services.clock()
    }
    if (news.finished) return
    if (services.clock() - saidAt < HEARTBEAT_MS) continue
    yield ': still here\n\n'
    saidAt = services.clock()
  }
}

function event(data: EventOf<typeof routes.createImage>): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
}

function errorEvent(error: AppError, requestId: string): string {
  return event({ type: 'error', error: problemOf(error, requestId).error! })
}
