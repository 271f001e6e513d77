// Providers that an instance defines as data: its own server, or a service for which the platform has no adapter. Their requests go through
// the guarded fetch, like those of all other providers.
import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import type { Json, JsonObject } from '../../shared/json.ts'
import { claimsBeyond, type Part } from '../carried.ts'
import { type HttpCall, type ProviderHttp, providerHttp } from '../http.ts'
import { readNumber } from '../numbers.ts'
import {
  type Accepted,
  type CatalogueModel,
  type Done,
  type Operation,
  OPERATIONS,
  type Pending,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderContext,
} from '../provider.ts'
import { indistinct, remedyOfTemplate, templateCarries } from './carries.ts'
import { errorIn, failureOfWork, failureWithout, textOf } from './errors.ts'
import { likeAdapter, type LikeDefinition, likeDefinition } from './like.ts'
import { bodyOf, requestValues } from './map.ts'
import { type Caller, claimedModel, modelOf } from './models.ts'
import { definitionFor, type OperationDefinition } from './operation.ts'
import { checkOptions, neededOptions } from './options.ts'
import { checkInlineBytes, pictureScope } from './pictures-out.ts'
import { firstIn } from './pointer.ts'
import { costOf, readAnswer, type ReadAnswer, readDone, readResponse } from './read.ts'
import { fill, fillPath, placeholdersIn } from './template.ts'
import type { PollDefinition } from './wire-parts.ts'
import {
  type DefinitionError,
  type ModelDefinition,
  modelDefinition,
  type Parsed,
  parseWith,
  type ProviderDefinition,
  providerDefinition,
} from './wire.ts'

/** A definition with its own template, or one that refers to a built-in provider (`like`). */
export type CustomDefinition = ProviderDefinition | LikeDefinition
export type { DefinitionError }

/** Reads a provider definition from JSON. Faults are reported with pointers into the definition. */
export function parseCustomProvider(value: Json): Parsed<CustomDefinition> {
  const isLike = value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, 'like')
  return isLike ? parseWith<CustomDefinition>(likeDefinition(), value) : parseWith<CustomDefinition>(providerDefinition(), value)
}

export type ParsedModel = { ok: true; model: CatalogueModel } | { ok: false; errors: DefinitionError[] }

/**
 * Returns the errors of a definition. Each error has a pointer into the definition. These are errors:
 * - A model claims a capability that the requests cannot express. The requests are made from the definition's template or, with `like`, by
 *   the built-in adapter.
 * - A model has a fault in its price.
 * - Only for a definition with a template: an address has a fault, or two operations have the same request, so that the server could not
 *   distinguish them.
 */
export function claimsOfProvider(definition: CustomDefinition): DefinitionError[] {
  if ('like' in definition) {
    const adapter = likeAdapter(definition)
    return definition.models.flatMap((model, index) =>
      claimsOnAdapter(adapter, model).map(({ path, message }) => ({ path: `/models/${index}${path}`, message })),
    )
  }
  const ofModels = definition.models.flatMap((model, index) => {
    return claimsOnTemplate(definition, model).map(({ path, message }) => ({ path: `/models/${index}${path}`, message }))
  })
  return [...faultsOfAddresses(definition), ...ofModels]
}

/**
 * Returns the faults in a definition's addresses. Earlier versions of the platform did not check for these faults, so a stored definition
 * may have them. It can still be used, but is refused when it is saved again.
 */
function faultsOfAddresses({ base_url: baseUrl, request, by_operation: byOperation }: ProviderDefinition): DefinitionError[] {
  const requests = [
    { path: '/request/path', request },
    ...Object.entries(byOperation).map(([operation, own]) => ({ path: `/by_operation/${operation}/request/path`, request: own?.request })),
  ]
  return [
    ...(baseUrl.includes('#') ? [{ path: '/base_url', message: 'has a fragment (#…), which is never sent: leave it out' }] : []),
    ...requests
      .filter((each) => each.request !== undefined && placeholdersIn(each.request.path).includes('id'))
      .map(({ path }) => ({ path, message: 'has {{id}}, which is not known before the request: use it in the paths of poll' })),
  ]
}

/**
 * Returns a fault if a model has a price per token, but no token counts are read from the provider's answers. Every generation would then
 * be charged by an estimate of its tokens.
 */
function faultsOfPrice({ price }: ModelDefinition, readsUsage: boolean, remedy: string): DefinitionError[] {
  return price.kind === 'per_token' && !readsUsage
    ? [{ path: '/price/kind', message: `per_token needs a count of tokens in the answers: ${remedy}, or choose another kind of price` }]
    : []
}

