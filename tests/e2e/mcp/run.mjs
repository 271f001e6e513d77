// Tests /mcp of this checkout: `npm run test:mcp -- [typescript] [python] [referee]`, or all of them. The official clients for TypeScript
// (in both revisions of the protocol) and Python make a picture, with a key and through OAuth. The referee, which is the protocol's own
// conformance test, runs its two sets of scenarios. The first run fetches the referee and the Python packages into .local. See
// docs/development/mcp.md.
import '../../../scripts/local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../../scripts/local/paths.mjs'
import { prepare } from '../../../scripts/local/server.mjs'
import { startServer } from '../../support/server.mjs'
import { playOAuth } from './oauth.mjs'
import { playReferee } from './referee.mjs'
import { playTypeScript } from './typescript.mjs'

const PYTHON_CLIENT = 'mcp==2.3.0'
const MODES = ['auto', 'legacy']
const PARTS = {
  async typescript({ baseUrl, key, adminKey, projectId }) {
    for (const mode of MODES) await playTypeScript({ address: `${baseUrl}/mcp`, key, mode })
    for (const mode of MODES) await playOAuth({ baseUrl, adminKey, projectId, mode })
  },
  python({ baseUrl, key, adminKey, projectId }) {
    const python = installedPython()
    const check = join(import.meta.dirname, 'check.py')
    must(python, [check], { BASE_URL: baseUrl, KEY: key })
    must(python, [check], { BASE_URL: baseUrl, KEY: undefined, ADMIN_KEY: adminKey, PROJECT_ID: projectId })
  },
  referee: ({ baseUrl, key }) => playReferee({ baseUrl, key, folder }),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => PARTS[name] === undefined)
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. There are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'mcp-'))
let failures = 0
try {
  prepare()
  const server = await startServer(folder)
  try {
    const credentials = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
    const { base_url: baseUrl, project_key: key, admin_key: adminKey, project_id: projectId } = credentials
    for (const [name, play] of Object.entries(PARTS)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue
      try {
        await play({ baseUrl, key, adminKey, projectId })
      } catch (error) {
        failures++
        console.error(name, error)
      }
    }
  } finally {
    await server.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(failures > 0 ? `MCP: ${failures} parts failed` : 'MCP: all steps passed')
process.exit(failures > 0 ? 1 : 0)

/** Installs the Python client once, and returns the path of its Python. */
function installedPython() {
  const home = join(root, '.local', 'mcp-python')
  const stamp = join(home, 'stamp')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== PYTHON_CLIENT) {
    rmSync(home, { recursive: true, force: true })
    mkdirSync(home, { recursive: true })
    must('python3', ['-m', 'venv', join(home, 'venv')])
    must(join(home, 'venv/bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:', PYTHON_CLIENT])
    writeFileSync(stamp, PYTHON_CLIENT)
  }
  return join(home, 'venv/bin/python')
}

function must(program, args, variables = {}) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', timeout: 10 * 60_000, env: { ...process.env, ...variables } })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed`, { cause: error })
}
