// Builds and runs the examples in docs/development/adding-a-provider.md and a-provider-as-data.md. adding-a-provider.md must quote the code
// in tests/support/example-provider exactly.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { customAdapter, parseCustomProvider } from '../../src/providers/custom/index.ts'
import { dryRun } from '../../src/providers/dry-run.ts'
import { sampleCall, sampleWish } from '../../src/providers/sample-call.ts'
import type { Json } from '../../src/shared/json.ts'
import '../support/node-base64.ts'
import { easel } from '../support/example-provider/index.ts'
import { FakeEasel } from '../support/fake-easel.ts'
import { callFor, contextFor, failureOf, requestFor, runToEnd } from './harness.ts'

const page = readFileSync('docs/development/adding-a-provider.md', 'utf8')
const dataPage = readFileSync('docs/development/a-provider-as-data.md', 'utf8')
const request = () => callFor(requestFor(easel, 'easel-one', { n: 2 }))

describe('the example provider', () => {
  it.each(['models', 'wire', 'map', 'index'])('%s.ts is quoted literally', (name) => {
    const file = readFileSync(`tests/support/example-provider/${name}.ts`, 'utf8')
    // The page shows the code as if it were in a folder of src/providers. So the test replaces the import paths by the paths from such a
    // folder.
    const quoted = file.replaceAll('../../../src/providers/', '../').replaceAll('../../../src/shared/', '../../shared/').trim()
    const blocks = Array.from(page.matchAll(/```ts[^\n]*\n([\s\S]*?)\n```/g), (match) => match[1])
    expect(blocks).toContain(quoted)
  })

  it('makes pictures', async () => {
    const fake = new FakeEasel()
    const done = await runToEnd(easel, request(), contextFor(fake).context)
    expect(done.images).toHaveLength(2)
    expect(fake.requests[0]!.json).toEqual({
      model: 'one',
      text: 'a lake in the mountains at sunset',
      count: 2,
      size: '1024x1024',
      seed: 7,
    })
  })

  it('fails as declared', async () => {
    const fake = new FakeEasel()
    const { context } = contextFor(fake)
    fake.fault = { name: 'rate_limited', retryAfter: '5', once: true }
    expect(await failureOf(easel.submit(request(), context))).toMatchObject({ kind: 'rate_limited', billed: 'no', retryAfterMs: 5000 })
    fake.fault = { name: 'html', once: true }
    expect(await failureOf(easel.submit(request(), context))).toMatchObject({ kind: 'malformed', billed: 'unknown' })
    fake.refuses = true
    expect(await failureOf(runToEnd(easel, request(), context))).toMatchObject({ kind: 'refused', billed: 'no' })
  })
})

it('the functions that the tables of the page name are there', () => {
  const tables = page.slice(page.indexOf('### Reading answers'), page.indexOf('### Rules for adapters'))
  const sources = [
    'mask',
    'multipart',
    'numbers',
    'options',
    'picture-text',
    'picture-json',
    'picture-events',
    'error-words',
    'seed',
    'usage',
  ]
    .map((name) => `providers/${name}`)
    .concat('shared/base64')
    .map((name) => readFileSync(`src/${name}.ts`, 'utf8'))
    .join('\n')
  const rows = tables.split('\n').filter((line) => line.startsWith('| '))
  // The page names functions that an adapter can use, for example `base64Of(input)`. The test recognizes these functions by the names of
  // their arguments: the regular expression lists these names. The test skips functions with other arguments: `picture(value)` is part of
  // an example, `readError(body, status)` is an option.
  const named = rows.flatMap((row) =>
    Array.from(
      row.matchAll(/`(\w+)\((?:mask|input|inputs|parts|fields|png|reported|request|response|http|body, words)\b/g),
      ([, name]) => name!,
    ),
  )
  expect(named.length).toBeGreaterThan(14)
  for (const name of named) expect(sources).toMatch(new RegExp(`export (?:async )?(?:function|const) ${name}\\b`))
})

it('the example definition is valid, and the page shows its request', async () => {
  const [definition, sent] = Array.from(dataPage.matchAll(/```json[^\n]*\n([\s\S]*?)\n```/g), (match) => JSON.parse(match[1]!) as Json)
  const parsed = parseCustomProvider(definition!)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors))
  const adapter = customAdapter(parsed.definition)
  const [model] = adapter.models
  const { calls } = await dryRun(adapter, sampleCall(model!, { ...sampleWish(model!), prompt: 'A lake' }, null), null, [])
  expect(calls).toEqual([{ ...(sent as object), answered: false }])
})
