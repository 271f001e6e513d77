// Compares the generated zod schemas with Ajv: for each feature of JSON Schema, both must accept the same values.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { type Feature, features, refusals } from './features.ts'
import { type Document, schemasOf } from './support/evaluate.ts'

/**
 * Compiles a feature's schema with Ajv, and returns a function that says whether Ajv accepts a value. The schema's `discriminator` is left
 * out, because Ajv does not support its `mapping`. Without the `discriminator`, the schema's `oneOf` accepts the same values.
 */
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

describe('37 features, in which zod agrees with Ajv', () => {
  it('has 37', () => {
    expect(features).toHaveLength(37)
    expect(features.filter(({ refused }) => refused)).toHaveLength(1)
  })

  const verdicts = (accepts: (instance: unknown) => boolean, { valid, invalid }: Feature) =>
    [...valid, ...invalid].map((instance) => [instance, accepts(instance)])
  const expected = ({ valid, invalid }: Feature) => [
    ...valid.map((instance) => [instance, true]),
    ...invalid.map((instance) => [instance, false]),
  ]

  it.each(features.map((feature) => [feature.name, feature] as const))('%s: Ajv', (_, feature) => {
    expect(verdicts(judge(feature), feature)).toEqual(expected(feature))
  })

  it.each(features.filter(({ refused }) => !refused).map((feature) => [feature.name, feature] as const))('%s: zod', (_, feature) => {
    const schema = subject(feature)
    expect(verdicts((instance) => schema.safeParse(instance).success, feature)).toEqual(expected(feature))
  })

  it.each(features.filter(({ refused }) => refused).map((feature) => [feature.name, feature] as const))('%s: refused', (_, feature) => {
    expect(() => subject(feature)).toThrow(feature.refused)
  })
})

describe('an unknown keyword is an error', () => {
  it.each(refusals)('%s', (_, schema, error) => {
    const Card = { type: 'object', properties: { kind: { const: 'card' } } }
    expect(() => schemasOf({ Card, Subject: schema } as Document)).toThrow(error)
  })
})

describe('defaults', () => {
  it('fill in missing members, and make a property required in the output', () => {
    const { Subject } = schemasOf({ Subject: { type: 'object', properties: { limit: { type: 'integer', default: 20 } } } })
    expect(Subject!.parse({})).toEqual({ limit: 20 })
  })
})
