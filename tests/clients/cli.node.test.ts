// Runs every command of `cma` in its own process against a platform of this checkout. Then tests the package in an empty npm project.
import { execFile, spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Generation, verifyWebhook } from '../../generated/clients/typescript/index.ts'
import { children, node, root } from '../../scripts/local/paths.mjs'
import { COMMANDS } from '../../src/cli/all-commands.ts'
import { type Command, groupHelp, helpOf } from '../../src/cli/command.ts'
import { EXIT_BY_CODE } from '../../src/cli/exit-codes.ts'
import { safeJson, safeText } from '../../src/cli/plain-text.ts'
import { protocolOf, sequenceOf } from '../../src/cli/preview.ts'
import { startPlatform } from './platform.mjs'

const run = promisify(execFile)
const sources = join(root, 'src', 'cli', 'main.ts')
const folder = mkdtempSync(join(tmpdir(), 'cma-'))
/**
 * The path of a bundle with all sources of `cma`. The tests start about a hundred processes, and one file takes less time to load than many
 * files.
 */
const main = join(folder, 'cma.mjs')
const ESCAPE = '\u001b'
const NO_SUCH = 'gen_00000000000000000000000000'

let platform: Awaited<ReturnType<typeof startPlatform>> | undefined
let place: Awaited<ReturnType<typeof startPlatform>>['place']
let played: { proxy: string; run: string; keys: Record<string, string> }

beforeAll(async () => {
  await build({ entryPoints: [sources], outfile: main, bundle: true, platform: 'node', format: 'esm', target: 'node20' })
  platform = await startPlatform()
  place = platform.place
  const { CMA_SCENARIO: scenario } = await platform.environmentOf('cli')
  played = JSON.parse(readFileSync(scenario, 'utf8')) as typeof played
}, 900_000)
afterAll(async () => {
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Ran {
  code: number | null
  stdout: string
  stderr: string
  bytes: Buffer
}
interface Options {
  env?: Record<string, string>
  input?: string
  cwd?: string
  /** Is called after each output on stderr. `stderr` is the whole output so far, and `kill` sends a signal to the process. */
  watch?: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void
}

const AS_PROJECT = () => ({ CMA_URL: place.base_url, CMA_KEY: place.project_key })
const AS_ADMIN = () => ({ CMA_URL: place.base_url, CMA_KEY: place.admin_key })

function start(words: string[], { env = AS_PROJECT(), cwd = folder }: Options) {
  const { PATH = '' } = process.env
  const home = { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') }
  return spawn(node, [main, ...words], { cwd, env: { PATH, ...home, ...env }, stdio: ['pipe', 'pipe', 'pipe'] })
}

function cma(words: string[], options: Options = {}): Promise<Ran> {
  const child = start(words, options)
  const chunks: Buffer[] = []
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk
    options.watch?.(stderr, (signal) => child.kill(signal))
  })
  child.stdin.end(options.input ?? '')
  return new Promise((resolve) =>
    child.once('close', (code) => {
      const bytes = Buffer.concat(chunks)
      resolve({ code, stdout: bytes.toString('utf8'), stderr, bytes })
    }),
  )
}

/** Runs a command that must succeed, and returns its JSON. */
async function json(words: string[], options: Options = {}): Promise<any> {
  const ran = await cma([...words, '--json'], options)
  expect(ran.code, ran.stderr).toBe(0)
  return JSON.parse(ran.stdout)
}

/** Returns whether the file begins as a PNG, JPEG or WebP picture does. */
const isPicture = (path: string) => ['89504e47', 'ffd8ffe0', '52494646'].includes(readFileSync(path).subarray(0, 4).toString('hex'))

/** Makes a folder for one test. */
function scratch(name: string): string {
  const made = join(folder, name)
  mkdirSync(made)
  return made
}

async function boughtWith(prompt: string): Promise<number> {
  const { data } = await json(['ls', '--prompt', prompt])
  return (data as unknown[]).length
}

describe('words', () => {
  test('the help of every command', async () => {
    const pages = [
      groupHelp(
        'cma',
        '',
        Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]),
      ),
    ]
    for (const [name, one] of Object.entries(COMMANDS)) {
      if ('run' in one) pages.push(await helpOf(`cma ${name}`, one))
      else for (const [sub, command] of Object.entries(one.commands)) pages.push(await helpOf(`cma ${name} ${sub}`, command))
    }
    await expect(`${pages.join('\n\n=====\n\n')}\n`).toMatchFileSnapshot('cli-help.txt')
    const examples = allCommands().flatMap(([name, { examples: lines }]) =>
      lines.filter(([line]) => !line.includes(name)).map(([line]) => line),
    )
    expect(examples).toEqual([])
  })

  test('help and version are on stdout; mistakes are on stderr with exit code 2', async () => {
    const [all, one, version, group] = await Promise.all([
      cma([]),
      cma(['generate', '--help']),
      cma(['--version', '--json']),
      cma(['keys']),
    ])
    expect([all.code, one.code, version.code, group.code]).toEqual([0, 0, 0, 2])
    expect(all.stdout).toContain('cma <command> --help')
    expect(one.stdout).toContain('USAGE cma generate')
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect([group.stdout, group.stderr]).toEqual(['', expect.stringContaining('rotate')])
    const mistakes: [string[], string][] = [
      [['generate'], '<PROMPT> is missing'],
      [['generate', 'a fox', '--modl', 'sketch'], 'Did you mean --model?'],
      [['generate', 'a', 'fox'], 'Put a text with spaces in quotes'],
      [['generate', 'a fox', '-n'], '--count needs a value'],
      [['generate', 'a fox', '-n', 'two'], 'must be a whole number'],
      [['generate', 'a fox', '--seed', '1', '--seed', '2'], 'given twice'],
      [['generate', 'a fox', '--out', 'fox.gif'], 'a file ends in .png'],
      [['frobnicate'], 'There is no command'],
      [['--json', 'generate', 'a fox'], 'Write --json after the command: cma <command> --json'],
      [['keys', '--quiet', 'list'], 'Write --quiet after the command: cma keys <command> --quiet'],
      [['get', '../../etc/passwd'], 'is not an id'],
      [['keys', 'revoke', `key_${'0'.repeat(26)}`], 'Add --yes'],
      [['webhooks', 'listen', '--forward', 'http://example.com/'], 'a port of this machine'],
      [['models', '--profile', '__proto__'], 'begins with a letter'],
    ]
    const ran = await Promise.all(mistakes.map(([words]) => cma(words)))
    for (const [index, [words, message]] of mistakes.entries()) {
      expect(ran[index]!.stderr, words.join(' ')).toContain(message)
      expect([ran[index]!.code, ran[index]!.stdout]).toEqual([2, ''])
    }
  })

  test('the page about the command line has every command, every code and every exit code', () => {
    const page = readFileSync(join(root, 'docs', 'api', 'cli.md'), 'utf8')
    const rows = new Map([...page.matchAll(/^\| (\d+) \| [^|]* \| ([^|]*) \|$/gm)].map(([, exit, codes]) => [Number(exit), codes!]))
    const named = [...rows].flatMap(([exit, codes]) => [...codes.matchAll(/`([a-z_]+)`/g)].map(([, code]) => [code!, exit] as const))
    expect(Object.fromEntries(named.toSorted())).toEqual(Object.fromEntries(Object.entries(EXIT_BY_CODE).toSorted()))
    expect(
      allCommands()
        .filter(([name]) => !page.includes(`cma ${name}`))
        .map(([name]) => name),
    ).toEqual([])
  })
})

