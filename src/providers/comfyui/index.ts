// ComfyUI on a server of the instance's owner: uploads the pictures, queues a workflow, polls it, and fetches the results.
import type { Json } from '../../shared/json.ts'
import { sha256Hex, utf8 } from '../../shared/crypto.ts'
import { kindOfError } from '../error-words.ts'
import { type ProviderHttp, providerHttp } from '../http.ts'
import { checkMask } from '../mask.ts'
import { multipart } from '../multipart.ts'
import { fileNameOf } from '../options.ts'
import { readPictureBody } from '../picture-body.ts'
import { maxBytesOf } from '../picture-json.ts'
import {
  type InputImage,
  type Operation,
  ProviderFailure,
  type ProviderAdapter,
  type ProviderContext,
  type ProviderImage,
} from '../provider.ts'
import { seedOfOne } from '../seed.ts'
import { filledWorkflow, type OwnersSettings, refuseOptions } from './map.ts'
import { carries, models } from './models.ts'
import { handle, history, type OutputFile, outputFile, queue, queued, stats, uploaded } from './wire.ts'

/** A placeholder for the base URL. There is no standard base URL, because each instance configures the address of its own server. */
const ANY_SERVER = 'https://comfyui.invalid'
const PAID = { mayBill: true } as const
const POLL_AFTER_MS = 1000

const workflowField = (operation: string, name: string) => ({
  name,
  description: `The workflow for ${operation} in API format, with {{prompt}}, {{seed}} and so on in its place; a simple one if this is absent`,
  required: false,
  secret: false as const,
})

export const comfyui: ProviderAdapter = {
  id: 'comfyui',
  name: 'ComfyUI',
  credentialFields: [
    { name: 'api_key', description: 'A bearer token, if a proxy in front of the server wants one', required: false },
    { name: 'checkpoint', description: 'The file of the checkpoint, for {{checkpoint}}', required: false, secret: false },
    { name: 'upscale_model', description: 'The file of the upscaler, for {{upscale_model}}', required: false, secret: false },
    workflowField('generate', 'workflow'),
    workflowField('remix', 'workflow_remix'),
    workflowField('inpaint', 'workflow_inpaint'),
    workflowField('upscale', 'workflow_upscale'),
  ],
  defaultBaseUrl: null,
  resumable: true,
  models,
  carries,

  check({ request, mask }) {
    refuseOptions(request)
    checkMask(mask)
  },

  async submit({ request, inputs, mask }, context) {
    refuseOptions(request)
    const http = httpOf(context)
    const settings = settingsOf(context)
    const seed = request.seed ?? (await seedFor(request.generationId))
    const [input = null] = inputs
    // The workflow is filled once before anything is sent, so that a workflow without the needed placeholders is refused before the upload.
    const names = { image: input === null ? null : 'image', mask: mask === null ? null : 'mask' }
    filledWorkflow(request, settings, names, seed)
    const image = input === null ? null : await upload(input, `${request.generationId}-image`, http)
    const maskName = mask === null ? null : await upload(mask, `${request.generationId}-mask`, http)
    const prompt = filledWorkflow(request, settings, { image, mask: maskName }, seed)
    const json = { prompt, client_id: request.generationId }
    const { body } = await http.json({ ...PAID, method: 'POST', target: '/prompt', json }, queued())
    return { kind: 'accepted', handle: { id: body.prompt_id, seed }, pollAfterMs: POLL_AFTER_MS, providerRequestId: body.prompt_id }
  },

  async poll(json, { request }, context) {
    const http = httpOf(context)
    const { id, seed } = handle().parse(json)
    const target = `/history/${encodeURIComponent(id)}`
    const { body } = await http.json({ ...PAID, method: 'GET', target, notFound: 'lost', maxBytes: 8 * 1024 * 1024 }, history())
    const run = Object.hasOwn(body, id) ? body[id]! : null
    if (run === null) {
      if (await isQueued(id, http)) return { kind: 'pending', progress: null, pollAfterMs: POLL_AFTER_MS }
      throw new ProviderFailure('lost', 'The ComfyUI server no longer knows the work.', { billed: 'unknown', providerRequestId: id })
    }
    if (run.status?.status_str === 'error') {
      const said = exceptionIn(run.status.messages) ?? 'the workflow failed.'
      const refused = kindOfError(null, said) === 'refused'
      throw new ProviderFailure(refused ? 'refused' : 'lost', http.scrub(`ComfyUI: ${said}`), { billed: 'no', providerRequestId: id })
    }
    const images: ProviderImage[] = []
    for (const file of picturesOf(run.outputs)) {
      const source = await view(file, http, context)
      images.push({ source, seed: seedOfOne({ n: request.n, seed }), revisedPrompt: null })
    }
    if (images.length === 0) throw http.malformed('it has no pictures', PAID)
    return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: id }
  },

  async cancel(json, context) {
    const http = httpOf(context)
    const { id } = handle().parse(json)
    const call = { method: 'POST', mayBill: false } as const
    await http.send({ ...call, target: '/queue', json: { delete: [id] } })
    await http.send({ ...call, target: '/interrupt', json: { prompt_id: id } })
    return 'asked'
  },

  async verifyCredential(context) {
    const { body } = await httpOf(context).json({ method: 'GET', target: '/system_stats', mayBill: false }, stats())
    return { detail: `The server responds; it is ComfyUI ${body.system?.comfyui_version ?? 'of an unknown version'}.` }
  },
}

