// Tests `npm run stack`, which replaces the places (file, line and column) in the stack of a deployed bundle by the places in the source.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { node, root } from '../../scripts/local/paths.mjs'
import { configBundle } from '../support/agency.mjs'

const folder = mkdtempSync(join(tmpdir(), 'stack-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function stack(input: string) {
  const run = spawnSync(node, ['--import', './scripts/local/typescript.mjs', 'scripts/stack.ts'], { cwd: root, input, encoding: 'utf8' })
  return { status: run.status, stdout: run.stdout, stderr: run.stderr }
}

/** Returns the line of `text` in which `part` is, from 1, and its column there, from 1. */
function placeOf(part: string, text: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(part)).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

it('names the lines of the source for a stack in the log', () => {
  const { line, column } = placeOf(' is not complete: ', configBundle(folder))
  const logged = {
    level: 'error',
    message: 'a fault',
    stack: `Error: a fault\n    at Ke (config.js:${line}:${column})\n    at node:internal:1:1`,
  }
  const source = placeOf(' is not complete: ', readFileSync(join(root, 'src/shared/environment.ts'), 'utf8'))

  const { status, stdout, stderr } = stack(`${JSON.stringify(logged)}\n`)
  expect(stderr).toMatch(/^Places in the config Worker are those of this checkout, \d+\.\d+\.\d+\S*\. It must be the deployed version\.\n$/)
  expect(stdout).toMatch(
    new RegExp(String.raw`"stack":"Error: a fault\n    at Ke \(src/shared/environment\.ts:${source.line}:\d+\)\n    at node:internal:1:1"`),
  )
  expect(status).toBe(0)
})

it('says what is missing', () => {
  expect(stack('Error: a fault')).toEqual({
    status: 1,
    stdout: 'Error: a fault\n',
    stderr: 'No place like `platform.js:391:55737` was read. Give a stack, or lines of the log with one.\n',
  })
  expect(stack('at file:///nowhere/.wrangler/tmp/dev-1/platform.js:1:1')).toEqual({
    status: 1,
    stdout: '',
    stderr: '/nowhere/.wrangler/tmp/dev-1/platform.js.map is gone. The bundle of `npm start` exists only while the server runs.\n',
  })
})