function claimsOnTemplate(definition: ProviderDefinition, model: ModelDefinition): DefinitionError[] {
  const { capabilities } = claimedModel(callerOf(definition), model, definition.base_url)
  const carries = (operation: Operation) => templateCarries(definition, operation)
  return [
    ...claimsBeyond(capabilities, carries, remedyOfTemplate),
    ...indistinct(definition, model),
    ...faultsOfPrice(
      model,
      model.operations.every((operation) => definitionFor(definition, operation).response.usage !== undefined),
      'add response.usage, a pointer to the object that has it',
    ),
  ]
}

/** Reads a model that an instance adds to an existing provider: `{ provider, … }` with the fields of a custom provider's model. */
export function parseCustomModel(value: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): ParsedModel {
  const read = readCustomModel(value, adapterOf)
  if (!read.ok) return read
  const model = modelOf(read.adapter, read.definition, 'the instance')
  return model.capabilities.operations.length > 0 ? { ok: true, model } : { ok: false, errors: claimsOfModel(value, adapterOf) }
}

/**
 * Returns the errors of a custom model: a fault in its price, and each claimed capability that the requests of its provider cannot
 * express. Each error has a pointer into the model.
 */
export function claimsOfModel(value: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): DefinitionError[] {
  const read = readCustomModel(value, adapterOf)
  if (!read.ok) return []
  const { adapter, definition } = read
  const template = definitions.get(adapter)
  return template === undefined ? claimsOnAdapter(adapter, definition) : claimsOnTemplate(template, definition)
}

function claimsOnAdapter(adapter: ProviderAdapter, definition: ModelDefinition): DefinitionError[] {
  const { capabilities } = claimedModel(adapter, definition, 'the instance')
  const carries = (operation: Operation) => adapter.carries(definition.provider_model, operation)
  return [
    ...claimsBeyond(capabilities, carries, (part) => remedyOfAdapter(adapter, part)),
    ...faultsOfPrice(definition, adapter.readsUsage === true, `${adapter.id} gives none`),
  ]
}

type ReadModel = { ok: true; adapter: ProviderAdapter; definition: ModelDefinition } | { ok: false; errors: DefinitionError[] }

function readCustomModel({ provider, ...rest }: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): ReadModel {
  const adapter = typeof provider === 'string' ? adapterOf(provider) : null
  if (adapter === null) return { ok: false, errors: [{ path: '/provider', message: 'is not a provider of the platform' }] }
  const read = parseWith(modelDefinition(), rest)
  return read.ok ? { ok: true, adapter, definition: read.definition } : read
}

function remedyOfAdapter({ id }: ProviderAdapter, part: Part): string {
  const lost = (what: string, instead: string) => `${id} is sent no ${what} for these operations: ${instead}`
  switch (part.kind) {
    case 'prompt':
      return lost('prompt', 'set max_prompt_length to 0')
    case 'size':
      return lost('such size', 'offer one size, or one of another kind')
    case 'many':
      return lost('number of pictures', 'set max_images to 1')
    case 'inputs':
      return lost('so many pictures', 'lower max')
    case 'role':
      return lost(`picture as ${part.name}`, 'leave it out')
    case 'background':
    case 'parameter':
      return lost(part.name, 'leave it out')
    case 'format':
      return lost('format', 'name the one that comes')
    case 'quality':
    case 'style':
    case 'mask':
      return lost(part.kind, 'leave it out')
  }
}

const made = new WeakMap<JsonObject, ProviderAdapter | null>()
/** The definition of each adapter that was made from a template. Adapters that were made with `like` have no entry. */
const definitions = new WeakMap<ProviderAdapter, ProviderDefinition>()

/**
 * Returns the adapter for a stored definition; null if the definition is no longer valid. If the same JavaScript object is passed again,
 * the same adapter is returned.
 */
export function adapterOfDefinition(stored: JsonObject): ProviderAdapter | null {
  const known = made.get(stored)
  if (known !== undefined) return known
  const read = parseCustomProvider(stored)
  const adapter = read.ok ? customAdapter(read.definition) : null
  made.set(stored, adapter)
  return adapter
}

const MAX_PICTURES_BYTES = 200 * 1024 * 1024

function callerOf(definition: ProviderDefinition): Caller {
  const shapes = [definition.response, ...Object.values(definition.by_operation).flatMap((own) => own?.response ?? [])]
  return {
    id: definition.id,
    carries: (_, operation) => templateCarries(definition, operation),
    reportsCost: () => shapes.some(({ cost, cost_usd: usd }) => (cost ?? usd) !== undefined),
    neededOptions: neededOptions(definition),
  }
}

export function customAdapter(definition: CustomDefinition): ProviderAdapter {
  return 'like' in definition ? likeAdapter(definition) : templateAdapter(definition)
}

