// Tests the list of operations by which the panel can filter the request log. It is generated from the contract, so nobody has to add a new
// operation to it.
import { expect, test } from 'vitest'
import { LOGGED_OPERATIONS } from '../../generated/generation/logged-operations.ts'
import { OpenApiDocument } from '../../scripts/emit/document.ts'
import { loggedOperationsFile } from '../../scripts/emit/logged-operations.ts'

const operation = (operationId: string, security?: object[]) => ({ operationId, ...(security === undefined ? {} : { security }) })

test('has every operation that needs a key, and no other', () => {
  const document = new OpenApiDocument({
    openapi: '3.1.0',
    security: [{ key: [] }],
    paths: { '/a': { get: operation('getThing'), post: operation('makeThing', [{ key: [] }]) }, '/b': { get: operation('getHealth', []) } },
  })
  expect(loggedOperationsFile(document)).toContain("[\n  'getThing',\n  'makeThing',\n] as const")
})

test('the generated list has the operations of the generation service', () => {
  expect(LOGGED_OPERATIONS).toEqual(expect.arrayContaining(['generate', 'listGenerations', 'createImage']))
  expect(LOGGED_OPERATIONS).not.toContain('getHealth')
})
