// Whole providers as data: an instance's own server, or one that the platform does not know. Guarded like any other.
import type { Json, JsonObject } from '../../shared/json.ts'
import { claimsBeyond, type Part } from '../carried.ts'
import { kindOfCode, kindOfError, NAMED_KINDS, type NamedKind } from '../error-words.ts'
import { type ErrorReading, type HttpCall, holdsError, messageIn, type ProviderHttp, providerHttp } from '../http.ts'
import { readMicros } from '../numbers.ts'
import { type PictureJson, readPictureJson } from '../picture-json.ts'
import { addressOf, base64Of } from '../picture-text.ts'
import {
  type CatalogueModel,
  type Done,
  type Operation,
  type PlannedRequest,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderCall,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOf } from '../seed.ts'
import { readUsage } from '../usage.ts'
import { type InputTexts, mapRequest } from './map.ts'
import { indistinct, remedyOfTemplate, templateCarries } from './carries.ts'
import { type Caller, claimedModel, modelOf } from './models.ts'
import { fillPath, valuesAt, placeholdersIn } from './template.ts'
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

/** The capabilities of a valid provider definition that its template cannot express, with pointers into it. */
export function claimsOfProvider(definition: ProviderDefinition): DefinitionError[] {
  const ofModels = definition.models.flatMap((model, index) => {
    return claimsOnTemplate(definition, model).map(({ path, message }) => ({ path: `/models/${index}${path}`, message }))
  })
  return [...faultsOfAddresses(definition), ...ofModels]
}

/** Definitions saved by earlier versions: refused when saved again, and read as well as possible until then. */
function faultsOfAddresses({ base_url: baseUrl, request }: ProviderDefinition): DefinitionError[] {
  return [
    ...(baseUrl.includes('#') ? [{ path: '/base_url', message: 'has a fragment (#…), which is never sent: leave it out' }] : []),
    ...(placeholdersIn(request.path).includes('id')
      ? [{ path: '/request/path', message: 'has {{id}}, which nobody knows before the request: it belongs into the paths of poll' }]
      : []),
  ]
}

/** A price by the token without a count of tokens would always be the estimate. */
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
    ...faultsOfPrice(model, definition.response.usage !== undefined, 'add response.usage, a pointer to the object that has it'),
  ]
}

/** A further model of a provider that the platform knows: `{ provider, …as in a custom provider's models }`. */
export function parseCustomModel(value: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): ParsedModel {
  const read = readCustomModel(value, adapterOf)
  if (!read.ok) return read
  const model = modelOf(read.adapter, read.definition, 'the instance')
  return model.capabilities.operations.length > 0 ? { ok: true, model } : { ok: false, errors: claimsOfModel(value, adapterOf) }
}

