// The tools for agents. Each calls an operation of the service in process; the tool itself adds only the waiting and the form of the
// result.
import type { CallToolResult, ServerContext, Tool } from '@modelcontextprotocol/server'
import type { components } from '../../../generated/generation/types.ts'
import { problemOf } from '../../contract/problem.ts'
import { AppError } from '../../shared/errors.ts'
import { pointerStep } from '../../shared/json.ts'
import { errorFields, log } from '../../shared/log.ts'
import { takeStreamSlot } from '../events/open-streams.ts'
import { failureOf, showGeneration } from '../http/answer.ts'
import { requireGeneration } from '../job/client.ts'
import { FINISHED, type GenerationRecord } from '../model/generation.ts'
import { modelListResult, modelText } from './model-text.ts'
import { type ToolInput, toolInput } from './input-schema.ts'
import { callOperation, type McpSession, type OperationId, OperationRefused, readOperation, requireScope } from './operation-call.ts'
import { dollars, resourceUri, showProblem, showResult } from './results.ts'
import { LONGEST_WAIT_MS, waitWithProgress } from './waiting.ts'

type Schemas = components['schemas']
type Arguments = Record<string, unknown>

interface OfferedTool {
  name: string
  title: string
  description: string
  operation: OperationId
  input: ToolInput
  annotations: NonNullable<Tool['annotations']>
  /** Valid arguments, shown to an agent that sent invalid ones. */
  example: Arguments
  run(session: McpSession, args: Arguments, context: ServerContext): Promise<CallToolResult>
}

const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }
/** Hints for a tool that makes pictures: it costs money and calls a provider, but changes nothing that exists. */
const MAKES = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true }

const SOME_GENERATION = 'gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ'
const SOME_PICTURE = { asset_id: 'asset_01K9ZQ4X1V7M3T8B5N2D6F0GHJ' }
const SHAPE = ['size', 'aspect_ratio', 'resolution'] as const
const LOOK = ['seed', 'quality', 'style'] as const
const FREEDOM = ['on_unsupported', 'max_cost_micros'] as const
const LONGEST_WAIT = `${LONGEST_WAIT_MS / 1000} seconds`
const WAITS = `Waits up to ${LONGEST_WAIT}, then returns the id for get_generation.`

const TOOLS: readonly OfferedTool[] = [
  {
    name: 'generate_image',
    title: 'Generate images',
    description: `Makes pictures from a prompt and charges for them. ${WAITS} Returns links and asset ids, which edit_image takes.`,
    operation: 'generate',
    input: toolInput({
      operation: 'generate',
      fields: ['prompt', 'model', 'negative_prompt', 'n', ...SHAPE, ...LOOK, 'output', 'provider_options', ...FREEDOM, 'idempotency_key'],
      required: ['prompt'],
    }),
    annotations: MAKES,
    example: { prompt: 'a lighthouse in fog', aspect_ratio: '16:9', max_cost_micros: 50_000 },
    run: (session, args, context) => makePictures(session, { operation: 'generate', ...args }, context),
  },
  {
    name: 'edit_image',
    title: 'Edit an image',
    description: `Makes pictures from stored pictures and charges for them; the originals stay. ${WAITS}`,
    operation: 'generate',
    input: toolInput({
      operation: 'generate',
      fields: [
        'operation',
        'prompt',
        'inputs',
        'mask',
        'model',
        'n',
        ...SHAPE,
        'strength',
        'seed',
        'output',
        ...FREEDOM,
        'idempotency_key',
      ],
      required: ['inputs'],
      without: { operation: ['generate', 'describe'] },
      defaults: { operation: 'edit' },
    }),
    annotations: MAKES,
    example: { operation: 'edit', prompt: 'make it night', inputs: [SOME_PICTURE] },
    run: (session, args, context) => makePictures(session, { operation: 'edit', ...args }, context),
  },
  {
    name: 'describe_image',
    title: 'Describe an image',
    description: `Says in words what a stored picture shows, and charges for it. ${WAITS}`,
    operation: 'generate',
    input: toolInput({
      operation: 'generate',
      fields: ['inputs', 'prompt', 'model', 'max_cost_micros', 'idempotency_key'],
      required: ['inputs'],
    }),
    annotations: MAKES,
    example: { inputs: [SOME_PICTURE] },
    run: (session, args, context) => makePictures(session, { ...args, operation: 'describe' }, context),
  },
  {
    name: 'get_generation',
    title: 'Get a generation',
    description: `Returns a generation with new links to its pictures. If it still runs, waits up to ${LONGEST_WAIT} for its end.`,
    operation: 'getGeneration',
    input: toolInput({ operation: 'getGeneration', fields: ['generation_id'], required: ['generation_id'] }),
    annotations: READS,
    example: { generation_id: SOME_GENERATION },
    run: getGeneration,
  },
  {
    name: 'cancel_generation',
    title: 'Cancel a generation',
    description: 'Stops a generation that still runs, if its provider can stop. What the provider has billed by then is charged.',
    operation: 'cancelGeneration',
    input: toolInput({ operation: 'cancelGeneration', fields: ['generation_id'], required: ['generation_id'] }),
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
    example: { generation_id: SOME_GENERATION },
    run: async (session, args) =>
      showResult(
        session.c.var.services,
        await readOperation<Schemas['Generation']>(session, 'cancelGeneration', { path: pathOf(args) }),
        null,
      ),
  },
  {
    name: 'quote_image',
    title: 'Quote a price',
    description: 'Says what a call of generate_image or edit_image would cost and what would be changed. Costs nothing.',
    operation: 'quote',
    input: toolInput({
      operation: 'quote',
      fields: ['operation', 'prompt', 'model', 'n', ...SHAPE, 'quality', 'output', 'inputs', 'mask', 'on_unsupported'],
    }),
    annotations: READS,
    example: { prompt: 'a lighthouse in fog', n: 4 },
    run: quoteImage,
  },
  {
    name: 'list_models',
    title: 'List models',
    description:
      'Lists up to 25 models that can be called now, recommended ones first, with operations and prices. With `model`, everything about one.',
    operation: 'listModels',
    input: toolInput({ operation: 'listModels', fields: ['provider', 'operation'] }, { operation: 'getModel', fields: ['model'] }),
    annotations: READS,
    example: { model: 'sketch' },
    run: listModels,
  },
  {
    name: 'list_images',
    title: 'List images',
    description: 'Lists stored pictures, made and uploaded, the newest first.',
    operation: 'listAssets',
    input: toolInput({ operation: 'listAssets', fields: ['limit', 'cursor', 'source'] }),
    annotations: READS,
    example: { limit: 10 },
    run: listImages,
  },
]

