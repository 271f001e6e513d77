// The results of tools: a short text, at most one small picture, a link per picture, and the same facts as data. Full-size pictures are
// never inline, because they would fill the agent's context.
import type { CallToolResult } from '@modelcontextprotocol/server'
import type { components } from '../../../generated/generation/types.ts'
import type { Problem } from '../../contract/problem.ts'
import { encodeBase64 } from '../../shared/base64.ts'
import { faultSentence } from '../../shared/fault-sentence.ts'
import { errorFields, log } from '../../shared/log.ts'
import { makeThumbnail } from '../delivery/thumbnail.ts'
import type { GenerationRecord } from '../model/generation.ts'
import type { Services } from '../services.ts'

type Schemas = components['schemas']
type Content = CallToolResult['content'][number]

const MOST_THUMBNAIL_BYTES = 64 * 1024
const THUMBNAIL_WIDTHS = [256, 128, 64]

const RESOURCE_PREFIX = 'asset:///'
export const RESOURCE_TEMPLATE = `${RESOURCE_PREFIX}{asset_id}`
export const resourceUri = (assetId: string): string => RESOURCE_PREFIX + assetId

/** Returns the asset id in a resource's URI; null if the URI does not name a picture. */
export function assetIdOf(uri: string): string | null {
  const id = uri.startsWith(RESOURCE_PREFIX) ? uri.slice(RESOURCE_PREFIX.length) : ''
  return /^asset_[0-9A-Z]{26}$/.test(id) ? id : null
}

export function dollars(micros: number): string {
  return micros === 0 ? 'free' : `${micros} micro-USD ($${(micros / 1_000_000).toFixed(4)})`
}

export async function showResult(
  services: Services,
  generation: Schemas['Generation'],
  record: GenerationRecord | null,
): Promise<CallToolResult> {
  const small = record === null ? null : await thumbnailOf(services, record)
  const content: Content[] = [{ type: 'text', text: generationText(generation) }]
  if (small !== null) content.push(small)
  for (const image of generation.images)
    content.push({
      type: 'resource_link',
      uri: resourceUri(image.asset_id),
      name: image.asset_id,
      mimeType: `image/${image.format}`,
      size: image.size_bytes,
    })
  return { content, structuredContent: generationFacts(generation) }
}

function generationText({ id, status, model, images, texts, cost, warnings, error, progress }: Schemas['Generation']): string {
  const lines = [`${id} ${status}, model ${model}, cost ${dollars(cost.amount_micros)}`]
  if (status === 'queued' || status === 'running') {
    const done = progress === null ? '' : ` (${Math.round(progress * 100)} %)`
    lines[0] = `${id} ${status}${done}, model ${model}, cost so far ${dollars(cost.amount_micros)}`
    lines.push(
      'It goes on by itself and will be charged. Call get_generation with this id to wait for it, or cancel_generation to stop it.',
    )
  }
  if (cost.held_micros > 0) lines.push(`${dollars(cost.held_micros)} held: the provider may have billed it.`)
  for (const image of images) lines.push(`${image.asset_id} ${image.width}x${image.height} ${image.format}: ${image.url}`)
  for (const text of texts) lines.push(text)
  for (const { code, message } of warnings) lines.push(`warning ${code}: ${message}`)
  if (error !== null) lines.push(`error ${error.code}: ${error.message}`)
  return lines.join('\n')
}

function generationFacts({ id, status, model, provider, cost, images, texts, warnings, error }: Schemas['Generation']) {
  return {
    id,
    status,
    model,
    provider,
    cost_micros: cost.amount_micros,
    ...(cost.held_micros > 0 ? { held_micros: cost.held_micros } : {}),
    // Only the text has links, not the data. Many clients show an agent both, and links are too long to be shown twice.
    images: images.map(({ asset_id, width, height, format, seed }) => ({ asset_id, width, height, format, seed })),
    ...(texts.length === 0 ? {} : { texts }),
    ...(warnings.length === 0 ? {} : { warnings: warnings.map(({ code, message }) => ({ code, message })) }),
    ...(error === null ? {} : { error: { code: error.code, message: error.message } }),
  }
}

/** Returns a thumbnail of the first picture; null if there is no picture, or if no small enough thumbnail can be made. */
async function thumbnailOf(services: Services, record: GenerationRecord): Promise<Content | null> {
  const picture = record.images[0]
  if (picture === undefined || services.environment.IMAGE_RESIZER === undefined) return null
  const { key, assetId, format } = picture
  const request = {
    key,
    assetId,
    format,
    range: undefined,
    ifRange: undefined,
    ifNoneMatch: undefined,
    download: false,
    cacheControl: 'no-store',
  }
  try {
    for (const width of THUMBNAIL_WIDTHS) {
      const served = await makeThumbnail(services, request, width)
      if (served?.kind !== 'whole') return null
      const bytes = new Uint8Array(await new Response(served.body).arrayBuffer())
      if (bytes.byteLength <= MOST_THUMBNAIL_BYTES) return { type: 'image', data: encodeBase64(bytes), mimeType: `image/${format}` }
    }
  } catch (error) {
    // The picture is made and paid for, so the tool returns it even without a thumbnail.
    log('warn', 'mcp_thumbnail_failed', { request_id: services.requestId ?? undefined, generation_id: record.id, ...errorFields(error) })
  }
  return null
}

/** Codes of errors that an agent can fix by changing its arguments. */
const MENDABLE = new Set<string>(['invalid_request', 'unsupported_parameter', 'unsupported_operation', 'unsupported_size', 'input_invalid'])

/** Renders a problem in a form that helps an agent: what is wrong and where, when to try again, and an example of valid arguments. */
export function showProblem(problem: Problem, example: object): CallToolResult {
  const errors = problem.errors ?? []
  // After its first line, the text below has one line for each fault. If `problem.detail` is only a sentence about these faults, the first
  // line shows the title instead. That sentence names a field in another way than the tools do: `inputs[0].asset_id`, while the agent sent
  // `inputs.0.asset_id`.
  const repeats = errors[0] !== undefined && problem.detail === faultSentence(errors)
  const lines = [`${problem.code}: ${repeats ? problem.title : (problem.detail ?? problem.title)}`]
  for (const { pointer, message } of errors) lines.push(`- ${fieldOf(pointer)}: ${message}`)
  if (problem.retry_after_ms !== undefined) lines.push(`retry_after_ms: ${problem.retry_after_ms}`)
  if (problem.generation_id !== undefined) lines.push(`generation_id: ${problem.generation_id}`)
  lines.push(`request_id: ${problem.request_id}`)
  if (MENDABLE.has(problem.code) || errors.length > 0) lines.push(`Example of arguments: ${JSON.stringify(example)}`)
  return { isError: true, content: [{ type: 'text', text: lines.join('\n') }] }
}

/** `/body/inputs/0/asset_id` → `inputs.0.asset_id`, the name that the agent used. */
function fieldOf(pointer: string): string {
  const [, part, ...steps] = pointer.split('/')
  const name = steps.join('.').replaceAll('~1', '/').replaceAll('~0', '~')
  if (name === '') return 'arguments'
  return part === 'header' ? name.toLowerCase().replaceAll('-', '_') : name
}