function templateAdapter(definition: ProviderDefinition): ProviderAdapter {
  const { auth } = definition
  const caller = callerOf(definition)
  const polls = [definition.poll, ...Object.values(definition.by_operation).flatMap((own) => own?.poll ?? [])].filter(
    (poll) => poll !== null,
  )
  const { neededOptions: _, ...called } = caller
  const adapter: ProviderAdapter = {
    ...called,
    name: definition.name,
    credentialFields: auth.kind === 'none' ? [] : [{ name: 'api_key', description: 'The key of the server', required: true }],
    defaultBaseUrl: definition.base_url,
    resumable: polls.length > 0,
    models: definition.models.flatMap((model) => {
      const offered = modelOf(caller, model, definition.base_url)
      return offered.capabilities.operations.length > 0 ? [offered] : []
    }),

    check(call) {
      checkOptions(definition, call.request)
      checkInlineBytes(definitionFor(definition, call.request.operation), call)
    },

    async submit(call, context) {
      adapter.check!(call)
      return submitBy(definition, call, context)
    },
  }
  if (polls.length > 0) adapter.poll = (handle, call, context) => pollBy(definition, handle, call, context)
  if (polls.some(({ cancel }) => cancel !== undefined)) adapter.cancel = (handle, context) => cancelBy(definition, handle, context)
  definitions.set(adapter, definition)
  const verifyPath = definition.verify_path
  if (verifyPath !== null) {
    adapter.verifyCredential = async (context) => {
      const response = await httpOf(definition, context).send({
        method: 'GET',
        target: verifyPath,
        headers: definition.headers,
        mayBill: false,
      })
      await response.body?.cancel()
      return { detail: `${definition.name} accepted the key.` }
    }
  }
  return adapter
}

async function submitBy(definition: ProviderDefinition, call: ProviderCall, context: ProviderContext): Promise<Done | Accepted> {
  const { request } = call
  const http = httpOf(definition, context)
  const own = definitionFor(definition, request.operation)
  const { method, path, headers, encoding, body } = own.request
  const uuid = crypto.randomUUID()
  const scope = await pictureScope(definition, own, call, requestValues(definition, request, uuid), http, context)
  const sent: HttpCall = {
    method,
    target: fillPath(path, { model: request.model.providerModel }),
    headers: headersOf(definition, headers, own),
    ...bodyOf(fill(body, scope), encoding),
    mayBill: request.model.price.kind !== 'free',
    headersTimeoutMs: definition.timeout_ms,
    idleTimeoutMs: definition.timeout_ms,
    maxBytes: MAX_PICTURES_BYTES,
  }
  const { poll, response } = own
  // If the work is polled, the first answer is JSON and not a picture, so it is not read as `bytes`.
  const answer = await readAnswer(
    definition,
    poll !== null && response.kind === 'bytes' ? { ...response, kind: 'url' } : response,
    http,
    sent,
    context,
  )
  const costMicros = costOf(response, answer, 'submission')
  if (poll === null) return readDone(definition, response, answer, http, sent, context, { request, costMicros, id: '' })
  const id = poll.id === undefined ? uuid : firstIn(answer, [poll.id])
  if ((typeof id !== 'string' && typeof id !== 'number') || /^\.*$/.test(String(id)) || String(id).length > MAX_ID)
    throw failureWithout(definition, answer, http, sent, `there is no id at ${poll.id}`)
  const address = poll.address === undefined ? null : ownAddressIn(answer, poll.address, http)
  if (poll.address !== undefined && address === null)
    throw failureWithout(definition, answer, http, sent, `there is no address of its own at ${poll.address}`)
  const handle: Handle = {
    id: String(id),
    model: request.model.providerModel,
    operation: request.operation,
    uuid,
    ...(address === null ? {} : { address }),
    ...(costMicros === null ? {} : { costMicros }),
  }
  return { kind: 'accepted', handle: { ...handle }, pollAfterMs: poll.interval_ms, providerRequestId: String(id).slice(0, 200) }
}

const MAX_ID = 500

/**
 * Returns the URL at a pointer in the answer. Returns null if the URL is not the provider's own, because the adapter sends the credential
 * to this URL.
 */
function ownAddressIn(answer: ReadAnswer, pointer: string, http: ProviderHttp): string | null {
  const found = firstIn(answer, [pointer])
  const url = typeof found === 'string' && found.length <= 2000 ? http.absolute(found) : null
  return url === null ? null : http.ownAddress(url)
}

interface Handle {
  id: string
  model: string
  /** This field and all below are absent in handles that an earlier version stored. */
  operation?: Operation
  uuid?: string
  address?: string
  costMicros?: number
}
const handleSchema = lazily(() =>
  z.object({
    id: z.string().catch(''),
    model: z.string().catch(''),
    operation: z.enum(OPERATIONS).optional().catch(undefined),
    uuid: z.string().optional(),
    address: z.string().optional(),
    costMicros: z.number().optional(),
  }),
)

