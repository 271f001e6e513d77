// Fuzzes both contracts with schemathesis against a server of its own: this checkout, a free port, a state that is thrown away.
// `npm run test:fuzz [-- --seed N] [-- --only config|generation]`; exits 1 when anything fails. docs/development/fuzzing.md tells more.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '../../scripts/local/first-run.mjs'
import { root } from '../../scripts/local/paths.mjs'

const SCHEMATHESIS = 'schemathesis==4.32.5'
/** Seconds of fuzzing: twice 20 examples per operation and two stateful rounds fit in with two cores. */
const SECONDS = { generation: 75, config: 100 }

const option = (name) => {
  const place = process.argv.indexOf(`--${name}`)
  return place === -1 ? undefined : process.argv[place + 1]
}
const seed = option('seed') ?? String(Math.floor(Math.random() * 1_000_000))
const services = Object.keys(SECONDS).filter((service) => [undefined, service].includes(option('only')))

const fuzzer = installFuzzer()
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'))
const credentialsFile = join(folder, 'credentials.json')
const port = await freePort()
let log = ''
const server = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
  cwd: root,
  env: { ...process.env, PORT: String(port), STATE_DIR: join(folder, 'state'), CREDENTIALS_FILE: credentialsFile, LOG: '1' },
  stdio: ['ignore', 'pipe', 'pipe'],
})
const ended = new Promise((resolve) => server.once('exit', resolve))
let failed = false
try {
  await started()
  const credentials = JSON.parse(readFileSync(credentialsFile, 'utf8'))
  const config = `${credentials.base_url}/config/v1`
  const me = await call(`${config}/me`, { key: credentials.admin_key })
  const projectKey = await call(`${config}/keys`, {
    method: 'POST',
    key: credentials.admin_key,
    body: { kind: 'project', project_id: credentials.project_id, name: 'Fuzzer', scopes: ['read', 'generate', 'manage'] },
  })
  const keys = { generation: projectKey.secret, config: credentials.admin_key }
  const paths = { generation: '/v1', config: '/config/v1' }
  console.log(`seed ${seed}`)
  for (const service of services) {
    const args = ['--config-file', join(import.meta.dirname, 'schemathesis.toml'), 'run', join(root, 'generated', service, 'openapi.json')]
    args.push('--url', credentials.base_url + paths[service], '--seed', seed, '--max-time', String(SECONDS[service]), '--no-color')
    const child = spawn(fuzzer, args, {
      // It leaves its notes where it runs.
      cwd: folder,
      stdio: 'inherit',
      env: {
        ...process.env,
        PYTHONPATH: import.meta.dirname,
        PYTHONDONTWRITEBYTECODE: '1',
        FUZZ_KEY: keys[service],
        FUZZ_PROTECTED: [me.key_id, me.user.id, me.organization_id].join(','),
      },
    })
    const status = await new Promise((resolve) => child.once('exit', resolve))
    failed ||= status !== 0
  }
  // Where the key in use had died, every answer after would have been a 401, which no check minds.
  await call(`${config}/me`, { key: keys.config })
  await call(`${credentials.base_url}/v1/limits`, { key: keys.generation })
  const unexpected = log.split('\n').filter((line) => /"event":"(unexpected_error|image_stream_failed)"/.test(line))
  for (const line of unexpected.slice(0, 10)) console.error(line)
  failed ||= unexpected.length > 0
} catch (error) {
  failed = true
  console.error(`${error.message}\n${log.slice(-4000)}`)
} finally {
  server.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
}
console.log(failed ? `fuzzing failed; again with: npm run test:fuzz -- --seed ${seed}` : 'fuzzing passed')
process.exit(failed ? 1 : 0)

/** Into .local, once. Python 3.11's parser crashes under this fuzzer now and then, so a newer one is taken where there is one. */
function installFuzzer() {
  const venv = join(root, '.local', 'fuzz-venv')
  const bin = join(venv, 'bin')
  const version = spawnSync(join(bin, 'pip'), ['freeze'], { encoding: 'utf8' }).stdout ?? ''
  if (existsSync(join(bin, 'st')) && version.includes(SCHEMATHESIS)) return join(bin, 'st')
  const candidates = [process.env.PYTHON, 'python3.14', 'python3.13', 'python3.12', 'python3'].filter(Boolean)
  const python = candidates.find((name) => spawnSync(name, ['--version']).status === 0)
  if (python === undefined) throw new Error('Python 3.12 or newer is needed to fuzz.')
  console.log(`Installing ${SCHEMATHESIS} (once)…`)
  for (const [command, args] of [
    [python, ['-m', 'venv', '--clear', venv]],
    [join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', SCHEMATHESIS]],
  ]) {
    const result = spawnSync(command, args, { encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`)
  }
  return join(bin, 'st')
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address()
      probe.close(() => resolve(free))
    })
  })
}

function started() {
  return new Promise((resolve, reject) => {
    const keep = (chunk) => {
      log += chunk
      if (log.includes('Ctrl-C stops it')) resolve()
    }
    server.stdout.setEncoding('utf8').on('data', keep)
    server.stderr.setEncoding('utf8').on('data', keep)
    void ended.then((code) => reject(new Error(`The server stopped (exit code ${code}).`)))
  })
}
