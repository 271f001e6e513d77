import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root, releasesFolder } from '../../scripts/release/releases.ts'
import { RELEASE, RELEASE_BEFORE } from '../../src/shared/release.ts'

it('the release in the code is that of the package and of the contracts, and the one before it is kept', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect(RELEASE).toBe(version)
  for (const service of ['config', 'generation']) {
    const contract = readFileSync(join(root, `openapi/${service}.yaml`), 'utf8')
    expect(/^ {2}version: (.*)$/m.exec(contract)?.[1]).toBe(RELEASE)
  }
  const earlier = readdirSync(releasesFolder).filter((name) => name.localeCompare(RELEASE, 'en', { numeric: true }) < 0)
  expect(earlier.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1)).toBe(RELEASE_BEFORE)
})
