// The emitter against an independent judge: for each feature of JSON Schema, the generated zod schema and Ajv say the same.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { type Feature, features, refusals } from './features.ts'
import { type Document, schemasOf } from './support/evaluate.ts'

/** What Ajv says of an instance. Its `discriminator` knows no mapping; without it `oneOf` comes to the same. */
function judge({ schema, components = {} }: Feature): (instance: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const { discriminator: _, ...plain } = schema as { discriminator?: unknown }
  return ajv.compile({
    $ref: '#/components/schemas/Subject',
    components: { schemas: { ...components, Subject: plain } },
  }) as (instance: unknown) => boolean
}

function subject({ schema, components = {} }: Feature) {
  return schemasOf({ ...components, Subject: schema } as Document).Subject!
}

describe('37 features, zod as Ajv', () => {
  it('has 37', () => {
    expect(features).toHaveLength(37)
    expect(features.filter(({ refused }) => refused)).toHaveLength(1)
  })

  it.each(features.map((feature) => [feature.name, feature] as const))('%s', (_, feature) => {
    const accepts = judge(feature)
    for (const instance of feature.valid) expect(accepts(instance), `Ajv on ${JSON.stringify(instance)}`).toBe(true)
    for (const instance of feature.invalid) expect(accepts(instance), `Ajv on ${JSON.stringify(instance)}`).toBe(false)
    if (feature.refused) {
      expect(() => subject(feature)).toThrow(feature.refused)
      return
    }
    const schema = subject(feature)
    for (const instance of feature.valid) expect(schema.safeParse(instance).error?.issues ?? [], JSON.stringify(instance)).toEqual([])
    for (const instance of feature.invalid) expect(schema.safeParse(instance).success, JSON.stringify(instance)).toBe(false)
  })
})

describe('what is not understood is an error', () => {
  it.each(refusals)('%s', (_, schema, error) => {
    const Card = { type: 'object', properties: { kind: { const: 'card' } } }
    expect(() => schemasOf({ Card, Subject: schema } as Document)).toThrow(error)
  })
})

describe('defaults', () => {
  it('fill in what is missing, and make a property required in the answer', () => {
    const { Subject } = schemasOf({ Subject: { type: 'object', properties: { limit: { type: 'integer', default: 20 } } } })
    expect(Subject!.parse({})).toEqual({ limit: 20 })
  })
})
