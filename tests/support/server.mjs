// Runs `npm start` of this checkout for a test, on a free port and with a temporary state.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root } from '../../scripts/local/paths.mjs'

/** `script`: another way to start it, that ends with the same words. Stops with `stop()`. `credentialsFile` holds what the first run has made; `log()` is all that the server has said. */
export async function startServer(folder, { script = join(root, 'scripts', 'start.mjs') } = {}) {
  const credentialsFile = join(folder, 'credentials.json')
  const child = spawn(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, PORT: String(await freePort()), STATE_DIR: join(folder, 'state'), CREDENTIALS_FILE: credentialsFile, LOG: '1' },
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
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
