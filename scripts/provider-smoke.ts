// `npm run provider:smoke -- <connection>`: tries a connection of an instance by real calls to the provider, which cost money. Shows the
// cost first. Spends nothing without confirmation, and never more than `--max-usd`. For each chosen operation, the cheapest model that the
// connection serves makes one picture.
import { parseArgs } from 'node:util'
import type { components as config } from '../generated/config/types.ts'
import type { components } from '../generated/generation/types.ts'
import { agrees } from './local/ask.ts'
import { call, readCredentials } from './local/first-run.mjs'
import { reach } from './local/reach.mjs'

type Schemas = components['schemas']
type Config = config['schemas']
type Operation = Schemas['Operation']

interface SmokeOptions {
  baseUrl: string
  /** A project key of the instance. */
  key: string
  provider: string
  /**
   * The connection to try, and the models that it serves. Absent if the provider's first connection is tried, which has the provider's id.
   */
  connection?: Further
  operations: Operation[]
  mostMicros: number
  /** Asks the person who pays whether to continue. Returns true if the person agrees. */
  confirm(question: string): Promise<boolean>
  say(line: string): void
}

interface Further {
  id: string
  models: readonly string[]
}

interface Step {
  operation: Operation
  model: string
  body: Record<string, unknown>
  quote: Schemas['Quote']
}

const MAGIC: Record<string, string> = { 'image/png': '89504e47', 'image/jpeg': 'ffd8ff', 'image/webp': '52494646' }
/** The statuses of a generation that has not ended. */
const UNFINISHED = new Set<Schemas['Generation']['status']>(['queued', 'running'])
const PROMPT = 'A red bicycle in front of a white wall'

/**
 * Tries the connection with each operation. Returns true if all calls worked; false if one failed, or if the person did not confirm the
 * cost. If no model can be called for any of the operations, or if the calls may cost more than `mostMicros`, throws before any call that
 * costs money.
 */
export async function smoke(options: SmokeOptions): Promise<boolean> {
  const { provider, connection, mostMicros, confirm, say } = options
  const account = connection?.id ?? provider
  const steps: Step[] = []
  await requireReady(options)
  for (const operation of options.operations) {
    const step = await cheapest(options, operation)
    if (step === null) say(`${operation}: no model of ${account} that can be called does this with a prompt and a picture alone`)
    else steps.push(step)
  }
  if (steps.length === 0)
    throw new Error(`There is nothing to try. GET /v1/models?provider=${provider} shows what the instance has, and whether it is ready.`)
  for (const { operation, model, quote } of steps)
    say(
      `${operation} with ${model}: ${dollars(quote.amount_micros)}${quote.exact ? '' : ', an estimate'}; at most ${dollars(quote.max_micros)}`,
    )
  const total = steps.reduce((sum, { quote }) => sum + quote.max_micros, 0)
  if (total > mostMicros)
    throw new Error(`That may cost ${dollars(total)}, and at most ${dollars(mostMicros)} are allowed. --max-usd allows more.`)
  if (!(await confirm(`Spend up to ${dollars(total)} at ${account}?`))) {
    say('Not confirmed: nothing was spent. --yes confirms without a question.')
    return false
  }
  let worked = true
  for (const step of steps) worked = (await run(options, step)) && worked
  return worked
}

/** Throws if the instance has models of the connection, but cannot call any of them. */
async function requireReady({ baseUrl, key, provider, connection }: SmokeOptions): Promise<void> {
  const { data } = (await call(`${baseUrl}/v1/models?${new URLSearchParams({ provider })}`, { key })) as Schemas['ModelList']
  const models = data.filter(({ id }) => connection === undefined || connection.models.includes(id))
  if (models.length === 0 || models.some(({ ready }) => ready)) return
  const missing = provider === 'workers-ai' ? 'The deployment has no [ai] binding: add it' : `${provider} has no credential here: store one`
  throw new Error(`${missing} as docs/admin/providers.md says, then try again.`)
}

