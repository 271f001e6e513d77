// The schema of a provider defined as data. Written in snake_case, as in the config API.
import { z } from 'zod'
import { OPERATIONS } from '../provider.ts'
import type { Json } from '../../shared/json.ts'
import { readPrice } from '../price-schema.ts'
import { placeholdersIn, PLACEHOLDERS } from './template.ts'

/** A definition is read whole at each start of a job, so its size is bounded. */
const MAX_DEFINITION_CHARACTERS = 32 * 1024
const MAX_DEPTH = 12
const MAX_NODES = 500
/** Each placeholder becomes as long as its value; a prompt has up to 100,000 characters, a picture 27 million. */
const MAX_PLACEHOLDERS = 60

const identifier = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,38}$/, 'must be 2 to 39 of a-z, 0-9, dot, dash and underscore')
const modelId = z.string().regex(/^[a-z0-9][a-z0-9._:-]{0,99}$/, 'must be up to 100 of a-z, 0-9, dot, dash, underscore and colon')
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be a header name')
  .refine(
    (name) => !['host', 'content-length', 'content-type', 'transfer-encoding', 'connection', 'cookie'].includes(name.toLowerCase()),
    'is not yours to set',
  )
const path = z
  .string()
  .max(500)
  .regex(/^\/[^\s\\#]*$/, 'must begin with a slash')
const pointer = z
  .string()
  .max(200)
  .regex(/^(\/([^~/]|~[01])+)+$/, 'must be a JSON pointer such as /data/*/url; * stands for every element')
const edge = z.number().int().min(1).max(16_384)
const size = z.string().regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, 'must be WIDTHxHEIGHT')
const operation = z.enum(OPERATIONS)
const format = z.enum(['png', 'jpeg', 'webp'])
const parameter = z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression'])
const json: z.ZodType<Json> = z.json()
const price = z.record(z.string(), json).transform((value, context) => {
  const read = readPrice(value)
  if (read.ok) return read.price
  for (const { path: at, message } of read.errors) context.addIssue({ code: 'custom', message, path: at.split('/').slice(1) })
  return z.NEVER
})

const sizeRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('list'), sizes: z.array(size).min(1).max(200) }),
  z.strictObject({
    kind: z.literal('free'),
    multiple_of: edge,
    min_edge: edge,
    max_edge: edge,
    max_pixels: z.number().int().min(1).max(40_000_000),
    max_ratio: z.number().min(1).max(20),
  }),
  z.strictObject({
    kind: z.literal('ratio'),
    ratios: z
      .array(z.string().regex(/^\d{1,3}:\d{1,3}$/))
      .min(1)
      .max(50),
    resolutions: z.array(z.string().max(20)).max(10).default([]),
  }),
  z.strictObject({ kind: z.literal('input') }),
])

const model = z.strictObject({
  id: modelId,
  name: z.string().min(1).max(100),
  description: z.string().max(500).default(''),
  provider_model: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => !text.split('/').some((segment) => segment === '.' || segment === '..'), 'must not step up'),
  operations: z.array(operation).min(1),
  size: sizeRule,
  default_size: z.string().max(20).nullable().default(null),
  max_images: z.number().int().min(1).max(10).default(1),
  formats: z.array(format).min(1).default(['png']),
  qualities: z.array(z.string().min(1).max(40)).max(20).default([]),
  default_quality: z.string().min(1).max(40).optional(),
  styles: z.array(z.string().min(1).max(40)).max(100).default([]),
  backgrounds: z.array(z.enum(['auto', 'opaque', 'transparent'])).default([]),
  parameters: z.array(parameter).default([]),
  max_prompt_length: z.number().int().min(0).max(100_000).default(4000),
  inputs: z
    .strictObject({
      max: z.number().int().min(0).max(16),
      roles: z.array(z.enum(['image', 'reference', 'style', 'character'])).default(['image']),
      max_bytes: z.number().int().min(1).max(20_000_000).default(10_000_000),
      formats: z.array(format).min(1).default(['png', 'jpeg', 'webp']),
    })
    .nullable()
    .default(null),
  mask: z.boolean().default(false),
  price,
  source: z.strictObject({ url: z.string().max(500), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }).optional(),
})
export const modelDefinition = model.refine(
  ({ qualities, default_quality }) => default_quality === undefined || qualities.includes(default_quality),
  { path: ['default_quality'], message: 'must be one of qualities' },
)
export type ModelDefinition = z.infer<typeof modelDefinition>

const template = json.superRefine((value, context) => {
  const names = placeholdersIn(value)
  if (names.length > MAX_PLACEHOLDERS) context.addIssue({ code: 'custom', message: `has more than ${MAX_PLACEHOLDERS} placeholders` })
  for (const name of ['image_address', 'image_base64', 'mask_base64']) {
    if (names.indexOf(name) !== names.lastIndexOf(name)) context.addIssue({ code: 'custom', message: `{{${name}}} may be there once` })
  }
  for (const name of names) {
    if (!PLACEHOLDERS.has(name))
      context.addIssue({ code: 'custom', message: `{{${name}}} is not a placeholder; use one of ${[...PLACEHOLDERS].join(', ')}` })
  }
})

