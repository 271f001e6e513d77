// Counts the tokens that the MCP tools take in an agent's context: their definitions, and the results of five calls, one after another.
import { Tiktoken } from 'js-tiktoken/lite'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { expect, it } from 'vitest'
import type { components } from '../../../generated/generation/types.ts'
import { modelListResult } from '../../../src/generation-service/mcp/model-text.ts'
import { fetchApi } from '../../support/http.ts'
import { mintPlace } from '../place.ts'

/** As docs/api/mcp.md promises, a whole turn of an agent (the definitions and all five calls) takes fewer tokens than this. */
const MOST_TOKENS = 6000
/** An image of 256 × 256 pixels takes about this many tokens in a model with vision (width × height / 750). */
const THUMBNAIL_TOKENS = 88

const tokenizer = new Tiktoken(o200k)
const tokensOf = (value: unknown) => tokenizer.encode(typeof value === 'string' ? value : JSON.stringify(value)).length

interface Result {
  content: ({ type: 'text'; text: string } | { type: 'image' } | { type: 'resource_link' })[]
  structuredContent: Record<string, unknown>
  isError?: boolean
}

/**
 * Counts the tokens of a tool's result. The agent's program passes every part of the result to its language model: the text, the data, the
 * links and the thumbnail.
 */
function resultTokens({ content, structuredContent }: Result): number {
  const parts = content.map((part) => (part.type === 'image' ? THUMBNAIL_TOKENS : tokensOf(part.type === 'text' ? part.text : part)))
  return parts.reduce((sum, tokens) => sum + tokens, 0) + tokensOf(structuredContent)
}

async function rpc<T>(key: string, method: string, params: object = {}): Promise<T> {
  const response = await fetchApi('/mcp', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const text = await response.text()
  const last = text.split('\n').findLast((line) => line.startsWith('data: ') && line.length > 6)
  return (JSON.parse(last?.slice(6) ?? text) as { result: T }).result
}

it('a whole turn (list models, quote, generate, edit, find) takes under 6,000 tokens, however many models there are', async () => {
  const { key, ask } = await mintPlace()
  const call = async (name: string, args: object = {}) => {
    const result = await rpc<Result>(key, 'tools/call', { name, arguments: args })
    expect(result.isError, JSON.stringify(result)).toBeFalsy()
    return { result, tokens: tokensOf(args) + resultTokens(result) }
  }
  const { instructions } = await rpc<{ instructions: string }>(key, 'initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'agent', version: '1' },
  })
  const { tools } = await rpc<{ tools: unknown[] }>(key, 'tools/list')
  expect(tools).toHaveLength(8)
  const definitions = tokensOf(instructions) + tokensOf(tools)

  const models = await call('list_models')
  const wish = { prompt: 'a lighthouse in fog, in the style of an old postcard', aspect_ratio: '16:9' }
  const quote = await call('quote_image', wish)
  const made = await call('generate_image', { ...wish, max_cost_micros: 50_000 })
  const [picture] = made.result.structuredContent['images'] as { asset_id: string }[]
  expect(made.result.content.map(({ type }) => type)).toEqual(['text', 'image', 'resource_link'])
  const edited = await call('edit_image', { prompt: 'make it night', inputs: [{ asset_id: picture!.asset_id }] })
  const found = await call('list_images')

  // Computes the longest possible result of `list_models`: that of an instance with a credential for every provider of the catalogue.
  const { data } = (await ask('GET /models')).body as components['schemas']['ModelList']
  expect(data.length).toBeGreaterThan(200)
  const longest = resultTokens(modelListResult(data.map((model) => ({ ...model, ready: true }))) as unknown as Result)
  expect(longest).toBeGreaterThan(models.tokens)

  const rest = quote.tokens + made.tokens + edited.tokens + found.tokens
  console.log(`Tokens: definitions ${definitions}, models ${models.tokens} (most ${longest}), the rest of the turn ${rest}`)
  expect(definitions + models.tokens + rest).toBeLessThan(MOST_TOKENS)
  expect(definitions + longest + rest).toBeLessThan(MOST_TOKENS)
})
