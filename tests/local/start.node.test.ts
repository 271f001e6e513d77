// Tests `npm start` as new users experience it: on a new machine, after changes, and if the command is stopped at any moment.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { nodeFault } from '../../scripts/local/node-version.mjs'
import { localPort, localSetting } from '../../scripts/local/paths.mjs'
import { installScalar, requireNode } from '../../scripts/local/install.mjs'
import { lock } from '../../scripts/local/lock.mjs'
import { buildFault, untilUp, whoRuns } from '../../scripts/local/server.mjs'
import { freePort } from '../support/server.mjs'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'start-'))
const started = new Set<ChildProcess>()
afterAll(() => {
  for (const child of started) child.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

interface Credentials {
  base_url: string
  admin_key: string
  project_key: string
  project_id: string
  instance_id: string
}

/** Makes a platform with this name, with its own data, credentials and port. */
async function platform(name: string) {
  const port = await freePort()
  const environment = {
    ...process.env,
    PORT: String(port),
    STATE_DIR: join(folder, name, 'state'),
    CREDENTIALS_FILE: join(folder, name, 'credentials.json'),
  }
  const run = (script: string) =>
    spawnSync(process.execPath, [join(root, 'scripts', script)], { cwd: root, env: environment, encoding: 'utf8', timeout: 120_000 })
  return {
    port,
    run,
    credentials: () => JSON.parse(readFileSync(environment.CREDENTIALS_FILE, 'utf8')) as Credentials,
    /** Starts the platform, or another script. Resolves when the output contains `until`, or when the process has ended. */
    async start(until: string, overrides: Record<string, string> = {}, command = ['start.mjs']) {
      const [script, ...words] = command as [string, ...string[]]
      const child = spawn(process.execPath, [join(root, 'scripts', script), ...words], { cwd: root, env: { ...environment, ...overrides } })
      started.add(child)
      let output = ''
      const ended = new Promise<number | null>((exited) => child.once('exit', exited))
      await new Promise<void>((said) => {
        const keep = (chunk: Buffer) => {
          output += chunk.toString()
          if (output.includes(until)) said()
        }
        child.stdout.on('data', keep)
        child.stderr.on('data', keep)
        void ended.then(() => said())
      })
      return { child, ended, output: () => output }
    },
  }
}

/** Returns all files of the project that are loaded when this script starts: the script, its static imports, their imports, and so on. */
function importedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type\b)(?:[^'"]*? from )?'(\.[^']*\.(?:mjs|ts))'/gm))
    importedBy(resolve(file, '..', path!), found)
  return found
}

function isBound(port: number): Promise<boolean> {
  return new Promise((resolved) => {
    const probe = createServer()
      .once('error', () => resolved(true))
      .once('listening', () => probe.close(() => resolved(false)))
      .listen(port, '127.0.0.1')
  })
}

async function ask({ base_url }: Credentials, key: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${base_url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) }
}

/** Starts the platform, and expects that this start finishes the set-up: one instance, one project, a key that works, a picture. */
async function expectSetUp(local: Awaited<ReturnType<typeof platform>>): Promise<void> {
  const { child, ended, output } = await local.start('Ctrl-C stops it')
  expect(output()).toContain('The platform is set up.')
  expect(output()).toContain('A picture it made')
  const made = local.credentials()
  expect((await ask(made, made.project_key, 'GET', '/v1/models')).status).toBe(200)
  const { body } = await ask(made, made.admin_key, 'GET', '/config/v1/me/places')
  expect(body!['organizations']).toMatchObject([
    { slug: 'local', instances: [{ id: made.instance_id, projects: [{ id: made.project_id, slug: 'first-project' }] }] },
  ])
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  await expect.poll(() => isBound(local.port)).toBe(false)
}

describe('npm start', { timeout: 600_000 }, () => {
  it('G3: makes a picture only on the first run, and no change by an admin stops the next run', async () => {
    const local = await platform('changed')
    const first = await local.start('Ctrl-C stops it')
    expect(first.output()).toContain('A picture it made')
    const before = local.credentials()

    // A second start with the same data on another port reports that the platform already runs, and changes nothing (row G13 in
    // docs/development/field-tests.md).
    const second = await local.start('runs already', { PORT: String(await freePort()) })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`runs already, at ${before.base_url}`)
    // A third start has the same data and tries the port on which the platform runs. Like the second start, it reports that the platform
    // already runs. It also proposes a command with another port and other data.
    const third = await local.start('runs already')
    expect(await third.ended).toBe(1)
    expect(third.output()).toContain(`PORT=${local.port + 1} STATE_DIR=`)

    const pictures = await ask(before, before.project_key, 'GET', '/v1/generations')
    const [picture] = pictures.body!['data'] as { id: string; model: string }[]
    expect(picture!.model).toBe('sketch')
    expect((await ask(before, before.project_key, 'DELETE', `/v1/generations/${picture!.id}`)).status).toBe(204)
    const instance = `/config/v1/instances/${before.instance_id}`
    const policy = { content_policy: { blocked_terms: ['forest', 'lake'] } }
    expect((await ask(before, before.admin_key, 'PATCH', instance, policy)).status).toBe(200)
    expect((await ask(before, before.admin_key, 'PATCH', `/config/v1/projects/${before.project_id}`, { status: 'disabled' })).status).toBe(
      200,
    )
    const me = await ask(before, before.admin_key, 'GET', '/config/v1/me')
    const { key_id: keyId } = me.body as { key_id: string }
    const rotated = await ask(before, before.admin_key, 'POST', `/config/v1/keys/${keyId}/rotate`, { grace_period_seconds: 0 })
    expect(rotated.status).toBe(201)
    // Closing the terminal ends all processes (row G5 in docs/development/field-tests.md).
    first.child.kill('SIGHUP')
    expect(await first.ended).toBe(0)
    await expect.poll(() => isBound(local.port)).toBe(false)

    const again = await local.start('Ctrl-C stops it')
    expect(again.output()).toContain('Everything from last time is here.')
    expect(again.output()).not.toContain('A picture it made')
    expect(again.output()).toContain('npm run local:admin-key')
    // Makes a new admin key while the server runs.
    const made = local.run('local-admin-key.ts')
    expect(made, made.stderr).toMatchObject({ status: 0 })
    const now = local.credentials()
    expect(now.admin_key).not.toBe(before.admin_key)
    const who = await ask(now, now.admin_key, 'GET', '/config/v1/me')
    expect(who.body).toMatchObject({ role: 'superadmin' })
    const entries = await ask(now, now.admin_key, 'GET', '/config/v1/audit-log?action=key.create&limit=1')
    expect((entries.body!['data'] as unknown[])[0]).toMatchObject({
      actor: { kind: 'system' },
      after: { made_by: 'npm run local:admin-key' },
    })
    expect((await ask(now, now.admin_key, 'GET', '/config/v1/audit-log/verify')).body).toMatchObject({ intact: true })
    expect((await ask(now, now.admin_key, 'PATCH', `/config/v1/projects/${before.project_id}`, { status: 'active' })).status).toBe(200)
    again.child.kill('SIGINT')
    expect(await again.ended).toBe(0)
    await expect.poll(() => isBound(local.port)).toBe(false)
  })

  /** Returns the environment of a process in which the response to each POST to a path that ends in `end` is lost. */
  const losing = (end: string) => {
    const module = join(folder, `losing${end.replaceAll('/', '-')}.cjs`)
    const code = `const send = globalThis.fetch
      globalThis.fetch = async (url, options) => {
        const response = await send(url, options)
        if (options?.method === 'POST' && String(url).endsWith(${JSON.stringify(end)})) throw new Error('the response was lost')
        return response
      }`
    writeFileSync(module, code)
    return { NODE_OPTIONS: `--require ${module}` }
  }

  it('continues a first set-up that has failed, as often as it fails', async () => {
    const local = await platform('unfinished')
    const message = 'The set-up of the platform is not finished: the response was lost\nStart again: '
    const failed = await local.start('Ctrl-C stops it', losing('/config/v1/setup'))
    expect(await failed.ended).toBe(1)
    expect(failed.output()).toContain(message)
    // The first key was lost with its response, so a new one is made.
    expect(local.run('local-admin-key.ts')).toMatchObject({ status: 0 })
    // From now on, the file of credentials has an admin key. An admin can sign in with this key, so the platform starts even if the set-up
    // fails again.
    for (const [end, members] of [
      ['/config/v1/instances', ['admin_key', 'base_url']],
      ['/projects', ['admin_key', 'base_url', 'instance_id', 'organization_id']],
    ] as const) {
      const started = await local.start('Ctrl-C stops it', losing(end))
      expect(started.output()).toContain(message)
      expect(started.output()).toContain('/admin/#sign-in=')
      expect(Object.keys(local.credentials()).toSorted()).toEqual(members)
      started.child.kill('SIGINT')
      expect(await started.ended).toBe(0)
    }
    await expectSetUp(local)
  })

  it('G13: npm start and npm run demo at the same time do not disturb each other, whichever is first', async () => {
    for (const first of ['start', 'demo']) {
      const local = await platform(`together-${first}`)
      const picture = join(folder, `${first}.png`)
      const start = () => local.start('Ctrl-C stops it')
      const demo = () => local.start(`${picture}: `, {}, ['demo.mjs', '--size', '64x64', '--out', picture])
      const both = first === 'start' ? { serving: start(), made: demo() } : { made: demo(), serving: start() }
      const [serving, made] = await Promise.all([both.serving, both.made])
      expect([await made.ended, made.output()]).toEqual([0, expect.stringContaining('64×64 png')])
      expect(serving.output()).toContain('Ctrl-C stops it')
      expect(serving.child.exitCode).toBeNull()
      serving.child.kill('SIGINT')
      expect(await serving.ended).toBe(0)
    }
  })

  it.each(['SIGINT', 'SIGKILL'] as const)('G5: stopped by %s while it starts, it leaves nothing behind', async (signal) => {
    const local = await platform(`stopped-${signal}`)
    const { child, ended, output } = await local.start('Starting…')
    await expect.poll(() => isBound(local.port)).toBe(true)
    expect(output()).not.toContain('Ctrl-C stops it')
    child.kill(signal)
    await ended
    await expect.poll(() => isBound(local.port)).toBe(false)
    // If `npm start` has left a process behind, this process could start the server again later. So the test waits, and then looks at
    // the port once more.
    await new Promise((resolved) => setTimeout(resolved, 2000))
    expect(await isBound(local.port)).toBe(false)
  })
})