function settingsOf({ credential: { fields } }: ProviderContext): OwnersSettings {
  const said = (name: string) => fields[name]?.reveal() ?? null
  return {
    workflow: (operation: Operation) => said(operation === 'generate' ? 'workflow' : `workflow_${operation}`),
    checkpoint: said('checkpoint'),
    upscaleModel: said('upscale_model'),
  }
}

/** Returns the seed for a request that has none, because a sampler needs a seed. The same generation always gets the same seed. */
async function seedFor(generationId: string): Promise<number> {
  return Number.parseInt((await sha256Hex(utf8(generationId))).slice(0, 8), 16)
}

async function upload(input: InputImage, name: string, http: ProviderHttp): Promise<string> {
  const { contentType, sizeBytes } = input
  const file = { name: 'image', fileName: fileNameOf(input, name), contentType, sizeBytes, open: () => input.open() }
  const body = multipart([{ name: 'type', value: 'input' }, { name: 'overwrite', value: 'true' }, file])
  const { body: read } = await http.json({ method: 'POST', target: '/upload/image', multipart: body, mayBill: false }, uploaded())
  return read.subfolder ? `${read.subfolder}/${read.name}` : read.name
}

async function isQueued(id: string, http: ProviderHttp): Promise<boolean> {
  const { body } = await http.json({ ...PAID, method: 'GET', target: '/queue', maxBytes: 8 * 1024 * 1024 }, queue())
  return [...body.queue_running, ...body.queue_pending].some((entry) => Array.isArray(entry) && entry[1] === id)
}

/** Returns the saved pictures; previews only if nothing was saved. */
function picturesOf(outputs: Record<string, { images: unknown[] }>): OutputFile[] {
  const all = Object.values(outputs).flatMap(({ images }) => images.flatMap((each) => outputFile().safeParse(each).data ?? []))
  const saved = all.filter(({ type }) => type !== 'temp')
  return saved.length > 0 ? saved : all
}

async function view({ filename, subfolder, type }: OutputFile, http: ProviderHttp, context: ProviderContext) {
  const query = { filename, subfolder: subfolder ?? '', type: type ?? 'output' }
  const response = await http.send({
    ...PAID,
    method: 'GET',
    target: '/view',
    query,
    headers: { accept: 'image/*' },
    maxBytes: maxBytesOf(1),
  })
  return readPictureBody(response, http, PAID, context)
}

/**
 * Returns the text of the exception in ComfyUI's list of messages; null if there is none. Each message is a pair of its name and its data.
 */
function exceptionIn(messages: unknown): string | null {
  for (const message of Array.isArray(messages) ? messages : []) {
    const facts: unknown = Array.isArray(message) && message[0] === 'execution_error' ? message[1] : null
    const said = facts !== null && typeof facts === 'object' ? (facts as { [name: string]: Json })['exception_message'] : null
    if (typeof said === 'string') return said
  }
  return null
}

function httpOf(context: ProviderContext): ProviderHttp {
  const { credential } = context
  const key = credential.fields['api_key']
  return providerHttp({
    provider: 'ComfyUI',
    // In error texts, `providerHttp` hides the values of all fields that it receives. Only the key is secret, so only the key is passed.
    context: { ...context, credential: { baseUrl: credential.baseUrl, fields: key === undefined ? {} : { api_key: key } } },
    defaultBaseUrl: ANY_SERVER,
    authorize: () => {
      const header: Record<string, string> = {}
      if (key !== undefined) header['authorization'] = `Bearer ${key.reveal()}`
      return header
    },
  })
}
