// Tests `rowFor`. `npm run test:providers` runs each row of the fault table with each provider. If a row requests more pictures than the
// provider makes in one call, `rowFor` lowers the number.
import { expect, test } from 'vitest'
import { rowFor, ROWS } from '../e2e/provider-rows.mjs'

const fewer = ROWS.find(({ title }) => title === 'fewer pictures than asked for')!

test('a provider that makes two pictures in one call is asked for two, and returns one', () => {
  expect(rowFor(fewer, { most: 2 })).toMatchObject({ body: { n: 2 }, gives: 1, expected: { images: 1 } })
})

test('a provider that makes three or more returns two', () => {
  expect(rowFor(fewer, { most: 3 })).toMatchObject({ body: { n: 3 }, gives: 2, expected: { images: 2 } })
  expect(rowFor(fewer, { most: 4 })).toBe(fewer)
  expect(rowFor(fewer, { most: 8 })).toBe(fewer)
})

test('a row that asks for one picture stays as it is', () => {
  expect(rowFor(ROWS[0]!, { most: 1 })).toBe(ROWS[0])
})
