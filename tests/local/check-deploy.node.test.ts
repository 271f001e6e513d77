import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { bundleFault, MOST_BUNDLE_KIB } from '../../scripts/check-deploy.ts'

const root = resolve(import.meta.dirname, '../..')

it('a bundle that is too large is refused with the name of the bound, and what to do', () => {
  expect(bundleFault(MOST_BUNDLE_KIB)).toBeNull()
  const fault = bundleFault(MOST_BUNDLE_KIB + 0.47)
  expect(fault).toContain(`${MOST_BUNDLE_KIB}.47 KiB compressed, at most ${MOST_BUNDLE_KIB} are allowed`)
  expect(fault).toContain('raise MOST_BUNDLE_KIB in scripts/check-deploy.ts')
})

it('the pages that the message names have the bound', () => {
  const pages = bundleFault(Infinity)!.match(/docs\/\S+\.md/g)!
  expect(pages).toHaveLength(2)
  for (const page of pages) expect(readFileSync(join(root, page), 'utf8'), page).toContain(`${MOST_BUNDLE_KIB} KiB`)
})
