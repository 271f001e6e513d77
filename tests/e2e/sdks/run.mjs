// Runs real clients against a server of this checkout, with a fake OpenAI on this machine: `npm run test:sdks -- [names]`. See
// docs/development/sdk-suites.md. `--newest` installs the newest releases instead of the pinned ones. Each client's script prints `STEP
// <name> ok` or `STEP <name> FAIL <why>`. This file counts the requests that the provider received.
import '../../../scripts/local/node-version.mjs'
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { call } from '../../../scripts/local/first-run.mjs'
import { root } from '../../../scripts/local/paths.mjs'
import { prepare } from '../../../scripts/local/server.mjs'
import { FakeOpenai } from '../../support/fake-openai.ts'
import { png } from '../../support/pictures.ts'
import { serve } from '../../support/serve-fakes.ts'
import { startServer } from '../../support/server.mjs'
import { CLIENTS, unpin } from './clients.mjs'

const STEPS = ['generate', 'alias', 'edit', 'mask', 'key', 'stream', 'error', 'missing', 'broken']
const KEY = 'sk-proj-sdk-suite-0123456789'

/** A fake OpenAI that counts requests by prompt. If the prompt contains `breaks off`, it ends its answer in the middle. */
class CountingOpenai extends FakeOpenai {
  counts = new Map()

  answer(recorded) {
    const { call: name, json, form } = recorded
    if (name !== 'submit') return super.answer(recorded)
    const prompt = String((form === null ? json.prompt : form.get('prompt')) ?? '')
    this.counts.set(prompt, (this.counts.get(prompt) ?? 0) + 1)
    if (!prompt.includes('breaks off')) return super.answer(recorded)
    const broken = new ReadableStream({
      start(sink) {
        sink.enqueue(new TextEncoder().encode('{"created":1795507200,"data":[{"b64_json":"iVBORw0KGgo'))
      },
      pull(sink) {
        sink.error(new Error('the provider breaks off its answer'))
      },
    })
    return new Response(broken, { headers: { 'content-type': 'application/json' } })
  }
}

