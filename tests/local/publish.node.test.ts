// Tests that a running server never lacks a file while the files are built anew, and that a server that ends by itself is started again.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { lock, publish } from '../../scripts/local/publish.mjs'
import { serveUntilStopped } from '../../scripts/local/server.mjs'

const folder = mkdtempSync(join(tmpdir(), 'publish-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function make(name: string, files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true })
    writeFileSync(join(folder, name, file), text)
  }
  return join(folder, name)
}

it('replaces the files that changed, keeps the others, and removes what is no longer needed', () => {
  const served = make('served', { 'index.html': 'old', 'same/index.html': 'same', 'gone/index.html': 'gone', 'assets/old.js': 'old' })
  const longAgo = new Date(0)
  utimesSync(join(served, 'same/index.html'), longAgo, longAgo)
  const before = ['.', 'same', 'assets'].map((name) => statSync(join(served, name)).ino)
  publish(make('built', { 'index.html': 'new', 'same/index.html': 'same', 'assets/new.js': 'new', 'more/index.html': 'more' }), served)
  expect(readdirSync(served, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual([
    'assets',
    'assets/new.js',
    'index.html',
    'more',
    'more/index.html',
    'same',
    'same/index.html',
  ])
  expect(readFileSync(join(served, 'index.html'), 'utf8')).toBe('new')
  expect(statSync(join(served, 'same/index.html')).mtimeMs).toBe(0)
  // The inode numbers are unchanged, so no folder was removed and made again.
  expect(['.', 'same', 'assets'].map((name) => statSync(join(served, name)).ino)).toEqual(before)
})

it('publishes into a folder that does not exist yet', () => {
  publish(make('first', { 'a/index.html': 'a' }), join(folder, 'new', 'guide'))
  expect(existsSync(join(folder, 'new/guide/a/index.html'))).toBe(true)
})

it('a build waits for another one, but not for one that has ended', () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  writeFileSync(join(folder, 'ended.lock'), String(pid))
  expect(lock('ended', { folder })).toBe(false)
  expect(readFileSync(join(folder, 'ended.lock'), 'utf8')).toBe(String(process.pid))
  // This process still holds the lock, so `lock` waits for 300 ms and then goes on without the lock. `lock` returns whether it has waited.
  expect(lock('ended', { folder, patienceMs: 300 })).toBe(true)
})

const serverThatEnds = (text: string) => ({ baseUrl: 'http://127.0.0.1:1', exit: Promise.resolve(1), output: () => text })

it('starts a server that ended by itself once again, and shows what it wrote last', async () => {
  const reported: string[] = []
  const ended = serveUntilStopped(serverThatEnds('Reloading local server...\nENOENT: public/guide\n'), {
    start: async () => serverThatEnds('the second error'),
    isStopping: () => false,
    report: (text) => reported.push(text),
  })
  await expect(ended).rejects.toThrow('the second error')
  expect(reported).toHaveLength(2)
  expect(reported[0]).toContain('exit code 1')
  expect(reported[0]).toContain('ENOENT: public/guide')
})

it('does not start a server again that was stopped', async () => {
  const start = () => Promise.reject(new Error('started again'))
  await serveUntilStopped(serverThatEnds(''), { start, isStopping: () => true, report: () => undefined })
})
