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
