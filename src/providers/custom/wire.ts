// The schema for the definition of a custom provider. Its field names are in snake_case, as in the config API.
import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import '../../shared/fault-words.ts'
import { OPERATIONS } from '../provider.ts'
import { type Json, pointerStep } from '../../shared/json.ts'
import { readPrice } from '../price-schema.ts'
import { closed, errors, headerName, headers, options, path, polling, request, response, upload } from './wire-parts.ts'
import { faultsOfTemplates } from './wire-templates.ts'

/** The maximum number of characters of a definition. It is limited because the whole definition is read whenever a job starts. */
const MAX_DEFINITION_CHARACTERS = 32 * 1024
const MAX_DEPTH = 16
const MAX_NODES = 1500

export const identifier = lazily(() =>
  z.string().regex(/^[a-z0-9][a-z0-9._-]{1,38}$/, 'must be 2 to 39 of a-z, 0-9, dot, dash and underscore'),
)
const modelId = lazily(() =>
  z.string().regex(/^[a-z0-9][a-z0-9._:-]{0,99}$/, 'must be up to 100 of a-z, 0-9, dot, dash, underscore and colon'),
)
const edge = lazily(() => z.number().int().min(1).max(16_384))
const size = lazily(() => z.string().regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, 'must be WIDTHxHEIGHT'))
const operation = lazily(() => z.enum(OPERATIONS))
const format = lazily(() => z.enum(['png', 'jpeg', 'webp']))
const parameter = lazily(() => z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression']))
const json = lazily((): z.ZodType<Json> => z.json())
const price = lazily(() =>
  z.record(z.string(), json()).transform((value, context) => {
    const read = readPrice(value)
    if (read.ok) return read.price
    for (const { path: at, message } of read.errors) context.addIssue({ code: 'custom', message, path: at.split('/').slice(1) })
    return z.NEVER
  }),
)

const sizeRule = lazily(() =>
  z.discriminatedUnion('kind', [
    closed({ kind: z.literal('list'), sizes: z.array(size()).min(1).max(200) }),
    closed({
      kind: z.literal('free'),
      multiple_of: edge(),
      min_edge: edge(),
      max_edge: edge(),
      max_pixels: z.number().int().min(1).max(40_000_000),
      max_ratio: z.number().min(1).max(20),
    }),
    closed({
      kind: z.literal('ratio'),
      ratios: z
        .array(z.string().regex(/^\d{1,3}:\d{1,3}$/))
        .min(1)
        .max(50),
      resolutions: z.array(z.string().max(20)).max(10).default([]),
    }),
    closed({ kind: z.literal('input') }),
  ]),
)

const model = lazily(() =>
  closed({
    id: modelId(),
    name: z.string().min(1).max(100),
    description: z.string().max(500).default(''),
    provider_model: z
      .string()
      .min(1)
      .max(200)
      .refine((text) => !text.split('/').some((segment) => segment === '.' || segment === '..'), 'must not step up'),
    operations: z.array(operation()).min(1),
    size: sizeRule(),
    default_size: z.string().max(20).nullable().default(null),
    max_images: z.number().int().min(1).max(10).default(1),
    formats: z.array(format()).min(1).default(['png']),
    qualities: z.array(z.string().min(1).max(40)).max(20).default([]),
    default_quality: z.string().min(1).max(40).optional(),
    styles: z.array(z.string().min(1).max(40)).max(100).default([]),
    backgrounds: z.array(z.enum(['auto', 'opaque', 'transparent'])).default([]),
    parameters: z.array(parameter()).default([]),
    max_prompt_length: z.number().int().min(0).max(100_000).default(4000),
    inputs: closed({
      max: z.number().int().min(0).max(16),
      roles: z.array(z.enum(['image', 'reference', 'style', 'character'])).default(['image']),
      max_bytes: z.number().int().min(1).max(20_000_000).default(10_000_000),
      formats: z.array(format()).min(1).default(['png', 'jpeg', 'webp']),
    })
      .nullable()
      .default(null),
    mask: z.boolean().default(false),
    price: price(),
    source: closed({ url: z.string().max(500), date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }).optional(),
  }),
)
export const modelDefinition = lazily(() =>
  model().refine(({ qualities, default_quality }) => default_quality === undefined || qualities.includes(default_quality), {
    path: ['default_quality'],
    message: 'must be one of qualities',
  }),
)
export type ModelDefinition = z.infer<ReturnType<typeof modelDefinition>>

/** The parts of the definition that are different for one operation. For an absent part, the general part of the definition is used. */
const ofOperation = lazily(() =>
  closed({
    request: request().optional(),
    response: response().optional(),
    /** How this operation is polled; null if the first answer for this operation contains the pictures. */
    poll: polling().nullable().optional(),
  }),
)

export const baseUrl = lazily(() =>
  z
    .string()
    .max(1024)
    .refine(
      (text) => URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol) && new URL(text).username === '',
      'must be an address',
    ),
)
export const auth = lazily(() =>
  z.discriminatedUnion('kind', [
    closed({ kind: z.literal('bearer') }),
    closed({ kind: z.literal('header'), name: headerName(), prefix: z.string().max(40).default('') }),
    closed({ kind: z.literal('none') }),
  ]),
)
export const models = lazily(() => z.array(modelDefinition()).min(1).max(20))

export const providerDefinition = lazily(() =>
  closed({
    id: identifier(),
    name: z.string().min(1).max(100),
    base_url: baseUrl(),
    auth: auth().default({ kind: 'bearer' }),
    headers: headers(),
    /** The provider options that a request may set. */
    options: options(),
    /** How each input picture and the mask are uploaded before the request itself is sent. */
    upload: upload().optional(),
    request: request(),
    response: response(),
    by_operation: z.partialRecord(operation(), ofOperation(), { error: `may have ${OPERATIONS.join(', ')}` }).default({}),
    /**
     * Says where an answer reports an error, and what the provider's own error codes mean. Common codes are recognized without an entry
     * here.
     */
    error: errors(),
    /** How work is polled, for providers that respond before the work is done; null for all other providers. */
    poll: polling().nullable().default(null),
    /** A path that responds with 2xx to a valid key; null if there is none. */
    verify_path: path().nullable().default(null),
    timeout_ms: z.number().int().min(1000).max(600_000).default(120_000),
    models: models(),
  }).superRefine((definition, context) => {
    for (const { path: at, message } of [...namedTwice(definition.models), ...faultsOfTemplates(definition)])
      context.addIssue({ code: 'custom', message, path: at })
  }),
)
export type ProviderDefinition = z.infer<ReturnType<typeof providerDefinition>>

export function namedTwice(all: readonly { id: string }[]): { path: (string | number)[]; message: string }[] {
  return all.flatMap(({ id }, index) =>
    all.findIndex((each) => each.id === id) === index ? [] : [{ path: ['models', index, 'id'], message: 'occurs twice' }],
  )
}

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
      .map((issue) => ({ path: issue.path.map((part) => `/${pointerStep(part)}`).join(''), message: issue.message })),
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
