// Tests `npm run catalogue`: its report about a catalogue, and the rows that it proposes from published schemas.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findingsOf } from '../../scripts/catalogue/check.ts'
import { proposalsFrom } from '../../scripts/catalogue/propose.ts'
import type { CatalogueModel } from '../../src/providers/provider.ts'
import { adapters } from '../../src/providers/registry.ts'
import { sketchModel } from './planned-request.ts'

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TODAY = '2026-11-28'
const model = (id: string, changes: Partial<CatalogueModel> = {}): CatalogueModel => ({
  ...sketchModel(),
  id,
  price: { kind: 'per_image', rules: [{ micros: 1 }] },
  source: { url: 'https://example.com/prices', date: '2026-11-01' },
  ...changes,
})

describe('check', () => {
  it('has no fault in the catalogue, whatever the date', () => {
    expect(
      findingsOf(
        adapters().flatMap(({ models }) => models),
        TODAY,
      ).faults,
    ).toEqual([])
  })

  it('tells of old prices, of prices that are not verified, and of shutdowns', () => {
    const { faults, overdue, notes } = findingsOf(
      [
        model('fresh'),
        model('old', { source: { url: 'https://example.com/old', date: '2026-08-01' } }),
        model('ninety-days', { source: { url: 'https://example.com/old', date: '2026-08-30' } }),
        model('unseen', { source: { url: 'https://example.com/unseen', date: TODAY, note: 'not verified: nothing could be read' } }),
        model('free', { price: { kind: 'free' }, source: { url: 'https://example.com/free', date: '2024-01-01' } }),
        model('going', { shutdownDate: '2026-12-05', successor: 'fresh' }),
        model('gone', { shutdownDate: '2026-11-01', successor: 'fresh' }),
        model('later', { shutdownDate: '2027-12-05' }),
      ],
      TODAY,
    )
    expect([faults, overdue]).toEqual([[], []])
    expect(notes).toEqual([
      'old: its price was read 119 days ago, on 2026-08-01: https://example.com/old',
      'unseen: its price is not verified: https://example.com/unseen',
      'going: will be shut down on 2026-12-05, in 7 days',
      'gone: shut down on 2026-11-01; its requests go to fresh',
    ])
  })

  it('knows what is wrong on any day, and what only from its day on', () => {
    const models = [
      model('nameless', { source: { url: '', date: 'yesterday' } }),
      model('astray', { shutdownDate: '2027-01-01', successor: 'nobody' }),
      model('sooner', { shutdownDate: '2027-01-01', successor: 'soonest' }),
      model('soonest', { shutdownDate: '2026-12-01' }),
    ]
    expect(findingsOf(models, TODAY).faults).toEqual([
      'nameless: it has no source',
      'nameless: yesterday is no date of its source',
      'astray: its successor nobody is not in the catalogue',
      'sooner: its successor soonest is shut down no later than itself',
    ])
    expect(findingsOf(models, TODAY).overdue).toEqual([])
    expect(findingsOf(models, '2027-01-01').overdue.map((line) => line.split(':')[0])).toEqual(['astray', 'sooner', 'soonest'])
  })

  it('exits with 1 from the day of a shutdown on, but not in verify', { timeout: 120_000 }, () => {
    const run = (...further: string[]) => spawnSync(process.execPath, ['scripts/catalogue.ts', 'check', ...further], { encoding: 'utf8' })
    const [now, later, whatever] = [run('--today', TODAY), run('--today', '2099-01-01'), run('--today', '2099-01-01', '--whatever-date')]
    expect([now.status, later.status, whatever.status]).toEqual([0, 1, 0])
    expect(later.stdout).toContain('Shut down, and nothing serves them')
    expect(whatever.stdout).toMatch(/The catalogue has \d+ things to look at again/)
  })
})

