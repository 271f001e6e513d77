// Starts the platform on this machine: local D1, KV, R2 and Durable Objects in workerd, kept under .local/state.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { createSecrets, installPackages, installScalar, run } from './install.mjs'
import { children, node, root, stateFolder, wrangler } from './paths.mjs'

/** Everything that must be there before the server can run. */
export function prepare() {
  installPackages()
  installScalar()
  createSecrets()
  migrate()
}

export function migrate() {
  mkdirSync(stateFolder, { recursive: true })
  for (const database of ['CONFIG_DB', 'DATA_DB'])
    run(node, [wrangler, 'd1', 'migrations', 'apply', database, '--local', '--persist-to', stateFolder], {
      env: { ...children, CI: 'true' },
    })
}

export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => probe.close(() => resolve(true)))
      .listen(port, '127.0.0.1')
  })
}

/** Starts the runtime and waits until it answers. `stop()` ends it and everything that it started. */
export async function serve(port, { onOutput } = {}) {
  const baseUrl = `http://127.0.0.1:${port}`
  const args = [
    wrangler,
    'dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--persist-to',
    stateFolder,
    '--show-interactive-dev-session=false',
    '--inspector-port',
    '0',
  ]
  const child = spawn(node, args, { cwd: root, env: children, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let log = ''
  const keep = (chunk) => {
    log = (log + chunk).slice(-20_000)
    onOutput?.(chunk)
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  let ended = false
  const exit = new Promise((resolve) => child.once('exit', (code) => resolve(((ended = true), code))))
  const stop = async () => {
    if (!ended) {
      // The whole process group: the runtime is a child of wrangler.
      try {
        process.kill(-child.pid, 'SIGTERM')
      } catch {}
      const timer = setTimeout(() => {
        try {
          process.kill(-child.pid, 'SIGKILL')
        } catch {}
      }, 5_000)
      await exit
      clearTimeout(timer)
    }
  }
  for (let waited = 0; waited < 120_000; waited += 200) {
    if (ended) throw new Error(`The server stopped while it started:\n${log}`)
    if (await isUp(baseUrl)) return { baseUrl, stop, exit, processId: child.pid }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stop()
  throw new Error(`The server did not answer within two minutes:\n${log}`)
}

export async function isUp(baseUrl) {
  try {
    const answer = await fetch(`${baseUrl}/v1/health`, { signal: AbortSignal.timeout(3_000) })
    return answer.ok
  } catch {
    return false
  }
}
