// The schemas for the parts of a definition: request, answer, errors, polls, uploads and declared options. All numbers and lists are
// bounded.
import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import type { Json } from '../../shared/json.ts'
import { faultsOfForms, MAX_PLACEHOLDERS } from './wire-forms.ts'
import { placeholdersIn } from './template.ts'

const json = lazily((): z.ZodType<Json> => z.json())

/** Returns the schema of an object with exactly these fields. The error for any other field lists the allowed fields. */
export function closed<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has ${issue.keys.join(', ')}, which is not a member; allowed are ${Object.keys(shape).join(', ')}`
        : undefined,
  })
}

export const headerName = lazily(() =>
  z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be a header name')
    .refine(
      (name) => !['host', 'content-length', 'content-type', 'transfer-encoding', 'connection', 'cookie'].includes(name.toLowerCase()),
      'is not yours to set',
    ),
)
export const headers = lazily(() =>
  z
    .record(
      headerName(),
      z
        .string()
        .max(500)
        .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII'),
    )
    .default({}),
)
export const path = lazily(() =>
  z
    .string()
    .max(500)
    .regex(/^\/[^\s\\#]*$/, 'must begin with a slash'),
)

const pointer = lazily(() =>
  z
    .string()
    .max(200)
    .regex(
      /^(?:(\/([^~/]|~[01])+)+|header:[A-Za-z0-9-]{1,64})$/,
      'must be a JSON pointer such as /data/*/url, where * stands for every element, or header:NAME',
    ),
)
const bodyPointer = lazily(() => pointer().refine((text) => text.startsWith('/'), 'must be a JSON pointer such as /data/*/url'))
/** One pointer or several. The field that holds them decides whether all found values are used or only the first value. */
const pointers = lazily(() =>
  z.union([pointer(), z.array(pointer()).min(1).max(10)]).transform((one) => (typeof one === 'string' ? [one] : one)),
)

/**
 * Values that a field of the provider's answer can have, for example error codes. A definition can write them as texts, numbers or
 * booleans; all are converted to texts.
 */
const codes = lazily(() =>
  z
    .array(z.union([z.string().min(1).max(100), z.number(), z.boolean()]))
    .max(50)
    .transform((all) => all.map(String)),
)
const words = lazily(() => z.array(z.string().min(2).max(100)).max(50))
const statuses = lazily(() => z.array(z.number().int().min(200).max(599)).min(1).max(20))

const template = lazily(() =>
  json().superRefine((value, context) => {
    const names = placeholdersIn(value)
    if (names.length > MAX_PLACEHOLDERS) context.addIssue({ code: 'custom', message: `has more than ${MAX_PLACEHOLDERS} placeholders` })
    for (const fault of faultsOfForms(value)) context.addIssue({ code: 'custom', ...fault })
  }),
)

const encoding = lazily(() => z.enum(['json', 'multipart']).default('json'))

export const request = lazily(() =>
  closed({
    method: z.enum(['POST', 'PUT']).default('POST'),
    path: path(),
    /** Headers in addition to those of the definition. */
    headers: headers(),
    encoding: encoding(),
    body: template(),
  }),
)
export type RequestDefinition = z.infer<ReturnType<typeof request>>

/** The kinds of error, named as in the generation API. */
export const ERROR_KINDS = [
  'refused',
  'bad_request',
  'bad_credential',
  'no_credit',
  'rate_limited',
  'unavailable',
  'timeout',
  'lost',
  'canceled',
] as const

const leftOut = lazily(() =>
  closed({
    /** A pointer to the value that is compared with `is`. It starts at the element that `images` finds. */
    at: bodyPointer(),
    is: codes(),
    /** The kind of failure that is reported if `leave_out` removes all pictures. */
    kind: z.enum(ERROR_KINDS).optional(),
  }),
)

const cost = lazily(() =>
  closed({
    /** Pointers to amounts of money. Their sum is the cost. */
    at: pointers(),
    /** The amount that is worth one US dollar, for example 100 if the amounts are in cents. */
    per_usd: z.number().int().min(1).max(1_000_000_000_000).default(1),
    /** Which answer contains the cost. `submission`: the first answer. `result`: the answer with the pictures or texts. */
    from: z.enum(['result', 'submission']).default('result'),
  }),
)

const usage = lazily(() =>
  z.union([
    pointer().transform((at) => ({ at, text_in: undefined, image_in: undefined, text_out: undefined, image_out: undefined })),
    closed({
      /** Points to an object with the numbers of tokens. The names of its fields must be common ones, such as `input_tokens`. */
      at: pointer().optional(),
      /**
       * This field and the next three are each for one kind of tokens. Each points to one or more numbers in the answer, which are added
       * up. If the object at `at` has a number for the same kind of tokens, this number is added, too.
       */
      text_in: pointers().optional(),
      image_in: pointers().optional(),
      text_out: pointers().optional(),
      image_out: pointers().optional(),
    }).refine(({ at, image_out }) => at !== undefined || image_out !== undefined, 'needs at or image_out'),
  ]),
)

export const response = lazily(() =>
  closed({
    /** Pointer to the pictures. */
    images: bodyPointer().optional(),
    /** How to read a text at `images` that could be a URL or base64. `bytes`: the whole body is the picture, and `images` is absent. */
    kind: z.enum(['url', 'base64', 'data_url', 'bytes']).default('url'),
    /** The path of a picture, built from parts of the element that `images` finds, for example `/view?name={{/file}}`. */
    picture_path: path().optional(),
    /** Whether pictures at the provider's own address are fetched with the credential. Other addresses never get it. */
    picture_auth: z.boolean().default(false),
    leave_out: z.array(leftOut()).max(10).default([]),
    /** Points to the texts that `describe` returns. */
    texts: bodyPointer().optional(),
    seed: pointer().optional(),
    revised_prompt: pointer().optional(),
    /** Points to the cost in US dollars, as the provider reports it. If the pointer has a `*`, the values are added. */
    cost_usd: pointer().optional(),
    cost: cost().optional(),
    /** Points to the numbers of tokens. They are needed if a model has a price per token. */
    usage: usage().optional(),
  }).superRefine(({ images, kind, texts, cost_usd: costUsd, cost: own, picture_path: at }, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (images === undefined && texts === undefined && kind !== 'bytes')
      fault('images', 'is needed, a pointer to the pictures; without it kind must be bytes, or texts be there')
    if (images !== undefined && kind === 'bytes') fault('images', 'must not be there with kind bytes: the answer itself is the picture')
    if (costUsd !== undefined && own !== undefined) fault('cost', 'and cost_usd say the same: leave one out')
    if (at !== undefined && !/\{\{\/[^{}]+\}\}/.test(at)) fault('picture_path', 'needs a part of the answer, such as {{/file}}')
  }),
)
export type ResponseDefinition = z.infer<ReturnType<typeof response>>

const rule = lazily(() =>
  closed({
    kind: z.enum(ERROR_KINDS),
    /**
     * Pointers to the values that the rule tests. The rule matches if one of the values is in `is` or contains one of `words`. If the rule
     * has neither `is` nor `words`, it matches if one of the values is something other than null, false, 0 or an empty text.
     */
    at: pointers().optional(),
    is: codes().optional(),
    /** Words to look for in the values that the rule tests. Case is ignored. */
    words: words().optional(),
    /** The rule applies only to answers with one of these statuses. */
    status: statuses().optional(),
    billed: z.enum(['no', 'yes']).optional(),
  }).superRefine(({ at, is, words: said, status }, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (at === undefined && status === undefined) fault('at', 'is needed, or status')
    if (at === undefined && (is ?? said) !== undefined) fault('at', 'is needed: is and words are looked for there')
  }),
)
export type ErrorRule = z.infer<ReturnType<typeof rule>>

export const errors = lazily(() =>
  closed({
    message: pointers().optional(),
    code: pointers().optional(),
    refused: codes().default([]),
    bad_credential: codes().default([]),
    no_credit: codes().default([]),
    rate_limited: codes().default([]),
    /** The first matching rule decides. Rules apply to every answer, even to one with a picture. */
    rules: z.array(rule()).max(40).default([]),
  }).default({ refused: [], bad_credential: [], no_credit: [], rate_limited: [], rules: [] }),
)

const states = lazily(() => z.array(z.string().min(1).max(60)).max(20))
/**
 * Where and how work is polled. The URL of the poll is built from `path`, or it is in the first answer (the answer to the request that
 * submits the work). In the second case, `address` is the pointer to the URL in this answer.
 */
export const polling = lazily(() =>
  closed({
    /** Pointer to the id of the work in the first answer. */
    id: pointer().optional(),
    path: path().optional(),
    address: pointer().optional(),
    method: z.enum(['GET', 'POST']).default('GET'),
    body: template().optional(),
    headers: headers(),
    status: pointer().optional(),
    done: states().default([]),
    failed: states().default([]),
    canceled: states().default([]),
    /** HTTP statuses that mean that the work is not done yet. */
    pending_status: statuses().optional(),
    progress: pointer().optional(),
    /** The value at `progress` when the work is complete, for example 100 for a percentage. */
    progress_max: z.number().int().min(1).max(1_000_000).default(1),
    interval_ms: z.number().int().min(250).max(60_000).default(2000),
    cancel: closed({
      method: z.enum(['POST', 'PUT', 'DELETE']),
      path: path().refine((text) => /\{\{(?:id|uuid)\}\}/.test(text), 'must have {{id}}'),
      /**
       * The meaning of a 2xx response to the cancel call. `canceled`: the work has ended and is not billed. `asked`: the provider has
       * received the cancel call, but the work may still go on.
       */
      means: z.enum(['canceled', 'asked']).default('asked'),
    }).optional(),
  }).superRefine((poll, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (poll.path !== undefined && poll.address !== undefined) fault('address', 'and path say the same: leave one out')
    if (poll.path === undefined && poll.address === undefined) fault('path', 'is needed, or address, a pointer to one in the first answer')
    const names = [poll.path ?? '', poll.cancel?.path ?? '', poll.body ?? null].flatMap((each) => placeholdersIn(each))
    if (poll.id === undefined && names.includes('id'))
      fault('id', 'is needed, a pointer to the id in the first answer: {{id}} is asked for')
    const asked = [poll.path ?? '', poll.body ?? null].flatMap((each) => placeholdersIn(each))
    if (poll.path !== undefined && !asked.includes('id') && !asked.includes('uuid')) fault('path', 'must have {{id}}, or the body')
    if (poll.body !== undefined && poll.method === 'GET') fault('body', 'is sent by POST alone: set method to POST')
    for (const name of new Set(placeholdersIn(poll.body ?? null)))
      if (!['id', 'uuid', 'model', 'operation'].includes(name))
        fault('body', `has {{${name}}}; a poll knows {{id}}, {{uuid}}, {{model}} and {{operation}}`)
    if (poll.status !== undefined && poll.done.length === 0) fault('done', 'is needed: the values of status that mean done')
    if (poll.status === undefined && poll.done.length + poll.failed.length + poll.canceled.length > 0)
      fault('status', 'is needed, a pointer to what done, failed and canceled list')
  }),
)
export type PollDefinition = z.infer<ReturnType<typeof polling>>

export const upload = lazily(() =>
  closed({
    method: z.enum(['POST', 'PUT']).default('POST'),
    path: path(),
    headers: headers(),
    encoding: encoding(),
    body: template(),
    /** Points to a value in the provider's answer to the upload. In the request itself, this value replaces `{{image_uploaded}}`. */
    result: bodyPointer(),
    /**
     * How the picture's bytes are sent to an address that the answer to the upload request contains. The credential is not sent to this
     * address.
     */
    send_to: closed({
      address: bodyPointer(),
      method: z.enum(['POST', 'PUT']).default('PUT'),
      /**
       * For POST: points to the fields of the form, which are an object or the JSON text of an object. The fields are sent before the file.
       */
      fields: bodyPointer().optional(),
    }).optional(),
  }),
)
export type UploadDefinition = z.infer<ReturnType<typeof upload>>

const bound = lazily(() => z.number().min(-1_000_000_000).max(1_000_000_000))
const scalar = lazily(() => z.union([z.string().max(1000), bound(), z.boolean()]))
const option = lazily(() =>
  closed({
    type: z.enum(['text', 'number', 'integer', 'boolean']),
    description: z.string().max(300).default(''),
    values: z.array(scalar()).min(1).max(100).optional(),
    min: bound().optional(),
    max: bound().optional(),
    max_length: z.number().int().min(1).max(10_000).optional(),
    /** The value to send if the request does not set the option. */
    default: scalar().optional(),
    required: z.boolean().default(false),
    /** The value that dry runs use if the option is required. */
    example: scalar().optional(),
  }).superRefine((own, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (own.required && own.example === undefined) fault('example', 'is missing: a required option needs an example, which dry runs send')
    if (own.min !== undefined && own.max !== undefined && own.min > own.max) fault('max', 'must be min at least')
    if (own.max_length !== undefined && own.type !== 'text') fault('max_length', 'is for type text')
    if ((own.min ?? own.max) !== undefined && own.type !== 'number' && own.type !== 'integer') fault('min', 'and max are for numbers')
    for (const name of ['default', 'example'] as const) {
      const why = own[name] === undefined ? null : faultOfOption(own, own[name])
      if (why !== null) fault(name, why)
    }
  }),
)
export type OptionDefinition = z.infer<ReturnType<typeof option>>
export const options = lazily(() =>
  z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'must be a letter, then letters, digits and underscores'), option())
    .refine((all) => Object.keys(all).length <= 40, 'are 40 at most')
    .default({}),
)

const DEFAULT_MAX_LENGTH = 1000
const MAX_NUMBER = 1_000_000_000

/** Returns the fault of an option's value; null if there is none. */
export function faultOfOption(own: Pick<OptionDefinition, 'type' | 'values' | 'min' | 'max' | 'max_length'>, value: Json): string | null {
  const { type, values, min = -MAX_NUMBER, max = MAX_NUMBER, max_length: maxLength = DEFAULT_MAX_LENGTH } = own
  if (values !== undefined) return values.includes(value as string) ? null : `must be one of ${values.join(', ')}`
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= maxLength ? null : `must be a text of at most ${maxLength} characters`
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false'
    case 'number':
    case 'integer': {
      const counts = typeof value === 'number' && (type === 'number' || Number.isInteger(value)) && value >= min && value <= max
      return counts ? null : `must be ${type === 'integer' ? 'a whole number' : 'a number'} from ${min} to ${max}`
    }
  }
}
