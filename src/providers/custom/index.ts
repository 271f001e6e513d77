// Whole providers as data: an instance's own server, or one that the platform does not know. Guarded like any other.
import type { Json, JsonObject } from '../../shared/json.ts'
import { claimsBeyond, type Part } from '../carried.ts'
import { type ErrorReading, type HttpCall, holdsError, type ProviderHttp, providerHttp } from '../http.ts'
import { readPictureJson } from '../picture-json.ts'
import { addressOf, base64Of } from '../picture-text.ts'
import {
  type CatalogueModel,
  type Done,
  type ImageSource,
  type Operation,
  type PlannedRequest,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { type InputTexts, mapRequest } from './map.ts'
import { indistinct, remedyOfTemplate, templateCarries } from './carries.ts'
import { type Caller, claimedModel, modelOf } from './models.ts'
import { fillPath, find, placeholdersIn } from './template.ts'
import {
  type DefinitionError,
  type ModelDefinition,
  modelDefinition,
  type Parsed,
  parseWith,
  type ProviderDefinition,
  providerDefinition,
} from './wire.ts'

export type { DefinitionError, ProviderDefinition }

/** A definition read from JSON; what is wrong is said with pointers into it. */
export function parseCustomProvider(value: Json): Parsed<ProviderDefinition> {
  return parseWith(providerDefinition, value)
}

export type ParsedModel = { ok: true; model: CatalogueModel } | { ok: false; errors: DefinitionError[] }

/** What a sound definition of a provider offers that its template has no room for, with pointers into it. */
export function claimsOfProvider(definition: ProviderDefinition): DefinitionError[] {
  return definition.models.flatMap((model, place) => {
    return claimsOnTemplate(definition, model).map(({ path, message }) => ({ path: `/models/${place}${path}`, message }))
  })
}

function claimsOnTemplate(definition: ProviderDefinition, model: ModelDefinition): DefinitionError[] {
  const { capabilities } = claimedModel(callerOf(definition), model, definition.base_url)
  const carries = (operation: Operation) => templateCarries(definition, operation)
  return [...claimsBeyond(capabilities, carries, remedyOfTemplate), ...indistinct(definition, model)]
}

/** A further model of a provider that the platform knows: `{ provider, …as in a custom provider's models }`. */
export function parseCustomModel(value: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): ParsedModel {
  const read = readCustomModel(value, adapterOf)
  if (!read.ok) return read
  const model = modelOf(read.adapter, read.definition, 'the instance')
  return model.capabilities.operations.length > 0 ? { ok: true, model } : { ok: false, errors: claimsOfModel(value, adapterOf) }
}

/** What a sound definition of a further model offers that its provider's adapter has no room for, with pointers into it. */
export function claimsOfModel(value: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): DefinitionError[] {
  const read = readCustomModel(value, adapterOf)
  if (!read.ok) return []
  const { adapter, definition } = read
  const template = definitions.get(adapter)
  if (template !== undefined) return claimsOnTemplate(template, definition)
  const { capabilities } = claimedModel(adapter, definition, 'the instance')
  const carries = (operation: Operation) => adapter.carries(definition.provider_model, operation)
  return claimsBeyond(capabilities, carries, (part) => remedyOfAdapter(adapter, part))
}

type ReadModel = { ok: true; adapter: ProviderAdapter; definition: ModelDefinition } | { ok: false; errors: DefinitionError[] }

function readCustomModel({ provider, ...rest }: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): ReadModel {
  const adapter = typeof provider === 'string' ? adapterOf(provider) : null
  if (adapter === null) return { ok: false, errors: [{ path: '/provider', message: 'is no provider of the platform' }] }
  const read = parseWith(modelDefinition, rest)
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
/** What the adapters were made of. */
const definitions = new WeakMap<ProviderAdapter, ProviderDefinition>()

/** The adapter of a stored definition; null where it is not sound any more. Made once for each object. */
export function adapterOfDefinition(stored: JsonObject): ProviderAdapter | null {
  const known = made.get(stored)
  if (known !== undefined) return known
  const read = parseCustomProvider(stored)
  const adapter = read.ok ? customAdapter(read.definition) : null
  made.set(stored, adapter)
  return adapter
}

const MAX_JSON_BYTES = 4 * 1024 * 1024
/** Of an answer whose pictures do not stream. */
const MAX_HELD_BYTES = 12 * 1024 * 1024
const MAX_PICTURES_BYTES = 200 * 1024 * 1024

function callerOf(definition: ProviderDefinition): Caller {
  return {
    id: definition.id,
    carries: (_, operation) => templateCarries(definition, operation),
    reportsCost: () => definition.response.cost_usd !== undefined,
  }
}

export function customAdapter(definition: ProviderDefinition): ProviderAdapter {
  const { poll, auth } = definition
  const caller = callerOf(definition)
  const adapter: ProviderAdapter = {
    ...caller,
    name: definition.name,
    credentialFields: auth.kind === 'none' ? [] : [{ name: 'api_key', description: 'The key of the server', required: true }],
    defaultBaseUrl: definition.base_url,
    resumable: poll !== null,
    models: definition.models.flatMap((model) => {
      const offered = modelOf(caller, model, definition.base_url)
      return offered.capabilities.operations.length > 0 ? [offered] : []
    }),

    check({ request }) {
      const [option] = Object.keys(request.providerOptions)
      if (option !== undefined)
        throw new ProviderFailure('bad_request', `${definition.name} takes no provider_options: its template says all that is sent.`, {
          billed: 'no',
          pointer: '/body/provider_options',
        })
    },

    async submit(call, context) {
      const http = httpOf(definition, context)
      adapter.check!(call)
      const mapped = mapRequest(definition, call.request, await textsOf(definition, call))
      const sent: HttpCall = {
        method: mapped.method,
        target: mapped.path,
        headers: mapped.headers,
        json: mapped.body,
        mayBill: call.request.model.price.kind !== 'free',
        headersTimeoutMs: definition.timeout_ms,
        idleTimeoutMs: definition.timeout_ms,
        maxBytes: definition.response.kind === 'url' ? MAX_JSON_BYTES : MAX_PICTURES_BYTES,
      }
      const answer = await readAnswer(definition, http, sent, context)
      if (poll === null) return doneOf(definition, answer, http, sent, call.request)
      const id = find(answer.body, poll.id)[0]
      if ((typeof id !== 'string' && typeof id !== 'number') || /^\.*$/.test(String(id)))
        throw http.malformed(`there is no id at ${poll.id}`, sent)
      return { kind: 'accepted', handle: { id: String(id) }, pollAfterMs: poll.interval_ms, providerRequestId: String(id).slice(0, 200) }
    },
  }
  if (poll !== null) {
    adapter.poll = async (handle, call, context) => {
      const http = httpOf(definition, context)
      const sent: HttpCall = {
        method: 'GET',
        target: fillPath(poll.path, { id: idOf(handle) }),
        headers: definition.headers,
        mayBill: call.request.model.price.kind !== 'free',
        notFound: 'lost',
        maxBytes: definition.response.kind === 'url' ? MAX_JSON_BYTES : MAX_PICTURES_BYTES,
      }
      const answer = await readAnswer(definition, http, sent, context)
      const [found] = find(answer.body, poll.status)
      const status = typeof found === 'string' ? found : JSON.stringify(found ?? '')
      if (poll.done.includes(status)) return doneOf(definition, answer, http, sent, call.request)
      if (!poll.failed.includes(status)) return { kind: 'pending', progress: null, pollAfterMs: poll.interval_ms }
      const { kind, message } = errorIn(definition, answer.body)
      throw new ProviderFailure(kind ?? 'lost', http.scrub(`${definition.name}: ${message ?? `the work is ${status}`}`), {
        billed: 'no',
        providerRequestId: idOf(handle),
      })
    }
    const { cancel } = poll
    if (cancel !== undefined) {
      adapter.cancel = async (handle, context) => {
        const sent: HttpCall = {
          method: cancel.method,
          target: fillPath(cancel.path, { id: idOf(handle) }),
          headers: definition.headers,
          mayBill: false,
        }
        await (await httpOf(definition, context).send(sent)).body?.cancel()
      }
    }
  }
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
      return { detail: `${definition.name} took the key.` }
    }
  }
  return adapter
}

