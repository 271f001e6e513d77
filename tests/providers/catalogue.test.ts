import { describe, expect, it } from 'vitest'
import { builtInModels, effectiveCatalogue } from '../../src/providers/catalogue.ts'
import { adapters, findAdapter } from '../../src/providers/registry.ts'
import type { Snapshot } from '../../src/shared/config-rpc.ts'

const snapshot = (changes: Partial<Snapshot> = {}): Snapshot => ({
  format: 1,
  organizationId: 'org_1',
  instanceId: 'inst_1',
  epoch: 1,
  publishedAt: '2026-11-24T00:00:00Z',
  instance: {
    name: 'Test',
    slug: 'test',
    status: 'active',
    defaultModel: 'sketch',
    fallbackChain: [],
    deliveryBaseUrl: null,
    retentionDays: null,
    corsOrigins: [],
    contentPolicy: { blockedTerms: [], providerSafety: {}, fallbackOnRefusal: false },
    workerUrl: null,
  },
  projects: {},
  models: {},
  aliases: {},
  customProviders: {},
  customModels: {},
  credentials: {},
  webhooks: [],
  ...changes,
})
const today = '2026-11-24'

describe('the effective catalogue', () => {
  it('holds what every adapter offers, but for what must be enabled first', () => {
    const ids = effectiveCatalogue(null).models.map((model) => model.id)
    expect(ids).toContain('sketch')
    expect(ids).not.toContain('sketch-priced')
    expect(ids).not.toContain('sketch-queued')
    expect(effectiveCatalogue(snapshot()).models.map((model) => model.id)).toEqual(ids)
    for (const model of builtInModels()) expect(ids.includes(model.id)).toBe(!model.optIn)
  })
  it('enables and disables as the instance says', () => {
    const catalogue = effectiveCatalogue(
      snapshot({ models: { sketch: { enabled: false, price: null }, 'sketch-priced': { enabled: true, price: null } } }),
    )
    expect(catalogue.find('sketch')).toBeNull()
    expect(catalogue.find('sketch-priced')?.price.kind).toBe('per_image')
  })
  it('takes the instance’s price, as the contract writes it', () => {
    const catalogue = effectiveCatalogue(
      snapshot({
        models: { sketch: { enabled: null, price: { kind: 'per_megapixel', first_micros: 5, next_micros: 1, input_micros: 0 } } },
      }),
    )
    expect(catalogue.find('sketch')?.price).toEqual({ kind: 'per_megapixel', firstMicros: 5, nextMicros: 1, inputMicros: 0 })
    expect(builtInModels().find((model) => model.id === 'sketch')?.price).toEqual({ kind: 'free' })
  })
  it('rather has no model than one at a price that its owner has replaced by nonsense', () => {
    expect(effectiveCatalogue(snapshot({ models: { sketch: { enabled: true, price: { kind: 'cheap' } } } })).find('sketch')).toBeNull()
  })
  it('is made once per snapshot', () => {
    const one = snapshot()
    expect(effectiveCatalogue(one)).toBe(effectiveCatalogue(one))
    expect(effectiveCatalogue(one)).not.toBe(effectiveCatalogue(snapshot()))
  })
  it('resolves ids and aliases, and says what it passed', () => {
    const catalogue = effectiveCatalogue(snapshot({ aliases: { house: 'sketch', lost: 'nothing-there' } }))
    expect(catalogue.resolve('sketch', today)).toMatchObject({ kind: 'found', model: { id: 'sketch' }, via: [] })
    expect(catalogue.resolve('house', today)).toMatchObject({
      kind: 'found',
      model: { id: 'sketch' },
      via: [{ kind: 'alias', from: 'house', to: 'sketch' }],
    })
    expect(catalogue.resolve('lost', today)).toMatchObject({ kind: 'unknown', wanted: 'nothing-there' })
    expect(catalogue.resolve('constructor', today)).toMatchObject({ kind: 'unknown', wanted: 'constructor' })
  })
  it('goes on to the successor of what was shut down', () => {
    const gone = builtInModels().filter((model) => model.shutdownDate !== null && model.successor !== null && !model.optIn)
    for (const model of gone) {
      const after = effectiveCatalogue(null).resolve(model.id, '2099-01-01')
      expect(after.kind).not.toBe('unknown')
      expect(after.via[0]).toMatchObject({ kind: 'successor', from: model.id, to: model.successor })
      expect(effectiveCatalogue(null).resolve(model.id, '2000-01-01')).toMatchObject({ kind: 'found', model: { id: model.id } })
    }
  })
})

describe('the registry', () => {
  it('finds each adapter by its id', () => {
    for (const adapter of adapters()) expect(findAdapter(adapter.id)).toBe(adapter)
    expect(findAdapter('nobody')).toBeNull()
    expect(new Set(adapters().map((adapter) => adapter.id)).size).toBe(adapters().length)
  })
})
