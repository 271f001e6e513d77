import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/local/paths.mjs'
import { OPERATIONS } from '../e2e/explorer-operations.mjs'

interface Paths {
  paths: Record<string, Record<string, { operationId?: string }>>
}

it.each(['config', 'generation'] as const)('the explorer’s test has a row for each operation of the contract %s', (service) => {
  const { paths } = JSON.parse(readFileSync(join(root, 'generated', service, 'openapi.json'), 'utf8')) as Paths
  const ids = Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ operationId }) => operationId ?? []))
  expect(ids.length).toBeGreaterThan(20)
  expect(Object.keys(OPERATIONS[service]).toSorted()).toEqual(ids.toSorted())
})