describe('a start that cannot succeed', { timeout: 300_000 }, () => {
  it('ends with the lines of the build if the code cannot be built', async () => {
    const broken = join(folder, 'broken')
    mkdirSync(broken)
    writeFileSync(join(broken, 'main.ts'), "import './absent.ts'\nexport default { fetch: () => new Response('ok') }\n")
    const configuration = join(broken, 'wrangler.toml')
    writeFileSync(configuration, 'name = "broken"\nmain = "main.ts"\ncompatibility_date = "2026-01-01"\n')
    const server = pathToFileURL(join(root, 'scripts/local/server.mjs')).href
    const script = `import { serve } from ${JSON.stringify(server)}
      await serve(${await freePort()}, { configuration: ${JSON.stringify(configuration)} }).catch(({ message }) => console.log(message))`
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, STATE_DIR: join(broken, 'state') },
      encoding: 'utf8',
      timeout: 100_000,
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Could not resolve "./absent.ts"') })
    expect(stdout).toMatch(
      /^The code cannot be built, so the platform did not start:\n\n.*\n+ +main\.ts:1:7:\n[^]*\n\nCorrect it, then start again\.\n$/,
    )
  })

  it('shows only the lines of the last failed build', () => {
    const failed = (name: string) =>
      `\u001B[31m✘ [ERROR] \u001B[1mBuild failed with 1 error:\u001B[0m\n\n  ✘ Could not resolve "${name}"\n  \n\n`
    expect(buildFault(`Ready\n${failed('./one.ts')}${failed('./other.ts')}Reloading\n`)).toBe('  ✘ Could not resolve "./other.ts"')
    expect(buildFault(failed('./one.ts'))).toBe('  ✘ Could not resolve "./one.ts"')
  })

  it('measures by the clock how long the server does not answer', async () => {
    let asked = 0
    const silent = createHttpServer(() => asked++)
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening))
    const { port } = silent.address() as AddressInfo
    const waiting = untilUp(`http://127.0.0.1:${port}`, { fault: () => null, output: () => 'the log', patienceMs: 4000 })
    await expect(waiting).rejects.toThrow('The server did not answer within 4 seconds:\nthe log')
    // Each request of `untilUp` waits three seconds for a response, and none begins after four seconds. So there are at most two.
    expect(asked).toBeLessThanOrEqual(2)
    silent.closeAllConnections()
    silent.close()
  })
})