const allCommands = (): [string, Command][] =>
  Object.entries(COMMANDS).flatMap(([name, one]): [string, Command][] =>
    'run' in one ? [[name, one]] : Object.entries(one.commands).map(([sub, command]): [string, Command] => [`${name} ${sub}`, command]),
  )

describe('login', () => {
  const env = {}

  test('saves a key that only its owner can read, never shows it, and is used afterwards', async () => {
    const ran = await cma(['login', place.base_url], { env, input: `${place.project_key}\n` })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout + ran.stderr).not.toContain(place.project_key)
    expect(ran.stdout).toContain('a key of a project')
    const file = join(folder, 'config', 'cma', 'logins.json')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(file, 'utf8')).profiles.default.key).toBe(place.project_key)
    expect((await cma(['limits'], { env })).code).toBe(0)
    // If other users can read the file with the key, `cma` warns and lets only its owner read it.
    chmodSync(file, 0o644)
    expect((await cma(['limits'], { env })).stderr).toContain('could be read by others')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    // CMA_URL and CMA_KEY have precedence over the file that `cma login` writes. If only one of them is set, the other is not taken from
    // the file.
    expect((await cma(['limits'], { env: { ...AS_PROJECT(), CMA_KEY: played.keys['unknown']! } })).code).toBe(4)
    expect((await cma(['limits'], { env: { CMA_URL: place.base_url } })).code).toBe(2)
    expect((await cma(['logout'], { env })).code).toBe(0)
    expect((await cma(['limits'], { env })).stderr).toContain('There is no login "default"')
  })

  test('does not save a key that the platform refuses, nor send one over http to another machine', async () => {
    const refused = await cma(['login', place.base_url, '--profile', 'wrong'], { env, input: played.keys['unknown']! })
    expect([refused.code, refused.stdout]).toEqual([4, ''])
    expect(refused.stderr).not.toContain(played.keys['unknown']!)
    const open = await cma(['login', 'http://images.example.com'], { env, input: place.project_key })
    expect([open.code, open.stderr]).toEqual([2, expect.stringContaining('not https')])
    expect((await cma(['limits', '--profile', 'wrong'], { env })).code).toBe(2)
  })
})

