// Every block of docs/admin/provider-definitions.md is a definition, or a part of one. Each is put into a whole definition, which the
// platform must accept.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseCustomProvider } from '../../src/providers/custom/index.ts'
import type { JsonObject } from '../../src/shared/json.ts'
import '../support/node-base64.ts'

const page = readFileSync('docs/admin/provider-definitions.md', 'utf8')
const blocks = Array.from(page.matchAll(/^```json[^\n]*\n([\s\S]*?)^```$/gm), (match) => ({
  line: page.slice(0, match.index).split('\n').length,
  text: match[1]!,
}))

const MEMBERS = ['options', 'by_operation', 'error', 'poll', 'upload']
const OF_A_RESPONSE = ['kind', 'leave_out', 'picture_path', 'cost']

/** Returns a whole definition that contains this part in the right place. */
function definitionWith(part: JsonObject, text: string): JsonObject {
  if ('base_url' in part) return part
  const names = Object.keys(part)
  const needsPicture = /image_|\$each|\$input/.test(text)
  const body: JsonObject = needsPicture
    ? { text: '{{prompt}}', operation: '{{operation}}', picture: '{{image_address}}' }
    : { text: '{{prompt}}', operation: '{{operation}}' }
  const options = Object.keys((part['options'] ?? {}) as JsonObject)
  for (const name of options) body[name] = `{{option.${name}}}`
  if ('upload' in part) body['uploaded'] = '{{image_uploaded}}'
  let request: JsonObject = { path: '/draw', body }
  let response: JsonObject = { images: '/pictures/*/url' }
  let members: JsonObject = {}
  if (names.some((name) => MEMBERS.includes(name))) members = part
  else if ('path' in part) request = part
  else if (names.some((name) => OF_A_RESPONSE.includes(name)))
    response = part['kind'] === 'bytes' || 'images' in part ? part : { ...response, ...part }
  else request = { path: '/draw', body: { ...body, ...part } }
  const operations = 'by_operation' in part ? ['generate', 'edit', 'describe'] : needsPicture ? ['edit'] : ['generate']
  return {
    id: 'page',
    name: 'Page',
    base_url: 'https://pictures.example-studio.com/api',
    request,
    response,
    ...members,
    models: [
      {
        id: 'page-1',
        name: 'Page 1',
        provider_model: 'one',
        operations,
        ...(operations.includes('edit') ? { inputs: { max: 6 } } : {}),
        size: { kind: 'list', sizes: ['1024x1024'] },
        price: { kind: 'free' },
      },
    ],
  }
}

it('has a block for each part', () => {
  expect(blocks.length).toBeGreaterThan(14)
})

it.each(blocks.map(({ line, text }) => [line, text] as const))('line %i is accepted', (_, text) => {
  const definition = definitionWith(JSON.parse(text) as JsonObject, text)
  const parsed = parseCustomProvider(definition)
  expect(parsed.ok ? [] : parsed.errors).toEqual([])
})

it('a wrong part is refused', () => {
  const wrong = definitionWith({ options: { mood: { type: 'colour' } } }, '')
  expect(parseCustomProvider(wrong).ok).toBe(false)
})