const falSchema = {
  openapi: '3.0.4',
  info: { title: 'Queue OpenAPI', 'x-fal-metadata': { endpointId: 'fal-ai/easel/edit', category: 'image-to-image' } },
  paths: {
    '/fal-ai/easel/edit': {
      post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/EaselEditInput' } } } } },
    },
    '/fal-ai/easel/edit/requests/{request_id}/status': { get: {} },
  },
  components: {
    schemas: {
      Format: { type: 'string', enum: ['jpg', 'png'] },
      EaselEditInput: {
        required: ['prompt', 'image_urls'],
        properties: {
          prompt: { type: 'string', maxLength: 5000 },
          image_urls: { type: 'array', items: { type: 'string' }, maxItems: 14 },
          aspect_ratio: { anyOf: [{ enum: ['auto', '1:1', '16:9'] }, { type: 'null' }] },
          resolution: { enum: ['1K', '2K'] },
          num_images: { type: 'integer', minimum: 1, maximum: 4 },
          output_format: { anyOf: [{ $ref: '#/components/schemas/Format' }, { type: 'null' }] },
          seed: { type: 'integer' },
          enable_web_search: { type: 'boolean' },
        },
      },
    },
  },
}

describe('propose', () => {
  it('reads the form of fal', () => {
    expect(proposalsFrom(falSchema)).toEqual([
      {
        providerModel: 'fal-ai/easel/edit',
        operations: ['edit'],
        size: 'ratio: 1:1 16:9; resolutions: 1K 2K',
        pictures: { name: 'image_urls', list: true, most: 14, required: true },
        mask: null,
        parameters: ['seed'],
        formats: ['jpeg', 'png'],
        maxImages: 4,
        maxPromptLength: 5000,
        others: ['enable_web_search'],
      },
    ])
  })

  it('reads the form of Replicate, with a mask and exact pixels', () => {
    const Input = {
      type: 'object',
      required: ['image', 'mask'],
      properties: {
        prompt: { type: 'string' },
        image: { type: 'string', format: 'uri' },
        mask: { type: 'string', format: 'uri' },
        width: { type: 'integer', minimum: 256, maximum: 1440, multipleOf: 32 },
        height: { type: 'integer', minimum: 256, maximum: 1440, multipleOf: 32 },
        guidance_scale: { type: 'number' },
        num_inference_steps: { type: 'integer' },
        negative_prompt: { type: 'string' },
      },
    }
    const [row] = proposalsFrom({
      owner: 'acme',
      name: 'painter',
      latest_version: { id: '1', openapi_schema: { components: { schemas: { Input } } } },
    })
    expect(row).toMatchObject({
      providerModel: 'acme/painter',
      operations: ['inpaint'],
      size: 'free: edges 256 to 1440, multiples of 32',
      mask: { name: 'mask', required: true },
      parameters: ['negative_prompt', 'guidance', 'steps'],
      others: [],
    })
  })

  it('reads a plain schema, and says if there is none', () => {
    expect(proposalsFrom({ title: 'cut', properties: { image_url: { type: 'string' } } })[0]).toMatchObject({
      providerModel: 'cut',
      operations: ['upscale'],
      maxPromptLength: 0,
    })
    expect(() => proposalsFrom({ openapi: '3.1.0', paths: { '/health': { get: {} } } })).toThrow('There is no schema of a request here')
  })

  it('prints a row for a person to confirm', { timeout: 60_000 }, () => {
    const file = join(folder, 'easel.json')
    writeFileSync(file, JSON.stringify(falSchema))
    const printed = execFileSync(process.execPath, ['scripts/catalogue.ts', 'propose', file], { encoding: 'utf8' })
    expect(printed).toContain('model        fal-ai/easel/edit')
    expect(printed).toContain('confirm      the price')
    expect(printed).not.toMatch(/micros/)
  })

  const published = join(process.env['PROVIDER_CONTRACTS'] ?? '../shared/provider-contracts', 'bfl.openapi.json')
  it.skipIf(!existsSync(published))('reads a published document: every path that takes a picture request', () => {
    const rows = proposalsFrom(JSON.parse(readFileSync(published, 'utf8')))
    const row = (path: string) => rows.find(({ providerModel }) => providerModel === path)
    expect(row('/v1/flux-pro-1.0-expand')).toMatchObject({ operations: ['reframe'], pictures: { name: 'image', required: true } })
    expect(row('/v1/flux-kontext-pro')).toMatchObject({
      operations: ['generate', 'edit'],
      pictures: { name: 'input_image', most: 4 },
      formats: ['jpeg', 'png', 'webp'],
    })
  })
})
