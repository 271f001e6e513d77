import { describe, expect, it } from 'vitest'
import { authenticateForProject, bearerToken, checkKey, type StoredKey } from '../../src/auth/authenticate.ts'
import { hashKey, makeKey } from '../../src/auth/key-format.ts'

const pepper = (text: string) => new TextEncoder().encode(text.padEnd(32, '.')) as Uint8Array<ArrayBuffer>
const peppers = {
  current: 2,
  keys: new Map([
    [1, pepper('one')],
    [2, pepper('two')],
  ]),
}
const NOW = 1_800_000_000_000

async function stored(token: string, changes: Partial<StoredKey> = {}, withPeppers = peppers): Promise<StoredKey> {
  return {
    ...(await hashKey(token, withPeppers)),
    keyId: 'key_1',
    kind: 'project',
    organizationId: 'org_1',
    instanceId: 'inst_1',
    projectId: 'proj_1',
    userId: null,
    scopes: ['generate'],
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    role: null,
    grants: [],
    ...changes,
  }
}
function storeOf(...keys: StoredKey[]) {
  let lookups = 0
  return {
    get lookups() {
      return lookups
    },
    async findKey(hashes: string[]) {
      lookups++
      return keys.find((key) => hashes.includes(key.hash)) ?? null
    },
    async findProject(projectId: string) {
      return projectId === 'proj_1' ? { organizationId: 'org_1', instanceId: 'inst_1' } : null
    },
  }
}

describe('checkKey', () => {
  it('recognizes a valid key of the newest and of an older pepper', async () => {
    for (const version of [1, 2]) {
      const token = makeKey()
      const result = await checkKey(token, storeOf(await stored(token, {}, { current: version, keys: peppers.keys })), peppers, NOW)
      expect(result).toMatchObject({ ok: true, key: { keyId: 'key_1', pepperVersion: version } })
    }
  })

  it('does not look up malformed keys', async () => {
    const store = storeOf()
    const token = makeKey()
    const broken = token.slice(0, -1) + (token.endsWith('a') ? 'b' : 'a')
    expect(await checkKey(broken, store, peppers, NOW)).toEqual({ ok: false, code: 'invalid_key' })
    expect(await checkKey(null, store, peppers, NOW)).toEqual({ ok: false, code: 'missing_key' })
    expect(store.lookups).toBe(0)
  })

  it('tells unknown, expired and revoked apart; revoked wins', async () => {
    const token = makeKey()
    expect(await checkKey(token, storeOf(), peppers, NOW)).toEqual({ ok: false, code: 'invalid_key' })
    expect(await checkKey(token, storeOf(await stored(token, { expiresAt: NOW })), peppers, NOW)).toEqual({
      ok: false,
      code: 'expired_key',
    })
    expect((await checkKey(token, storeOf(await stored(token, { expiresAt: NOW + 1 })), peppers, NOW)).ok).toBe(true)
    expect(await checkKey(token, storeOf(await stored(token, { expiresAt: 1, revokedAt: 2 })), peppers, NOW)).toEqual({
      ok: false,
      code: 'revoked_key',
    })
  })

  it('ignores a row whose pepper version differs', async () => {
    const token = makeKey()
    expect(await checkKey(token, storeOf(await stored(token, { pepperVersion: 1 })), peppers, NOW)).toEqual({
      ok: false,
      code: 'invalid_key',
    })
  })
})

describe('authenticateForProject', () => {
  const ask = (token: string, changes: { projectId?: string | null; instanceId?: string | null } = {}) => ({
    token,
    projectId: null,
    instanceId: null,
    ...changes,
  })

  it('takes the project of a project key, and refuses any other project', async () => {
    const token = makeKey()
    const store = storeOf(await stored(token))
    expect(await authenticateForProject(ask(token), store, peppers, NOW)).toMatchObject({
      ok: true,
      principal: { projectId: 'proj_1', instanceId: 'inst_1', keyKind: 'project' },
    })
    expect((await authenticateForProject(ask(token, { projectId: 'proj_1', instanceId: 'inst_1' }), store, peppers, NOW)).ok).toBe(true)
    expect(await authenticateForProject(ask(token, { projectId: 'proj_2' }), store, peppers, NOW)).toEqual({
      ok: false,
      code: 'not_found',
      detail: "X-Project-ID names another project than this key's own. Leave it out.",
    })
    expect(await authenticateForProject(ask(token, { instanceId: 'inst_2' }), store, peppers, NOW)).toEqual({
      ok: false,
      code: 'not_found',
      detail: 'X-Instance-ID names another instance than that of the key. Omit the header.',
    })
  })

  it("acts in the project that a request with a user's key names, if the user may see it", async () => {
    const token = makeKey()
    const user = { kind: 'user', instanceId: null, projectId: null, userId: 'user_1' } as const
    const asked = (changes: Partial<StoredKey>, projectId: string | null) =>
      stored(token, { ...user, ...changes }).then((key) => authenticateForProject(ask(token, { projectId }), storeOf(key), peppers, NOW))
    expect(await asked({ role: 'admin' }, null)).toMatchObject({
      ok: false,
      code: 'invalid_request',
      errors: [{ pointer: '/header/X-Project-ID' }],
    })
    expect(await asked({ role: 'admin' }, 'proj_1')).toMatchObject({ ok: true, principal: { userId: 'user_1', projectId: 'proj_1' } })
    expect(await asked({ role: 'admin' }, 'proj_9')).toEqual({
      ok: false,
      code: 'not_found',
      detail: 'X-Project-ID does not name a project that this key can access.',
    })
    expect(await asked({ role: 'admin', organizationId: 'org_2' }, 'proj_1')).toEqual({
      ok: false,
      code: 'not_found',
      detail: 'X-Project-ID does not name a project that this key can access.',
    })
    expect(await asked({ role: 'superadmin', organizationId: 'org_2' }, 'proj_1')).toMatchObject({
      ok: true,
      principal: { organizationId: 'org_1' },
    })
    expect(await asked({ role: 'developer' }, 'proj_1')).toEqual({
      ok: false,
      code: 'not_found',
      detail: 'X-Project-ID does not name a project that this key can access.',
    })
    expect((await asked({ role: 'developer', grants: [{ instanceId: 'inst_1', role: 'developer' }] }, 'proj_1')).ok).toBe(true)
  })
})

it('reads a bearer token and nothing else', () => {
  expect(bearerToken('Bearer abc')).toBe('abc')
  expect(bearerToken('bearer  abc ')).toBe('abc')
  for (const header of [null, undefined, '', 'Bearer', 'Basic abc', 'Bearer a b']) expect(bearerToken(header)).toBe(null)
})
