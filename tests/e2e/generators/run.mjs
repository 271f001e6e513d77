// Tests code generators that users may choose, with the plain profile of both contracts (the part of OpenAPI that every generator
// supports): `npm run test:generators -- [names]`. Each generator writes clients, which are compiled and make a picture on a platform on
// this machine. CI does not run this test, because it needs Go, Java 17 with Maven, and Python, and downloads the generators. PLATFORM_URL
// and PLATFORM_KEY select a platform that runs already. The results of the last run are in docs/specs/api-contracts.md.
import '../../../scripts/local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'
import { startServer } from '../../support/server.mjs'
import { GENERATORS } from './generators.mjs'

const SERVICES = ['generation', 'config']
const PATIENCE_MS = 1_200_000
const tools = join(root, '.local', 'generators')

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !GENERATORS.some((generator) => generator.name === name))
if (unknown.length > 0) {
  console.error(`There is no generator ${unknown.join(', ')}. There are ${GENERATORS.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'generators-'))
let server = null
let failed = 0
try {
  const platform = await platformOf()
  for (const generator of GENERATORS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const started = Date.now()
    let result
    try {
      result = `ok: ${play(generator, platform)}`
    } catch (error) {
      failed++
      result = `FAILED ${error.message}`
    }
    console.log(`${generator.name} ${generator.version} (${generator.language}, ${Math.round((Date.now() - started) / 1000)} s) ${result}`)
  }
} finally {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed === 0 ? 0 : 1)

async function platformOf() {
  if (process.env.PLATFORM_URL) return { url: process.env.PLATFORM_URL, key: process.env.PLATFORM_KEY }
  server = await startServer(folder)
  const { base_url: url, project_key: key } = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
  return { url, key }
}

/**
 * Generates a client, compiles it, and runs a program that uses it. Returns the line that the program prints: the id and the status of the
 * generation.
 */
function play({ name, install, generate, files = {}, compile, program, run }, platform) {
  const place = join(folder, name)
  const paths = { root, node: process.execPath, ...installed(name, install) }
  const write = (file, text) => {
    mkdirSync(dirname(join(place, file)), { recursive: true })
    writeFileSync(join(place, file), text)
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  for (const service of SERVICES) {
    if (generate.some((word) => word.includes('{service}/'))) mkdirSync(join(place, service), { recursive: true })
    mkdirSync(place, { recursive: true })
    const document = join(root, 'generated', service, 'openapi-plain.json')
    execute(filled(generate, { ...paths, service, document }), place)
  }
  write(...program)
  for (const command of compile) execute(filled(command, paths), place)
  const output = execute(filled(run, paths), place, { CMA_URL: `${platform.url}/v1`, CMA_KEY: platform.key })
  const line = output.trim().split('\n').at(-1)
  if (!/^gen_[0-9A-Z]{26} .*succeeded/i.test(line)) throw new Error(`printed ${output.slice(0, 2000)}`)
  return line
}

/** Installs a generator once, and returns the paths of its programs. */
function installed(name, { npm, pip, go, home: shared = name }) {
  const home = join(tools, shared)
  const stamp = join(home, 'stamp')
  const packages = JSON.stringify(npm ?? pip ?? go)
  const isNew = !existsSync(stamp) || readFileSync(stamp, 'utf8') !== packages
  if (isNew) {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home, { recursive: true })
    if (npm) {
      writeFileSync(join(home, 'package.json'), '{"private":true}\n')
      execute(['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', ...npm], home)
    }
    if (pip) {
      execute(['python3', '-m', 'venv', join(home, 'venv')], home)
      execute([join(home, 'venv/bin/pip'), 'install', '--quiet', ...pip], home)
    }
    for (const module of go ?? []) execute(['go', 'install', module], home, { GOBIN: join(home, 'bin') })
    writeFileSync(stamp, packages)
  }
  if (npm) return { bin: join(home, 'node_modules/.bin') }
  if (go) return { bin: join(home, 'bin') }
  const library = join(home, 'venv/lib')
  const jar = join(library, readdirSync(library)[0], 'site-packages/openapi_generator_cli/openapi-generator.jar')
  return { bin: join(home, 'venv/bin'), python: join(home, 'venv/bin/python'), jar }
}

function filled(command, paths) {
  return command.map((word) => word.replaceAll(/\{(root|node|bin|python|jar|service|document)\}/g, (_, path) => paths[path]))
}

function execute([program, ...args], cwd, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: PATIENCE_MS,
    maxBuffer: 64 << 20,
  })
  if (error) throw error
  if (status !== 0)
    throw new Error(`${[program, ...args].join(' ').slice(0, 300)} ended with ${status}:\n${`${stdout}${stderr}`.slice(-3000)}`)
  return stdout
}
