// Tests which files `npm run clean` removes: those that commands from the documentation have written, and no others.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { children, root } from '../../scripts/local/paths.mjs'

const clone = mkdtempSync(join(tmpdir(), 'clean-'))
afterAll(() => rmSync(clone, { recursive: true, force: true }))

const OF_THE_REPOSITORY = ['package.json', 'README.md', 'docs', 'generated/clients', 'scripts', 'src/cli']
const WRITTEN = [
  'key.json',
  'ada.key',
  'acme.env',
  'events.txt',
  'fox.png',
  'quickstart.py',
  'quickstart-client/pom.xml',
  'quickstart-go/main.go',
  'quickstart-venv/a.py',
]
const KEPT = [
  'node_modules/a/made.json',
  '.local/credentials.json',
  '.dev.vars',
  '.wrangler/made.json',
  '.env',
  'public/admin/index.html',
  'backups/made.json',
  'dist/made.json',
  'my-notes.txt',
  'my-app/key.json',
  'docs/made.json',
  'src/key.json',
]

it('removes what the commands on the docs pages have written, after a question, and nothing else', { timeout: 120_000 }, () => {
  const git = (...words: string[]) => expect(spawnSync('git', words, { cwd: clone }).status).toBe(0)
  for (const path of [...OF_THE_REPOSITORY, '.gitignore']) cpSync(join(root, path), join(clone, path), { recursive: true })
  git('init', '--quiet')
  git('add', '.')
  for (const path of [...WRITTEN, ...KEPT]) {
    mkdirSync(join(clone, dirname(path)), { recursive: true })
    writeFileSync(join(clone, path), 'cma_live_')
  }
  const left = (paths: string[]) => paths.filter((path) => existsSync(join(clone, path)))
  const clean = (input: string, ...words: string[]) => {
    const script = ['--import', './scripts/local/typescript.mjs', 'scripts/clean.ts', ...words]
    return spawnSync(process.execPath, script, { cwd: clone, env: children, encoding: 'utf8', input })
  }

  const asked = clean('n\n')
  expect([asked.status, asked.stderr]).toEqual([0, ''])
  expect(asked.stdout).toContain('Remove what the pages have written? [y/N]')
  expect(asked.stdout).toMatch(/no page names it:\n {2}my-app\n {2}my-notes.txt\n/)
  expect(left(WRITTEN)).toEqual(WRITTEN)

  expect(clean('y\n').stdout).toContain('Removed.')
  expect(left(WRITTEN)).toEqual([])
  expect(left([...KEPT, ...OF_THE_REPOSITORY])).toEqual([...KEPT, ...OF_THE_REPOSITORY])
  expect(clean('', '--yes').stdout).toContain('There is nothing to remove.')
})
