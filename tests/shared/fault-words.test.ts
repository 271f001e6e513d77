import { expect, test } from 'vitest'
import { z } from 'zod'
import '../../src/shared/fault-words.ts'

const messageOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message

test.each<[z.ZodType, unknown, string]>([
  [z.string(), 7, 'must be a string, not a number'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.int(), null, 'must be a number, not null'],
  [z.array(z.string()), {}, 'must be an array, not an object'],
  [z.record(z.string(), z.string()), [], 'must be an object, not an array'],
  [z.enum(['url', 'b64_json']), 'png', 'must be one of "url", "b64_json"'],
  [z.literal('all'), 'some', 'must be "all"'],
  [z.number().min(0), -1, 'must be at least 0'],
  [z.number().gt(0), 0, 'must be more than 0'],
  [z.number().max(10), 11, 'must be at most 10'],
  [z.string().min(1), '', 'must have at least 1 character'],
  [z.string().max(3), 'four', 'must have at most 3 characters'],
  [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 item'],
  [z.number().multipleOf(8), 9, 'must be a multiple of 8'],
  [z.email(), 'nonsense', 'must be an e-mail address'],
  [z.iso.datetime({ offset: true }), '2026-11-29', 'must be a date with a time of day and a zone, such as 2026-11-29T00:00:00Z'],
  [z.url(), 'example.com/hook', 'must be a whole address, such as https://example.com/path'],
  [z.string().regex(/^https?:\/\//u), 'ftp://example.com', 'must begin with https:// or http://'],
  [z.string().regex(/\S/u), '  ', 'must have a character that is not a space'],
  [z.string().regex(/^[a-z]+$/u), '7', 'must match the pattern ^[a-z]+$'],
  [
    z.string().regex(/^(?=[^@]{1,64}@)(?:[a-z0-9]+\.)*[a-z0-9]+@(?:[a-z0-9]+\.)+[a-z]{2,63}$/u),
    'x',
    'does not have the form that the contract describes',
  ],
])('%#: %s', (schema, value, message) => {
  expect(messageOf(schema, value)).toBe(message)
})

test('a message of a schema’s own stays', () => {
  expect(
    messageOf(
      z.string().refine(() => false, 'names no model'),
      'x',
    ),
  ).toBe('names no model')
  expect(messageOf(z.number('a number, please'), 'x')).toBe('a number, please')
})
