// Makes pictures: shows the price first, runs one job for each model and shows its progress, and saves the files.
import {
  CanceledError,
  type GenerateRequest,
  type Generation,
  GenerationFailedError,
  type Platform,
  unwrap,
  waitForGeneration,
} from '../../generated/clients/typescript/index.ts'
import type { ArgsDef } from 'citty'
import { wholeNumber } from './command.ts'
import type { Context } from './context.ts'
import { type Failure, failureOf, inWords, linesOf, UsageError } from './errors.ts'
import { Destination, formatFrom } from './files.ts'
import { dollars, oneLine, table } from './plain-text.ts'
import { protocolOf, sequenceOf } from './preview.ts'

export const OUTPUT_ARGS = {
  out: {
    type: 'string',
    alias: 'o',
    valueHint: 'file|folder/|-',
    description: 'Where the pictures go; - is stdout. By default this folder, named after the generation',
  },
  force: { type: 'boolean', description: 'Replace files that exist' },
  preview: {
    type: 'boolean',
    default: true,
    description: 'Show the picture in terminals that can (kitty, Ghostty, iTerm2, WezTerm)',
    negativeDescription: 'Do not show the picture',
  },
} as const satisfies ArgsDef

export const WAIT_ARGS = {
  timeout: { type: 'string', valueHint: 'seconds', default: '600', description: 'How long to wait; the generation goes on' },
  'idempotency-key': {
    type: 'string',
    valueHint: 'key',
    description: 'A name of your own for this purchase: a command with the key of an earlier one gets its result, and buys nothing',
  },
} as const satisfies ArgsDef

export interface MakeOptions {
  out: string | undefined
  force: boolean
  preview: boolean
  timeout: string
  idempotencyKey: string | undefined
}

interface Made {
  model: string | null
  generation: Generation | null
  files: string[]
  failure: Failure | null
}

/**
 * Makes the same request with each model. Pictures that were made are saved even if other models fail. Throws Refused if at least one
 * model has failed.
 */
export async function makePictures(
  context: Context,
  request: GenerateRequest,
  models: (string | null)[],
  options: MakeOptions,
): Promise<void> {
  const { out } = context
  const destination = new Destination(options.out, options.force)
  const compares = models.length > 1
  const count = request.n ?? 1
  if (destination.isStdout && (compares || count > 1 || out.json)) throw new UsageError('--out - takes one picture, and not --json.')
  if (compares && options.idempotencyKey !== undefined)
    throw new UsageError('--idempotency-key is of one generation, so it takes one --model.')
  const timeoutMs = (wholeNumber('timeout', options.timeout) ?? 600) * 1000
  destination.requireFree(
    models.flatMap((model) => Array.from({ length: count }, (_, index) => ({ model: compares ? model : null, index, count }))),
  )

  const jobs = models.map((model) => ({ model, body: model === null ? request : { ...request, model } }))
  const quotes = await Promise.all(jobs.map((job) => quoteOf(context, job.body).catch((error: unknown) => failureOf(error))))
  const [first] = quotes
  if (!compares && first !== undefined && 'exit' in first) throw new Refused(first)
  const made = await Promise.all(
    jobs.map(async ({ model, body }, at): Promise<Made> => {
      const quote = quotes[at]!
      if ('exit' in quote) return { model, generation: null, files: [], failure: quote }
      out.say(`${oneLine(quote.requested_model)}: ${priceOf(quote)}`)
      return makeOne(context, body, model, { destination, compares, timeoutMs, options })
    }),
  )
  report(context, made, compares)
}

interface Quoted {
  requested_model: string
  amount_micros: number
  max_micros: number
  exact: boolean
}

async function quoteOf({ platform, signal }: Context, body: GenerateRequest): Promise<Quoted> {
  return unwrap(await platform.generation.POST('/quote', { body, signal }))
}

function priceOf({ amount_micros: amount, max_micros: most, exact }: Quoted): string {
  if (most === 0) return 'free'
  if (exact && amount === most) return dollars(amount)
  return `${exact ? '' : 'about '}${dollars(amount)}, at most ${dollars(most)}`
}

interface OneOptions {
  destination: Destination
  compares: boolean
  timeoutMs: number
  options: MakeOptions
}

async function makeOne(
  context: Context,
  body: GenerateRequest,
  model: string | null,
  { destination, compares, timeoutMs, options }: OneOptions,
): Promise<Made> {
  const { out, platform, signal } = context
  const label = model ?? 'generation'
  const following = new AbortController()
  let follows = false
  try {
    out.progress(label, 'sending')
    const generation = await platform.generateAndWait(body, {
      timeoutMs,
      signal,
      ...(options.idempotencyKey === undefined ? {} : { idempotencyKey: options.idempotencyKey }),
      onUpdate(now) {
        out.progress(label, stateOf(now))
        if (follows || now.status === 'succeeded') return
        follows = true
        void follow(context, now.id, label, following.signal)
      },
    })
    following.abort()
    out.endProgress(label)
    const files = await download(context, generation, destination, { model: compares ? model : null, preview: options.preview })
    return { model, generation, files, failure: null }
  } catch (error) {
    const generation = error instanceof GenerationFailedError ? error.generation : null
    return { model, generation, files: [], failure: await ended(platform, error) }
  } finally {
    following.abort()
    out.endProgress(label)
  }
}