/** The capabilities of a valid custom model that its provider's adapter cannot express, with pointers into it. */
export function claimsOfModel(value: JsonObject, adapterOf: (provider: string) => ProviderAdapter | null): DefinitionError[] {
  const read = readCustomModel(value, adapterOf)
  if (!read.ok) return []
  const { adapter, definition } = read
  const template = definitions.get(adapter)
  if (template !== undefined) return claimsOnTemplate(template, definition)
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
/** The definition of each adapter. */
const definitions = new WeakMap<ProviderAdapter, ProviderDefinition>()

/** The adapter of a stored definition; null if it is no longer valid. Created once per object. */
export function adapterOfDefinition(stored: JsonObject): ProviderAdapter | null {
  const known = made.get(stored)
  if (known !== undefined) return known
  const read = parseCustomProvider(stored)
  const adapter = read.ok ? customAdapter(read.definition) : null
  made.set(stored, adapter)
  return adapter
}

const MAX_PICTURES_BYTES = 200 * 1024 * 1024
const MICROS_PER_USD = 1_000_000

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
        maxBytes: MAX_PICTURES_BYTES,
      }
      const answer = await readAnswer(definition, http, sent, context)
      if (poll === null) return readDone(definition, answer, http, sent, call.request)
      const id = valuesAt(answer.body, poll.id)[0]
      if ((typeof id !== 'string' && typeof id !== 'number') || /^\.*$/.test(String(id)))
        throw failureWithout(definition, answer.body, http, sent, `there is no id at ${poll.id}`)
      const handle = { id: String(id), model: call.request.model.providerModel }
      return { kind: 'accepted', handle, pollAfterMs: poll.interval_ms, providerRequestId: String(id).slice(0, 200) }
    },
  }
  if (poll !== null) {
    adapter.poll = pollBy(definition, poll)
    if (poll.cancel !== undefined) adapter.cancel = cancelBy(definition, poll.cancel)
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

type PollDefinition = NonNullable<ProviderDefinition['poll']>

function pollBy(definition: ProviderDefinition, poll: PollDefinition): NonNullable<ProviderAdapter['poll']> {
  return async (handle, call, context) => {
    const http = httpOf(definition, context)
    const sent: HttpCall = {
      method: 'GET',
      target: fillPath(poll.path, { id: idOf(handle), model: call.request.model.providerModel }),
      headers: definition.headers,
      mayBill: call.request.model.price.kind !== 'free',
      notFound: 'lost',
      maxBytes: MAX_PICTURES_BYTES,
    }
    const answer = await readAnswer(definition, http, sent, context)
    const [found] = valuesAt(answer.body, poll.status)
    const status = typeof found === 'string' ? found : JSON.stringify(found ?? '')
    if (poll.done.includes(status)) return readDone(definition, answer, http, sent, call.request)
    if (!poll.failed.includes(status)) return { kind: 'pending', progress: null, pollAfterMs: poll.interval_ms }
    const { kind, message } = errorIn(definition, answer.body)
    const meant = kind ?? kindOfError(answer.body, message ?? '')
    // Of work that has ended, a full queue cannot be asked about again.
    throw new ProviderFailure(
      meant === null || meant === 'rate_limited' ? 'lost' : meant,
      http.scrub(`${definition.name}: ${message ?? `the work is ${status}`}`),
      {
        billed: 'no',
        providerRequestId: idOf(handle),
      },
    )
  }
}

function cancelBy(definition: ProviderDefinition, cancel: NonNullable<PollDefinition['cancel']>): NonNullable<ProviderAdapter['cancel']> {
  return async (handle, context) => {
    const sent: HttpCall = {
      method: cancel.method,
      target: fillPath(cancel.path, { id: idOf(handle), model: modelIn(handle) }),
      headers: definition.headers,
      mayBill: false,
    }
    await (await httpOf(definition, context).send(sent)).body?.cancel()
    return cancel.means
  }
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

function errorIn({ error }: ProviderDefinition, body: Json): ErrorReading & { kind?: NamedKind } {
  const message = error.message === undefined ? null : valuesAt(body, error.message)[0]
  const found = error.code === undefined ? null : valuesAt(body, error.code)[0]
  const code = typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  const kind = NAMED_KINDS.find((each) => error[each].includes(code)) ?? kindOfCode(code)
  const words = typeof message === 'string' && message !== '' ? message : code
  return { ...(kind === null ? {} : { kind }), ...(words === '' ? {} : { message: words }) }
}

/** The failure for an incomplete answer: the error that it reports instead, if there is one. */
function failureWithout(definition: ProviderDefinition, body: Json, http: ProviderHttp, call: HttpCall, what: string): ProviderFailure {
  const { kind, message } = errorIn(definition, body)
  const meant = kind ?? kindOfError(body, message ?? messageIn(body) ?? '')
  return meant !== null || holdsError(body)
    ? http.failureIn(body, call)
    : http.malformed(message === undefined ? what : `${what}; it says: ${message}`, call)
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

async function readAnswer(
  { response }: ProviderDefinition,
  http: ProviderHttp,
  call: HttpCall,
  context: ProviderContext,
): Promise<PictureJson> {
  const name = response.images.split('/').at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~')
  // Base64 under a name of its own is known by that, too; in a list it has none.
  const key = response.kind === 'base64' && name !== '*' && !/^\d+$/.test(name) ? name : null
  return readPictureJson(await http.send(call), key, http, call, context.sink)
}

async function readDone(
  definition: ProviderDefinition,
  { body, picture }: PictureJson,
  http: ProviderHttp,
  call: HttpCall,
  request: PlannedRequest,
): Promise<Done> {
  const { response } = definition
  const seeds = response.seed === undefined ? [] : valuesAt(body, response.seed)
  const prompts = response.revised_prompt === undefined ? [] : valuesAt(body, response.revised_prompt)
  const images: ProviderImage[] = []
  for (const [index, value] of valuesAt(body, response.images).entries()) {
    const source = await picture(value, response.kind === 'url' ? 'url' : 'base64')
    if (source === null) continue
    const seed = seeds[index] ?? seeds[0]
    const prompt = prompts[index] ?? prompts[0]
    images.push({
      source,
      seed: seedOf(seed, request),
      revisedPrompt: typeof prompt === 'string' ? prompt : null,
    })
  }
  if (images.length === 0) throw failureWithout(definition, body, http, call, `there is no picture at ${response.images}`)
  return {
    kind: 'done',
    images,
    texts: [],
    usage: response.usage === undefined ? null : readUsage(valuesAt(body, response.usage)[0]),
    costMicros: response.cost_usd === undefined ? null : readMicros(valuesAt(body, response.cost_usd), MICROS_PER_USD),
    providerRequestId: null,
  }
}

function idOf(handle: Json): string {
  const id = handle !== null && typeof handle === 'object' && !Array.isArray(handle) ? handle['id'] : null
  return typeof id === 'string' ? id : ''
}

function modelIn(handle: Json): string {
  const model = handle !== null && typeof handle === 'object' && !Array.isArray(handle) ? handle['model'] : null
  return typeof model === 'string' ? model : ''
}
