// Tests that the lint rules work, because a broken rule looks like one that is never violated. Writes code with violations into a temporary
// folder, lints it with the project's own configuration, and fails unless every violation is reported.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const FORBIDDEN: { name: string; file: string; source: string; expect: string }[] = [
  {
    name: 'config-service imports generation-service',
    file: 'src/config-service/canary.ts',
    source: `import { value } from '../generation-service/target.ts'\nexport const copy = value\n`,
    expect: 'boundaries(dependencies)',
  },
  {
    name: 'providers import a service',
    file: 'src/providers/canary.ts',
    source: `import { value } from '../generation-service/target.ts'\nexport const copy = value\n`,
    expect: 'boundaries(dependencies)',
  },
  {
    name: 'shared imports the limiter',
    file: 'src/shared/canary.ts',
    source: `import { value } from '../rate-limiter/target.ts'\nexport const copy = value\n`,
    expect: 'boundaries(dependencies)',
  },
  {
    name: 'atob decoding',
    file: 'src/generation-service/atob.ts',
    source: `export const decode = (text: string) => atob(text)\n`,
    expect: 'no-restricted-globals',
  },
  {
    name: 'an unguarded fetch',
    file: 'src/providers/fetch.ts',
    source: `export const get = () => fetch('https://example.com')\n`,
    expect: 'no-restricted-globals',
  },
  {
    name: 'a circle of imports, even of types alone',
    file: 'src/shared/circle.ts',
    source: `import type { Back } from './circle-back.ts'\nexport interface There {\n  back: Back | null\n}\n`,
    expect: 'import(no-cycle)',
  },
  {
    name: 'a function of 81 lines',
    file: 'src/shared/long.ts',
    source: `export function long() {\n${'  void 0\n'.repeat(81)}}\n`,
    expect: 'max-lines-per-function',
  },
  { name: 'an explicit any', file: 'src/shared/any.ts', source: `export const hole = (value: any) => value\n`, expect: 'no-explicit-any' },
]

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'lint-canary-'))
const failures: string[] = []
try {
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'))
  config.jsPlugins = config.jsPlugins.map((plugin: string) => createRequire(join(root, 'package.json')).resolve(plugin))
  delete config.$schema
  writeFileSync(join(scratch, '.oxlintrc.json'), JSON.stringify(config))
  cpSync(join(root, 'tsconfig.json'), join(scratch, 'tsconfig.json'))
  const put = (file: string, source: string) => {
    mkdirSync(join(scratch, file, '..'), { recursive: true })
    writeFileSync(join(scratch, file), source)
  }
  put('src/generation-service/target.ts', 'export const value = 1\n')
  put('src/shared/circle-back.ts', `import type { There } from './circle.ts'\nexport interface Back {\n  there: There | null\n}\n`)
  put('src/rate-limiter/target.ts', 'export const value = 1\n')
  put('src/config-service/allowed.ts', `import { value } from '../rate-limiter/target.ts'\nexport const copy = value\n`)
  for (const { file, source } of FORBIDDEN) put(file, source)

  const lint = (file: string) => {
    const run = spawnSync(join(root, 'node_modules/.bin/oxlint'), [file], { cwd: scratch, encoding: 'utf8' })
    return { status: run.status, text: run.stdout + run.stderr }
  }
  for (const { name, file, expect } of FORBIDDEN) {
    const { status, text } = lint(file)
    if (status === 0 || !text.includes(expect)) failures.push(`${name}: expected ${expect}, got exit ${status}\n${text}`)
  }
  const allowed = lint('src/config-service/allowed.ts')
  if (allowed.status !== 0) failures.push(`an allowed import was refused:\n${allowed.text}`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
console.log(`lint canary: ${FORBIDDEN.length} forbidden patterns refused, 1 allowed import accepted`)