/** Returns the tools that a key with the session's scopes can call. */
export function toolsFor(session: McpSession): Tool[] {
  return TOOLS.filter(({ operation }) => {
    try {
      requireScope(session, operation)
      return true
    } catch {
      return false
    }
  }).map(({ name, title, description, input, annotations }) => ({
    name,
    title,
    description,
    inputSchema: input.schema() as Tool['inputSchema'],
    annotations,
  }))
}

/** Calls a tool; returns null if there is no such tool. An error inside a tool is a result for the agent, not a protocol error. */
export async function callTool(session: McpSession, name: string, args: Arguments, context: ServerContext): Promise<CallToolResult | null> {
  const tool = TOOLS.find((each) => each.name === name)
  if (tool === undefined) return null
  const { requestId, services } = session.c.var
  try {
    requireScope(session, tool.operation)
    if (session.argumentsFault !== undefined) throw new AppError('invalid_request', { detail: session.argumentsFault })
    requireArguments(tool, args)
    const work = tool.run(session, args, context)
    // When the caller closes the stream, the MCP package ends the response at once. `waitUntil` keeps the isolate alive, so that the tool
    // can still cancel the work that it began.
    services.waitUntil(work.catch(() => {}))
    return await work
  } catch (error) {
    if (error instanceof OperationRefused) return showProblem(error.problem, tool.example)
    if (!(error instanceof AppError))
      log('error', 'mcp_tool_failed', { request_id: requestId, operation_id: tool.operation, ...errorFields(error) })
    return showProblem(problemOf(error instanceof AppError ? error : new AppError('internal_error'), requestId), tool.example)
  }
}

/** One answer names at most this many wrong values, and at most this many unknown arguments. */
const MOST_FAULTS = 20

/**
 * Throws if an argument is missing or unknown. The operation may have fields that the tool does not offer. An unknown argument may be such
 * a field, so it must not reach the operation. The error also names the arguments with wrong values, so that the agent can correct
 * everything at once.
 *
 * If no argument is missing or unknown, wrong values are left to the operation, because its refusal appears in the instance's request log.
 * Only the values that the operation cannot refuse (`ToolInput.mustRefuse`) are refused here.
 */
function requireArguments({ name, input }: OfferedTool, args: Arguments): void {
  const { properties, required } = input.schema()
  const strangers = Object.keys(args).filter((field) => !Object.hasOwn(properties, field))
  const missing = required.filter((field) => args[field] === undefined)
  const isNamedWell = strangers.length + missing.length === 0
  if (isNamedWell && !input.mustRefuse(args)) return
  throw new AppError('invalid_request', {
    ...(isNamedWell ? {} : { detail: `The arguments do not fit. ${name} accepts ${Object.keys(properties).join(', ')}.` }),
    errors: [
      ...missing.map((field) => ({ pointer: `/body/${pointerStep(field)}`, message: 'is required' })),
      ...input.wrongValues(args).slice(0, MOST_FAULTS),
      ...strangers
        .slice(0, MOST_FAULTS)
        .map((field) => ({ pointer: `/body/${pointerStep(field.slice(0, 100))}`, message: 'There is no such field.' })),
    ],
  })
}