async function cheapest({ baseUrl, key, provider, connection }: SmokeOptions, operation: Operation): Promise<Step | null> {
  const query = new URLSearchParams({ provider, operation })
  const { data } = (await call(`${baseUrl}/v1/models?${query}`, { key })) as Schemas['ModelList']
  let best: Step | null = null
  for (const { id, ready, capabilities } of data) {
    if (!ready || connection?.models.includes(id) === false) continue
    const own = { ...capabilities, ...capabilities.by_operation?.[operation] }
    const body: Record<string, unknown> = { operation, model: id }
    if (own.max_prompt_length > 0 && operation !== 'upscale' && operation !== 'describe') body['prompt'] = PROMPT
    // Each operation except `generate` needs an input picture. `samplePicture` makes one with the built-in model `sketch`, which is free.
    if (operation !== 'generate') body['inputs'] = [{ asset_id: await samplePicture(baseUrl, key) }]
    const quote = await call(`${baseUrl}/v1/quote`, { method: 'POST', key, body }).catch(() => null)
    if (quote !== null && (best === null || quote.max_micros < best.quote.max_micros)) best = { operation, model: id, body, quote }
  }
  return best
}

const samples = new Map<string, string>()
async function samplePicture(baseUrl: string, key: string): Promise<string> {
  const known = samples.get(baseUrl)
  if (known !== undefined) return known
  const made = (await call(`${baseUrl}/v1/generate`, {
    method: 'POST',
    key,
    body: { model: 'sketch', prompt: PROMPT, size: '1024x1024' },
  })) as Schemas['Generation']
  const id = made.images[0]!.asset_id
  samples.set(baseUrl, id)
  return id
}

async function run({ baseUrl, key, connection, say }: SmokeOptions, { operation, model, body, quote }: Step): Promise<boolean> {
  const started = Date.now()
  try {
    const made = await finished(
      baseUrl,
      key,
      (await call(`${baseUrl}/v1/generate`, {
        method: 'POST',
        key,
        body: { ...body, max_cost_micros: quote.max_micros },
      })) as Schemas['Generation'],
    )
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    if (made.status !== 'succeeded') throw new Error(`the status is ${made.status}: ${made.error?.message ?? 'without a word'}`)
    const served = made.attempts.at(-1)?.connection
    if (connection !== undefined && served !== connection.id)
      throw new Error(`the connection ${served ?? 'of the provider'} served it. Put ${connection.id} first in the list, then try again.`)
    for (const { url } of made.images) await requirePicture(url)
    const what =
      made.images.length > 0 ? made.images.map(({ width, height }) => `${width}x${height}`).join(', ') : JSON.stringify(made.texts)
    say(`ok      ${operation} with ${model}: ${what}, ${dollars(made.cost.amount_micros)}, ${seconds} s, ${made.id}`)
    return true
  } catch (error) {
    say(`FAILED  ${operation} with ${model}: ${(error as Error).message}`)
    return false
  }
}

/**
 * Polls a generation until it has ended, for at most ten minutes, because some providers are slow. Returns the generation in its newest
 * state.
 */
async function finished(baseUrl: string, key: string, begun: Schemas['Generation']): Promise<Schemas['Generation']> {
  let generation = begun
  for (const until = Date.now() + 600_000; UNFINISHED.has(generation.status) && Date.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    generation = (await call(`${baseUrl}/v1/generations/${generation.id}`, { key })) as Schemas['Generation']
  }
  return generation
}

async function requirePicture(url: string): Promise<void> {
  const answer = await reach(url)
  const head = Buffer.from(await answer.arrayBuffer())
    .subarray(0, 4)
    .toString('hex')
  const type = answer.headers.get('content-type') ?? ''
  if (!answer.ok || !head.startsWith(MAGIC[type] ?? 'none')) throw new Error(`its link returns ${answer.status}, ${type}, and no picture`)
}

