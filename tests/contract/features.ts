// Features of JSON Schema in OpenAPI 3.1. Each has values that its schema must accept (`valid`) and values that its schema must refuse
// (`invalid`). The generator does not support a feature with `refused`: for the schema of this feature, the generator must throw an error
// that matches the pattern `refused`.
export interface Feature {
  name: string
  schema: object
  /** Other component schemas that the schema refers to. */
  components?: Record<string, object>
  valid: unknown[]
  invalid: unknown[]
  refused?: RegExp
}

const object = (properties: object, rest: object = {}) => ({ type: 'object', properties, ...rest })
const card = object({ kind: { const: 'card' }, number: { type: 'string' } }, { required: ['kind', 'number'], additionalProperties: false })
const cash = object({ kind: { const: 'cash' }, amount: { type: 'integer' } }, { required: ['kind', 'amount'], additionalProperties: false })

export const features: Feature[] = [
  {
    name: 'string length',
    schema: { type: 'string', minLength: 2, maxLength: 4 },
    valid: ['ab', 'abcd'],
    invalid: ['a', 'abcde', 5, null],
  },
  { name: 'pattern', schema: { type: 'string', pattern: '^[a-z]+\\d?$' }, valid: ['ab', 'ab1'], invalid: ['AB', 'ab12', ''] },
  {
    name: 'pattern with unicode classes',
    schema: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' },
    valid: ['Ärger'],
    invalid: ['ärger', 'A1'],
  },
  {
    name: 'format uuid',
    schema: { type: 'string', format: 'uuid' },
    valid: ['7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    invalid: ['7c9e6679', ''],
  },
  {
    name: 'format email',
    schema: { type: 'string', format: 'email' },
    valid: ['ada@example.com'],
    invalid: ['ada', 'ada@', '@example.com'],
  },
  {
    name: 'format uri',
    schema: { type: 'string', format: 'uri' },
    valid: ['https://example.com/a?b=c', "https://example.com/~a;b/%C3%8F!$&'()*+,=:@"],
    invalid: ['example', '/a', '', 'https://\u00cf', 'https://example.com/a b', 'https://example.com/%zz'],
  },
  {
    name: 'format date-time',
    schema: { type: 'string', format: 'date-time' },
    valid: ['2026-11-24T09:30:00Z', '2026-11-24T09:30:00.123+02:00'],
    invalid: ['2026-11-24', '2026-11-24T09:30', '2026-13-24T09:30:00Z'],
  },
  {
    name: 'format date',
    schema: { type: 'string', format: 'date' },
    valid: ['2026-02-28'],
    invalid: ['2026-02-30', '2026-2-3', '24.11.2026'],
  },
  {
    name: 'format ipv4 and ipv6',
    schema: object({ four: { type: 'string', format: 'ipv4' }, six: { type: 'string', format: 'ipv6' } }),
    valid: [{ four: '10.0.0.1' }, { six: '::1' }],
    invalid: [{ four: '10.0.0.256' }, { six: ':::1' }],
  },
  { name: 'string enum', schema: { type: 'string', enum: ['red', 'green'] }, valid: ['red'], invalid: ['blue', 1, null] },
  { name: 'mixed enum', schema: { enum: ['auto', 1, true] }, valid: ['auto', 1, true], invalid: ['1', 2, false, null] },
  { name: 'enum with null', schema: { type: ['string', 'null'], enum: ['red', null] }, valid: ['red', null], invalid: ['null', 'blue'] },
  { name: 'const', schema: { const: 'fixed' }, valid: ['fixed'], invalid: ['other', null, 1] },
  { name: 'integer', schema: { type: 'integer' }, valid: [1, 0, -5, 2.0], invalid: [1.5, '1', true] },
  { name: 'number bounds', schema: { type: 'number', minimum: 0, maximum: 1 }, valid: [0, 0.5, 1], invalid: [-0.1, 1.1, '0.5'] },
  { name: 'exclusive bounds', schema: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, valid: [0.5], invalid: [0, 1] },
  { name: 'multipleOf', schema: { type: 'integer', multipleOf: 8 }, valid: [0, 64], invalid: [7, 65] },
  { name: 'boolean', schema: { type: 'boolean' }, valid: [true, false], invalid: ['true', 0, null] },
  { name: 'null in type', schema: { type: ['integer', 'null'], minimum: 1 }, valid: [1, null], invalid: [0, 'null'] },
  { name: 'several types', schema: { type: ['string', 'integer'] }, valid: ['a', 1], invalid: [1.5, true, null, []] },
  {
    name: 'array bounds',
    schema: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2 },
    valid: [[1], [1, 2]],
    invalid: [[], [1, 2, 3], ['1'], 1],
  },
  {
    name: 'uniqueItems',
    schema: { type: 'array', items: {}, uniqueItems: true },
    valid: [[1, '1'], [{ a: 1 }, { a: 2 }], []],
    invalid: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    ],
  },
  {
    name: 'tuple',
    schema: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false, minItems: 2 },
    valid: [[1, 'a']],
    invalid: [[1], ['a', 1], [1, 'a', 2]],
  },
  {
    name: 'tuple with a rest',
    schema: { type: 'array', prefixItems: [{ type: 'integer' }], items: { type: 'string' }, minItems: 1 },
    valid: [[1], [1, 'a', 'b']],
    invalid: [[], [1, 2]],
  },
  {
    name: 'required and optional',
    schema: object({ a: { type: 'integer' }, b: { type: 'integer' } }, { required: ['a'] }),
    valid: [{ a: 1 }, { a: 1, b: 2, c: 3 }],
    invalid: [{}, { b: 1 }, { a: 1, b: null }],
  },
  {
    name: 'additionalProperties false',
    schema: object({ a: { type: 'integer' } }, { additionalProperties: false }),
    valid: [{}, { a: 1 }],
    invalid: [{ b: 1 }],
  },
  {
    name: 'additionalProperties schema',
    schema: object({ a: { type: 'integer' } }, { additionalProperties: { type: 'string' } }),
    valid: [{ a: 1, b: 'x' }],
    invalid: [{ a: 'x' }, { b: 1 }],
  },
  {
    name: 'map',
    schema: { type: 'object', additionalProperties: { type: 'integer' } },
    valid: [{}, { x: 1 }],
    invalid: [{ x: 'a' }, [], null],
  },
  {
    name: 'propertyNames',
    schema: { type: 'object', propertyNames: { pattern: '^[a-z]+$', maxLength: 3 }, additionalProperties: true },
    valid: [{ abc: 1 }, {}],
    invalid: [{ A: 1 }, { abcd: 1 }],
  },
  {
    name: 'minProperties and maxProperties',
    schema: { type: 'object', minProperties: 1, maxProperties: 2 },
    valid: [{ a: 1 }, { a: 1, b: 2 }],
    invalid: [{}, { a: 1, b: 2, c: 3 }],
  },
  {
    name: 'dependentRequired',
    schema: object({ width: { type: 'integer' }, height: { type: 'integer' } }, { dependentRequired: { width: ['height'] } }),
    valid: [{}, { height: 1 }, { width: 1, height: 1 }],
    invalid: [{ width: 1 }],
  },
  {
    name: 'allOf, closed from outside',
    schema: {
      allOf: [{ $ref: '#/components/schemas/Base' }, object({ b: { type: 'integer' } }, { required: ['b'] })],
      unevaluatedProperties: false,
    },
    components: { Base: object({ a: { type: 'string' } }, { required: ['a'] }) },
    valid: [{ a: 'x', b: 1 }],
    invalid: [{ a: 'x' }, { b: 1 }, { a: 'x', b: 1, c: 2 }],
  },
  {
    name: 'anyOf',
    schema: {
      anyOf: [
        { type: 'string', maxLength: 2 },
        { type: 'integer', minimum: 10 },
      ],
    },
    valid: ['ab', 10],
    invalid: ['abc', 9, null],
  },
  {
    name: 'oneOf is exactly one',
    schema: {
      oneOf: [
        { type: 'integer', multipleOf: 2 },
        { type: 'integer', multipleOf: 3 },
      ],
    },
    valid: [2, 3, 9],
    invalid: [6, 1],
  },
  {
    name: 'oneOf with a discriminator',
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Cash' }],
      discriminator: { propertyName: 'kind', mapping: { card: '#/components/schemas/Card', cash: '#/components/schemas/Cash' } },
    },
    components: { Card: card, Cash: cash },
    valid: [
      { kind: 'card', number: '4' },
      { kind: 'cash', amount: 1 },
    ],
    invalid: [{ kind: 'card', amount: 1 }, { kind: 'cheque' }, {}],
  },
  {
    name: 'recursion',
    schema: object(
      { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Subject' } } },
      { required: ['name'], additionalProperties: false },
    ),
    valid: [{ name: 'a' }, { name: 'a', children: [{ name: 'b', children: [] }] }],
    invalid: [{ name: 'a', children: [{}] }, { children: [] }, { name: 'a', children: [{ name: 'b', x: 1 }] }],
  },
  // zod cannot check keys by a pattern if there are also named properties, so a contract must express such a rule in another way.
  {
    name: 'patternProperties',
    schema: { type: 'object', patternProperties: { '^x-': { type: 'string' } } },
    valid: [{ 'x-a': 'b' }],
    invalid: [{ 'x-a': 1 }],
    refused: /patternProperties/,
  },
]