async function makePictures(session: McpSession, args: Arguments, context: ServerContext): Promise<CallToolResult> {
  const { c } = session
  const { services, principal } = c.var
  const { idempotency_key: key, ...body } = args
  // The tool needs a stream slot to wait for the result, and takes it before the generation starts. So if no slot is free, the call fails
  // here, before it costs anything.
  const slot = takeStreamSlot(principal, services.clock)
  try {
    const headers = { prefer: 'respond-async', ...(key === undefined ? {} : { 'idempotency-key': key as string }) }
    const started = await readOperation<Schemas['Generation']>(session, 'generate', { body, headers })
    const record = await waitWithProgress(session, context, started.id, 'generate', slot)
    // After a broken network connection, a client with an idempotency key can repeat the call, and the repeat joins the running job. So the
    // job is canceled only if there is no idempotency key.
    if (session.closed.aborted && key === undefined && !FINISHED.has(record.status)) await cancelUnclaimed(session, started.id)
    return await showEnded(session, record)
  } finally {
    slot.leave()
  }
}

/** Cancels a generation whose caller closed the stream before the id was sent: nobody waits for its result. */
async function cancelUnclaimed(session: McpSession, generationId: string): Promise<void> {
  try {
    await callOperation(session, 'cancelGeneration', { path: { generation_id: generationId } })
  } catch (error) {
    // OperationRefused means that the generation has ended in the meantime or cannot be stopped. Then it is charged as usual, and nothing
    // is logged.
    if (!(error instanceof OperationRefused))
      log('warn', 'mcp_cancel_failed', { request_id: session.c.var.requestId, generation_id: generationId, ...errorFields(error) })
  }
}

async function showEnded(session: McpSession, record: GenerationRecord): Promise<CallToolResult> {
  const failure = failureOf(record, session.c.var.services.clock())
  if (failure !== null) throw failure
  return showResult(session.c.var.services, await showGeneration(session.c, record), record)
}

async function getGeneration(session: McpSession, args: Arguments, context: ServerContext): Promise<CallToolResult> {
  const { services, principal } = session.c.var
  const path = pathOf(args)
  // Checks that the id is valid and that the generation belongs to the project.
  const generation = await readOperation<Schemas['Generation']>(session, 'getGeneration', { path })
  if (FINISHED.has(generation.status))
    return showResult(services, generation, await requireGeneration(services, principal, path.generation_id))
  const slot = takeStreamSlot(principal, services.clock)
  try {
    const record = await waitWithProgress(session, context, path.generation_id, 'read', slot)
    return await showResult(services, await showGeneration(session.c, record), record)
  } finally {
    slot.leave()
  }
}

function pathOf({ generation_id: id }: Arguments): { generation_id: string } {
  return { generation_id: typeof id === 'string' && id !== '' ? id.slice(0, 200) : '-' }
}

async function quoteImage(session: McpSession, args: Arguments): Promise<CallToolResult> {
  const quote = await readOperation<Schemas['Quote']>(session, 'quote', { body: args })
  const lines = [
    quote.max_micros === 0
      ? 'Free. Nothing would be reserved.'
      : `${quote.exact ? 'Costs' : 'Costs about'} ${dollars(quote.amount_micros)}; at most ${dollars(quote.max_micros)} would be reserved.`,
    ...quote.targets.map(({ model, n, width, height, quality }, index) =>
      [index === 0 ? 'Runs on' : 'else on', model, `n=${n}`, width === null ? '' : `${width}x${height}`, quality ?? '']
        .filter(Boolean)
        .join(' '),
    ),
    ...quote.warnings.map(({ code, message }) => `warning ${code}: ${message}`),
  ]
  const facts = {
    amount_micros: quote.amount_micros,
    max_micros: quote.max_micros,
    exact: quote.exact,
    model: quote.targets[0]?.model ?? null,
  }
  return { content: [{ type: 'text', text: lines.join('\n') }], structuredContent: facts }
}

async function listModels(session: McpSession, { model, ...filter }: Arguments): Promise<CallToolResult> {
  if (model === undefined) {
    const { data } = await readOperation<Schemas['ModelList']>(session, 'listModels', { query: filter })
    return modelListResult(data)
  }
  if (typeof model !== 'string' || model === '')
    throw new AppError('invalid_request', { errors: [{ pointer: '/path/model', message: 'must be the id of a model, as text' }] })
  const one = await readOperation<Schemas['Model']>(session, 'getModel', { path: { model } })
  return { content: [{ type: 'text', text: modelText(one) }], structuredContent: { ...one } }
}

async function listImages(session: McpSession, args: Arguments): Promise<CallToolResult> {
  // An agent reads every line, so a page is short unless the agent asks for more.
  const query = { ...args, limit: args['limit'] ?? 20 }
  const { data, next_cursor: next } = await readOperation<Schemas['AssetList']>(session, 'listAssets', { query })
  const lines = data.map(
    ({ id, width, height, format, source, generation_id: by, created_at: at }) =>
      `${id} ${width}x${height} ${format}, ${source === 'upload' ? 'uploaded' : `by ${by}`}, ${at.slice(0, 16)}Z`,
  )
  if (next !== null) lines.push(`More: cursor ${next}`)
  if (data.length > 0) lines.push(`Read a picture as the resource ${resourceUri('<asset id>')}; get_generation returns links.`)
  return {
    content: [{ type: 'text', text: lines.length === 0 ? 'There are no pictures.' : lines.join('\n') }],
    structuredContent: { images: data.map(({ id }) => id), next_cursor: next },
  }
}
