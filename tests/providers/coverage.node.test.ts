// Checks that no built-in provider is missing from the tests. Each provider has:
// - rows in the fault table.
// - a contract that refuses wrong requests.
// - a check of its credential.
// - a page in the docs, which says that the provider was not tested with a real account, and rows in the tables of the docs.
// - an entry in tests/e2e/providers.mjs, which tests the adapter over real network connections.
// Each exception is named here, with the reason.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { adapters } from '../../src/providers/registry.ts'
import '../support/node-base64.ts'
import { FACTS_ALONE, PLAYED } from '../support/played/index.ts'
import { SUBJECTS } from './harness.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '../..', path), 'utf8')
const all = adapters().map(({ id }) => id)
/** Returns the built-in providers that the list `present` lacks. */
const without = (present: Iterable<string>) => {
  const known = new Set(present)
  return all.filter((id) => !known.has(id)).toSorted()
}
/**
 * These adapters do not call a provider over HTTP. `sketch` is part of the platform. `workers-ai` calls a binding; adapters.test.ts tests
 * its faults, and workers-ai-contract.test.ts its contract.
 */
const INSIDE = ['sketch', 'workers-ai']

it('the fault table has rows for every adapter that calls a provider', () => {
  expect(without(SUBJECTS.map(({ adapter }) => adapter.id))).toEqual(INSIDE)
  for (const test of ['adapters', 'workers-ai-contract']) expect(read(`tests/providers/${test}.test.ts`)).toContain('new FakeWorkersAi()')
})

it('every adapter has the facts of its published contract, with requests that they must refuse', () => {
  // OpenAI's requests are compared with its published document, in contracts.node.test.ts.
  expect(without([...PLAYED, ...FACTS_ALONE].map(({ adapter }) => adapter.id))).toEqual(['openai', ...INSIDE])
  expect(read('tests/providers/contracts.node.test.ts')).toContain("openai: 'openai-images.subset.openapi.yaml'")
  for (const { adapter, facts } of [...PLAYED, ...FACTS_ALONE]) {
    expect(facts.source.url, adapter.id).toMatch(/^https:\/\//)
    expect(facts.source.date, adapter.id).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(
      facts.endpoints.filter(({ takes }) => takes !== undefined).every(({ wrong = [] }) => wrong.length > 1),
      adapter.id,
    ).toBe(true)
  }
})

it('the carried matrix and the dry run go through the registry itself', () => {
  expect(read('tests/providers/carried.test.ts')).toContain('const SUBJECTS = [...adapters(), custom()]')
  expect(read('tests/providers/dry-run.test.ts')).toContain('const everyModel = adapters()')
})

it('the run over sockets has every adapter whose address an instance can set', () => {
  const listed = read('tests/e2e/providers.mjs').matchAll(/\{ name: '([^']+)'(?:, provider: '([^']+)')?, model: '/g)
  // tests/e2e/providers.mjs sets a base URL, so that the platform calls a fake instead of the real provider. providers.mjs has no entry for
  // three providers, whose calls a base URL cannot redirect: `sketch` makes no call, `workers-ai` calls a binding, and `vertex` fetches its
  // token from the address in its service account.
  expect(without([...listed].map(([, name, provider]) => provider ?? name!))).toEqual(['sketch', 'vertex', 'workers-ai'])
})

it('the tables of the docs have every provider', () => {
  const linked = (path: string, folder: string) =>
    [...read(path).matchAll(new RegExp(`^\\| \\[\`([a-z0-9-]+)\`\\]\\(${folder}\\1\\.md\\) \\|`, 'gm'))].map(([, id]) => id!)
  expect(linked('docs/admin/providers.md', 'providers/').toSorted()).toEqual(all.toSorted())
  expect(without(linked('docs/development/providers.md', '\\.\\./admin/providers/'))).toEqual([])
  const [, credentials] = /^\| provider \| fields \|\n([^]*?)\n\n/m.exec(read('docs/admin/keys-and-secrets.md'))!
  const cells = [...credentials!.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([a-z0-9-]+)`/g)])
  expect(without(cells.map(([, id]) => id!))).toEqual([])
})

it('a credential can be checked, or the page of the provider says that it cannot', () => {
  const unchecked = adapters().filter(({ verifyCredential }) => verifyCredential === undefined)
  expect(unchecked.length).toBeGreaterThan(0)
  // Workers AI is left out: it needs no key, so its page in the docs says nothing about checking a key.
  for (const { id } of unchecked.filter((adapter) => adapter.id !== 'workers-ai'))
    expect(read(`docs/admin/providers/${id}.md`), id).toContain('has no free call with which the platform could check a key')
})

it.each(all.filter((id) => id !== 'sketch'))('the page of %s says that nobody has tried it, and how an owner can', (id) => {
  const page = read(`docs/admin/providers/${id}.md`)
  expect(page).toContain('**Not tested with a real account.**')
  expect(page).toContain(`npm run provider:smoke -- ${id}`)
})