describe('generate', () => {
  test('saves a picture, prints its path, and does not replace a file', async () => {
    const cwd = scratch('generate')
    const words = ['generate', 'cma saves a fox', '-m', 'sketch', '--size', '64x64', '--seed', '7', '-o', 'fox.png']
    const made = await cma(words, { cwd })
    expect(made.code, made.stderr).toBe(0)
    expect(made.stdout).toBe('fox.png\n')
    expect(made.stderr).toContain('sketch: free')
    expect(made.stderr).toMatch(/gen_[0-9A-Z]{26}: sketch, 64x64, \$0\.00/)
    expect(isPicture(join(cwd, 'fox.png'))).toBe(true)
    const again = await cma(words, { cwd })
    expect([again.code, again.stdout]).toEqual([13, ''])
    expect(again.stderr).toContain('fox.png exists. Add --force')
    expect(await boughtWith('cma saves a fox')).toBe(1)
    expect((await cma([...words, '--force'], { cwd })).code).toBe(0)
    expect(readdirSync(cwd)).toEqual(['fox.png'])
  })

  test('several pictures, a folder, formats, JSON and a pipe', async () => {
    const cwd = scratch('several')
    const two = await cma(['generate', 'two foxes', '-m', 'sketch', '--size', '64x64', '-n', '2', '--out', 'fox.webp', '-q'], { cwd })
    expect([two.code, two.stdout, two.stderr]).toEqual([0, 'fox-1.webp\nfox-2.webp\n', ''])
    expect(readFileSync(join(cwd, 'fox-1.webp')).subarray(8, 12).toString()).toBe('WEBP')
    const { results } = await json(['generate', '-', '-m', 'sketch', '--size', '64x64', '--out', 'made/', '--metadata', 'order=4711'], {
      cwd,
      input: 'from a file\n',
    })
    const [{ generation, files, error }] = results
    expect(files).toEqual([join('made', `${generation.id}.png`)])
    expect([error, generation.prompt, generation.metadata]).toEqual([null, 'from a file', { order: '4711' }])
    const piped = await cma(['generate', 'a piped fox', '-m', 'sketch', '--size', '64x64', '-o', '-'], { cwd })
    expect(piped.bytes.subarray(1, 4).toString()).toBe('PNG')
  })

  test('compares models with their prices; one that fails does not stop the other', async () => {
    const cwd = scratch('compare')
    const both = await cma(['generate', 'compared', '-m', 'sketch,gpt-image-1', '-o', 'it.png'], { cwd })
    expect(both.code, both.stderr).toBe(0)
    expect(both.stdout).toBe('it-sketch.png\nit-gpt-image-1.png\n')
    expect(both.stderr).toMatch(/gpt-image-1: .*\$0\.\d/)
    expect(both.stderr).toMatch(/MODEL +STATUS +COST +TIME +FIRST FILE/)
    const one = await cma(['generate', 'compared again', '-m', 'sketch,no-such-model', '-o', 'once.png'], { cwd })
    expect([one.code, one.stdout]).toEqual([5, 'once-sketch.png\n'])
    expect(one.stderr).toContain('model_not_found')
  })

  test('one Idempotency-Key over all tries: a cut connection buys once', async () => {
    const cwd = scratch('cut')
    const session = `${played.run}-cma-cut`
    const prompt = `${played.run} cma connection cut`
    const ran = await cma(['generate', prompt, '-m', 'sketch', '--size', '64x64'], {
      cwd,
      env: { ...AS_PROJECT(), CMA_URL: `${played.proxy}/cut/${session}` },
    })
    expect(ran.code, ran.stderr).toBe(0)
    const seen = await (await fetch(`${played.proxy}/seen/${session}`)).json()
    expect(seen).toMatchObject({ tries: 2, keys: 1, bought: 1 })
  })

  test('Ctrl-C cancels the job, and says what became of it', async () => {
    const env = AS_PROJECT()
    let sent = false
    const ran = await cma(['generate', `${played.run} cma waits for its provider`, '-m', 'gpt-image-1'], {
      env,
      watch(stderr, kill) {
        // Waits until stderr shows a state that the platform reports. Before that, the platform may not have accepted the job yet.
        if (sent || !/gpt-image-1: (?!sending|.*\$)/.test(stderr)) return
        sent = true
        kill('SIGINT')
      },
    })
    expect([ran.code, ran.stdout]).toEqual([130, ''])
    const [id] = /gen_[0-9A-Z]{26}/.exec(ran.stderr)!
    expect(ran.stderr).toMatch(/The generation is canceled|may go on/)
    await expect.poll(() => recordOf(id)).toMatchObject({ status: 'canceled' })
  })

  test('a wait that is over names the command that goes on', async () => {
    const ran = await cma(['generate', `${played.run} cma waits for its provider for long`, '-m', 'gpt-image-1', '--timeout', '3'])
    expect([ran.code, ran.stdout]).toEqual([12, ''])
    const [id] = /gen_[0-9A-Z]{26}/.exec(ran.stderr)!
    expect(ran.stderr).toContain(`cma get ${id} --wait`)
    const early = await cma(['get', id])
    expect([early.code, early.stdout]).toEqual([12, ''])
    const stopped = await cma(['cancel', id])
    expect([stopped.code, stopped.stdout], stopped.stderr).toEqual([0, 'canceled\n'])
  })
})

async function recordOf(id: string): Promise<Generation> {
  const response = await fetch(`${place.base_url}/v1/generations/${id}`, { headers: { authorization: `Bearer ${place.project_key}` } })
  return (await response.json()) as Generation
}

describe('exit codes', () => {
  test('are by the code of the problem, which is printed with its pointers, request id and what to do', async () => {
    const limited = { ...AS_PROJECT(), CMA_KEY: played.keys['limited']! }
    const sketch = ['-m', 'sketch', '--size', '64x64', '-o']
    await cma(['generate', 'the only one', ...sketch, 'only.png'], { env: limited })
    const { id: unconnected } = (await json(['models', '--operation', 'generate'])).data.find(({ ready }: { ready: boolean }) => !ready)
    const cases: [number, string, string[], Options?][] = [
      [3, 'unsupported_size', ['generate', 'odd', '-m', 'sketch', '--size', '63x64']],
      [3, 'max_cost_exceeded', ['generate', 'dear', '-m', 'gpt-image-1', '--max-cost', '0.000001']],
      [4, 'invalid_key', ['models'], { env: { ...AS_PROJECT(), CMA_KEY: played.keys['unknown']! } }],
      [4, 'insufficient', ['keys', 'list']],
      [5, 'not_found', ['get', NO_SUCH]],
      [5, 'model_not_found', ['generate', 'none', '-m', 'no-such-model']],
      [7, 'not_cancelable', ['cancel', (await json(['ls', '--status', 'succeeded', '-l', '1'])).data[0].id]],
      [8, 'rate_limited', ['generate', 'one too many', ...sketch, 'many.png', '--timeout', '5'], { env: limited }],
      [9, 'credential_missing', ['generate', 'no key', '-m', unconnected]],
      [10, 'outcome_indeterminate', ['generate', `${played.run} cma breaks off`, '-m', 'gpt-image-1']],
      [11, 'cannot be reached', ['models'], { env: { ...AS_PROJECT(), CMA_URL: 'http://127.0.0.1:9' } }],
    ]
    for (const [code, message, words, options] of cases) {
      const ran = await cma(words, options)
      expect([ran.code, ran.stdout, ran.stderr], words.join(' ')).toEqual([code, '', expect.stringContaining(message)])
      expect(ran.stderr, words.join(' ')).toMatch(code === 11 ? /What to do/ : /What to do[^]*request req_/)
    }
    const odd = await cma(['generate', 'odd', '-m', 'sketch', '--size', '63x64'])
    expect(odd.stderr).toContain('/body/size: ')
    const { error } = JSON.parse((await cma(['get', NO_SUCH, '--json'])).stderr)
    expect(error).toMatchObject({ exit: 5, code: 'not_found', request_id: expect.stringMatching(/^req_/) })
  })
})

