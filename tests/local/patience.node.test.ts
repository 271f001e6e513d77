import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/**
 * The shortest allowed time limit for waiting until something happens. A shorter one fails on a busy machine, which says nothing about the
 * code.
 */
const SHORTEST_MS = 60_000

it('G12: no test gives up in less than a minute, so none fails for a slow machine', () => {
  const hasty = globSync('tests/**/*.test.ts', { cwd: root })
    .filter((file) => !file.endsWith('patience.node.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const short = [...text.matchAll(/\b(?:timeout|testTimeout|hookTimeout): ([\d_]+)/g)].filter(
        ([, ms]) => Number(ms!.replaceAll('_', '')) < SHORTEST_MS,
      )
      // vi.waitFor and vi.waitUntil are not allowed, because their default time limit is one second and cannot be configured. expect.poll
      // has a default limit that can be configured.
      const waits = [...text.matchAll(/\bvi\.(?:waitFor|waitUntil)\(/g)]
      return [...short, ...waits].map(([found]) => `${file}: ${found}`)
    })
  expect(hasty).toEqual([])
  expect(readFileSync(join(root, 'vitest.config.ts'), 'utf8')).toMatch(/testTimeout: 120_000, hookTimeout: 120_000/)
})
