// Runs every code block of the guides against a platform that is started as a reader would start it. A block that is not run must state the
// reason.
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEPT, namesInPages } from '../../scripts/local/leftovers.ts'
import { children, root } from '../../scripts/local/paths.mjs'
import { pythonWith } from '../support/python.mjs'
import { freePort, startServer } from '../support/server.mjs'
import { type Block, difference, differentLines, type Guide, guideOf, guides } from './blocks.ts'

const all = guides(root)
/** The names that the docs pages mention. `npm run clean` removes files and folders with these names, if git does not track them. */
const names = namesInPages(root)
/** `npm run test:docs` sets this variable. Without the variable, guides that need further packages or take minutes are skipped. */
const mayInstall = process.env['INSTALL_PACKAGES'] === '1'
const aiSdk = join(root, '.local', 'sdks', 'ai-sdk')
const BLOCK_MS = 600_000

test('every code block of the guides has a mark', () => {
  expect(all.length).toBeGreaterThan(10)
  expect(all.flatMap(({ unmarked }) => unmarked)).toEqual([])
})

test('every file of a guide is used by a later block that runs', () => {
  const unused = all.flatMap(({ page, blocks }) =>
    blocks.flatMap((block, index) => {
      const isUsed = blocks
        .slice(index)
        .some(({ action, code }) => (action === 'run' || action === 'background') && code.includes(block.file!))
      return block.action === 'file' && !isUsed ? [`${page}:${block.line}`] : []
    }),
  )
  expect(unused).toEqual([])
})

test('every quotation is in its file', () => {
  // A page may indent the quoted lines differently, so indentation is ignored.
  const flat = (text: string) => text.trim().replaceAll(/^[ \t]+/gm, '')
  const quotations = all.flatMap(({ page, blocks }) =>
    blocks.filter(({ action }) => action === 'quotes').map((block) => ({ page, ...block })),
  )
  expect(quotations.length).toBeGreaterThan(0)
  const wrong = quotations.filter(({ file, code }) => !flat(readFileSync(join(root, file!), 'utf8')).includes(flat(code)))
  expect(wrong.map(({ page, line, file }) => `${page}:${line}: ${file} does not have these lines`)).toEqual([])
})

test('a block without a mark, a wrong answer and a missing line are found', () => {
  expect(guideOf('page', '```bash\nls\n```\n').unmarked).toHaveLength(1)
  expect(guideOf('page', '```bash not run: no\nls\n```\n').unmarked).toHaveLength(1)
  expect(guideOf('page', '```bash not run: `ls` lists files\nls\n```\n').unmarked).toHaveLength(1)
  expect(guideOf('page', '```bash run\nls\n```\n').blocks).toMatchObject([{ language: 'bash', action: 'run', code: 'ls\n', line: 1 }])
  expect(difference({ status: 'succeeded' }, { status: 'failed' })).toContain('/status')
  expect(difference({ images: [{ url: 'http…' }] }, { images: [] })).toContain('/images')
  expect(difference({ id: 'gen_…', n: 1 }, { id: 'gen_01', n: 1, more: true })).toBeNull()
  expect(differentLines('one\n…\nthree', 'one\ntwo\nthree')).toEqual([])
  expect(differentLines('one\n…', 'one\n\ntwo\nthree')).toEqual([])
  expect(differentLines('one\nfour\n…', 'one\ntwo')).toEqual(['not printed: four'])
  expect(differentLines('one\nthree', 'one\ntwo\nthree\nfour')).toEqual(['not shown: two', 'not shown: four'])
  expect(differentLines('…\nthree\none', 'one\ntwo\nthree')).toEqual(['not printed: one'])
})

