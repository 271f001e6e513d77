import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('in the docs equals the contract’s', () => {
  const script = join(import.meta.dirname, '../../scripts/roles-table.ts')
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('')
})
