// Reads the answers of a custom provider: pictures, texts, cost and tokens.
import { readMicros, readTokens } from '../numbers.ts'
import type { HttpCall, ProviderHttp } from '../http.ts'
import { readPictureBody } from '../picture-body.ts'
import { type PictureJson, readPictureJson } from '../picture-json.ts'
import {
  type Done,
  type FailureKind,
  type ImageSource,
  type PlannedRequest,
  type ProviderContext,
  ProviderFailure,
  type ProviderImage,
  type ProviderUsage,
} from '../provider.ts'
import { seedOf } from '../seed.ts'
import { readUsage } from '../usage.ts'
import type { Json } from '../../shared/json.ts'
import { chargedFor, failureWithout, leftOut, ruleFor } from './errors.ts'
import { type Answer, valuesAt, valuesIn } from './pointer.ts'
import type { ResponseDefinition } from './wire-parts.ts'
import type { ProviderDefinition } from './wire.ts'

export interface ReadAnswer extends Answer {
  picture: PictureJson['picture']
  /** The picture, if the body of the answer is the picture itself; else null. */
  bytes: ImageSource | null
}

const MICROS_PER_USD = 1_000_000
const MAX_TEXT = 32_000

/**
 * Sends a call and reads the answer. Throws ProviderFailure, also if a rule of the definition finds an error in an answer with a success
 * status.
 */
export async function readAnswer(
  definition: ProviderDefinition,
  shape: ResponseDefinition,
  http: ProviderHttp,
  call: HttpCall,
  context: ProviderContext,
): Promise<ReadAnswer> {
  return readResponse(definition, shape, await http.send(call), http, call, context)
}

/** Does what `readAnswer` does, but with an answer that has already arrived. */
export async function readResponse(
  definition: ProviderDefinition,
  shape: ResponseDefinition,
  response: Response,
  http: ProviderHttp,
  call: HttpCall,
  context: ProviderContext,
): Promise<ReadAnswer> {
  const answer = await answerOf(shape, response, http, call, context)
  if (ruleFor(definition.error, answer) !== null)
    throw chargedFor(http.failureIn(answer.body, call, answer.headers), costOf(shape, answer, 'result'))
  return answer
}

