// Tests the selection of the panel's tests: which files a run includes, and whether the run checks that every operation of the config
// contract is used.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { selectFiles, USES_NO_OPERATION_ALONE } from '../e2e/panel/selection.mjs'

const root = resolve(import.meta.dirname, '../..')
const all = readdirSync(join(root, 'tests/e2e/panel')).filter((name) => name.endsWith('.page.mjs'))

it('all tests together check the use of every operation', () => {
  expect(selectFiles(all, [])).toEqual({ files: all.toSorted(), checksOperations: true, unknown: [] })
})

it('a run without a test that may be the only one to use an operation does not check their use', () => {
  expect(selectFiles(all, ['--without=models'])).toMatchObject({ checksOperations: false, unknown: [] })
  expect(selectFiles(all, ['--without=models']).files).not.toContain('models.page.mjs')
  expect(selectFiles(all, ['keys'])).toEqual({ files: ['keys.page.mjs'], checksOperations: false, unknown: [] })
})

it('a run checks it if the tests that it leaves out use no operation alone, as the run of CI does', () => {
  const [, long] = /^LONG=(.*)$/m.exec(readFileSync(join(root, '.ci/run'), 'utf8'))!
  expect(long!.split(',').toSorted()).toEqual(USES_NO_OPERATION_ALONE.toSorted())
  expect(selectFiles(all, [`--without=${long}`]).checksOperations).toBe(true)
})

it('names that no test has are found', () => {
  expect(USES_NO_OPERATION_ALONE.filter((name) => !all.includes(`${name}.page.mjs`))).toEqual([])
  expect(selectFiles(all, ['keys', '--without=crahs,scale']).unknown).toEqual(['crahs'])
})