/** Codes are texts or numbers; a definition may write either. */
const codes = z
  .array(z.union([z.string().min(1).max(100), z.number()]))
  .max(50)
  .transform((all) => all.map(String))

const response = z.strictObject({
  /** Pointer to the pictures. */
  images: pointer,
  /** The kind of their texts, if the texts do not show it. */
  kind: z.enum(['url', 'base64', 'data_url']),
  seed: pointer.optional(),
  revised_prompt: pointer.optional(),
  /** US dollars, as the provider counts them; several, of `*`, are added up. */
  cost_usd: pointer.optional(),
  /** The object that counts tokens, for prices by the token. */
  usage: pointer.optional(),
})

export const providerDefinition = z
  .strictObject({
    id: identifier,
    name: z.string().min(1).max(100),
    base_url: z
      .string()
      .max(1024)
      .refine(
        (text) => URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol) && new URL(text).username === '',
        'must be an address',
      ),
    auth: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('bearer') }),
        z.strictObject({ kind: z.literal('header'), name: headerName, prefix: z.string().max(40).default('') }),
        z.strictObject({ kind: z.literal('none') }),
      ])
      .default({ kind: 'bearer' }),
    headers: z
      .record(
        headerName,
        z
          .string()
          .max(500)
          .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII'),
      )
      .default({}),
    request: z.strictObject({ method: z.enum(['POST', 'PUT']).default('POST'), path, body: template }),
    response,
    /** Where an answer reports an error, and the meaning of its codes in addition to the well-known ones. */
    error: z
      .strictObject({
        message: pointer.optional(),
        code: pointer.optional(),
        refused: codes.default([]),
        bad_credential: codes.default([]),
        no_credit: codes.default([]),
        rate_limited: codes.default([]),
      })
      .default({ refused: [], bad_credential: [], no_credit: [], rate_limited: [] }),
    /** For providers that respond before the work is done. */
    poll: z
      .strictObject({
        /** Pointer to the id of the work in the first response. */
        id: pointer,
        path: path.refine((text) => text.includes('{{id}}'), 'must have {{id}}'),
        status: pointer,
        done: z.array(z.string().min(1).max(60)).min(1).max(20),
        failed: z.array(z.string().min(1).max(60)).max(20).default([]),
        interval_ms: z.number().int().min(250).max(60_000).default(2000),
        cancel: z
          .strictObject({
            method: z.enum(['POST', 'PUT', 'DELETE']),
            path: path.refine((text) => text.includes('{{id}}'), 'must have {{id}}'),
            /** The meaning of a 2xx: the work has ended and is not billed, or it was only asked to end. */
            means: z.enum(['canceled', 'asked']).default('asked'),
          })
          .optional(),
      })
      .nullable()
      .default(null),
    /** A path that responds with 2xx to a valid key. */
    verify_path: path.nullable().default(null),
    timeout_ms: z.number().int().min(1000).max(600_000).default(120_000),
    models: z.array(modelDefinition).min(1).max(20),
  })
  .superRefine((definition, context) => {
    const seen = new Set<string>()
    for (const [index, { id }] of definition.models.entries()) {
      if (seen.has(id)) context.addIssue({ code: 'custom', message: 'is there twice', path: ['models', index, 'id'] })
      seen.add(id)
    }
    for (const text of [definition.request.path, definition.poll?.path, definition.poll?.cancel?.path]) {
      for (const name of placeholdersIn(text ?? '')) {
        if (name !== 'id' && name !== 'model')
          context.addIssue({
            code: 'custom',
            message: `a path may hold {{model}} and, after the request, {{id}}; not {{${name}}}`,
            path: ['request', 'path'],
          })
      }
    }
  })
export type ProviderDefinition = z.infer<typeof providerDefinition>

export interface DefinitionError {
  /** A JSON pointer into the definition. */
  path: string
  message: string
}
export type Parsed<T> = { ok: true; definition: T } | { ok: false; errors: DefinitionError[] }

export function parseWith<T>(schema: z.ZodType<T>, value: Json): Parsed<T> {
  const tooMuch = sizeError(value)
  if (tooMuch !== null) return { ok: false, errors: [{ path: '', message: tooMuch }] }
  const read = schema.safeParse(value)
  if (read.success) return { ok: true, definition: read.data }
  return {
    ok: false,
    errors: read.error.issues
      .slice(0, 50)
      .map((issue) => ({ path: issue.path.map((part) => `/${String(part)}`).join(''), message: issue.message })),
  }
}

function sizeError(value: Json): string | null {
  let nodes = 0
  const walk = (inner: Json, depth: number): string | null => {
    if (depth > MAX_DEPTH) return `goes deeper than ${MAX_DEPTH} levels`
    if (++nodes > MAX_NODES) return `has more than ${MAX_NODES} values`
    if (inner === null || typeof inner !== 'object') return null
    for (const each of Object.values(inner)) {
      const error = walk(each, depth + 1)
      if (error !== null) return error
    }
    return null
  }
  return (
    walk(value, 0) ??
    (JSON.stringify(value).length > MAX_DEFINITION_CHARACTERS ? `has more than ${MAX_DEFINITION_CHARACTERS} characters` : null)
  )
}
