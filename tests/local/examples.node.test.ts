// Tests parts of `npm run examples:record`: how it puts the recorded responses into the files of examples, what it says after failed calls,
// and how it checks `READ`, the list of operations that it calls without a body.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OpenApiDocument } from '../../scripts/emit/document.ts'
import { brokenOff, lastWords, mergedExamples } from '../../scripts/examples/merge.ts'
import { readFaults } from '../../scripts/examples/read.ts'
import { root } from '../../scripts/local/paths.mjs'

const same = (value: unknown) => value
const fileOf = (service: string) => readFileSync(join(root, 'openapi/examples', `${service}.yaml`), 'utf8')

test.each(['config', 'generation'])('an operation that is not recorded changes nothing in the file of %s', (service) => {
  expect(mergedExamples(fileOf(service), {}, ['nothing'], same)).toEqual({ text: fileOf(service), written: [], unchanged: [], kept: [] })
})

test('writes the examples of exactly this operation, and says which changed', () => {
  const before = mergedExamples('', { getKey200: { id: 1 }, getKeyUsage200: { id: 2 } }, [], same).text
  const recorded = { getKey200: { id: 3 }, getKey200Stream: 'new', getKeyUsage200: { id: 4 } }
  const { text, written } = mergedExamples(before, recorded, ['getKey'], same)
  expect(written).toEqual(['getKey200', 'getKey200Stream'])
  expect(text).toContain('id: 3')
  expect(text).toContain('id: 2')
  expect(mergedExamples(text, recorded, ['getKey'], same)).toMatchObject({ written: [], unchanged: written })
})

test('names the examples that a whole recording left as they were', () => {
  const before = mergedExamples('', { old200: {} }, [], same).text
  expect(mergedExamples(before, { new200: {} }, [], same)).toMatchObject({ written: ['new200'], kept: ['old200'] })
})

test('says after failed calls whether the written answers count, and what to do', () => {
  const restarted = lastWords(['generation createImage answered 503: Your worker restarted mid-request. Please try again.'], [])
  expect(restarted).toMatch(
    /^1 call failed, see above\. Answers that are listed as written are real, .* save nothing until the recording ends\.$/,
  )
  expect(lastWords(['config getMe answered 500', 'config getKey answered 404'], [])).toMatch(/^2 calls failed, .* Record again\.$/)
})

test('says after a recording that broke off which calls had failed, and what the platform has logged', () => {
  const logged = [
    { text: 'job_step_failed: no value for `note`', of: 'gen_1' },
    { text: 'webhook_log_failed', of: null },
    { text: 'job_step_failed: no value for `note`', of: 'gen_2' },
  ]
  expect(brokenOff(new Error('No webhook was delivered'), ['config getMe answered 500'], logged)).toBe(
    `The recording broke off, so nothing was written: No webhook was delivered.
Before, 1 call failed:
  config getMe answered 500
The newest errors of the platform:
  webhook_log_failed
  job_step_failed: no value for \`note\` (gen_2), 2 times`,
  )
  expect(lastWords(['config getMe answered 500'], logged)).toContain('\nThe newest errors of the platform:\n  webhook_log_failed\n')
  expect(brokenOff(new Error('No webhook was delivered'), [], [])).toBe(
    'The recording broke off, so nothing was written: No webhook was delivered.',
  )
})

test('refuses a name in READ that the config service cannot play, before anything is started', () => {
  const contractOf = (service: string) =>
    new OpenApiDocument(JSON.parse(readFileSync(join(root, 'generated', service, 'openapi.json'), 'utf8')))
  const contracts = { config: contractOf('config'), generation: contractOf('generation') }
  expect(readFaults(contracts)).toEqual([])
  expect(readFaults(contracts, ['getMe', 'getGeneration', 'createProject', 'getNothing'])).toEqual([
    'getGeneration in READ is an operation of the generation service; READ is for the config service. Add a call in playGeneration instead.',
    'createProject in READ takes a body. Add a call in playRest or playConfig instead.',
    'getNothing in READ is no operation. Correct its name, or run npm run generate after you have changed the contract.',
  ])
})