const isNewest = process.argv.includes('--newest')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = wanted.filter((name) => !CLIENTS.some((client) => client.name === name))
if (unknown.length > 0) {
  console.error(`There is no client ${unknown.join(', ')}. There are ${CLIENTS.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const chosen = CLIENTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))

const folder = mkdtempSync(join(tmpdir(), 'sdks-'))
const fake = await serve('openai', '/v1', (options) => new CountingOpenai(options))
const rows = []
await prepare()
const server = await startServer(folder)
try {
  const place = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
  await setUp(place)
  const pictures = join(folder, 'pictures')
  mkdirSync(pictures)
  writeFileSync(
    join(pictures, 'picture.png'),
    png(96, 64, (x, y) => [x * 2, y * 3, 90, 255]),
  )
  writeFileSync(
    join(pictures, 'mask.png'),
    png(96, 64, (x) => [0, 0, 0, x < 48 ? 0 : 255]),
  )
  for (const client of chosen) {
    const env = {
      ...process.env,
      BASE_URL: `${place.base_url}/v1`,
      KEY: place.project_key,
      // Most clients read the URL and the key from these two environment variables by themselves.
      OPENAI_BASE_URL: `${place.base_url}/v1`,
      OPENAI_API_KEY: place.project_key,
      PICTURE: join(pictures, 'picture.png'),
      MASK: join(pictures, 'mask.png'),
      CLIENT: client.name,
    }
    rows.push(await play(client, env))
  }
} finally {
  await server.stop()
  fake.stop()
  rmSync(folder, { recursive: true, force: true })
}

console.log(`\n${['client'.padEnd(34), ...STEPS.map((step) => step.padEnd(9)), 'bought'].join('')}`)
for (const { title, cells, bought } of rows)
  console.log(`${title.padEnd(34)}${STEPS.map((step) => (cells[step] ?? '-').padEnd(9)).join('')}${bought}`)
const failed = rows.filter(({ ok }) => !ok)
const left = rows.filter(({ skipped: isLeft }) => isLeft)
if (left.length > 0) console.log(`\nNot played: ${left.map(({ title }) => title).join(', ')}`)
console.log(
  failed.length === 0
    ? `\nReal clients: ${rows.length - left.length} passed, ${left.length} skipped`
    : `\nReal clients: ${failed.map(({ title }) => title).join(', ')} failed`,
)
process.exit(failed.length === 0 ? 0 : 1)

async function setUp({ base_url: base, admin_key: key, instance_id: instanceId }) {
  const config = `${base}/config/v1`
  await call(`${config}/instances/${instanceId}/credentials/openai`, {
    method: 'PUT',
    key,
    body: { fields: { api_key: KEY }, base_url: fake.baseUrl },
  })
  const models = await fetch(`${config}/instances/${instanceId}/models`, { headers: { authorization: `Bearer ${key}` } })
  await call(`${config}/instances/${instanceId}/models`, {
    method: 'PUT',
    key,
    headers: { 'if-match': models.headers.get('etag') },
    body: { models: [], aliases: [{ alias: 'studio/Picture-1', model: 'gpt-image-1' }] },
  })
}

async function play({ name, title, prepare: prepareClient, command, lacks = [] }, env) {
  const scratch = join(root, '.local', 'sdks', isNewest ? `${name}-newest` : name)
  if (isNewest) rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  cpSync(join(import.meta.dirname, name), scratch, { recursive: true })
  if (isNewest) unpin(scratch)
  console.log(`\n${isNewest ? `The newest release of ${name}` : title}`)
  const run = (argv, timeoutMs) => finished(argv, { cwd: scratch, env, timeout: timeoutMs })
  for (const argv of prepareClient ?? []) {
    const { status, stdout, stderr, error } = await run(argv, 15 * 60_000)
    if (status === 0) continue
    if (error?.code === 'ENOENT') return skipped(title, argv[0])
    console.log(`${argv.join(' ')}: ${error?.message ?? ''}\n${stdout.slice(-2000)}${stderr.slice(-3000)}`)
    return { title, cells: {}, bought: 'not installed', ok: false }
  }
  const { stdout, stderr, status, error } = await run(command, 10 * 60_000)
  if (error?.code === 'ENOENT') return skipped(title, command[0])
  const cells = {}
  // Maven writes colours even if the output is not a terminal. So the control characters for colours are removed.
  for (const line of stripVTControlCharacters(stdout).split('\n')) {
    const step = /^STEP (\S+) (ok|FAIL)(.*)$/.exec(line)
    if (step === null) continue
    cells[step[1]] = step[2]
    console.log(`  ${step[2].padEnd(5)}${step[1]}${step[3]}`)
  }
  const asked = [...fake.fake.counts].filter(([prompt]) => prompt.startsWith(`${name} `))
  for (const [prompt, count] of asked) if (count !== 1) console.log(`  the provider was asked ${count} times: ${prompt}`)
  const broken = asked.find(([prompt]) => prompt.includes('breaks off'))?.[1] ?? 0
  const missing = STEPS.filter((step) => cells[step] === undefined && !lacks.includes(step))
  const ok = status === 0 && missing.length === 0 && !Object.values(cells).includes('FAIL') && asked.every(([, count]) => count === 1)
  if (!ok) console.log(`  exit ${status}, missing: ${missing.join(', ') || 'nothing'}\n${stdout.slice(-1500)}\n${stderr.slice(-4000)}`)
  return { title, cells, bought: broken === 1 ? 'once' : `${broken} times`, ok: ok && broken === 1 }
}

/**
 * Runs a program to its end. Does not use `spawnSync`, because that would block this process. The fake provider runs in this process, too,
 * and must answer while the program runs.
 */
function finished([program, ...args], options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (chunk) => (said[name] += chunk))
    child.once('error', (error) => resolve({ ...said, status: null, error }))
    child.once('close', (status) => resolve({ ...said, status }))
  })
}
