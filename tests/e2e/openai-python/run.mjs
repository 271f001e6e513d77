// `npm run test:openai-python` tests a server of this checkout with OpenAI's own package for Python. The package is not changed: it only
// gets the address and a key of this server. See docs/development/sdk-suites.md.
import '../../../scripts/local/node-version.mjs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from '../../../scripts/local/server.mjs'
import { pythonWith } from '../../support/python.mjs'
import { startServer } from '../../support/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'openai-python-'))
let status = 1
try {
  const { program, packages } = pythonWith('openai-python', join(import.meta.dirname, 'requirements.txt'))
  await prepare()
  const server = await startServer(folder)
  try {
    const { base_url: baseUrl, project_key: key } = JSON.parse(readFileSync(server.credentialsFile, 'utf8'))
    const check = spawnSync(program, [join(import.meta.dirname, 'check.py')], {
      stdio: 'inherit',
      timeout: 5 * 60_000,
      env: { ...process.env, BASE_URL: `${baseUrl}/v1`, KEY: key, PYTHONPATH: packages, PYTHONDONTWRITEBYTECODE: '1' },
    })
    status = check.status ?? 1
  } finally {
    await server.stop()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(status === 0 ? "OpenAI's package for Python: all steps passed" : "OpenAI's package for Python: failed")
process.exit(status)