describe('the blocks run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guides-'))
  let server: Awaited<ReturnType<typeof startServer>>
  let baseUrl: string
  beforeAll(async () => {
    server = await startServer(folder)
    baseUrl = (JSON.parse(readFileSync(server.credentialsFile, 'utf8')) as { base_url: string }).base_url
  }, 600_000)
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const guide of all.filter(({ blocks }) => blocks.some(({ action }) => action === 'run'))) {
    const lacks = missingPackages(guide)
    test.skipIf(lacks !== null && !mayInstall)(
      lacks === null ? guide.page : `${guide.page} (needs ${lacks}: npm run test:docs)`,
      { timeout: 1_800_000 },
      () => play(guide),
    )
  }

  test('each page of a provider stores a credential', async () => {
    const { admin_key: key, instance_id: instance } = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    let stored = 0
    for (const { page, blocks } of all.filter((guide) => guide.page.startsWith('docs/admin/providers/'))) {
      const [, path, body] = /(\/config\/v1\S+)[\s\S]*?-d '([^']*)'/.exec(blocks.map(({ code }) => code).join('\n')) ?? []
      if (path === undefined) continue
      const answer = await fetch(baseUrl + path.replace('$INSTANCE', instance), { method: 'PUT', headers, body: body!.replace('…', '') })
      const credential = (await answer.json()) as { id: string }
      expect([page, answer.status, credential]).toMatchObject([page, 201, { provider: page.split('/').at(-1)!.replace('.md', '') }])
      const removed = await fetch(`${baseUrl}/config/v1/credentials/${credential.id}`, { method: 'DELETE', headers })
      expect(removed.status).toBe(204)
      stored++
    }
    expect(stored).toBeGreaterThan(20)
  })

  test('the script of a new customer loses no key and changes nothing if it runs again', { timeout: BLOCK_MS }, () => {
    const { blocks } = all.find(({ page }) => page === 'docs/admin/organizations.md')!
    const [create, remove] = ['post /organizations ', 'organizations/$organization" -X DELETE'].map(
      (command) => blocks.find(({ code }) => code.includes(command))!.code,
    )
    const home = mkdtempSync(join(folder, 'customer-'))
    mkdirSync(join(home, '.local'))
    copyFileSync(server.credentialsFile, join(home, '.local', 'credentials.json'))
    // Runs the script as a terminal does, without `set -e`: the script itself must stop if one of its commands fails.
    const bash = (code: string, ...values: string[]) =>
      spawnSync('bash', ['-c', code, 'a script of the page', ...values], { cwd: home, env: children, encoding: 'utf8', timeout: BLOCK_MS })
    const keys = () => ['ada.key', 'grace.key'].map((name) => readFileSync(join(home, name), 'utf8'))

    expect(bash(create!)).toMatchObject({ status: 0, stderr: '' })
    const before = keys()
    expect(before).toEqual([expect.stringMatching(/^cma_live_\w+\n$/), expect.stringMatching(/^cma_live_\w+\n$/)])
    expect(bash(create!)).toMatchObject({ status: 1, stderr: 'Move these keys away first: a secret is shown only once.\n' })
    expect(keys()).toEqual(before)

    for (const name of ['ada.key', 'grace.key']) rmSync(join(home, name))
    const again = bash(create!)
    expect([again.status, again.stderr]).toEqual([22, expect.stringContaining('There is an organization with the slug acme already.')])
    expect(again.stderr).not.toContain('SyntaxError')
    expect(existsSync(join(home, 'ada.key'))).toBe(false)

    expect(bash(remove!, 'acme')).toMatchObject({ status: 0, stdout: '204\n', stderr: '' })
    const gone = bash(remove!, 'acme')
    expect([gone.stdout, gone.stderr]).toEqual(['', expect.stringContaining('there is no organization with this slug')])
    expect(gone.status).not.toBe(0)
  })

  test('the script of two customers keeps the keys that it has written if it runs again', { timeout: BLOCK_MS }, () => {
    const { blocks } = all.find(({ page }) => page === 'docs/deployment/try.md')!
    const home = mkdtempSync(join(folder, 'customers-'))
    writeFileSync(join(home, 'customer.sh'), blocks.find(({ file }) => file === 'customer.sh')!.code)
    const { admin_key: key } = JSON.parse(readFileSync(server.credentialsFile, 'utf8')) as { admin_key: string }
    const env = { ...children, PLATFORM_URL: baseUrl, PLATFORM_ADMIN_KEY: key }
    const customer = () =>
      spawnSync('bash', ['-c', '. ./customer.sh; customer bolt'], { cwd: home, env, encoding: 'utf8', timeout: BLOCK_MS })
    expect(customer()).toMatchObject({ status: 0, stderr: '' })
    const written = readFileSync(join(home, 'bolt.env'), 'utf8')
    expect(written.match(/=cma_live_\w+$/gm)).toHaveLength(3)
    const again = customer()
    expect([again.status, again.stderr]).toEqual([22, expect.stringContaining('There is an organization with the slug bolt already.')])
    expect(readFileSync(join(home, 'bolt.env'), 'utf8')).toBe(written)
  })

  async function play({ page, blocks }: Guide): Promise<void> {
    const home = mkdtempSync(join(folder, 'page-'))
    const port = String(await freePort())
    const fill = (text: string) => text.replaceAll('http://127.0.0.1:8787', baseUrl).replace(/879[89]/g, port)
    mkdirSync(join(home, '.local'))
    copyFileSync(server.credentialsFile, join(home, '.local', 'credentials.json'))
    const env = environmentFor(blocks, home, { STATE_DIR: join(folder, 'state'), CREDENTIALS_FILE: server.credentialsFile })
    const given = readdirSync(home)
    const background: ReturnType<typeof spawn>[] = []
    try {
      let printed = ''
      for (const block of blocks) {
        const where = `${page}:${block.line}`
        if (block.action === 'file') writeFileSync(join(home, block.file!), fill(block.code))
        if (block.action === 'background') background.push(await startInBackground(fill(block.code), home, env, where))
        if (block.action === 'run') printed = runShell(fill(block.code), home, env, where)
        if (block.action === 'run' && block.file !== null) expectPicture(join(home, block.file), where)
        if (block.action === 'answer') expectAnswer(block, printed, where)
      }
      const written = readdirSync(home).filter((name) => !name.startsWith('.') && !given.includes(name))
      expect(
        written.filter((name) => !names.has(name) && !KEPT.includes(name)),
        'files that `npm run clean` would leave',
      ).toEqual([])
    } finally {
      for (const { pid } of background) if (pid) process.kill(-pid, 'SIGTERM')
    }
  }
})