async function answerOf(
  { images, kind }: ResponseDefinition,
  response: Response,
  http: ProviderHttp,
  call: HttpCall,
  { sink }: ProviderContext,
): Promise<ReadAnswer> {
  const { headers, status } = response
  const type = headers.get('content-type') ?? ''
  if (kind === 'bytes' && !/json|html|^text\//i.test(type) && response.body !== null && status !== 204)
    return { body: null, headers, status, picture: async () => null, bytes: { kind: 'stream', stream: response.body } }
  const name = images?.split('/').at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~') ?? '*'
  // The name of the field that contains the base64. All texts in fields of this name are read as base64. Null if the answer has no base64,
  // or if the pointer `images` ends at an element of a list, because such an element has no field name.
  const key = kind === 'base64' && name !== '*' && !/^\d+$/.test(name) ? name : null
  const { body, picture } = await readPictureJson(response, key, http, call, sink)
  return { body, headers, status, picture, bytes: null }
}

/**
 * Reads the result of finished work. Throws ProviderFailure if the answer has neither a picture nor a text. `costMicros` is the cost that
 * the answer to the submission reported; null if that answer reported none.
 */
export async function readDone(
  definition: ProviderDefinition,
  shape: ResponseDefinition,
  answer: ReadAnswer,
  http: ProviderHttp,
  call: HttpCall,
  context: ProviderContext,
  { request, costMicros, id }: { request: PlannedRequest; costMicros: number | null; id: string },
): Promise<Done> {
  const cost = costOf(shape, answer, 'result') ?? costMicros
  const { images, kept } = await picturesIn(definition, shape, answer, http, call, request, context)
  const texts = request.operation === 'describe' ? textsIn(shape, answer.body) : []
  if (images.length === 0 && texts.length === 0) {
    if (kept !== null)
      throw chargedFor(
        new ProviderFailure(kept, http.scrub(`${definition.name}: the provider withheld every picture; its answer says so.`), {
          billed: 'no',
        }),
        cost,
      )
    const what = request.operation === 'describe' ? `text at ${shape.texts}` : `picture at ${shape.images ?? 'all'}`
    const failure = failureWithout(definition, answer, http, call, `there is no ${what}`)
    // If the provider refused the content, the cost that it reports is charged. After any other failure here, the reported cost is
    // ignored: if an answer cannot be read, its cost does not prove that the work was done.
    throw failure.kind === 'refused' && shape.cost !== undefined ? chargedFor(failure, cost) : failure
  }
  return {
    kind: 'done',
    images,
    texts,
    usage: usageIn(shape, answer),
    costMicros: cost,
    providerRequestId: id === '' ? null : id.slice(0, 200),
  }
}

/**
 * Reads the pictures of an answer. Returns:
 * - `images`: the pictures, except those that a rule in `leave_out` removes. Such a rule may name a kind of failure.
 * - `kept`: why pictures were withheld. This is the kind of failure in the first rule that has removed a picture and names a kind; null if
 *   there is no such rule. If no picture is left, `readDone` throws a failure of this kind.
 */
async function picturesIn(
  definition: ProviderDefinition,
  shape: ResponseDefinition,
  answer: ReadAnswer,
  http: ProviderHttp,
  call: HttpCall,
  request: PlannedRequest,
  context: ProviderContext,
): Promise<{ images: ProviderImage[]; kept: FailureKind | null }> {
  const seeds = shape.seed === undefined ? [] : valuesIn(answer, shape.seed)
  const prompts = shape.revised_prompt === undefined ? [] : valuesIn(answer, shape.revised_prompt)
  const facts = (index: number) => {
    const prompt = prompts[index] ?? prompts[0]
    return { seed: seedOf(seeds[index] ?? seeds[0], request), revisedPrompt: typeof prompt === 'string' ? prompt : null }
  }
  if (answer.bytes !== null) return { images: [{ source: answer.bytes, ...facts(0) }], kept: null }
  const images: ProviderImage[] = []
  let kept: FailureKind | null = null
  for (const [index, element] of (shape.images === undefined ? [] : valuesAt(answer.body, shape.images)).entries()) {
    const left = leftOut(shape, element)
    if (left !== null) {
      kept ??= left.kind
      continue
    }
    const source = await sourceOf(definition, shape, element, answer, http, call, context)
    if (source !== null) images.push({ source, ...facts(index) })
  }
  return { images, kept }
}

async function sourceOf(
  definition: ProviderDefinition,
  { kind, picture_path: path, picture_auth: withKey }: ResponseDefinition,
  element: Json,
  { picture }: ReadAnswer,
  http: ProviderHttp,
  call: HttpCall,
  context: ProviderContext,
): Promise<ImageSource | null> {
  if (path === undefined) {
    const source = await picture(element, kind === 'url' ? 'url' : 'base64')
    if (!withKey || source?.kind !== 'url') return source
    const own = http.ownAddress(source.url)
    // Only an address of the provider itself is fetched with the credential; any other is fetched without it.
    return own === null ? source : fetched(definition, own, http, call, context)
  }
  const target = builtPath(path, element)
  if (target === null) return null
  if (withKey) return fetched(definition, target, http, call, context)
  const base = context.credential.baseUrl ?? definition.base_url
  const url = http.absolute(`.${target}`)
  return url === null ? null : { kind: 'url', url: withQueryOf(url, base) }
}

const MAX_PART = 500

/** Builds a path from parts of the answer, each encoded. Returns null if a part is missing or is `.` or `..`. */
function builtPath(template: string, element: Json): string | null {
  let complete = true
  const path = template.replaceAll(/\{\{(\/[^{}]+)\}\}/g, (_, pointer: string) => {
    const [value] = valuesAt(element, pointer)
    const isPart =
      (typeof value === 'string' || typeof value === 'number') && String(value).length <= MAX_PART && !/^\.{1,2}$/.test(String(value))
    if (!isPart) complete = false
    return isPart ? encodeURIComponent(String(value)) : ''
  })
  return complete ? path : null
}

/** Adds the query of the base URL to the URL of a call. */
function withQueryOf(text: string, baseUrl: string): string {
  const [url, base] = [new URL(text), new URL(baseUrl)]
  for (const [name, value] of base.searchParams) if (!url.searchParams.has(name)) url.searchParams.append(name, value)
  return url.href
}

const MAX_PICTURE_BYTES = 64 * 1024 * 1024

/**
 * Fetches a picture from the provider's own address, with the credential. Even if the download fails, the provider has made the picture and
 * may bill it. So the call has the same `mayBill` as the call whose answer names the address.
 */
async function fetched(
  { headers }: ProviderDefinition,
  target: string,
  http: ProviderHttp,
  { mayBill }: HttpCall,
  context: ProviderContext,
): Promise<ImageSource> {
  const call: HttpCall = {
    method: 'GET',
    target,
    headers: { ...headers, accept: 'image/*' },
    mayBill,
    notFound: 'lost',
    maxBytes: MAX_PICTURE_BYTES,
  }
  return readPictureBody(await http.send(call), http, call, context)
}

function textsIn({ texts }: ResponseDefinition, body: Json): string[] {
  if (texts === undefined) return []
  return valuesAt(body, texts).flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.slice(0, MAX_TEXT)] : []))
}

/** Returns the cost that an answer reports, in micro-USD; null if the answer has no readable cost. */
export function costOf({ cost, cost_usd: usd }: ResponseDefinition, answer: Answer, from: 'result' | 'submission'): number | null {
  if (usd !== undefined) return from === 'result' ? readMicros(valuesIn(answer, usd), MICROS_PER_USD) : null
  if (cost === undefined || cost.from !== from) return null
  const found = cost.at.flatMap((pointer) => valuesIn(answer, pointer)).filter((value) => value !== null)
  return readMicros(found, MICROS_PER_USD, cost.per_usd)
}

function usageIn({ usage }: ResponseDefinition, answer: Answer): ProviderUsage | null {
  if (usage === undefined) return null
  const base = usage.at === undefined ? null : readUsage(valuesIn(answer, usage.at)[0])
  // The usage counts as unknown in two cases: if there is a pointer `usage.at`, but the object there has no output tokens; or if there is
  // no `usage.at`, and `usage.image_out` finds no tokens. The cost is then computed from an estimate, because a cost from the other tokens
  // alone would be too low.
  if (base === null && (usage.at !== undefined || countIn(usage.image_out, answer) === 0)) return null
  return {
    textInTokens: (base?.textInTokens ?? 0) + countIn(usage.text_in, answer),
    imageInTokens: (base?.imageInTokens ?? 0) + countIn(usage.image_in, answer),
    textOutTokens: (base?.textOutTokens ?? 0) + countIn(usage.text_out, answer),
    imageOutTokens: (base?.imageOutTokens ?? 0) + countIn(usage.image_out, answer),
  }
}

function countIn(pointers: readonly string[] | undefined, answer: Answer): number {
  return (pointers ?? []).flatMap((pointer) => valuesIn(answer, pointer)).reduce<number>((sum, value) => sum + (readTokens(value) ?? 0), 0)
}
