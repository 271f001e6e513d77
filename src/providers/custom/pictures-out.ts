// Prepares the input pictures of a request as its template sends them, for example as base64 or as a URL. A value that the template does
// not send is not computed. For example, if it sends only URLs, the bytes of the pictures are not read.
import type { HttpCall, ProviderHttp } from '../http.ts'
import { multipart, type MultipartPart } from '../multipart.ts'
import { fileNameOf } from '../options.ts'
import { addressOf, base64Of, dataAddress } from '../picture-text.ts'
import { type InputImage, type InputRole, type ProviderCall, type ProviderContext, ProviderFailure } from '../provider.ts'
import { bodyOf } from './map.ts'
import type { OperationDefinition } from './operation.ts'
import { valuesAt } from './pointer.ts'
import { fill, inputsOf, PictureFile, type Scope, type Use, usesIn, type Values } from './template.ts'
import type { ProviderDefinition } from './wire.ts'
import type { Json } from '../../shared/json.ts'

/** The maximum total size, in bytes before the encoding, of the pictures that one request contains as base64. */
const MAX_INLINE_BYTES = 30_000_000

interface AskedInput {
  input: InputImage
  role: InputRole
  /** The names of the placeholders that this input replaces in the template. */
  names: Set<string>
}

/**
 * Returns the inputs in the order that `$each` and `$input` use: the order of the request, but inputs with the role `image` come
 * first. The `names` of an input are the placeholders that it replaces in the template.
 */
function askedInputs(uses: Use[], inputs: readonly InputImage[]): AskedInput[] {
  const asked = inputs
    .toSorted((one, other) => Number(one.role !== 'image') - Number(other.role !== 'image'))
    .map((input): AskedInput => ({ input, role: input.role, names: new Set() }))
  // Outside `$each` and `$input`, a placeholder stands for the first input.
  for (const { name, each } of uses) for (const { names } of each === null ? asked.slice(0, 1) : inputsOf(each, asked)) names.add(name)
  return asked
}

/**
 * Throws ProviderFailure if the inputs that the template sends as base64 are larger than MAX_INLINE_BYTES in total. A single input is not
 * checked, because the model's `max_bytes` already limits its size.
 */
export function checkInlineBytes({ request: { body } }: OperationDefinition, { request, inputs }: ProviderCall): void {
  const inline = askedInputs(usesIn(body, request.operation), inputs).filter(
    ({ names }) => names.has('image_base64') || names.has('image_data_url'),
  )
  const sizeBytes = inline.reduce((sum, { input }) => sum + input.sizeBytes, 0)
  if (inline.length < 2 || sizeBytes <= MAX_INLINE_BYTES) return
  throw new ProviderFailure(
    'bad_request',
    `The inputs that are sent as base64 have ${sizeBytes} bytes together; ${MAX_INLINE_BYTES} can be sent in one request.`,
    { billed: 'no', pointer: '/body/inputs' },
  )
}

/** Returns `values` together with the values of the picture placeholders in the template. */
export async function pictureScope(
  definition: ProviderDefinition,
  { request: { body } }: OperationDefinition,
  { request, inputs, mask }: ProviderCall,
  values: Values,
  http: ProviderHttp,
  context: ProviderContext,
): Promise<Scope> {
  const uses = usesIn(body, request.operation)
  const scope: Scope = {
    values: { ...values, inputs: inputs.length === 0 ? null : inputs.length, mask: mask === null ? null : true },
    inputs: [],
  }
  const upload = async (input: InputImage) => uploaded(definition, input, values, http, context)
  for (const [index, { input, role, names }] of askedInputs(uses, inputs).entries()) {
    const own = await valuesOf(input, 'image', `image-${index}`, names, upload)
    if (index === 0) Object.assign(scope.values, own)
    scope.inputs.push({ role, values: own })
  }
  if (mask !== null) Object.assign(scope.values, await valuesOf(mask, 'mask', 'mask', new Set(uses.map(({ name }) => name)), upload))
  return scope
}

async function valuesOf(
  input: InputImage,
  prefix: 'image' | 'mask',
  fileName: string,
  asked: ReadonlySet<string>,
  upload: (input: InputImage) => Promise<Json>,
): Promise<Values> {
  const values: Values = {}
  const put = (name: string, value: Json | PictureFile) => {
    values[`${prefix}_${name}`] = value
  }
  const isAsked = (name: string) => asked.has(`${prefix}_${name}`)
  if (isAsked('address')) put('address', await addressOf(input))
  if (isAsked('base64') || isAsked('data_url')) {
    const base64 = await base64Of(input)
    if (isAsked('base64')) put('base64', base64)
    if (isAsked('data_url')) put('data_url', dataAddress(input, base64))
  }
  if (isAsked('uploaded')) put('uploaded', await upload(input))
  put('file', new PictureFile(input, fileNameOf(input, fileName)))
  if (prefix === 'image') {
    put('type', input.contentType)
    put('role', input.role)
    put('weight', input.weight)
    put('width', input.width)
    put('height', input.height)
  }
  return values
}

