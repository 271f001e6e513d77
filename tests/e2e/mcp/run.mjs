// Runs MCP's official clients against a server of this checkout: `npm run test:mcp`. The TypeScript client uses both revisions of the
// protocol, with a key and through OAuth. With PYTHON_MCP=1 the Python client runs too; its packages are then fetched once. See docs/api/mcp.md.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from '../../../scripts/local/server.mjs'
import { startServer } from '../../support/server.mjs'
import { playOAuth } from './oauth.mjs'
import { playTypeScript } from './typescript.mjs'

const folder = mkdtempSync(join(tmpdir(), 'mcp-'))
let failure = null
try {
  prepare()
  const server = await startServer(folder)
  try {
    const {
      base_url: baseUrl,
      project_key: key,
      admin_key: adminKey,
      project_id: projectId,
    } = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
    for (const mode of ['auto', 'legacy']) await playTypeScript({ address: `${baseUrl}/mcp`, key, mode })
    for (const mode of ['auto', 'legacy']) await playOAuth({ baseUrl, adminKey, projectId, mode })
    if (process.env.PYTHON_MCP) playPython({ address: `${baseUrl}/mcp`, key })
  } finally {
    await server.stop()
  }
} catch (error) {
  failure = error
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (failure) console.error(failure)
console.log(failure ? 'MCP: failed' : 'MCP: all steps passed')
process.exit(failure ? 1 : 0)

/** Runs the Python client in a virtual environment, in the temporary folder of this run. */
function playPython({ address, key }) {
  const venv = join(folder, 'venv')
  must('python3', ['-m', 'venv', venv])
  must(join(venv, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--only-binary', ':all:', 'mcp'])
  must(join(venv, 'bin', 'python'), [join(import.meta.dirname, 'check.py')], { MCP_ADDRESS: address, KEY: key })
}

function must(program, args, variables = {}) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', timeout: 5 * 60_000, env: { ...process.env, ...variables } })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed`, { cause: error })
}