/**
 * Returns in words what running the page needs: further packages or much time, for example `the AI SDK` or `some minutes`. A page that
 * needs something runs only with `npm run test:docs`. Returns null if the page needs nothing.
 */
function missingPackages({ blocks }: Guide): string | null {
  if (usesAiSdk(blocks) && !existsSync(join(aiSdk, 'node_modules', 'ai'))) return 'the AI SDK'
  if (usesOpenaiPython(blocks) && !existsSync(join(root, '.local', 'openai-python', 'stamp'))) return "OpenAI's package for Python"
  // Pages with these commands are skipped, because the commands download a client's packages each time or run a whole deployment.
  return LONG.find(({ command }) => ran(blocks).includes(command))?.needs ?? null
}
const LONG = [
  { command: 'pip install', needs: 'packages from PyPI' },
  { command: 'go run', needs: 'Go and its packages' },
  { command: 'mvn ', needs: 'Maven and its packages' },
  { command: 'npm run try:account', needs: 'some minutes' },
]
const ran = (blocks: Block[]) =>
  blocks.flatMap(({ action, code }) => (action === 'run' || action === 'background' ? [code] : [])).join('\n')
const usesAiSdk = (blocks: Block[]) => blocks.some(({ action, code }) => action === 'file' && code.includes("from 'ai'"))
const usesOpenaiPython = (blocks: Block[]) => blocks.some(({ action, code }) => action === 'file' && code.includes('from openai import'))

