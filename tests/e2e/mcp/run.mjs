// Tests /mcp of this checkout: `npm run test:mcp -- [typescript] [python] [referee]`, or all of them. The official clients for TypeScript
// (in both revisions of MCP) and Python make a picture, with a key and through OAuth. The referee, which is MCP's own conformance suite,
// runs its two sets of scenarios. The first run fetches the referee and the Python packages into .local. See docs/development/mcp.md.
import '../../../scripts/local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from '../../../scripts/local/server.mjs'
import { virtualEnvironment } from '../../support/python.mjs'
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
    const python = join(virtualEnvironment('mcp-python', [PYTHON_CLIENT]), 'python')
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
  await prepare()
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

function must(program, args, variables = {}) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', timeout: 10 * 60_000, env: { ...process.env, ...variables } })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed`, { cause: error })
}