describe('requirements', () => {
  it('G6: every Node from 20.0 on is accepted; for an older one, a message names the version', () => {
    expect(nodeFault('20.0.0')).toBeNull()
    expect(nodeFault('24.21.0')).toBeNull()
    expect(nodeFault('18.19.1')).toMatch(/^Node 20 or newer is needed; this is Node 18\.19\.1\./)
    // The version is checked first: if Node is too old, no other file of the project is loaded.
    const preload = join(folder, 'old-node.cjs')
    writeFileSync(preload, "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.1' } })")
    for (const script of ['start.mjs', 'prepare.mjs', 'demo.mjs', 'test.mjs', 'verify.mjs']) {
      const { status, stderr } = spawnSync(process.execPath, ['--require', preload, join(root, 'scripts', script)], { encoding: 'utf8' })
      expect({ script, status, stderr }).toEqual({ script, status: 1, stderr: expect.stringMatching(/^Node 20 or newer is needed/) })
    }
  })

  it('G6: each script of package.json checks the version before anything else', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    const started = Object.values(scripts).flatMap((command) => command.split(' && ').filter((part) => part.startsWith('node ')))
    expect(started.length).toBeGreaterThan(40)
    const preloaded = 'node --import ./scripts/local/typescript.mjs '
    for (const command of started) {
      const [path] = command.replace(preloaded, '').replace('node ', '').split(' ') as [string]
      expect(command.startsWith(preloaded), command).toBe([...importedBy(join(root, path))].some((file) => file.endsWith('.ts')))
      if (path.endsWith('.mjs'))
        expect(/^import .*$/m.exec(readFileSync(join(root, path), 'utf8'))![0], path).toMatch(/^import '.*\/local\/node-version\.mjs'$/)
    }
  })

  it('G6: a script in TypeScript is not run by a Node that cannot run it', () => {
    const preload = join(folder, 'without-typescript.cjs')
    writeFileSync(preload, "Object.defineProperty(process.features, 'typescript', { value: false })")
    const words = ['--require', preload, '--import', './scripts/local/typescript.mjs', 'scripts/check-words.ts']
    const { status, stderr, stdout } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^Node .* cannot run TypeScript\. Run "npm ci"/)
  })

  it('G6: no page and no message names a script in TypeScript, which Node 20 cannot run, instead of its npm script', () => {
    const files = ['docs', 'scripts', 'src', 'openapi'].flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:md|tsx?|mjs|yaml)$/.test(file))
        .map((file) => join(name, file)),
    )
    expect(files.length).toBeGreaterThan(500)
    const named = [...files, 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].flatMap((file) =>
      Array.from(
        readFileSync(join(root, file), 'utf8').matchAll(/\bnode (?:\S*\/)?(?:scripts|tests|bench)\/\S+\.ts\b/g),
        ([text]) => `${file}: ${text}`,
      ),
    )
    expect(named).toEqual([])
  })

  it('G6: code that runs before the installation uses nothing that Node 20.0 lacks', () => {
    for (const file of [
      'start.mjs',
      'prepare.mjs',
      'demo.mjs',
      'test.mjs',
      ...['install', 'lock', 'paths', 'server', 'first-run', 'start', 'leash'].map((name) => `local/${name}.mjs`),
    ])
      expect(readFileSync(join(root, 'scripts', file), 'utf8'), file).not.toMatch(
        /import\.meta\.(dirname|filename|resolve)|loadEnvFile|Promise\.(withResolvers|try)|toSorted\(|Object\.groupBy|\.values\(\)\.(map|filter)/,
      )
  })

  it('G10: PORT is read from .env, and the environment takes precedence', () => {
    const file = join(folder, '.env')
    vi.stubEnv('PORT', undefined)
    writeFileSync(file, '# local\nOTHER=1\nexport PORT="9123" # mine\n')
    expect(localPort(file)).toBe(9123)
    expect(localSetting('ABSENT', file)).toBeUndefined()
    vi.stubEnv('PORT', '9124')
    expect(localPort(file)).toBe(9124)
    vi.stubEnv('PORT', 'many')
    expect(() => localPort(file)).toThrow('PORT must be a number from 1 to 65535, not "many".')
    vi.unstubAllEnvs()
  })

  it('G13: if packages were installed without their scripts, a message names the command that corrects it', () => {
    expect(() => requireNode(join(folder, 'node'))).toThrow('npm rebuild node --ignore-scripts=false')
    expect(() => requireNode(process.execPath)).not.toThrow()
  })

  it('G13: without a network the explorer is left out at once, with a message', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const target = join(folder, 'standalone.js')
    expect(installScalar({ target, registry: `http://127.0.0.1:${await freePort()}` })).toBe(false)
    expect(existsSync(target)).toBe(false)
    expect(warned.mock.calls.flat().join()).toContain('everything else works')
    vi.restoreAllMocks()
  })

  it('G13: the note of a server that is gone prevents no start', async () => {
    const file = join(folder, 'running.json')
    const dead = spawnSync(process.execPath, ['-e', '0'])
    writeFileSync(file, JSON.stringify({ processId: dead.pid, baseUrl: 'http://127.0.0.1:1', startedAt: Date.now() }))
    expect(await whoRuns(file)).toBeNull()
    // Here the process id in the file belongs to this test's process, and no server responds at the URL in the file.
    writeFileSync(file, JSON.stringify({ processId: process.pid, baseUrl: 'http://127.0.0.1:1', startedAt: 0 }))
    expect(await whoRuns(file)).toBeNull()
    expect(await whoRuns(join(folder, 'absent.json'))).toBeNull()
  })

  it.runIf(process.platform === 'linux')('G13: a killed server that nothing collected prevents no start', async () => {
    const file = join(folder, 'running.json')
    // The shell replaces itself by `sleep`, which never collects its ended child process, so the child process remains as a zombie.
    const parent = spawn('sh', ['-c', 'sleep 0.5 & echo $!; exec sleep 600'], { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const processId = Number(await new Promise<Buffer>((found) => parent.stdout.once('data', found)))
      await expect.poll(() => readFileSync(`/proc/${processId}/stat`, 'utf8')).toContain(') Z ')
      writeFileSync(file, JSON.stringify({ processId, baseUrl: 'http://127.0.0.1:1', startedAt: Date.now() }))
      expect(await whoRuns(file)).toBeNull()
    } finally {
      parent.kill('SIGKILL')
    }
  })

  it('G13: a lock passes to the next command when its holder gives it back or is killed', async () => {
    const file = join(folder, 'locks', 'one.lock')
    const release = await lock(file)
    const again = await lock(file)
    const script = `import { lock } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/local/lock.mjs')).href)}
      await lock(${JSON.stringify(file)}); console.log('has it'); setInterval(() => undefined, 1000)`
    const run = () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script])
      started.add(child)
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
      let waits = ''
      child.stderr.on('data', (chunk: Buffer) => (waits += chunk.toString()))
      return { child, output: () => output, waits: () => waits }
    }
    const waiting = run()
    await expect.poll(waiting.waits, { timeout: 60_000 }).toContain(`(process ${process.pid}) prepares the same folder; this one waits`)
    again()
    release()
    release()
    await expect.poll(waiting.output, { timeout: 60_000 }).toContain('has it')
    const others = [run(), run()]
    for (const { waits } of others) await expect.poll(waits, { timeout: 60_000 }).toContain(`(process ${waiting.child.pid})`)
    waiting.child.kill('SIGKILL')
    const have = () => others.filter(({ output }) => output() !== '')
    await expect.poll(() => have().length, { timeout: 60_000 }).toBe(1)
    await new Promise((resolved) => setTimeout(resolved, 2000))
    expect(have()).toHaveLength(1)
    have()[0]!.child.kill('SIGTERM')
    await expect.poll(() => have().length, { timeout: 60_000 }).toBe(2)
  })

  it('G13: check:docs runs where there is no git', () => {
    const empty = join(folder, 'no-git')
    mkdirSync(empty)
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'check-docs.ts')], {
      encoding: 'utf8',
      env: { ...process.env, PATH: [empty].join(delimiter) },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(Number(/docs: (\d+) files/.exec(stdout)?.[1])).toBeGreaterThan(20)
  })
})
