// Tests of the client for TypeScript and of `cma` that need no platform: refused keys and addresses, lists, and the error codes of
// generations.
import { afterEach, expect, test, vi } from 'vitest'
import {
  createClient,
  createConfigClient,
  type Generation,
  GenerationFailedError,
  unwrap,
} from '../../generated/clients/typescript/index.ts'
import { failureOf } from '../../src/cli/errors.ts'
import { loginOf } from '../../src/cli/logins.ts'

const KEY = 'cma_live_0123456789'
const url = 'http://127.0.0.1:9'

afterEach(() => {
  vi.unstubAllEnvs()
})

/** A client whose requests all get an empty list; `seen` has the requests. */
function client(key = KEY) {
  const seen: Request[] = []
  const cma = createClient({
    url: `${url}/ `,
    key,
    fetch: (request: Request) => {
      seen.push(request)
      return Promise.resolve(Response.json({ data: [{ id: 'gen_1' }], next_cursor: null }))
    },
  })
  return { cma, seen }
}

test.each(['', ' \n', `${KEY}\n${KEY}`, `${KEY} x`, `${KEY}é`, `${KEY}\0`])(
  'a key that no header can hold is refused and not shown: %j',
  (key) => {
    const refusal = () => createConfigClient({ url, key })
    expect(refusal).toThrow(/^The key /)
    expect(refusal).not.toThrow(KEY)
  },
)

test('the line break of a secret file is no part of the key', async () => {
  const { cma, seen } = client(`${KEY}\r\n`)
  unwrap(await cma.generation.GET('/generations'))
  expect(seen.map((request) => [request.url, request.headers.get('authorization')])).toEqual([[`${url}/v1/generations`, `Bearer ${KEY}`]])
})

test.each(['', '127.0.0.1:8787', 'images.example.com', 'ftp://images.example.com', 'https://', undefined as unknown as string])(
  'an address that cannot be called is refused: %j',
  (address) => {
    expect(() => createConfigClient({ url: address, key: KEY })).toThrow(/^The URL /)
  },
)

test.each(['/v1', '/v1/ ', '/config/v1', '/images/v1/'])('an address that ends in the path of an API is refused: %j', (path) => {
  expect(() => createClient({ url: url + path, key: KEY })).toThrow(/^The URL ends in \/(config\/)?v1\. Leave that out/)
  expect(() => createClient({ url: `${url}/images`, key: KEY })).not.toThrow()
})

test('a value that no header can hold is refused before the first try', async () => {
  const { cma, seen } = client()
  await expect(cma.generateAndWait({ prompt: 'a fox' }, { idempotencyKey: 'a\nb' })).rejects.toThrow(TypeError)
  expect(() => createClient({ url, key: KEY, projectId: 'proj_\n1' })).toThrow(TypeError)
  expect(seen).toEqual([])
})

test('paginate takes results of calls and their data', async () => {
  const { cma, seen } = client()
  const ids: string[] = []
  for await (const { id } of cma.paginate(() => cma.generation.GET('/generations'))) ids.push(id)
  for await (const { id } of cma.paginate(async () => unwrap(await cma.generation.GET('/generations')))) ids.push(id)
  expect(ids).toEqual(['gen_1', 'gen_1'])
  expect(seen).toHaveLength(2)
  const nothing = cma.paginate(() => Promise.resolve(null as never))
  await expect(nothing.next()).rejects.toThrow('The function of paginate returned no list.')
})

test.each([
  ['failed', 'has failed', { code: 'safety_refused', message: 'The provider refused it.' }, 'safety_refused'],
  ['canceled', 'was canceled', null, 'generation_canceled'],
  ['indeterminate', 'is indeterminate', null, 'outcome_indeterminate'],
])('a generation with the status %s has a code, and a text in words', (status, words, error, code) => {
  const failed = new GenerationFailedError({ id: 'gen_1', status, error } as Generation)
  expect(failed.code).toBe(code)
  expect(failed.message).toBe(`Generation gen_1 ${words} (${code})${error === null ? '' : `: ${error.message}`}`)
  expect(failureOf(failed).title).toBe(`The generation ${words}.`)
})

test('cma takes a key with the line break of a file, and refuses two keys without showing them', () => {
  const login = () => loginOf({ profile: undefined, project: undefined }, () => undefined)
  vi.stubEnv('CMA_URL', url)
  vi.stubEnv('CMA_KEY', `${KEY}\n`)
  expect(login().key).toBe(KEY)
  vi.stubEnv('CMA_KEY', `${KEY}\n${KEY}`)
  expect(login).toThrow('CMA_KEY has a space')
  expect(login).not.toThrow(KEY)
  vi.stubEnv('CMA_KEY', ' \n')
  expect(login).toThrow('CMA_URL is set, but CMA_KEY is not.')
})
