// Tests that need their own runtime: the test of spans, and the fault tests, which kill the runtime. The fault tests run here with fewer
// jobs, kills and calls than in `npm run test:faults`.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test.each([
  ['F1', ['jobs.mjs', '--provider', 'openai', '--jobs', '12', '--kills', '2', '--refused', '0']],
  ['F2', ['stages.mjs', '--only', 'answered']],
  ['F4', ['keys.mjs', '--keys', '4', '--calls', '8']],
  ['F5', ['ledger.mjs', '--only', 'F5', '--rounds', '3']],
  ['F14', ['alerts.mjs', '--kills', '2']],
  ['spans', ['spans.mjs']],
])(
  '%s',
  async (_name, [script, ...options]) => {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, script!), ...options], { timeout: 600_000 }).catch(
      (error: { stdout: string; stderr: string }) => ({ stdout: `${error.stdout}\n${error.stderr}` }),
    )
    expect(stdout).toContain('all hold')
  },
  660_000,
)
