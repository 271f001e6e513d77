import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pageOf } from '../../scripts/provider-pages.ts'
import { luma } from '../../src/providers/luma/index.ts'

const written = readFileSync('docs/admin/providers/luma.md', 'utf8')

it('a new page names both parts that a person has to write', () => {
  const { page, missing } = pageOf(luma, '')
  expect(missing).toEqual([
    expect.stringMatching(/luma\.md does not say where to get a key: write it/),
    expect.stringMatching(/luma\.md does not say how the adapter works: write it/),
  ])
  // Nobody has written the two parts into `page` yet. So a call with this page returns it unchanged, and names both parts again.
  expect(pageOf(luma, page)).toEqual({ page, missing })
})

it('the parts that were written stay', () => {
  expect(pageOf(luma, written)).toEqual({ page: written, missing: [] })
})