function environmentFor(blocks: Block[], home: string, stateOfServer: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  let modules = join(root, 'node_modules')
  const env: NodeJS.ProcessEnv = { ...children, PYTHONDONTWRITEBYTECODE: '1', ...stateOfServer }
  if (usesAiSdk(blocks)) {
    modules = join(aiSdk, 'node_modules')
    if (!existsSync(modules)) install()
  }
  if (usesOpenaiPython(blocks)) {
    const { program, packages } = pythonWith('openai-python', join(root, 'tests/e2e/openai-python/requirements.txt'))
    mkdirSync(join(home, 'bin'))
    writeFileSync(join(home, 'bin', 'python3'), `#!/bin/sh\nexec '${program}' "$@"\n`)
    chmodSync(join(home, 'bin', 'python3'), 0o755)
    env['PATH'] = `${join(home, 'bin')}:${env['PATH']}`
    env['PYTHONPATH'] = packages
  }
  symlinkSync(modules, join(home, 'node_modules'))
  // The guides refer to pictures and commands of this repository, so its folders are linked into the reader's folder.
  for (const name of ['docs', 'scripts', 'tests', 'generated']) symlinkSync(join(root, name), join(home, name))
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  writeFileSync(join(home, 'package.json'), JSON.stringify({ type: 'module', scripts }))
  return env
}

function install(): void {
  mkdirSync(aiSdk, { recursive: true })
  copyFileSync(join(root, 'tests/e2e/sdks/ai-sdk/package.json'), join(aiSdk, 'package.json'))
  const options = ['--no-audit', '--no-fund', '--silent', '--prefer-offline']
  const { status, stderr } = spawnSync('npm', ['install', ...options], { cwd: aiSdk, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The AI SDK could not be installed:\n${stderr}`)
}

/** Runs one block in bash. Variables that it exports are set in the next block of the page. */
function runShell(code: string, cwd: string, env: NodeJS.ProcessEnv, where: string): string {
  const script = `set -euo pipefail\n[ ! -f .exports ] || . ./.exports\n${code}\nexport -p > .exports\n`
  const { status, stdout, stderr, error } = spawnSync('bash', ['-c', script], { cwd, env, encoding: 'utf8', timeout: BLOCK_MS })
  if (status !== 0)
    throw new Error(`${where} ended with ${status ?? error?.message}:\n${code}\n${stdout.slice(-3000)}\n${stderr.slice(-3000)}`)
  return stdout
}

/**
 * Starts the commands of a code block in the background, and waits until they print the first line. Lines that begin with `>` do not
 * count, because npm repeats its command in such lines.
 */
async function startInBackground(code: string, cwd: string, env: NodeJS.ProcessEnv, where: string) {
  const script = `[ ! -f .exports ] || . ./.exports\n${code}`
  const child = spawn('bash', ['-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  await new Promise<void>((resolve, reject) => {
    let log = ''
    child.stderr.on('data', (chunk) => (log += String(chunk)))
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += String(chunk)
      if (/^(?!>)./m.test(printed)) resolve()
    })
    child.once('exit', (status) => reject(new Error(`${where} ended with ${status}:\n${log}`)))
  })
  return child
}

const MAGIC = ['89504e47', 'ffd8ffe0', 'ffd8ffe1', '52494646']

function expectPicture(path: string, where: string): void {
  expect(existsSync(path), `${where}: ${path} is missing`).toBe(true)
  const bytes = readFileSync(path)
  expect(MAGIC, `${where}: ${path} is not a picture: ${bytes.toString('utf8', 0, 300)}`).toContain(bytes.toString('hex', 0, 4))
}

function expectAnswer({ language, code }: Block, printed: string, where: string): void {
  if (language === 'text' || language === 'http') return expect(differentLines(code, printed), `${where}, printed:\n${printed}`).toEqual([])
  let given: unknown
  try {
    given = JSON.parse(printed)
  } catch {
    throw new Error(`${where}: the block before printed no JSON:\n${printed.slice(0, 3000)}`)
  }
  expect(difference(JSON.parse(code), given), `${where}, printed:\n${printed.slice(0, 3000)}`).toBeNull()
}