describe('pictures', () => {
  test('edit with a mask, upscale, describe; get a picture again', async () => {
    const cwd = scratch('edit')
    await cma(['generate', 'a room', '-m', 'sketch', '--size', '64x64', '-o', 'room.png'], { cwd })
    const edited = await cma(['edit', 'room.png', '--mask', 'room.png', '-p', 'a blue wall', '-m', 'sketch', '-o', 'blue.png'], { cwd })
    expect([edited.code, edited.stdout], edited.stderr).toEqual([0, 'blue.png\n'])
    const large = await json(['edit', 'room.png', '--operation', 'upscale', '-m', 'sketch', '-o', 'large.png'], { cwd })
    expect(large.results[0].generation).toMatchObject({ operation: 'upscale', status: 'succeeded' })
    const [{ asset_id: assetId }] = large.results[0].generation.images
    const described = await cma(['edit', assetId, '--operation', 'describe', '-m', 'sketch', '-q'], { cwd })
    expect([described.code, described.stderr]).toEqual([0, ''])
    expect(described.stdout.trim().length).toBeGreaterThan(5)
    const got = await cma(['get', assetId, '-o', 'again.png'], { cwd })
    expect([got.code, got.stdout]).toEqual([0, 'again.png\n'])
    expect(readFileSync(join(cwd, 'again.png')).equals(readFileSync(join(cwd, 'large.png')))).toBe(true)
    const whole = await cma(['get', large.results[0].generation.id, '--wait'], { cwd })
    expect([whole.code, whole.stdout]).toEqual([0, `${large.results[0].generation.id}.png\n`])
    writeFileSync(join(cwd, 'text.png'), 'no picture')
    expect((await cma(['edit', 'text.png', '-p', 'x'], { cwd })).code).toBe(13)
    expect((await cma(['edit', 'none.png', '-p', 'x'], { cwd })).stderr).toContain('cannot be read')
  })

  test('quote, models, ls, usage, limits', async () => {
    const quote = await cma(['quote', 'four', '-m', 'sketch,gpt-image-1', '-n', '4'])
    expect(quote.code, quote.stderr).toBe(0)
    expect(quote.stdout).toMatch(/^MODEL +PROVIDER +PICTURES[^]*sketch +sketch +4 [^]*openai +4 /)
    expect((await json(['quote', 'one', '-m', 'sketch'])).results[0].quote.amount_micros).toBe(0)
    const models = await json(['models', '--ready', '--operation', 'upscale'])
    expect(models.data.length).toBeGreaterThan(0)
    expect(models.data.every((model: any) => model.ready && model.capabilities.operations.includes('upscale'))).toBe(true)
    expect((await cma(['models', '--provider', 'sketch'])).stdout).toMatch(/\nsketch +sketch +yes +free +generate, edit/)
    const listed = await json(['ls', '-l', '3'])
    expect(listed.data).toHaveLength(3)
    expect((await cma(['ls', '--status', 'succeeded', '-l', '1'])).stdout.trim().split('\n')).toHaveLength(2)
    const usage = await cma(['usage', '--by', 'model'])
    expect([usage.code, usage.stdout], usage.stderr).toEqual([0, expect.stringMatching(/^FROM \(UTC\) +MODEL +REQUESTS/)])
    expect((await cma(['limits'], { env: { ...AS_PROJECT(), CMA_KEY: played.keys['limited']! } })).stdout).toMatch(
      /key .*requests +1 +0 +3600 s/,
    )
  })
})