/**
 * Schemas with keywords that the generator does not support and must not ignore silently. For each of these schemas, the generator must
 * throw the given error.
 */
export const refusals: [name: string, schema: object, error: RegExp][] = [
  ['not', { not: { type: 'string' } }, /without type|unsupported keyword/],
  ['if and else', { type: 'object', if: {}, else: {} }, /unsupported keyword\(s\): if, else/],
  ['contains', { type: 'array', items: {}, contains: { const: 1 } }, /unsupported keyword\(s\): contains/],
  ['dependentSchemas', { type: 'object', dependentSchemas: {} }, /dependentSchemas/],
  ['contentEncoding', { type: 'string', contentEncoding: 'base64' }, /contentEncoding/],
  ['an unknown format', { type: 'string', format: 'isbn' }, /string format isbn/],
  ['a misspelt keyword', { type: 'string', maxLenght: 3 }, /maxLenght/],
  ['OpenAPI 3.0 nullable', { type: 'string', nullable: true }, /nullable/],
  ['bytes in JSON', { type: 'string', format: 'binary' }, /binary/],
  ['a required property that has no schema', { type: 'object', required: ['a'] }, /required a has no property/],
  [
    'additionalProperties false inside of allOf',
    { allOf: [{ type: 'object', properties: { a: {} }, additionalProperties: false }, { type: 'object' }] },
    /can never match/,
  ],
  ['allOf that redefines', { allOf: [object({ a: { type: 'string' } }), object({ a: { type: 'integer' } })] }, /redefines a/],
  ['allOf of no objects', { allOf: [{ type: 'string' }, { maxLength: 3 }] }, /allOf/],
  ['a tuple that may be shorter', { type: 'array', prefixItems: [{ type: 'string' }] }, /minItems/],
  [
    'a discriminator without mapping',
    { oneOf: [{ $ref: '#/components/schemas/Card' }, { type: 'null' }], discriminator: { propertyName: 'kind' } },
    /needs a mapping/,
  ],
  ['a reference that leads nowhere', { type: 'object', properties: { a: { $ref: '#/components/schemas/Nowhere' } } }, /Nowhere/],
  [
    'keywords beside a reference',
    { type: 'object', properties: { a: { $ref: '#/components/schemas/Subject', maxLength: 3 } } },
    /beside \$ref/,
  ],
]