function dollars(micros: number): string {
  return `$${(micros / 1_000_000).toFixed(4)}`
}

/**
 * Finds the connection that `name` from the command line means. If `name` is the id of a provider, it means the provider's first
 * connection, and the result has no `connection`. Otherwise `name` is the id of a further connection. Only an admin's key can look up a
 * further connection. The result then contains this connection with the models that it serves.
 */
export async function findConnection(
  baseUrl: string,
  { key, adminKey, instance }: { key: string; adminKey: string | undefined; instance: string | undefined },
  name: string,
): Promise<Pick<SmokeOptions, 'provider' | 'connection'>> {
  const listOf = async (provider: string) =>
    ((await call(`${baseUrl}/v1/models?${new URLSearchParams({ provider })}`, { key })) as Schemas['ModelList']).data
  if ((await listOf(name)).length > 0) return { provider: name }
  if (adminKey === undefined || instance === undefined)
    throw new Error(`There is no model of a provider ${name}. For a further connection set PLATFORM_ADMIN_KEY and PLATFORM_INSTANCE, too.`)
  const path = `${baseUrl}/config/v1/instances/${instance}`
  const credentials = (await call(`${path}/credentials`, { key: adminKey })) as Config['CredentialList']
  const found = credentials.data.find(({ connection }) => connection === name)
  if (found === undefined) throw new Error(`The instance has no connection ${name}. GET …/credentials lists them.`)
  const settings = (await call(`${path}/models`, { key: adminKey })) as Config['ModelSettings']
  const names = (list: { id: string }[] | null | undefined) => list?.some(({ id }) => id === name) === true
  const ofProvider = names(settings.providers.find(({ provider }) => provider === found.provider)?.connections)
  const ownLists = new Map(settings.models.flatMap(({ model, connections }) => (connections === undefined ? [] : [[model, connections]])))
  const served = (await listOf(found.provider))
    .map(({ id }) => id)
    .filter((id) => (ownLists.has(id) ? names(ownLists.get(id)) : ofProvider))
  if (served.length === 0) throw new Error(`No model names the connection ${name}. docs/admin/connections.md says how.`)
  return { provider: found.provider, connection: { id: name, models: served } }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      operations: { type: 'string', default: 'generate' },
      'max-usd': { type: 'string', default: '0.10' },
      yes: { type: 'boolean', default: false },
    },
  })
  const [name] = positionals
  const local = readCredentials()
  const baseUrl = (process.env['PLATFORM_URL'] ?? local?.base_url ?? '').replace(/\/+$/, '')
  const key = process.env['PLATFORM_KEY'] ?? local?.project_key
  if (name === undefined || baseUrl === '' || key === undefined)
    throw new Error(
      'npm run provider:smoke -- <connection> [--operations generate,edit] [--max-usd 0.10] [--yes]\nPLATFORM_URL and PLATFORM_KEY (a project key) name the platform; without them it is the local one, which npm start makes.\nThe connection of most instances has the id of its provider. For another one also set PLATFORM_ADMIN_KEY and PLATFORM_INSTANCE.',
    )
  const confirm = async (question: string) => values.yes || agrees(question)
  const operations = values.operations.split(',') as Operation[]
  const mostMicros = Math.round(Number(values['max-usd']) * 1_000_000)
  if (!(mostMicros >= 0)) throw new Error('--max-usd is an amount in US dollars, such as 0.10')
  const adminKey = process.env['PLATFORM_ADMIN_KEY'] ?? local?.admin_key
  const instance = process.env['PLATFORM_INSTANCE'] ?? local?.instance_id
  const found = await findConnection(baseUrl, { key, adminKey, instance }, name)
  const worked = await smoke({ ...found, baseUrl, key, operations, mostMicros, confirm, say: (line) => console.log(line) })
  if (!worked) process.exitCode = 1
}

if (import.meta.filename === process.argv[1]) {
  try {
    await main()
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