/** Returns the failure to report. After Ctrl-C it says whether the job has stopped, because some providers cannot be stopped. */
async function ended(platform: Platform, error: unknown): Promise<Failure> {
  const failure = failureOf(error)
  if (!(error instanceof CanceledError)) return failure
  if (error.generationId === null) return { ...failure, detail: 'Nothing was accepted yet.' }
  const now = await waitForGeneration(platform.generation, error.generationId, { timeoutMs: 3000, pollMs: 300 }).catch(() => null)
  if (now?.status === 'canceled')
    return {
      ...failure,
      detail: `The generation is canceled${now.cost.amount_micros > 0 ? ` and cost ${dollars(now.cost.amount_micros)}` : ''}.`,
    }
  return {
    ...failure,
    detail: `The generation ${now === null ? 'could not be stopped at once, and may go on' : inWords(now.status)}.`,
    action: `See what became of it: cma get ${error.generationId}`,
  }
}

/**
 * Shows the events of a job while the command waits for the generation. The wait itself reads no events, so a broken stream of events is
 * no error.
 */
async function follow({ out, platform }: Context, generationId: string, label: string, signal: AbortSignal): Promise<void> {
  let stage = ''
  try {
    for await (const { data } of platform.events(generationId, { signal })) {
      if (signal.aborted || data.type === 'finished') return
      if (data.type === 'state') stage = data.stage
      const part = data.type === 'progress' ? ` ${Math.round(data.progress * 100)} %` : data.type === 'partial_image' ? ' first sketch' : ''
      out.progress(label, `${oneLine(stage || 'running', 40)}${part}`)
    }
  } catch {
    // A failure here is ignored: the events only show progress, and the result does not depend on them.
  }
}

function stateOf({ status, stage, progress }: Generation): string {
  const part = progress === null ? '' : ` ${Math.round(progress * 100)} %`
  return `${oneLine(status === 'queued' || status === 'running' ? stage : status, 40)}${part}`
}

/** Saves the pictures of a generation, and returns their paths. */
export async function download(
  { out, platform, signal }: Context,
  { id, images }: Generation,
  destination: Destination,
  { model, preview }: { model: string | null; preview: boolean },
): Promise<string[]> {
  const files: string[] = []
  for (const [index, { asset_id: assetId }] of images.entries()) {
    const bytes = await platform.download(assetId, { signal })
    if (destination.isStdout) {
      process.stdout.write(bytes)
      continue
    }
    files.push(destination.save({ id, model, index, count: images.length, format: formatFrom(images[index]!.format) }, bytes))
    if (preview && !out.quiet) show(bytes)
  }
  return files
}

/**
 * Shows a picture in the terminal, if the terminal can show pictures. The escape sequences go to stderr, because a program may read
 * stdout.
 */
export function show(bytes: Uint8Array): void {
  const protocol = protocolOf(process.env, process.stderr.isTTY)
  const sequence = protocol === null ? null : sequenceOf(bytes, protocol)
  if (sequence !== null) process.stderr.write(sequence)
}

/** Ends the command with this failure: its text and its exit code. `main.ts` turns all other errors into a failure with `failureOf`. */
export class Refused extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.title)
    this.failure = failure
  }
}

function report({ out }: Context, made: Made[], compares: boolean): void {
  if (out.json) out.value({ results: made.map(({ model, generation, files, failure }) => ({ model, generation, files, error: failure })) })
  for (const { generation, files, failure } of made) {
    if (generation === null || failure !== null) continue
    if (!out.json) for (const line of [...files, ...generation.texts]) out.data(line)
    if (!compares) for (const line of summary(generation)) out.say(line)
  }
  if (compares) {
    const rows = made.map(({ model, generation, files, failure }) => [
      model,
      generation === null ? (failure?.code ?? 'failed') : generation.status,
      dollars(generation?.cost.amount_micros),
      generation === null ? '' : seconds(generation.timing_ms.total),
      failure === null ? (files[0] ?? '') : failure.title,
    ])
    out.say(table(['MODEL', 'STATUS', 'COST', 'TIME', 'FIRST FILE'], rows))
  }
  const failures = made.flatMap(({ failure }) => (failure === null ? [] : [failure]))
  // The command throws one of the failures, so that the exit code shows that not all models have made pictures. It prefers a failure
  // without an error code of the platform, for example a file that cannot be written. Such a failure says more than the refusal of one
  // model. All other failures are printed before it is thrown.
  const thrown = failures.find(({ code }) => code === null) ?? failures[0]
  if (thrown === undefined) return
  for (const failure of failures) if (failure !== thrown && !out.json) for (const line of linesOf(failure)) out.complain(line)
  throw new Refused(thrown)
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

export function summary({ id, model, cost, timing_ms: timing, warnings, images }: Generation): string[] {
  const held = cost.held_micros > 0 ? `, ${dollars(cost.held_micros)} held` : ''
  const sizes = [...new Set(images.map(({ width, height }) => `${width}x${height}`))].join(', ')
  return [
    `${oneLine(id)}: ${[oneLine(model, 80), sizes, `${dollars(cost.amount_micros)}${held}`, seconds(timing.total)].filter(Boolean).join(', ')}`,
    ...warnings.slice(0, 20).map(({ code, message }) => `  ${oneLine(code, 40)}: ${oneLine(message)}`),
  ]
}
