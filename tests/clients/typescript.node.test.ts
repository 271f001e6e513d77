// The TypeScript client runs the cases that every client runs, and its package works in an empty npm project.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ApiError,
  CanceledError,
  createClient,
  type GenerateRequest,
  type Generation,
  GenerationFailedError,
  InvalidWebhookError,
  type Platform,
  unwrap,
  verifyWebhook,
  WaitTimeoutError,
} from '../../generated/clients/typescript/index.ts'
import { freePort } from '../support/server.mjs'
import { startPlatform } from './platform.mjs'
import scenario from './scenario.json' with { type: 'json' }

interface Case {
  name: string
  do: 'generate' | 'events' | 'upload_and_edit' | 'pages' | 'webhooks'
  fault?: string
  key?: string
  body: GenerateRequest & { prompt: string }
  times?: number
  timeout_ms?: number
  cancel_after_ms?: number
  picture?: string
  count?: number
  limit?: number
  secret?: string
  vectors?: { name: string; payload: string; headers: Record<string, string> }[]
  expect: Record<string, unknown>
}
interface Played {
  run: string
  proxy: string
  keys: Record<string, string>
  projects: Record<string, string>
  cases: Case[]
}

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'client-typescript-'))
let platform: Awaited<ReturnType<typeof startPlatform>> | undefined
let environment: { CMA_URL: string; CMA_KEY: string; CMA_SCENARIO: string }
let played: Played

