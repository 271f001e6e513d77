// Runs `npm start` of this checkout for a test: on a free port, with its data in a folder that the test deletes.
import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root } from '../../scripts/local/paths.mjs'

/**
 * Starts a server, and returns an object with these members. `stop()` stops the server, and `kill()` kills it. `credentialsFile` is the
 * path of a file with the keys that the first start has made. `log()` returns everything that the server has printed.
 *
 * `script` is a script to run instead of scripts/start.mjs; it must print the same last line. `port` is a port to use instead of a free
 * one, such as that of an earlier start with the same data. `env` is added to the environment.
 */
export async function startServer(folder, { script = join(root, 'scripts', 'start.mjs'), port, env = {} } = {}) {
  const credentialsFile = join(folder, 'credentials.json')
  const usedPort = port ?? (await freePort())
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(usedPort),
      STATE_DIR: join(folder, 'state'),
      CREDENTIALS_FILE: credentialsFile,
      LOG: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let log = ''
  const ended = new Promise((resolve) => child.once('exit', resolve))
  await new Promise((resolve, reject) => {
    const keep = (chunk) => {
      log += chunk
      if (log.includes('Ctrl-C stops it')) resolve()
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    void ended.then((code) => reject(new Error(`The server stopped (exit code ${code}).\n${log.slice(-4000)}`)))
  })
  return {
    credentialsFile,
    log: () => log,
    /** Kills the server, so that it cannot finish anything. Resolves when the port is free again. */
    async kill() {
      for (const id of descendantsOf(child.pid)) process.kill(id, 'SIGKILL')
      child.kill('SIGKILL')
      await ended
      while (!(await isFree(usedPort))) await new Promise((resolve) => setTimeout(resolve, 100))
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Returns the ids of all descendants of a process: its child processes, their child processes, and so on. */
function descendantsOf(id) {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const own = (parent) => processes.filter(([, ppid]) => ppid === parent).flatMap(([pid]) => [pid, ...own(pid)])
  return own(id)
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