describe('operators', () => {
  test('keys: create, list, rotate, revoke', async () => {
    const env = AS_ADMIN()
    const created = await cma(['keys', 'create', 'made by cma', '--project', place.project_id, '--budget', '5', '--per-minute', '60'], {
      env,
    })
    expect([created.code, created.stdout], created.stderr).toEqual([0, expect.stringMatching(/^cma_\S+\n$/)])
    const asNew = { ...AS_PROJECT(), CMA_KEY: created.stdout.trim() }
    expect((await cma(['limits'], { env: asNew })).stdout).toMatch(/key .*cost_micros +\$5\.00 +\$5\.00 +month /)
    const { data: limits } = await json(['limits'], { env: asNew })
    expect(
      limits
        .filter(({ scope }: any) => scope === 'key')
        .map(({ metric, limit }: any) => [metric, limit])
        .toSorted(),
    ).toEqual([
      ['cost_micros', 5_000_000],
      ['requests', 60],
    ])
    const { data } = await json(['keys', 'list', '--project', place.project_id, '--status', 'active'], { env })
    const { id } = data.find(({ name }: { name: string }) => name === 'made by cma')
    const listed = (await cma(['keys', 'list'], { env })).stdout
    expect(listed).toContain(id)
    // For each key, the list shows when it was made, and its owner: the name of a person or the id of a project.
    expect(listed).toMatch(/^KEY .* CREATED \(UTC\) +LAST USED \(UTC\) +OF +NAME/)
    expect(listed).toMatch(new RegExp(`^${id} .* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d .*${place.project_id} +made by cma`, 'm'))
    expect(listed).toMatch(/^key_\w+ +user .* Local admin +First key/m)
    const rotated = await json(['keys', 'rotate', id, '--grace', '0'], { env })
    expect((await cma(['limits'], { env: asNew })).code).toBe(4)
    expect((await cma(['limits'], { env: { ...asNew, CMA_KEY: rotated.secret } })).code).toBe(0)
    expect((await cma(['keys', 'revoke', rotated.id, '--yes'], { env })).code).toBe(0)
    expect((await cma(['limits'], { env: { ...asNew, CMA_KEY: rotated.secret } })).code).toBe(4)
    const own = await cma(['keys', 'create', 'own', '--user', '--scopes', 'read,generate,manage'], { env })
    expect([own.code, own.stdout], own.stderr).toEqual([0, expect.stringMatching(/^cma_/)])

    // `keys revoke` says which other keys the revocation ends.
    const asOwn = { ...env, CMA_KEY: own.stdout.trim() }
    for (const name of ['first', 'second'])
      expect((await cma(['keys', 'create', name, '--project', place.project_id], { env: asOwn })).code).toBe(0)
    const mine = (await json(['keys', 'list', '--kind', 'user', '--status', 'active'], { env })).data
    const ownId = mine.find(({ name }: { name: string }) => name === 'own').id
    expect((await cma(['keys', 'create', 'third', '--user'], { env: asOwn })).code).toBe(0)
    const made = String.raw`created \d{4}-\d\d-\d\d \d\d:\d\d, never used`
    const named = `third of Local admin \\(key_\\w+, ${made}\\), second \\(key_\\w+, ${made}\\), first \\(key_\\w+, ${made}\\)`
    // Nobody is at the terminal to confirm, so without `--yes` the command revokes nothing. It still lists the keys that would end together
    // with this key.
    const refused = await cma(['keys', 'revoke', ownId], { env })
    expect([refused.code, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toMatch(new RegExp(`3 other keys end with it: ${named}\\. This cannot be undone\\. Add --yes`))
    const ended = await cma(['keys', 'revoke', ownId, '--yes'], { env })
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringMatching(new RegExp(`^3 other keys end with it: ${named}\\.$`, 'm'))])
  })

  test('a key of a user acts in the project that is named', async () => {
    const ran = await cma(['models', '--provider', 'sketch', '--project', place.project_id], { env: AS_ADMIN() })
    expect(ran.code, ran.stderr).toBe(0)
    expect((await cma(['ls'], { env: AS_ADMIN() })).code).not.toBe(0)
    const nameless = await cma(['usage'], { env: AS_ADMIN() })
    expect([nameless.code, nameless.stderr]).toEqual([3, expect.stringContaining('/header/X-Project-ID: is required')])
    expect(nameless.stderr).toMatch(/What to do: .*--project proj_….* CMA_PROJECT/)
  })

  test('export: generations with their pictures, the request log, usage', async () => {
    const cwd = scratch('export')
    const lines = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as any)
    const made = (await json(['generate', 'to be exported', '--size', '64x64', '--out', join(cwd, 'made.png')])).results[0].generation
    const words = ['export', 'generations', '--out', 'all.ndjson', '--pictures', 'pictures', '--after', made.created_at]
    const first = await cma(words, { cwd })
    expect([first.code, first.stdout], first.stderr).toEqual([0, 'all.ndjson\n'])
    expect(first.stderr).toContain('1 pictures saved, 0 were there already, 0 are deleted')
    expect(lines(readFileSync(join(cwd, 'all.ndjson'), 'utf8'))).toMatchObject([{ id: made.id, prompt: 'to be exported' }])
    const saved = join(cwd, 'pictures', `${made.images[0].asset_id}.png`)
    expect(readFileSync(saved).equals(readFileSync(join(cwd, 'made.png')))).toBe(true)

    const again = await cma(words, { cwd })
    expect([again.code, again.stderr]).toEqual([13, expect.stringContaining('all.ndjson exists. Add --force to replace it')])
    const replaced = await cma([...words, '--force'], { cwd })
    expect([replaced.code, replaced.stderr]).toEqual([0, expect.stringContaining('0 pictures saved, 1 were there already')])
    expect(readdirSync(cwd).toSorted()).toEqual(['all.ndjson', 'made.png', 'pictures'])
    const piped = await cma(['export', 'generations', '--out', '-', '--after', made.created_at], { cwd })
    expect(lines(piped.stdout).map(({ id }) => id)).toEqual([made.id])

    const env = AS_ADMIN()
    // The request log and the usage are written some seconds after the request.
    await expect
      .poll(async () => {
        const log = await cma(['export', 'logs', '--instance', 'development', '--out', '-', '--from', made.created_at], { env })
        return lines(log.stdout).some((entry) => entry.generation_id === made.id)
      })
      .toBe(true)
    const inAnHour = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000).toISOString()
    const usage = ['export', 'usage', '--instance', place.instance_id, '--by', 'model']
    const year = await cma([...usage, '--from', '2026-01-01', '--to', inAnHour, '--out', 'usage.ndjson'], { env, cwd })
    expect([year.code, year.stderr]).toEqual([0, expect.stringContaining('is not over, so its rows are not complete')])
    const rows = lines(readFileSync(join(cwd, 'usage.ndjson'), 'utf8'))
    expect(new Set(rows.map(({ bucket_start: start, model }) => `${start} ${model}`)).size).toBe(rows.length)
    expect(rows.map(({ model }) => model)).toContain('sketch')
    const elsewhere = ['export', 'logs', '--instance', 'elsewhere', '--organization', place.organization_id, '--out', '-']
    expect((await cma(elsewhere, { env })).stderr).toContain('There is no instance with the slug "elsewhere"')
    const none = await cma([...usage, '--from', '2026-02-01', '--to', '2026-01-01', '--out', 'none.ndjson'], { env, cwd })
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('--from must be before --to')])
    const half = await cma([...usage, '--from', '2026-02-01T00:30:00Z', '--out', 'none.ndjson'], { env, cwd })
    expect([half.code, half.stderr]).toEqual([2, expect.stringContaining('--from must be a whole hour of UTC')])
    const intoFolder = await cma([...words.slice(0, 2), '--out', 'pictures', '--force'], { cwd })
    expect([intoFolder.code, intoFolder.stderr]).toEqual([
      13,
      expect.stringContaining('pictures is not a file. Name a file, or - for stdout.'),
    ])
    expect((await cma([...usage, '--from', '2026-02-01', '--out', join('no', 'such', 'folder')], { env, cwd })).code).toBe(13)
    expect(readdirSync(cwd).toSorted()).toEqual(['all.ndjson', 'made.png', 'pictures', 'usage.ndjson'])
  })

  test('instances: list and show', async () => {
    const env = AS_ADMIN()
    const list = await cma(['instances', 'list'], { env })
    expect([list.code, list.stdout], list.stderr).toEqual([0, expect.stringContaining(place.instance_id)])
    expect(list.stderr).toContain('npm run instance -- deploy')
    expect(await json(['instances', 'show', 'development'], { env })).toMatchObject({ id: place.instance_id, default_model: 'sketch' })
    expect((await cma(['instances', 'show', place.instance_id], { env })).stdout).toMatch(/slug +development/)
    expect((await cma(['instances', 'show', 'nowhere'], { env })).code).toBe(5)
  })
})

