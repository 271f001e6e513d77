// Tests which lines of a definition, written as JSON, the panel marks for a fault.
import { expect, it } from 'vitest'
import { spanOf } from '../../src/panel/parts/json-lines.ts'

const TEXT = JSON.stringify({ id: 'studio', 'a/b': ['s\\"}', true, { 'c~': -1.5, d: null }], models: [] }, null, 2)

it.each([
  ['a member', '/id', 2, '"studio"'],
  ['a text with quotes and brackets', '/a~1b/0', 4, String.raw`"s\\\"}"`],
  ['an item of a list', '/a~1b/1', 5, 'true'],
  ['a member of an object in a list', '/a~1b/2/c~0', 7, '-1.5'],
  ['the last member of an object', '/a~1b/2/d', 8, 'null'],
  ['the name of a list', '/models', 11, '"models"'],
  ['the object that lacks a member', '/a~1b/2/missing', 6, '{'],
  ['the whole text', '', 1, '{'],
])('finds %s', (_what, pointer, line, selected) => {
  const span = spanOf(TEXT, pointer)
  expect(span?.line).toBe(line)
  expect(TEXT.slice(span?.start, span?.end)).toBe(selected)
})

it('reads a text on one line', () => {
  expect(spanOf('[1,{"a":[]}]', '/1/a')).toEqual({ line: 1, start: 4, end: 7 })
})

it('finds nothing in a text that is not JSON', () => {
  expect(spanOf('{ "id": ', '/id')).toBeNull()
})
