import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dryRun } from '../../src/providers/dry-run.ts'
import { adapters } from '../../src/providers/registry.ts'
import { callFor, requestFor } from '../providers/harness.ts'
import '../support/node-base64.ts'

it('the options that the guide shows are sent as they are', async () => {
  const page = readFileSync('docs/api/guides/choosing-a-model.md', 'utf8')
  const [, block] = /## Use what only one provider has[^]*?```json[^\n]*\n([^]*?)\n```/.exec(page)!
  const { prompt, model, provider_options: providerOptions } = JSON.parse(block!)
  const adapter = adapters().find(({ models }) => models.some(({ id }) => id === model))!
  const request = requestFor(adapter, model, { prompt, providerOptions, seed: null })
  const { calls } = await dryRun(adapter, callFor(request), null, [])
  expect(calls[0]!.body).toMatchObject({ prompt, ...providerOptions })
})
