// Runs the config service and two dedicated generation Workers as separate processes: `npm run test:dedicated`. Each Worker's binding names
// the instance that it may access. The test shows that each Worker serves its own instance and does not accept the keys of the other.
import '../../scripts/local/node-version.mjs'
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecrets, installPackages, installScalar, readSecret, run } from '../../scripts/local/install.mjs'
import { call } from '../../scripts/local/first-run.mjs'
import { children, node, secretsFile, wrangler } from '../../scripts/local/paths.mjs'
import { isFree } from '../../scripts/local/server.mjs'

await installPackages()
installScalar()
createSecrets()
// configuration.ts reads wrangler.toml with wrangler, so it is imported only after the packages are installed.
const { environmentOf } = await import('../../scripts/instance/configuration.ts')
const folder = mkdtempSync(join(tmpdir(), 'dedicated-'))
const registry = join(folder, 'registry')
const environment = { ...children, MINIFLARE_REGISTRY_PATH: registry, WRANGLER_REGISTRY_PATH: registry, CI: 'true' }
const processes = []
const failures = []
const expect = (what, actual, wanted) => {
  if (actual !== wanted) failures.push(`${what}: ${actual}, not ${wanted}`)
}

/**
 * Makes a folder for one Worker, with the configuration (a copy of one environment of wrangler.toml), the secrets and a new database.
 * Returns the folder.
 */
function configure(name, section, instanceId) {
  const template = environmentOf(section)
  const configuration = {
    ...template,
    name,
    vars: { ...template.vars, ENVIRONMENT: 'development', ALLOW_PRIVATE_ADDRESSES: 'true', VALIDATE_RESPONSES: 'true' },
    ...(instanceId === null ? {} : { services: template.services.map((service) => ({ ...service, props: { instanceId } })) }),
  }
  const home = join(folder, name)
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'wrangler.json'), JSON.stringify(configuration))
  writeFileSync(
    join(home, '.dev.vars'),
    readFileSync(secretsFile, 'utf8')
      .split('\n')
      // The data plane never has the keys that decrypt secrets.
      .filter((line) => section === 'config' || !/^(KEY_ENCRYPTION_KEYS|KEY_PEPPERS|SESSION_KEY|SETUP_TOKEN)=/.test(line))
      .join('\n'),
  )
  const database = section === 'config' ? 'CONFIG_DB' : 'DATA_DB'
  run(node, [wrangler, 'd1', 'migrations', 'apply', database, '--local', '--persist-to', join(home, 'state')], {
    cwd: home,
    env: environment,
  })
  return home
}

async function start(home, health) {
  let port = 9100 + processes.length * 20
  while (!(await isFree(port))) port++
  const child = spawn(
    node,
    [
      wrangler,
      'dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--persist-to',
      join(home, 'state'),
      '--show-interactive-dev-session=false',
      '--inspector-port',
      '0',
    ],
    { cwd: home, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  processes.push(child)
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (log = (log + text).slice(-5000)))
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(url + health, { signal: AbortSignal.timeout(3000) }).catch(() => null)
    if (answer?.ok) return url
    await new Promise((done) => setTimeout(done, 400))
  }
  throw new Error(`${home} did not start:\n${log}`)
}

try {
  const config = await start(configure('multi-agent-system-config', 'config', null), '/config/v1/health')
  const setup = await call(`${config}/config/v1/setup`, {
    method: 'POST',
    body: {
      setup_token: readSecret('SETUP_TOKEN'),
      organization: { name: 'Two', slug: 'two' },
      admin: { name: 'Admin', email: 'admin@example.com' },
    },
  })
  const key = setup.secret
  const places = []
  for (const slug of ['first', 'second']) {
    const instance = await call(`${config}/config/v1/instances`, {
      method: 'POST',
      key,
      body: { name: slug, slug, default_model: 'sketch' },
    })
    const project = await call(`${config}/config/v1/instances/${instance.id}/projects`, { method: 'POST', key, body: { name: slug, slug } })
    const made = await call(`${config}/config/v1/keys`, {
      method: 'POST',
      key,
      body: { kind: 'project', project_id: project.id, name: slug, scopes: ['read', 'generate'] },
    })
    places.push({
      instanceId: instance.id,
      key: made.secret,
      url: await start(configure(`generation-${slug}`, 'generation', instance.id), '/v1/health'),
    })
  }
  for (const [index, place] of places.entries()) {
    const other = places[1 - index]
    const picture = await call(`${place.url}/v1/generate`, {
      method: 'POST',
      key: place.key,
      body: { prompt: 'two lighthouses', size: '256x256' },
    })
    expect(`Worker ${index + 1}, its own key`, picture.status, 'succeeded')
    expect(`Worker ${index + 1}, the picture`, (await fetch(picture.images[0].url)).status, 200)
    const refused = await fetch(`${place.url}/v1/generate`, {
      method: 'POST',
      headers: { authorization: `Bearer ${other.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'two lighthouses' }),
    })
    expect(`Worker ${index + 1}, the other's key`, refused.status, 401)
    const foreign = await fetch(`${other.url}/v1/generations/${picture.id}`, { headers: { authorization: `Bearer ${other.key}` } })
    expect(`Worker ${2 - index}, the other's generation`, foreign.status, 404)
  }
} catch (error) {
  failures.push(error.message)
} finally {
  for (const child of processes) {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // The process has already ended.
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
console.log('dedicated: two Workers and the config service as processes of their own; each serves its instance and knows no other')
