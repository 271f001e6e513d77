// Starts the platform on this machine: local D1, KV, R2 and Durable Objects in workerd, kept under .local/state.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { isAlive } from './alive.mjs'
import { createSecrets, installAndBuild, run } from './install.mjs'
import { withLock } from './lock.mjs'
import { errorReader } from './server-errors.mjs'
import { children, installLock, node, root, stateFolder, stateLock, wrangler } from './paths.mjs'
import { versionOfTree } from './version.mjs'

/** Installs and builds everything that the server needs. */
export async function prepare() {
  await withLock(installLock, async () => {
    await installAndBuild()
    createSecrets()
  })
  await withLock(stateLock, migrate)
}

export function migrate() {
  mkdirSync(stateFolder, { recursive: true })
  for (const database of ['CONFIG_DB', 'DATA_DB'])
    try {
      run(node, [wrangler, 'd1', 'migrations', 'apply', database, '--local', '--persist-to', stateFolder], {
        env: { ...children, CI: 'true' },
      })
    } catch (error) {
      throw new Error(
        `${error.message.trimEnd()}

The database ${database} in ${stateFolder} could not be brought up to date. What was done so far stays, so start it again. If it
fails again, docs/development/README.md says what to do ("When npm start does not start").`,
        { cause: error },
      )
    }
}

export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port, '127.0.0.1')
  })
}

const runningFile = join(stateFolder, 'running.json')
/** A start that takes longer than this has failed. */
const STARTING_MS = 180_000

/** Returns the server that runs with the local data, as { processId, baseUrl }; null if no server runs. */
export async function whoRuns(file = runningFile) {
  let known
  try {
    known = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
  if (!isAlive(known.processId)) return null
  // Process ids are reused, so an unrelated process may have got this id. Such a process does not respond at the server's address. A server
  // that is still starting cannot respond yet, so it is not asked.
  return Date.now() - known.startedAt < STARTING_MS || (await isUp(known.baseUrl)) ? known : null
}

/** Throws if another server uses the same data, because the two would overwrite each other's changes. */
export async function requireAlone(port) {
  const other = await whoRuns()
  if (other === null) return
  const free = other.baseUrl.endsWith(`:${port}`) ? port + 1 : port
  throw new Error(
    `The platform runs already, at ${other.baseUrl} (process ${other.processId}), with the data in ${stateFolder}.
Use it, stop it first, or give a second one data of its own: PORT=${free} STATE_DIR=.local/second CREDENTIALS_FILE=.local/second.json npm start`,
  )
}

/**
 * Starts the runtime and waits until it responds. `stop()` ends the runtime and every process that it has started. They also end when this
 * process ends.
 * @param options `onBuildFailed` is called if a build fails after the start, for example because a saved file has a fault. It gets the
 * lines that the build wrote. `onError` gets each error that the platform logs (server-errors.mjs).
 */
export async function serve(port, { onOutput, onStarted, onBuildFailed, onError, configuration = join(root, 'wrangler.toml') } = {}) {
  const baseUrl = `http://127.0.0.1:${port}`
  await requireAlone(port)
  const args = [
    join(root, 'scripts', 'local', 'leash.mjs'),
    node,
    wrangler,
    'dev',
    '--config',
    configuration,
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--persist-to',
    stateFolder,
    '--show-interactive-dev-session=false',
    '--var',
    `VERSION:${versionOfTree()}`,
    '--inspector-port',
    '0',
  ]
  // The child has its own process group, so Ctrl-C reaches only this process. This process can then call `stop`, which closes the
  // child's standard input and waits until the child has ended. If this process ends without `stop`, the child's standard input closes as
  // well, so the child ends, too.
  const child = spawn(node, args, { cwd: root, env: children, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
  mkdirSync(stateFolder, { recursive: true })
  writeFileSync(runningFile, JSON.stringify({ processId: child.pid, baseUrl, startedAt: Date.now() }))
  let log = ''
  let isUpNow = false
  const keep = (chunk) => {
    log = (log + chunk).slice(-20_000)
    onOutput?.(chunk)
    if (isUpNow && chunk.includes(BUILD_FAILED)) setTimeout(() => onBuildFailed?.(buildFault(log)), REST_MS)
  }
  child.stdin.on('error', () => undefined)
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', keep)
    if (onError !== undefined) stream.on('data', errorReader(onError))
  }
  let ended = false
  let stopped = false
  const exit = new Promise((resolve) =>
    child.once('exit', (code) => {
      ended = true
      rmSync(runningFile, { force: true })
      resolve(code)
    }),
  )
  const stop = async () => {
    stopped = true
    child.stdin.end()
    await exit
  }
  onStarted?.({ stop })
  try {
    await untilUp(baseUrl, {
      async fault() {
        if (stopped) return 'Stopped.'
        if (ended) return `The server stopped while it started:\n${log}`
        if (!log.includes(BUILD_FAILED)) return null
        await pause(REST_MS)
        return `The code cannot be built, so the platform did not start:\n\n${buildFault(log)}\n\nCorrect it, then start again.`
      },
      output: () => log,
    })
  } catch (error) {
    await stop()
    throw error
  }
  isUpNow = true
  return { baseUrl, stop, exit, processId: child.pid, output: () => log }
}

/**
 * Resolves when the server responds. Throws if `fault` returns a text, or if the server does not respond in time. The clock decides, not
 * the number of questions: a question to a server that does not respond may take seconds.
 */
export async function untilUp(baseUrl, { fault, output, patienceMs = 120_000 }) {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    const text = await fault()
    if (text !== null) throw new Error(text)
    if (await isUp(baseUrl)) return
    await pause(200)
  }
  throw new Error(`The server did not answer within ${Math.round(patienceMs / 1000)} seconds:\n${output()}`)
}

/** Wrangler writes this if the code cannot be built. If that was the first build, wrangler never builds again, even if a file changes. */
const BUILD_FAILED = 'Build failed with'
/** The lines of a failed build may come in pieces; after this time all of them are there. */
const REST_MS = 300

/** Returns the lines about the last failed build in the output. Wrangler indents them; other lines are not indented. */
export function buildFault(log) {
  const [, ...lines] = stripVTControlCharacters(log).split(BUILD_FAILED).at(-1).split('\n')
  const end = lines.findIndex((line) => /^\S/.test(line))
  return lines
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\s+$/g, '')
    .replace(/\n{2,}/g, '\n')
}

const SHOWN_LINES = 20

/**
 * Serves until the server is stopped. If the server ends by itself, starts it once more. For example, wrangler ends if it reads a file that
 * is just being replaced. Throws if the server ends by itself a second time.
 * @param running the server, from `start`.
 */
export async function serveUntilStopped(running, { start, isStopping, report }) {
  const first = await running.exit
  if (isStopping()) return
  report(`${whyItEnded(first, running.output())}\n\nStarting it again…`)
  const again = await start()
  report(`It runs again, at ${again.baseUrl}.`)
  const second = await again.exit
  if (!isStopping()) throw new Error(whyItEnded(second, again.output()))
}

function whyItEnded(code, output) {
  const lines = output.trimEnd().split('\n').slice(-SHOWN_LINES)
  return `The server stopped by itself (exit code ${code}). The last lines that it wrote:\n\n  ${lines.join('\n  ')}`
}

export async function isUp(baseUrl) {
  try {
    const answer = await fetch(`${baseUrl}/v1/health`, { signal: AbortSignal.timeout(3_000) })
    return answer.ok
  } catch {
    return false
  }
}