async function pollBy(definition: ProviderDefinition, json: Json, call: ProviderCall, context: ProviderContext): Promise<Done | Pending> {
  const { request } = call
  const own = definitionFor(definition, request.operation)
  const { response } = own
  const handle = handleSchema().parse(json)
  const http = httpOf(definition, context)
  const { id, uuid = '', address, costMicros = null } = handle
  // If the definition was changed so that it no longer polls, the work cannot be found again.
  if (own.poll === null)
    throw new ProviderFailure('lost', `${definition.name}: its definition no longer says how to ask.`, { billed: 'unknown' })
  const { poll } = own
  const known = { id, uuid, model: request.model.providerModel, operation: request.operation }
  const sent: HttpCall = {
    method: poll.method,
    target: address ?? fillPath(poll.path ?? '', known),
    headers: headersOf(definition, poll.headers, own),
    ...(poll.method === 'POST' ? bodyOf(fill(poll.body ?? {}, { values: known, inputs: [] }), 'json') : {}),
    mayBill: request.model.price.kind !== 'free',
    notFound: 'lost',
    maxBytes: MAX_PICTURES_BYTES,
  }
  const pending = (progress: number | null): Pending => ({ kind: 'pending', progress, pollAfterMs: poll.interval_ms })
  const notYet = poll.pending_status ?? (poll.status === undefined ? [202] : [])
  let answer: ReadAnswer
  try {
    const responded = await http.send(sent)
    if (notYet.includes(responded.status)) {
      await responded.body?.cancel()
      return pending(null)
    }
    answer = await readResponse(definition, response, responded, http, sent, context)
  } catch (error) {
    if (error instanceof ProviderFailure && error.status !== null && notYet.includes(error.status)) return pending(null)
    throw error
  }
  const done = () => readDone(definition, response, answer, http, sent, context, { request, costMicros, id })
  if (poll.status === undefined) return done()
  const found = firstIn(answer, [poll.status])
  const status = found === null ? '' : textOf(found)
  if (poll.done.includes(status)) return done()
  if (poll.canceled.includes(status))
    throw new ProviderFailure('canceled', http.scrub(`${definition.name}: the work is ${status}`), { billed: 'no', providerRequestId: id })
  if (poll.failed.includes(status)) throw failureOfWork(definition, answer, http, status, id)
  return pending(progressIn(answer, poll))
}

/** Returns the progress from 0 to 1; also reads texts such as `35%`. Null if the answer has no progress. */
function progressIn(answer: ReadAnswer, { progress, progress_max: most }: PollDefinition): number | null {
  if (progress === undefined) return null
  const found = firstIn(answer, [progress])
  const text = typeof found === 'string' ? found.trimEnd() : null
  const number = readNumber(text?.endsWith('%') === true ? text.slice(0, -1) : found)
  return number === null ? null : Math.min(1, number / most)
}

async function cancelBy(definition: ProviderDefinition, json: Json, context: ProviderContext): Promise<'canceled' | 'asked' | void> {
  const { id, model, uuid = '', operation } = handleSchema().parse(json)
  const poll = operation === undefined ? definition.poll : definitionFor(definition, operation).poll
  if (poll?.cancel === undefined) return
  const sent: HttpCall = {
    method: poll.cancel.method,
    target: fillPath(poll.cancel.path, { id, model, uuid }),
    headers: definition.headers,
    mayBill: false,
  }
  await (await httpOf(definition, context).send(sent)).body?.cancel()
  return poll.cancel.means
}

/**
 * Returns the headers of a call. If the body of the answer is the picture, they include `accept: image/*`, unless the definition sets
 * `accept` itself.
 */
function headersOf(definition: ProviderDefinition, own: Record<string, string>, { response }: OperationDefinition): Record<string, string> {
  const all = { ...definition.headers, ...own }
  const saysAccept = Object.keys(all).some((name) => name.toLowerCase() === 'accept')
  return response.kind === 'bytes' && !saysAccept ? { ...all, accept: 'image/*' } : all
}

function httpOf(definition: ProviderDefinition, context: ProviderContext): ProviderHttp {
  const { auth } = definition
  return providerHttp({
    provider: definition.name,
    context,
    defaultBaseUrl: definition.base_url,
    readError: (body, status, headers) => errorIn(definition, { body, status, headers }),
    authorize: (fields) => {
      const key = fields['api_key']?.reveal() ?? ''
      return auth.kind === 'bearer'
        ? { authorization: `Bearer ${key}` }
        : auth.kind === 'header'
          ? { [auth.name]: `${auth.prefix}${key}` }
          : {}
    },
  })
}