beforeAll(async () => {
  platform = await startPlatform()
  environment = await platform.environmentOf('typescript')
  played = JSON.parse(readFileSync(environment.CMA_SCENARIO, 'utf8')) as Played
}, 400_000)
afterAll(async () => {
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test.each(scenario.cases.map(({ name }) => name))(
  '%s',
  async (name) => {
    const one = played.cases.find((candidate) => candidate.name === name)!
    const { [one.key ?? 'normal']: projectId } = played.projects
    const cma = createClient({
      url: `${played.proxy}/${one.fault ?? 'none'}/${played.run}-${name}`,
      key: played.keys[one.key ?? 'normal']!,
      ...(projectId === undefined ? {} : { projectId }),
    })
    const result = { ...(await PLAYERS[one.do](cma, one)), ...(await seenBy(name)) }
    const wanted = Object.keys(one.expect)
    expect(Object.fromEntries(Object.entries(result).filter(([member]) => wanted.includes(member)))).toEqual(one.expect)
  },
  180_000,
)

async function seenBy(name: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${played.proxy}/seen/${played.run}-${name}`)).json()) as Record<string, unknown>
}

const shapes = (generation: Generation) => generation.images.map(({ width, height, format }) => [width, height, format])

const PLAYERS: Record<Case['do'], (cma: Platform, one: Case) => Promise<Record<string, unknown>>> = {
  async generate(cma, one) {
    try {
      let generation: Generation
      let times = 0
      do {
        const canceled = new AbortController()
        if (one.cancel_after_ms !== undefined) setTimeout(() => canceled.abort(), one.cancel_after_ms)
        generation = await cma.generateAndWait(one.body, {
          signal: canceled.signal,
          ...(one.timeout_ms === undefined ? {} : { timeoutMs: one.timeout_ms }),
        })
      } while (++times < (one.times ?? 1))
      const bytes = await cma.download(generation.images[0]!.asset_id)
      return {
        status: generation.status,
        images: shapes(generation),
        source: generation.cost.source,
        stage: generation.stage,
        downloaded: createHash('sha256').update(bytes).digest('hex') === generation.images[0]!.sha256,
      }
    } catch (error) {
      return outcomeOf(error, cma)
    }
  },
  async events(cma, one) {
    const started = unwrap(await cma.generation.POST('/generate', { params: { header: { Prefer: 'respond-async' } }, body: one.body }))
    const events = []
    for await (const event of cma.events(started.id)) events.push(event)
    const ids = events.map(({ id }) => Number(id))
    const last = events.at(-1)!
    return {
      last: last.type,
      status: last.data.type === 'finished' ? last.data.generation.status : null,
      in_order: ids.length > 1 && ids.every((id, index) => index === 0 || id > ids[index - 1]!),
    }
  },
  async upload_and_edit(cma, one) {
    const bytes = Buffer.from(one.picture!, 'base64')
    const asset = unwrap(await cma.generation.POST('/assets', { body: { file: new Blob([bytes]) } }))
    const generation = await cma.generateAndWait({ ...one.body, inputs: [{ asset_id: asset.id }] })
    return {
      uploaded: [asset.width, asset.height, asset.format],
      same_bytes: bytes.equals(await cma.download(asset.id)),
      status: generation.status,
      operation: generation.operation,
      images: shapes(generation),
    }
  },
  async pages(cma, one) {
    for (let made = 0; made < one.count!; made++) await cma.generateAndWait(one.body)
    const ids: string[] = []
    let pages = 0
    const page = (cursor: string | undefined) => {
      pages++
      const query = { limit: one.limit!, prompt: one.body.prompt, ...(cursor === undefined ? {} : { cursor }) }
      return cma.generation.GET('/generations', { params: { query } })
    }
    for await (const { id } of cma.paginate(page)) ids.push(id)
    return { items: ids.length, different: new Set(ids).size, pages }
  },
  async webhooks(_cma, one) {
    let type: string | undefined
    const accepted = one.vectors!.filter(({ payload, headers }) => {
      try {
        type = verifyWebhook(payload, headers, one.secret!).type
        return true
      } catch (error) {
        if (error instanceof InvalidWebhookError) return false
        throw error
      }
    })
    return { accepted: accepted.map(({ name }) => name), type }
  },
}

async function outcomeOf(error: unknown, cma: Platform): Promise<Record<string, unknown>> {
  if (error instanceof ApiError) {
    const { status, code, problem, requestId, retryAfterMs } = error
    const pointer = problem?.errors?.[0]?.pointer
    return {
      error: 'api',
      status,
      code,
      pointer,
      request_id: requestId!.startsWith('req_'),
      retry_after: retryAfterMs !== null && retryAfterMs > 0,
    }
  }
  if (error instanceof GenerationFailedError)
    return {
      error: 'generation_failed',
      status: error.generation.status,
      code: error.code,
      request_id: error.requestId.startsWith('req_'),
    }
  if (error instanceof WaitTimeoutError)
    return { error: 'wait_timeout', named: error.generationId!.startsWith('gen_') && error.idempotencyKey !== '' }
  if (!(error instanceof CanceledError)) throw error
  for (;;) {
    const path = { generation_id: error.generationId! }
    const { status } = unwrap(await cma.generation.GET('/generations/{generation_id}', { params: { path } }))
    if (status !== 'queued' && status !== 'running') return { error: 'canceled', ended_as: status }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

test('the package works in an empty project, as its README shows', async () => {
  const source = join(import.meta.dirname, '..', '..', 'generated', 'clients', 'typescript')
  const project = join(folder, 'project')
  mkdirSync(project)
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: source })
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'))!
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }')
  await run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefer-offline', join(folder, archive)], { cwd: project })
  const [quickstart, mask, followed, list, receiver] = [
    ...readFileSync(join(source, 'README.md'), 'utf8').matchAll(/```js\n([^]*?)```/g),
  ].map((block) => block[1]!)
  writeFileSync(join(project, 'quickstart.js'), quickstart!)
  const { stdout } = await run('node', ['quickstart.js'], { cwd: project, env: { ...process.env, ...environment } })
  expect(stdout).toBe('256x256, 0 micro-USD, lighthouse.png\n')
  expect(readFileSync(join(project, 'lighthouse.png')).subarray(1, 4).toString()).toBe('PNG')
  writeFileSync(join(project, 'change.js'), mask!)
  copyFileSync(join(import.meta.dirname, '..', '..', 'docs', 'images', 'mask-right-half.png'), join(project, 'mask.png'))
  const changed = await run('node', ['change.js'], { cwd: project, env: { ...process.env, ...environment } })
  expect(changed.stdout).toBe('inpaint: 512x512, changed.png\n')
  expect(readFileSync(join(project, 'changed.png')).subarray(1, 4).toString()).toBe('PNG')
  writeFileSync(join(project, 'follow.js'), followed!)
  const watched = await run('node', ['follow.js'], { cwd: project, env: { ...process.env, ...environment } })
  expect(watched.stdout).toMatch(/^(\d+ %\n)*canceled\n$/)
  writeFileSync(join(project, 'list.js'), list!)
  const listed = await run('node', ['list.js'], { cwd: project, env: { ...process.env, ...environment } })
  expect(listed.stdout).toBe('some have succeeded\n')
  writeFileSync(join(project, 'receiver.js'), receiver!)
  expect(await received(project)).toEqual(['generation.succeeded gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', 401])
  // The package's types can be checked outside this checkout, in a project that has only the package installed.
  writeFileSync(
    join(project, 'typed.ts'),
    "import { createClient, type Generation, verifyWebhook } from 'cma-client'\n" +
      "const cma = createClient({ url: 'http://127.0.0.1', key: 'k' })\n" +
      "export const made: Promise<Generation> = cma.generateAndWait({ prompt: 'a lighthouse' })\n" +
      '// @ts-expect-error: there is no such field\n' +
      "export const wrong = cma.generateAndWait({ promt: 'a lighthouse' })\n" +
      // The headers have the type that Node's `request.headers` has.
      "const headers: Record<string, string | string[] | undefined> & { readonly 'set-cookie'?: string[] } = {}\n" +
      "const event = verifyWebhook('{}', headers, 'whsec_')\n" +
      "export const told: string = event.type === 'webhook.test' ? event.data.message : event.data.id\n" +
      "export const alert: string | undefined = event.type === 'alert.budget' ? event.data.summary : undefined\n" +
      "export const picture: string | undefined = event.type === 'generation.succeeded' ? event.data.images[0]?.asset_id : undefined\n" +
      "for await (const event of cma.events('gen_1')) {\n" +
      "  if (event.type === 'progress') console.log(event.data.progress.toFixed())\n" +
      "  if (event.type === 'finished') console.log(event.data.generation.status)\n" +
      '}\n' +
      "const page = (cursor: string | undefined) => cma.generation.GET('/generations', { params: { query: { limit: 50, cursor } } })\n" +
      'for await (const { id } of cma.paginate(page)) console.log(id)\n',
  )
  const tsc = join(import.meta.dirname, '..', '..', 'node_modules', 'typescript', 'bin', 'tsc')
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--lib',
    'es2022,dom,dom.iterable,dom.asynciterable',
    '--target',
    'es2022',
    'typed.ts',
  ]
  await run(process.execPath, [tsc, ...options], { cwd: project }).catch((error: { stdout: string }) => expect(error.stdout).toBe(''))
}, 400_000)

/**
 * Runs the receiver of the README, and sends it two deliveries: one with the right signature, then one whose body was changed. Returns the
 * line that the receiver printed for the first delivery, and the status of its response to the second one.
 */
async function received(project: string): Promise<[printed: string, refused: number]> {
  // Makes new signatures, because those in `played` may have expired. The receiver accepts a signature for five minutes. On a slow machine,
  // the installation of the package takes longer.
  const { CMA_SCENARIO: fresh } = await platform!.environmentOf('receiver')
  const { secret, vectors } = (JSON.parse(readFileSync(fresh, 'utf8')) as Played).cases.find((one) => one.do === 'webhooks')!
  const port = await freePort()
  const env = { ...process.env, CMA_WEBHOOK_SECRET: secret!, PORT: String(port) }
  const child = spawn('node', ['receiver.js'], { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => (await lines.next()).value as string
  const send = (name: string) => {
    const { payload, headers } = vectors!.find((one) => one.name === name)!
    return fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body: payload })
  }
  try {
    expect(await next()).toBe('listening')
    expect((await send('good')).status).toBe(204)
    return [await next(), (await send('other body')).status]
  } finally {
    child.kill()
  }
}
