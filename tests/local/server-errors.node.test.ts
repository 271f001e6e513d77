// Tests how commands find the errors of the platform in the output of the local server.
import { expect, test } from 'vitest'
import { errorReader, type LoggedError, newestErrors, sparingly } from '../../scripts/local/server-errors.mjs'

const wrangler = (line: object) =>
  `\u001B[31m✘ \u001B[41;31m[\u001B[41;97mERROR\u001B[41;31m]\u001B[0m \u001B[1m${JSON.stringify(line)}\u001B[0m\n`
const failed = { level: 'error', event: 'job_step_failed', request_id: 'req_1', generation_id: 'gen_1', message: 'no value for `note`' }

test('errors are found in coloured lines that come in pieces, and nothing else', () => {
  const found: LoggedError[] = []
  const read = errorReader((error) => found.push(error))
  const output = [
    `${JSON.stringify({ level: 'info', event: 'request', message: '{"level":"warn"' })}\n`,
    wrangler(failed),
    `[wrangler:info] POST /v1/generate 200 OK (31ms)\n`,
    wrangler({ level: 'error', event: 'job_alarm_failed' }),
    wrangler({ level: 'error', event: 'settle_refused', state: 'unknown', instance_id: 'inst_1' }),
    '{"level":"error", broken\n',
  ].join('')
  for (let at = 0; at < output.length; at += 50) read(output.slice(at, at + 50))
  expect(found).toEqual([
    { text: 'job_step_failed: no value for `note`', of: 'gen_1' },
    { text: 'job_alarm_failed', of: null },
    { text: 'settle_refused: unknown', of: 'inst_1' },
  ])
})

test('a long message is shortened', () => {
  const found: LoggedError[] = []
  errorReader((error) => found.push(error))(wrangler({ ...failed, message: 'x'.repeat(2000) }))
  expect(found[0]!.text).toHaveLength('job_step_failed: '.length + 401)
})

test('an error that repeats is reported once a minute', () => {
  const lines: string[] = []
  let now = 0
  const report = sparingly((line) => lines.push(line), { now: () => now })
  for (now = 0; now < 120_000; now += 10_000) report({ text: 'a', of: `gen_${now}` })
  report({ text: 'b', of: null })
  expect(lines).toEqual(['a (gen_0)', 'a (gen_60000)', 'b'])
})

test('the newest errors are listed once each, with their number', () => {
  const errors = ['a', 'b', 'a', 'c'].map((text) => ({ text, of: null }))
  expect(newestErrors(errors, 2)).toBe('  a, 2 times\n  c')
  expect(newestErrors([])).toBe('')
})
