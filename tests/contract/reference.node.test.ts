// Tests the pages of docs/api/reference, for example that they name every field of the responses.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { OpenApiDocument } from '../../scripts/emit/document.ts'
import { referencePages } from '../../scripts/emit/reference-pages.ts'

const read = (service: string) => new OpenApiDocument(JSON.parse(readFileSync(`generated/${service}/openapi.json`, 'utf8')))
const config = read('config')
const generation = read('generation')
const pages = referencePages(config, generation)
const pageOf = (folder: string, file: string) => pages[`docs/api/reference/${folder}/${file}.md`]!
const answersOf = (page: string) => page.slice(page.indexOf('## Answers'))

describe('the pages of the reference', () => {
  it.each([
    ['config', config],
    ['generation', generation],
  ] as const)('have a row for each field of each JSON answer: %s', (folder, document) => {
    for (const { id, node } of document.operations()) {
      const answers = answersOf(
        pageOf(
          folder,
          id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        ),
      )
      for (const [status, response] of Object.entries(node.responses)) {
        const media = document.resolve(response).content?.['application/json']
        if (!status.startsWith('2') || media === undefined) continue
        for (const name of Object.keys(document.resolve(media.schema).properties ?? {})) expect(answers, id).toContain(`\n| \`${name}\` | `)
      }
    }
  })

  it('name the schema of a body, which is its class in the clients', () => {
    expect(pageOf('config', 'create-key')).toContain('\n`application/json`, schema `CreateKeyRequest`\n')
    expect(pageOf('config', 'rotate-key')).toContain('\n`application/json` (optional), schema `RotateKeyRequest`\n')
    // The contract gives this schema no name. The plain profile, from which the clients are made, names it `UploadAssetBody`, so the page
    // must show this name.
    const plain = JSON.parse(readFileSync('generated/generation/openapi-plain.json', 'utf8'))
    expect(plain.components.schemas).toHaveProperty('UploadAssetBody')
    expect(pageOf('generation', 'upload-asset')).toContain('\n`multipart/form-data`, schema `UploadAssetBody`\n')
    expect(pageOf('generation', 'create-image-edit')).not.toContain('CreateImageEditBody')
  })

  it('describe the fields inside of lists, and those that some forms of an object have', () => {
    const models = answersOf(pageOf('generation', 'list-models'))
    expect(models).toMatch(/\| `data\[\]\.capabilities\.size\.min_edge` \| integer \| if `kind` is `free`\./)
    expect(models).toContain('| `data[].price.kind` | `free` or `per_image` or `per_megapixel` or `per_token` |')
  })

  it('say of each field that is null in an example that it may be null', () => {
    for (const [file, page] of Object.entries(pages)) expect(nullsWithoutType(page), file).toEqual([])
  })

  it('say "or null" of a type in every form that a contract can give it', () => {
    const text = { type: 'string' }
    const time = { type: 'string', format: 'date-time' }
    const fields = {
      time: { ...time, type: ['string', 'null'] },
      choice: { type: ['string', 'null'], enum: ['a', 'b', null] },
      other: { oneOf: [{ $ref: '#/components/schemas/Time' }, { type: 'null' }] },
      any: { anyOf: [text, { ...time, type: ['string', 'null'] }] },
      all: { allOf: [{ $ref: '#/components/schemas/TimeOrNull' }], description: 'A time.' },
      both: { allOf: [{ type: ['string', 'null'] }, { type: 'string' }] },
      list: { type: ['array', 'null'], items: { ...time, type: ['string', 'null'] } },
      never: { $ref: '#/components/schemas/Time' },
    }
    const types = { time: 'date and time or null', choice: '`a`, `b`, `null`', other: 'date and time or null' }
    const more = { any: 'string or date and time or null', all: 'date and time or null', both: 'string' }
    const rest = { list: 'list of date and time or null or null', never: 'date and time' }
    const content = { 'application/json': { schema: { type: 'object', properties: fields } } }
    const operation = {
      operationId: 'getForms',
      tags: ['forms'],
      summary: 'Forms',
      description: '',
      responses: { '200': { description: '', content } },
    }
    const schemas = { Time: time, TimeOrNull: { ...time, type: ['string', 'null'] } }
    const root = { tags: [{ name: 'forms', description: '' }], paths: { '/forms': { get: operation } }, components: { schemas } }
    const page = referencePages(new OpenApiDocument(root), generation)['docs/api/reference/config/get-forms.md']!
    for (const [name, type] of Object.entries({ ...types, ...more, ...rest })) expect(page).toContain(`\n| \`${name}\` | ${type} | `)
  })

  it('lead to the operation that takes a field of an answer as its body', () => {
    const row = answersOf(pageOf('generation', 'get-generation'))
      .split('\n')
      .find((line) => line.startsWith('| `request` |'))
    expect(row).toContain('Its fields are those of the body of [Make pictures](generate.md).')
  })

  it('list the events of a stream, and the fields of each', () => {
    const events = answersOf(pageOf('generation', 'stream-generation-events'))
    expect(events).toMatch(/\n\| `partial_image` \| [^|]+ \| `generation_id`, `index`, `b64_json`, `at` \|\n/)
    expect(events).toContain('\n| `progress` | number, 0 to 1 | The part of the work that is done, from 0 to 1. |\n')
    expect(answersOf(pageOf('generation', 'create-image'))).toContain('\n| `image_generation.completed`, `image_edit.completed` | ')
  })

  it('have at most 300 lines', () => {
    for (const [file, page] of Object.entries(pages)) expect(page.split('\n').length - 1, file).toBeLessThanOrEqual(300)
  })
})

/**
 * Returns the fields that are null in an example, although a table of the page gives them a type without null. An example is compared only
 * with the tables in the same part of the page, for example in the part about the request's body.
 */
function nullsWithoutType(page: string): string[] {
  return page.split(/^(?:## |\*\*\d)/m).flatMap((part) => {
    const rows = [...part.matchAll(/^\| `([^`]+)` \| ((?:[^|\\]|\\.)*) \|/gm)]
    const types = new Map(rows.map(([, name, type]) => [name!, type!]))
    const examples = [...part.matchAll(/^```json\n(.*?)^```/gms)].map(([, text]) => JSON.parse(text!) as unknown)
    const wrong = examples.flatMap((example) => nullsOf(example, '')).filter((field) => types.get(field)?.includes('null') === false)
    return [...new Set(wrong)].map((field) => `${field}: ${types.get(field)}`)
  })
}

/** Returns the names of the fields of this value that are null, written as in the tables of the pages: `data[].closed_at`. */
function nullsOf(value: unknown, field: string): string[] {
  if (value === null) return [field]
  if (Array.isArray(value)) return value.flatMap((each) => nullsOf(each, `${field}[]`))
  if (typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, each]) => nullsOf(each, field === '' ? name : `${field}.${name}`))
}
