import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { TestModule, TestSpecification } from 'vitest/node'
import { runUntilDone } from '../../scripts/local/resumed-run.mjs'
import StuckRunReporter, { type StuckRun } from '../support/stuck-run-reporter.ts'

const MINUTE_MS = 60_000

/** Returns a stand-in for the object with which Vitest reports a test file that has ended. `states` are the states of its tests. */
const moduleOf = (moduleId: string, ...states: string[]) =>
  ({
    moduleId,
    state: () => (states.includes('failed') ? 'failed' : 'passed'),
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  }) as unknown as TestModule
const specificationsOf = (...moduleIds: string[]) => moduleIds.map((moduleId) => ({ moduleId })) as unknown as TestSpecification[]

it('a run in which no file runs any more is ended, and says which files are left', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  let now = 0
  const ends: StuckRun[] = []
  const reporter = new StuckRunReporter({ now: () => now, end: (run) => void ends.push(run) })
  reporter.onTestRunStart(specificationsOf('a', 'b', 'c'))
  reporter.onTestModuleQueued(moduleOf('a'))
  now = 60 * MINUTE_MS
  reporter.look()
  expect(ends, 'a file that runs for long is not stuck').toEqual([])
  reporter.onTestModuleEnd(moduleOf('a', 'passed', 'passed', 'skipped'))
  reporter.onTestModuleQueued(moduleOf('b'))
  reporter.onTestModuleEnd(moduleOf('b', 'passed', 'failed'))
  now += 4 * MINUTE_MS
  reporter.look()
  expect(ends).toEqual([])
  now += 2 * MINUTE_MS
  reporter.look()
  expect(ends).toEqual([{ passed: 3, failed: 1, left: ['c'] }])
  reporter.onTestRunEnd()
})

it('files that have not run are run, and no failure is forgotten', () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const stuckAt = (failed: number, ...left: string[]) => ({ status: 75, stuck: { passed: 1, failed, left } })
  const play = (...runs: { status: number | null; stuck: StuckRun | null }[]) => {
    const asked: string[][] = []
    const status = runUntilDone((files: string[]) => {
      asked.push(files)
      return runs[asked.length - 1] ?? runs.at(-1)!
    })
    return { status, asked }
  }
  expect(play({ status: 0, stuck: null })).toEqual({ status: 0, asked: [[]] })
  expect(play({ status: 1, stuck: null }).status).toBe(1)
  expect(play({ status: null, stuck: null }).status).toBe(1)
  expect(play(stuckAt(0))).toEqual({ status: 0, asked: [[]] })
  expect(play(stuckAt(1)).status).toBe(1)
  expect(play(stuckAt(0, 'b', 'c'), { status: 0, stuck: null })).toEqual({ status: 0, asked: [[], ['b', 'c']] })
  expect(play(stuckAt(1, 'b'), { status: 0, stuck: null }).status).toBe(1)
  expect(play(stuckAt(0, 'b')).status, 'a run that is stuck again and again fails').toBe(1)
})

it.each([
  ['--project node', '--project node'],
  ['-t NAME tests/a.test.ts', '-t NAME'],
  ['tests/a.test.ts --project=node tests/b.test.ts -t NAME', '--project=node -t NAME'],
  ['node --project node', '--project node'],
  ['--project node node --bail 1', '--project node --bail 1'],
  ['--coverage some', '--coverage'],
])('a repeat of `npm test -- %s` keeps the options and their values: %s', (words, options) => {
  const script = resolve(import.meta.dirname, '../../scripts/local/vitest-options.mjs')
  const { stdout } = spawnSync(process.execPath, [script, ...words.split(' ').filter(Boolean)], { encoding: 'utf8' })
  expect(JSON.parse(stdout).join(' ')).toBe(options)
})
