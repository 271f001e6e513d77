import { afterEach, expect, test, vi } from 'vitest'
import { traceIdOf } from '../../src/contract/request-id.ts'
import { call } from '../support/call.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'

afterEach(() => void vi.restoreAllMocks())

test('is read from a valid W3C traceparent, and from nothing else', () => {
  expect(traceIdOf(`00-${TRACE}-${PARENT}-01`)).toBe(TRACE)
  const wrong = [
    undefined,
    '',
    TRACE,
    `01-${TRACE}-${PARENT}-01`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${PARENT}-01-x`,
  ]
  for (const header of wrong) expect(traceIdOf(header), header).toBeUndefined()
})

test.each(['/config/v1/health', '/v1/health'])('%s: it is logged on the line of the request, beside the request id', async (path) => {
  const lines: string[] = []
  vi.spyOn(console, 'info').mockImplementation((line: string) => void lines.push(line))
  await call(`GET ${path}`, { headers: { traceparent: `00-${TRACE}-${PARENT}-01`, 'x-request-id': 'req-of-a-caller' } })
  const requests = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'request')
  expect(requests).toMatchObject([{ request_id: 'req-of-a-caller', trace_id: TRACE }])
})