function httpOf(definition: ProviderDefinition, context: ProviderContext): ProviderHttp {
  const { auth } = definition
  return providerHttp({
    provider: definition.name,
    context,
    defaultBaseUrl: definition.base_url,
    readError: (body) => errorIn(definition, body),
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

function errorIn({ error }: ProviderDefinition, body: Json): ErrorReading {
  const message = error.message === undefined ? null : find(body, error.message)[0]
  const code = error.code === undefined ? null : find(body, error.code)[0]
  return {
    ...(typeof code === 'string' && error.refused.includes(code) ? { kind: 'refused' as const } : {}),
    ...(typeof message === 'string' ? { message } : {}),
  }
}

/** The texts that the template asks for; others are not read. */
async function textsOf(definition: ProviderDefinition, { inputs, mask }: ProviderCall): Promise<InputTexts> {
  const asked = new Set(placeholdersIn(definition.request.body))
  const first = inputs.find((input) => input.role === 'image') ?? inputs[0]
  return {
    imageAddress: first !== undefined && asked.has('image_address') ? await addressOf(first) : null,
    imageBase64: first !== undefined && asked.has('image_base64') ? await base64Of(first) : null,
    maskBase64: mask !== null && asked.has('mask_base64') ? await base64Of(mask) : null,
  }
}

interface Answer {
  body: Json
  picture(text: string): Promise<ImageSource | null>
}

async function readAnswer(definition: ProviderDefinition, http: ProviderHttp, call: HttpCall, context: ProviderContext): Promise<Answer> {
  const response = await http.send(call)
  const { kind, images } = definition.response
  const name = images.split('/').at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~')
  // Base64 under a name of its own streams to storage; in a bare list it has none, and then it has to fit into memory.
  const streams = kind === 'base64' && name !== '*' && !/^\d+$/.test(name)
  const read = await readPictureJson(response, streams ? name : '\u0000', http, call, context.sink, MAX_HELD_BYTES)
  return {
    body: read.body,
    async picture(text) {
      switch (kind) {
        case 'url':
          return { kind: 'url', url: text }
        case 'data_url': {
          const data = /^data:[^,]*;base64,(.*)$/s.exec(text)?.[1]
          return data === undefined ? null : { kind: 'base64', data }
        }
        case 'base64':
          return streams ? read.source(text) : { kind: 'base64', data: text }
      }
    },
  }
}

async function doneOf(
  definition: ProviderDefinition,
  { body, picture }: Answer,
  http: ProviderHttp,
  call: HttpCall,
  request: PlannedRequest,
): Promise<Done> {
  const { response } = definition
  const texts = find(body, response.images).filter((text) => typeof text === 'string')
  const seeds = response.seed === undefined ? [] : find(body, response.seed)
  const prompts = response.revised_prompt === undefined ? [] : find(body, response.revised_prompt)
  const images: ProviderImage[] = []
  for (const [place, text] of texts.entries()) {
    const source = await picture(text)
    const seed = seeds[place] ?? seeds[0]
    const prompt = prompts[place] ?? prompts[0]
    if (source !== null)
      images.push({
        source,
        seed: typeof seed === 'number' ? seed : seedOfOne(request),
        revisedPrompt: typeof prompt === 'string' ? prompt : null,
      })
  }
  if (images.length === 0)
    throw holdsError(body) ? http.failureIn(body, call) : http.malformed(`there is no picture at ${response.images}`, call)
  const cost = response.cost_usd === undefined ? null : Number(find(body, response.cost_usd)[0] ?? Number.NaN)
  const costMicros = cost !== null && Number.isFinite(cost) && cost >= 0 ? Math.ceil(cost * 1_000_000) : null
  return { kind: 'done', images, texts: [], usage: null, costMicros, providerRequestId: null }
}

function idOf(handle: Json): string {
  const id = handle !== null && typeof handle === 'object' && !Array.isArray(handle) ? handle['id'] : null
  return typeof id === 'string' ? id : ''
}