/** Uploads a picture before the request and returns the provider's reference to it, for example an id or a URL. Throws ProviderFailure. */
async function uploaded(
  { upload, headers, name: provider }: ProviderDefinition,
  input: InputImage,
  values: Values,
  http: ProviderHttp,
  context: ProviderContext,
): Promise<Json> {
  if (upload === undefined) return null
  const asked = new Set(usesIn(upload.body).map(({ name }) => name))
  const own = await valuesOf(input, 'image', `upload-${crypto.randomUUID()}`, asked, async () => null)
  const filled = fill(upload.body, { values: { ...values, ...own, uuid: crypto.randomUUID() }, inputs: [] })
  const call: HttpCall = {
    method: upload.method,
    target: upload.path,
    headers: { ...headers, ...upload.headers },
    ...bodyOf(filled, upload.encoding),
    mayBill: false,
  }
  const response = await http.send(call)
  const body = http.readJson(await response.text().catch((error: unknown) => Promise.reject(http.failureOf(error, call))), call)
  const [result] = valuesAt(body, upload.result)
  if ((typeof result !== 'string' && typeof result !== 'number') || String(result).length > 2000)
    throw http.malformed(`there is no text at ${upload.result} after the upload`, call)
  if (upload.send_to !== undefined) await sendBytes(upload.send_to, body, input, provider, http, context)
  return result
}

const UPLOAD_TIMEOUT_MS = 120_000
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * Sends a picture's bytes to an address that the provider has given. `answer` is the response in which the provider gave it. Uses the
 * guarded fetch and does not send the credential. Throws ProviderFailure.
 */
async function sendBytes(
  { address, method, fields }: NonNullable<NonNullable<ProviderDefinition['upload']>['send_to']>,
  answer: Json,
  input: InputImage,
  provider: string,
  http: ProviderHttp,
  context: ProviderContext,
): Promise<void> {
  const call = { mayBill: false }
  const [url] = valuesAt(answer, address)
  if (typeof url !== 'string' || !/^https:\/\//i.test(url)) throw http.malformed(`there is no https address at ${address}`, call)
  const form = method === 'POST' ? multipart([...fieldsIn(answer, fields), fileOf(input)]) : null
  const init: RequestInit =
    form === null
      ? { method, headers: { 'content-type': input.contentType }, body: await bytesOf(input) }
      : Object.assign({ method, headers: { 'content-type': form.contentType }, body: form.open() }, { duplex: 'half' })
  let response: Response
  try {
    response = await context.fetch(url, init, {
      maxRedirects: 0,
      maxBytes: MAX_ANSWER_BYTES,
      headersTimeoutMs: UPLOAD_TIMEOUT_MS,
      idleTimeoutMs: UPLOAD_TIMEOUT_MS,
      signal: context.signal,
    })
    await response.body?.cancel()
  } catch (error) {
    throw http.failureOf(error, call)
  }
  if (!response.ok)
    throw new ProviderFailure('unavailable', http.scrub(`${provider}: its storage answered an upload with status ${response.status}`), {
      billed: 'no',
      status: response.status,
    })
}

async function bytesOf(input: InputImage): Promise<ArrayBuffer> {
  return new Response(await input.open()).arrayBuffer()
}

function fileOf(input: InputImage): MultipartPart {
  return {
    name: 'file',
    fileName: fileNameOf(input, 'image'),
    contentType: input.contentType,
    sizeBytes: input.sizeBytes,
    open: () => input.open(),
  }
}

const MAX_FIELDS = 30
const MAX_FIELD = 8192

/**
 * Returns the form fields that must be sent together with the picture. `answer` is the provider's answer to the earlier request for an
 * address to which the picture can be sent. This answer contains the fields at `pointer`, as an object or as a text with the JSON of an
 * object.
 */
function fieldsIn(answer: Json, pointer: string | undefined): MultipartPart[] {
  const [found = null] = pointer === undefined ? [] : valuesAt(answer, pointer)
  let fields = found
  if (typeof found === 'string') {
    try {
      fields = JSON.parse(found) as Json
    } catch {
      fields = null
    }
  }
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) return []
  return Object.entries(fields)
    .slice(0, MAX_FIELDS)
    .flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value: value.slice(0, MAX_FIELD) }] : []))
}
