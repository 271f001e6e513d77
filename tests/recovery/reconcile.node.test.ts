// Tests what `npm run restore -- reconcile` prints for a platform that has noticed a restore of its database. Each test has another kind of
// restore. A small server stands for the platform. tests/recovery/rewound.node.test.ts runs the command on a real platform.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { reconcile } from '../../scripts/recovery/reconcile.ts'

const NAMES: Record<string, unknown> = {
  '/keys/key_1': { name: 'Shop' },
  '/users/user_1': { name: 'Ada' },
  '/instances/inst_1': { name: 'Production' },
  '/credentials/cred_1': { connection: 'openai' },
}
const restored = (undone: [action: string, target: string][], keys: string[] = []) => ({
  sequence: 5,
  actor: { kind: 'system' },
  action: 'organization.database_restored',
  created_at: '2026-11-29T10:00:00.000Z',
  after: { undone: undone.map(([action, target]) => ({ action, target })), undone_changes: undone.length, keys_ended_again: keys },
})
const entry = (sequence: number, action: string, kind = 'user') => ({ sequence, action, actor: { kind } })

/**
 * Runs reconcile against a platform with one organization, whose audit log has these entries, newest first. Returns the lines that
 * reconcile prints.
 */
async function linesFor(log: { action: string }[]): Promise<string[]> {
  const answers = (url: URL): unknown => {
    const path = url.pathname.replace('/config/v1', '')
    if (path === '/organizations') return { data: [{ id: 'org_1', slug: 'acme' }], next_cursor: null }
    if (path === '/instances') return { data: [], next_cursor: null }
    if (path === '/audit-log/verify') return { intact: true, broken_at: null }
    if (path === '/audit-log') {
      const action = url.searchParams.get('action')
      return { data: log.filter((each) => action === null || each.action === action) }
    }
    return NAMES[path]
  }
  const server = createServer((request, response) => {
    const answer = answers(new URL(request.url!, 'http://localhost'))
    response.statusCode = answer === undefined ? 404 : 200
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const lines: string[] = []
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect(await reconcile({ url, key: 'a key' }, (line) => lines.push(line.trim()))).toBe(true)
    return lines
  } finally {
    server.close()
  }
}

it('what lets somebody in again comes first, each with its name', async () => {
  const undone: [string, string][] = [
    ['limits.set', 'inst_1'],
    ['user.create', 'user_gone'],
    ['user.update', 'user_1'],
    ['credential.rotate', 'cred_1'],
    ['key.rotate', 'key_1'],
    ['key.revoke', 'key_1'],
    ['session.delete', 'ses_1'],
  ]
  // Somebody had revoked `key_1`. The restore has undone this, so the key was valid again, and the platform has revoked it a second time.
  // The log entry `key.revoke` of the actor `system` records the second revocation. Neither this entry nor the entry `session.create`
  // counts as a change that was made after the restore.
  expect(await linesFor([entry(7, 'session.create'), entry(6, 'key.revoke', 'system'), restored(undone, ['key_1'])])).toEqual([
    'acme (org_1): audit log intact',
    'restored database noticed at 2026-11-29T10:00:00.000Z: 7 changes undone',
    'keys that have ended again: key_1 (Shop)',
    'its successor is unknown, so make a new key: key_1 (Shop)',
    'repeat it first: user.update user_1 (Ada)',
    'repeat it first: credential.rotate cred_1 (openai)',
    'repeat it if you want it: limits.set inst_1 (Production)',
    'make it again if you want it: user.create user_gone (gone)',
  ])
})

it('a change of something that was made since stands with its creation, and is not asked for alone', async () => {
  const undone: [string, string][] = [
    ['user.create', 'user_new'],
    ['user.set_grants', 'user_new'],
    ['key.create', 'key_new'],
    ['user.update', 'user_new'],
    ['user.set_grants', 'user_new'],
    ['key.rotate', 'key_new'],
    ['user.set_grants', 'user_1'],
  ]
  expect((await linesFor([restored(undone)])).slice(2)).toEqual([
    'keys that have ended again: none',
    'repeat it first: user.set_grants user_1 (Ada)',
    'make it again if you want it: user.create user_new (gone), then user.set_grants, user.update',
    'make it again if you want it: key.create key_new (gone)',
  ])
})

it('what was made and ended since is left out', async () => {
  const undone: [string, string][] = [
    ['project.create', 'proj_new'],
    ['key.create', 'key_new'],
    ['project.update', 'proj_new'],
    ['key.revoke', 'key_new'],
    ['project.delete', 'proj_new'],
  ]
  expect((await linesFor([restored(undone)])).slice(1)).toEqual([
    'restored database noticed at 2026-11-29T10:00:00.000Z: 5 changes undone',
    'keys that have ended again: none',
  ])
})

it('a change of something that is gone for another reason is not asked for', async () => {
  // The import has made the webhook `hook_new`. The audit log has an entry for the import, but none for the creation of this webhook.
  const undone: [string, string][] = [
    ['instance.import', 'inst_1'],
    ['webhook.rotate_secret', 'hook_new'],
    ['key.rotate', 'key_new'],
  ]
  expect((await linesFor([restored(undone)])).slice(3)).toEqual([
    'repeat it if you want it: instance.import inst_1 (Production)',
    'cannot be repeated, because the restored database does not have it: webhook.rotate_secret hook_new (gone)',
    'cannot be repeated, because the restored database does not have it: key.rotate key_new (gone)',
  ])
})

it('the entries about earlier restores are not changes to repeat', async () => {
  const undone: [string, string][] = [
    ['organization.database_restored', 'org_1'],
    ['limiter.database_restored', 'inst_1'],
    ['limits.set', 'inst_1'],
  ]
  const lines = await linesFor([restored(undone)])
  expect(lines).toContain('restored database noticed at 2026-11-29T10:00:00.000Z: 1 change undone')
  expect(lines.filter((line) => line.includes('database_restored'))).toEqual([])
})

it('a list is called old if changes were made after its restore', async () => {
  const lines = await linesFor([entry(7, 'user.create'), entry(6, 'limits.set'), restored([['limits.set', 'inst_1']])])
  expect(lines[1]).toBe(
    'nothing new since the restored database that was noticed at 2026-11-29T10:00:00.000Z: 1 change undone then. Changes made after it: 2, so this list may be old',
  )
})

it('an organization whose database was never restored', async () => {
  expect(await linesFor([entry(1, 'organization.create')])).toEqual([
    'acme (org_1): audit log intact',
    'no restored database was ever noticed here',
  ])
})
