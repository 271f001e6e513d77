import { describe, expect, it } from 'vitest'
import { builtInModels, effectiveCatalogue } from '../../src/providers/catalogue.ts'
import { adapters, findAdapter } from '../../src/providers/registry.ts'
import type { Snapshot } from '../../src/shared/config-rpc.ts'
import { snapshotOf } from '../support/snapshot.ts'

const today = '2026-11-24'

describe('the effective catalogue', () => {
  it('contains every adapter’s models, except opt-in ones', () => {
    const ids = effectiveCatalogue(null).models.map((model) => model.id)
    expect(ids).toContain('sketch')
    expect(ids).not.toContain('sketch-priced')
    expect(ids).not.toContain('sketch-queued')
    expect(effectiveCatalogue(snapshotOf()).models.map((model) => model.id)).toEqual(ids)
    for (const model of builtInModels()) expect(ids.includes(model.id)).toBe(!model.optIn)
  })
  it('enables and disables models as the instance says', () => {
    const catalogue = effectiveCatalogue(
      snapshotOf({ models: { sketch: { enabled: false, price: null }, 'sketch-priced': { enabled: true, price: null } } }),
    )
    expect(catalogue.find('sketch')).toBeNull()
    expect(catalogue.find('sketch-priced')?.price.kind).toBe('per_image')
  })
  it('uses the instance’s price, as the contract writes it', () => {
    const catalogue = effectiveCatalogue(
      snapshotOf({
        models: { sketch: { enabled: null, price: { kind: 'per_megapixel', first_micros: 5, next_micros: 1, input_micros: 0 } } },
      }),
    )
    expect(catalogue.find('sketch')?.price).toEqual({ kind: 'per_megapixel', firstMicros: 5, nextMicros: 1, inputMicros: 0 })
    expect(builtInModels().find((model) => model.id === 'sketch')?.price).toEqual({ kind: 'free' })
  })
  it('drops a model rather than using a replaced price that is invalid', () => {
    expect(effectiveCatalogue(snapshotOf({ models: { sketch: { enabled: true, price: { kind: 'cheap' } } } })).find('sketch')).toBeNull()
  })
  it('is made once per snapshot', () => {
    const one = snapshotOf()
    expect(effectiveCatalogue(one)).toBe(effectiveCatalogue(one))
    expect(effectiveCatalogue(one)).not.toBe(effectiveCatalogue(snapshotOf()))
  })
  it('finds by id only, and not by names of Object.prototype', () => {
    const { find } = effectiveCatalogue(snapshotOf({ aliases: { house: 'sketch' } }))
    expect(find('sketch')?.id).toBe('sketch')
    for (const name of ['house', 'constructor', '__proto__', 'SKETCH', '']) expect(find(name)).toBeNull()
  })
  it('resolves ids and aliases, with the steps taken', () => {
    const { resolve } = effectiveCatalogue(snapshotOf({ aliases: { house: 'sketch', lost: 'nothing-there' } }))
    expect(resolve('sketch', today)).toMatchObject({ kind: 'found', model: { id: 'sketch' }, via: [] })
    expect(resolve('house', today)).toMatchObject({
      kind: 'found',
      model: { id: 'sketch' },
      via: [{ kind: 'alias', from: 'house', to: 'sketch' }],
    })
    expect(resolve('lost', today)).toMatchObject({ kind: 'unknown', wanted: 'nothing-there' })
    expect(resolve('constructor', today)).toMatchObject({ kind: 'unknown', wanted: 'constructor' })
  })
  it('continues to the successor of a shut-down model', () => {
    const { resolve } = effectiveCatalogue(snapshotOf({ aliases: { old: 'dall-e-3' } }))
    expect(resolve('dall-e-3', '2026-05-11')).toMatchObject({ kind: 'found', model: { id: 'dall-e-3' }, via: [] })
    const step = { kind: 'successor', from: 'dall-e-3', to: 'gpt-image-2.6-flare', shutdownDate: '2026-05-12' }
    expect(resolve('dall-e-3', '2026-05-12')).toMatchObject({ kind: 'found', model: { id: 'gpt-image-2.6-flare' }, via: [step] })
    expect(resolve('old', today)).toMatchObject({ kind: 'found', model: { id: 'gpt-image-2.6-flare' }, via: [{ kind: 'alias' }, step] })
    const without = effectiveCatalogue(snapshotOf({ models: { 'gpt-image-2.6-flare': { enabled: false, price: null } } }))
    expect(without.resolve('dall-e-3', today)).toMatchObject({ kind: 'unknown', wanted: 'gpt-image-2.6-flare' })
  })
})

describe('custom models', () => {
  const model = {
    id: 'our-model',
    name: 'Ours',
    provider_model: 'ours-1',
    operations: ['generate'],
    size: { kind: 'list', sizes: ['512x512'] },
    price: { kind: 'free' },
  }
  const provider = {
    id: 'our-server',
    name: 'Our server',
    base_url: 'https://images.example.com',
    request: { path: '/make', body: { text: '{{prompt}}' } },
    response: { images: '/images/*', kind: 'url' },
    models: [model],
  }
  const ids = (changes: Partial<Snapshot>) => effectiveCatalogue(snapshotOf(changes)).models.map(({ id }) => id)

  it('are part of the catalogue, and can be disabled and priced like any other', () => {
    expect(ids({ customProviders: { 'our-server': provider } })).toContain('our-model')
    const changed = snapshotOf({
      customProviders: { 'our-server': provider },
      models: { 'our-model': { enabled: null, price: { kind: 'per_image', rules: [{ micros: 7 }] } } },
    })
    expect(effectiveCatalogue(changed).find('our-model')).toMatchObject({ provider: 'our-server', price: { kind: 'per_image' } })
    expect(ids({ customProviders: { 'our-server': provider }, models: { 'our-model': { enabled: false, price: null } } })).not.toContain(
      'our-model',
    )
  })
  it('may belong to a known provider, or to a custom one', () => {
    expect(ids({ customModels: { 'our-model': { ...model, provider: 'openai' } } })).toContain('our-model')
    expect(ids({ customModels: { 'our-model': { ...model, provider: 'nobody' } } })).not.toContain('our-model')
  })
  it('replace no built-in model', () => {
    const before = effectiveCatalogue(null).find('sketch')
    const posing = snapshotOf({
      customProviders: { openai: { ...provider, id: 'openai' }, 'our-server': { ...provider, models: [{ ...model, id: 'sketch' }] } },
    })
    expect(effectiveCatalogue(posing).find('sketch')).toEqual(before)
    expect(effectiveCatalogue(posing).find('our-model')).toBeNull()
  })
  it('are left out if they are no longer valid', () => {
    expect(ids({ customProviders: { 'our-server': { ...provider, base_url: 'nowhere' } } })).not.toContain('our-model')
  })
})

describe('the registry', () => {
  it('finds each adapter by its id', () => {
    for (const adapter of adapters()) expect(findAdapter(adapter.id)).toBe(adapter)
    expect(findAdapter('nobody')).toBeNull()
    expect(new Set(adapters().map((adapter) => adapter.id)).size).toBe(adapters().length)
  })
})
