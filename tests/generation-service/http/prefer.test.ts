import { expect, test } from 'vitest'
import { parsePrefer } from '../../../src/generation-service/http/prefer.ts'

test.each([
  [undefined, false, null],
  ['respond-async', true, null],
  ['wait=10', false, 10_000],
  ['respond-async, wait=10', false, 10_000],
  ['Respond-Async', true, null],
  ['wait=0', true, 0],
  ['wait=100000', false, 300_000],
  ['handling=lenient; x=y, respond-async;foo', true, null],
  ['wait=soon', false, null],
])('%s', (header, respondAsync, waitMs) => {
  expect(parsePrefer(header)).toMatchObject({ respondAsync, waitMs })
})