describe('webhooks listen', () => {
  /** Starts an app that stores the webhooks that it receives. */
  async function app() {
    const received: { payload: string; headers: Record<string, string> }[] = []
    const server = createServer((request, response) => {
      let payload = ''
      request.setEncoding('utf8').on('data', (chunk: string) => (payload += chunk))
      request.on('end', () => {
        received.push({ payload, headers: request.headers as Record<string, string> })
        response.writeHead(204).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return { received, server, forward: `${(server.address() as AddressInfo).port}/hook` }
  }

  test.each([
    ['the platform of this machine delivers', [], () => AS_ADMIN()],
    ['events are asked for', ['--poll', '--interval', '1'], () => AS_PROJECT()],
    ['events are asked for if the key cannot register an endpoint', ['--interval', '1'], () => AS_PROJECT()],
  ])('%s', async (_name, words, env) => {
    const { received, server, forward } = await app()
    try {
      const prompt = `listened to ${words.length}`
      let made: Promise<Ran> | undefined
      const more = words.length === 0 ? ['--instance', place.instance_id] : []
      const ran = await cma(
        ['webhooks', 'listen', '--forward', forward, '--exit-after', '1', '--events', 'generation.succeeded', ...words, ...more],
        {
          env: env(),
          watch: (stderr) => {
            if (stderr.includes('the secret of this run is'))
              made ??= cma(['generate', prompt, '-m', 'sketch', '--size', '64x64', '-o', join(folder, `${words.length}.png`)])
          },
        },
      )
      expect(ran.code, ran.stderr).toBe(0)
      expect((await made!).code).toBe(0)
      const [secret] = /whsec_\S+/.exec(ran.stderr)!
      const [{ payload, headers }] = received as [(typeof received)[0]]
      expect(verifyWebhook(payload, headers, secret)).toMatchObject({ type: 'generation.succeeded', data: { prompt, status: 'succeeded' } })
      expect(ran.stdout).toMatch(/generation\.succeeded {2}gen_[0-9A-Z]{26} {2}204\n$/)
    } finally {
      server.close()
    }
    // The command has deleted its webhook endpoint.
    const response = await fetch(`${place.base_url}/config/v1/instances/${place.instance_id}/webhooks`, {
      headers: { authorization: `Bearer ${place.admin_key}` },
    })
    expect(((await response.json()) as { data: unknown[] }).data).toEqual([])
  })
})

describe('mcp', () => {
  test.each(['auto', 'legacy'] as const)('the official client makes a picture through the bridge (%s)', async (mode) => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } })
    const env = { PATH: process.env['PATH'] ?? '', ...AS_PROJECT() }
    await client.connect(new StdioClientTransport({ command: node, args: [main, 'mcp'], env, stderr: 'pipe' }))
    try {
      expect((await client.listTools()).tools).toHaveLength(8)
      const made = (await client.callTool({
        name: 'generate_image',
        arguments: { prompt: `a fox for ${mode}`, model: 'sketch', size: '64x64' },
      })) as any
      expect(made.structuredContent.status).toBe('succeeded')
      const link = made.content.find(({ type }: { type: string }) => type === 'resource_link')
      const { contents } = (await client.readResource({ uri: link.uri })) as any
      expect(Buffer.from(contents[0].blob, 'base64').subarray(1, 4).toString()).toBe('PNG')
    } finally {
      await client.close()
    }
  })

  test('a call that the host cancels is a closed request, and the others go on', async () => {
    let closed = 0
    const server = createServer((request, response) => {
      response.on('close', () => (closed += response.writableFinished ? 0 : 1))
      let body = ''
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      request.on('end', () => {
        const { id, method } = JSON.parse(body) as { id: number; method: string }
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const event = (message: unknown) => response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`)
        if (method === 'tools/call') event({ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: id, progress: 1 } })
        else
          response.end(
            `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: { protocolVersion: request.headers['mcp-protocol-version'] ?? null } })}\n\n`,
          )
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const child = start(['mcp'], { env: { CMA_URL: url, CMA_KEY: 'cma_live_test' } })
    try {
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
      send({ id: 1, method: 'tools/call', params: { name: 'generate_image' } })
      await expect.poll(() => text).toContain('notifications/progress')
      send({ method: 'notifications/cancelled', params: { requestId: 1 } })
      await expect.poll(() => closed).toBe(1)
      send({ id: 2, method: 'ping', params: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } } })
      await expect.poll(() => text).toContain('"id":2,"result":{"protocolVersion":"2026-07-28"}')
      expect(text).not.toContain('"id":1')
      // If stdin ends, `cma` must end, too.
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.stdin.end()
      expect(await ended).toBe(0)
    } finally {
      child.kill()
      server.closeAllConnections()
      server.close()
    }
  })

  test('what is not a message, and a platform that refuses, are told to the host', async () => {
    const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
    const env = { ...AS_PROJECT(), CMA_KEY: played.keys['unknown']! }
    const child = start(['mcp'], { env })
    const lines: any[] = []
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      while (text.includes('\n')) {
        lines.push(JSON.parse(text.slice(0, text.indexOf('\n'))))
        text = text.slice(text.indexOf('\n') + 1)
        if (lines.length === 2) child.stdin.end()
      }
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.stdin.write(`no json\n${message}\n`)
    expect(await ended).toBe(0)
    expect(lines[0]).toMatchObject({ id: null, error: { code: -32700 } })
    expect(lines[1]).toMatchObject({ id: 1, error: { message: expect.stringContaining('invalid_key'), data: { code: 'invalid_key' } } })
  })
})

describe('a hostile server', () => {
  const NASTY = `${ESCAPE}[31mred${ESCAPE}]52;c;aGk=\u0007\u009b2J\u202E\u061C\u2066\uFEFF\u{E0041}evil\r\nsecond`
  const UP = '../../../up'
  let server: Server
  let env: Record<string, string>
  const waiting: string[] = []

  beforeAll(async () => {
    const [generation] = (await json(['ls', '--status', 'succeeded', '-l', '1'])).data
    const nasty = {
      ...generation,
      id: UP,
      prompt: NASTY,
      model: NASTY,
      images: [{ ...generation.images[0], format: `png/${UP}`, asset_id: `asset_${'0'.repeat(26)}` }],
    }
    const model = (await json(['models', '--provider', 'sketch'])).data[0]
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost')
      const send = (body: unknown, status = 200) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (pathname.endsWith('/content'))
        return response.writeHead(200, { 'content-type': 'image/png', 'content-disposition': `attachment; filename="${UP}"` }).end(picture)
      if (pathname === '/v1/models') return send({ object: 'list', data: [{ ...model, id: NASTY }] })
      if (pathname === '/v1/usage') return response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
      // Sends no response to this request, so that it stays open until the client ends it.
      if (request.url!.includes('status=running')) return void waiting.push(request.url!)
      if (pathname === '/v1/generations') return send({ data: [nasty], next_cursor: null })
      if (pathname.startsWith('/v1/generations/')) return send(nasty)
      if (pathname === '/v1/limits') {
        response.writeHead(200, { 'content-type': 'application/json' })
        const block = Buffer.alloc(1 << 20, 0x20)
        const pour = () => {
          while (!response.destroyed && response.write(block));
          if (!response.destroyed) response.once('drain', pour)
        }
        return pour()
      }
      return send(
        {
          type: '/',
          title: NASTY,
          status: 400,
          code: NASTY,
          detail: NASTY,
          request_id: NASTY,
          errors: [{ pointer: NASTY, message: NASTY }],
        },
        400,
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    env = { CMA_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, CMA_KEY: 'cma_live_test' }
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('its text cannot control the terminal', async () => {
    for (const words of [['models'], ['models', '--json'], ['ls'], ['ls', '--json'], ['quote', 'a'], ['quote', 'a', '--json']]) {
      const { stdout, stderr } = await cma(words, { env })
      expect((stdout + stderr).replaceAll(/[\n\t]/g, ''), words.join(' ')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      expect(stdout + stderr, words.join(' ')).toContain('evil')
      if (words.includes('--json') && stdout !== '')
        expect(JSON.stringify(JSON.parse(stdout))).toContain(JSON.stringify(NASTY).slice(1, -1))
    }
  })

  test('no control or format character is printed, except those that words and emoji need', () => {
    const kept = '\n\t\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}'
    const unsafe = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
      (character) => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character) && !kept.includes(character),
    )
    expect(unsafe.length).toBeGreaterThan(2000)
    for (const bidi of '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069') expect(unsafe).toContain(bidi)
    // Tests each character alone. In a longer text, `safeText` could remove a character as part of a terminal sequence.
    for (const character of unsafe) {
      expect(safeText(`a${character}`), character.codePointAt(0)!.toString(16)).toBe('a')
      const json = safeJson({ a: character })
      expect(json, character.codePointAt(0)!.toString(16)).toMatch(/^[\x20-\x7e]*$/)
      expect(JSON.parse(json)).toEqual({ a: character })
    }
    expect(safeText(`a${kept}b`)).toBe(`a${kept}b`)
  })

  test('a page instead of JSON is named as such', async () => {
    const ran = await cma(['usage'], { env })
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([1, '', expect.stringContaining('not JSON')])
  })

  test('Ctrl-C ends a list at once, without another try', async () => {
    const child = start(['ls', '--status', 'running'], { env })
    const ended = new Promise((resolve) => child.once('close', resolve))
    await expect.poll(() => waiting.length).toBe(1)
    child.kill('SIGINT')
    expect(await ended).toBe(130)
    expect(waiting).toHaveLength(1)
  })

  test('its names are no paths', async () => {
    const cwd = join(scratch('deep'), 'one', 'two', 'three')
    mkdirSync(cwd, { recursive: true })
    const got = await cma(['get', NO_SUCH], { env, cwd })
    expect([got.code, got.stdout], got.stderr).toEqual([0, 'picture.png\n'])
    expect(readdirSync(join(folder, 'deep'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.|up/.test(name))).toEqual([
      join('one', 'two', 'three', 'picture.png'),
    ])
  })

  test('a response without end is refused', async () => {
    const ran = await cma(['limits'], { env })
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([1, '', expect.stringContaining('more than 32 MB')])
  })
})

describe('pictures in the terminal', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(9000, 7)])

  test('by the protocol of the terminal, and only of a terminal', () => {
    const kitty = { TERM: 'xterm-kitty' }
    expect([protocolOf(kitty, true), protocolOf(kitty, false), protocolOf({ ...kitty, TMUX: '1' }, true)]).toEqual(['kitty', null, null])
    expect([protocolOf({ TERM_PROGRAM: 'iTerm.app' }, true), protocolOf({ TERM: 'xterm-256color' }, true)]).toEqual(['iterm', null])
    const chunks = sequenceOf(png, 'kitty')!.trimEnd().split(`${ESCAPE}\\`).slice(0, -1)
    expect(chunks).toHaveLength(3)
    expect(chunks[0]).toContain(`${ESCAPE}_Ga=T,f=100,q=2,r=12,m=1;`)
    expect(chunks.every((chunk) => chunk.length < 4200)).toBe(true)
    expect(Buffer.from(chunks.map((chunk) => chunk.split(';')[1]).join(''), 'base64').equals(png)).toBe(true)
    expect(sequenceOf(png, 'iterm')).toContain(`inline=1;size=${png.length};`)
    expect(sequenceOf(Buffer.from(`${ESCAPE}]52;c;aGk=`), 'iterm')).toBe(null)
  })

  // The test needs a terminal. The program `script` of util-linux gives a process a terminal.
  test.skipIf(process.platform !== 'linux' || !existsSync('/usr/bin/script'))('generate shows it; --no-preview does not', async () => {
    const shown = async (...words: string[]) => {
      const line = ['generate', 'shown', '-m', 'sketch', '--size', '64x64', '-o', join(scratch(`shown${words.length}`), 'a.png'), ...words]
      const quoted = [node, main, ...line].map((word) => `'${word}'`).join(' ')
      const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm-kitty', ...AS_PROJECT() }
      return (await run('/usr/bin/script', ['-qefc', quoted, '/dev/null'], { env })).stdout
    }
    expect(await shown()).toContain(`${ESCAPE}_Ga=T,f=100`)
    expect(await shown('--no-preview')).not.toContain(`${ESCAPE}_G`)
  })
})

/**
 * Returns the path of the Node that is installed on this machine, outside of node_modules. The package must also work with Node 20, but the
 * Node in node_modules is newer. The machine's own Node may be Node 20, as in CI, so the tests of the package use it.
 */
function ownNode(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'))
  const found = folders
    .map((one) => join(one, 'node'))
    .find((file) => {
      try {
        accessSync(file)
        return true
      } catch {
        return false
      }
    })
  return found ?? node
}

test('the package works in an empty project', async () => {
  const project = scratch('project')
  const env = { ...children, ...AS_PROJECT() }
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(root, 'src', 'cli'), env })
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'))!
  writeFileSync(join(project, 'package.json'), '{ "private": true }')
  await run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefer-offline', join(folder, archive)], { cwd: project, env })
  // PATH begins with the folder of the machine's own Node, so that npx uses this Node, too.
  const path = { ...process.env, ...AS_PROJECT(), PATH: [join(ownNode(), '..'), process.env['PATH']].join(delimiter) }
  const { stdout: version } = await run('node', ['--version'], { cwd: project, env: path })
  const listed = await run('npx', ['cma', 'models', '--provider', 'sketch'], { cwd: project, env: path })
  expect(listed.stdout, version).toMatch(/\nsketch +sketch +yes +free/)
  const made = await run('npx', ['cma', 'generate', 'an empty project', '-m', 'sketch', '--size', '64x64', '-o', 'fox.png'], {
    cwd: project,
    env: path,
  })
  expect(made.stdout).toBe('fox.png\n')
  expect(isPicture(join(project, 'fox.png'))).toBe(true)
  expect(readdirSync(join(project, 'node_modules', 'cma-cli')).toSorted()).toEqual(['README.md', 'dist', 'package.json'])
}, 400_000)
