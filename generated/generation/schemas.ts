// Generated from openapi/ by `npm run generate`. Do not edit.
import { z } from 'zod'
import { atMost, inCalendar, size, unique } from '../../src/contract/schema-helpers.ts'
import { lazily } from '../../src/shared/lazily.ts'
import type { components } from './types.ts'

/** The id of a stored picture. */
export const AssetId = lazily(() => z.string().regex(/^asset_[0-9A-Z]{26}$/u))

export const AssetSource = lazily(() => z.enum(['upload', 'generation']))

/** The operation; `generate` by default.
 * 
 * - `generate`: a picture from the prompt alone.
 * - `edit`: changes a picture as the prompt says.
 * - `inpaint`: changes the area that is white in the mask.
 * - `remix`: a new picture in the style of the input.
 * - `reframe`: extends the picture to another aspect ratio.
 * - `upscale`: more pixels.
 * - `remove_background`, `replace_background`: removes or replaces the background.
 * - `describe`: a text about the input, returned in `texts`. */
export const Operation = lazily(() => z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe']))

/** Money in micro-USD; 1 000 000 is one US dollar. */
export const Micros = lazily(() => z.int().min(0).max(9007199254740991))

/** How a picture was made. */
export const AssetOrigin = lazily(() => z.strictObject({
  operation: Operation(),
  model: z.string(),
  provider: z.string(),
  prompt: z.string().nullable(),
  cost_micros: Micros(),
}))

/** The file format of a picture. */
export const ImageFormat = lazily(() => z.enum(['png', 'jpeg', 'webp']))

/** RFC 3339, UTC. */
export const Timestamp = lazily(() => z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC'))

/** A stored picture, uploaded or made by a generation. */
export const Asset = lazily(() => z.strictObject({
  id: AssetId(),
  source: AssetSource(),
  generation_id: z.string().nullable(),
  made_by: AssetOrigin().nullable(),
  width: z.int().min(1),
  height: z.int().min(1),
  format: ImageFormat(),
  size_bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  url_expires_at: Timestamp(),
  instance_id: z.string(),
  project_id: z.string(),
  created_at: Timestamp(),
  expires_at: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').nullable(),
}))

export const AssetLink = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  expires_at: Timestamp(),
}))

export const AssetList = lazily(() => z.strictObject({
  data: z.array(Asset()),
  next_cursor: z.string().nullable(),
}))

/** A model's id, as in `GET /models`, or an alias of the instance. */
export const ModelId = lazily(() => z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u))

/** The stable code of the error, for programs to decide by. `/problems/{code}` says for each code why it occurs and what to do. */
export const ErrorCode = lazily(() => z.enum(['invalid_request', 'malformed_json', 'unsupported_parameter', 'unsupported_operation', 'unsupported_size', 'input_invalid', 'url_not_allowed', 'content_policy', 'safety_refused', 'max_cost_exceeded', 'request_exceeds_limit', 'provider_bad_request', 'callback_invalid', 'missing_key', 'invalid_key', 'expired_key', 'revoked_key', 'session_expired', 'link_invalid', 'insufficient_scope', 'insufficient_role', 'csrf_failed', 'origin_not_allowed', 'not_found', 'model_not_found', 'route_not_found', 'method_not_allowed', 'conflict', 'not_cancelable', 'not_resolvable', 'in_use', 'link_expired', 'precondition_failed', 'body_too_large', 'unsupported_media_type', 'range_not_satisfiable', 'idempotency_key_reused', 'generation_canceled', 'credential_missing', 'provider_error', 'provider_bad_answer', 'provider_credential_rejected', 'outcome_indeterminate', 'result_unavailable', 'deadline_exceeded', 'rate_limited', 'concurrency_limited', 'budget_exceeded', 'storage_limited', 'internal_error', 'provider_rate_limited', 'provider_unavailable', 'change_pending', 'overloaded', 'unavailable', 'provider_timeout']))

/** One call to a provider, or a fallback that was not called because a limit on its model or provider had no room (`error_code`
 * `rate_limited`, `concurrency_limited` or `request_exceeds_limit`). */
export const Attempt = lazily(() => z.strictObject({
  number: z.int().min(1),
  provider: z.string(),
  connection: z.string().nullable().optional(),
  model: ModelId(),
  status: z.enum(['running', 'succeeded', 'failed', 'canceled', 'indeterminate']),
  started_at: Timestamp(),
  duration_ms: z.int().min(0).nullable(),
  provider_request_id: z.string().nullable(),
  error_code: ErrorCode().nullable(),
  error_message: z.string().nullable(),
  billed: z.enum(['no', 'yes', 'unknown']).nullable(),
  cost_micros: z.int().min(0).nullable(),
}))

export const CostLine = lazily(() => z.strictObject({
  description: z.string(),
  quantity: z.number().min(0),
  unit: z.string(),
  unit_micros: z.number().min(0),
  amount_micros: z.number().min(0),
}))

export const Cost = lazily(() => z.strictObject({
  amount_micros: Micros(),
  held_micros: Micros(),
  currency: z.literal('USD'),
  source: z.enum(['provider', 'computed', 'quoted']),
  breakdown: z.array(CostLine()),
}))

export const FieldError = lazily(() => z.strictObject({
  pointer: z.string(),
  message: z.string(),
}))

/** `queued`: accepted. `running`: in progress. `succeeded`: there is at least one picture or text. `failed`: there is no result;
 * `error` says why. `canceled`: stopped on request. `indeterminate`: it is unknown whether the provider did the work; the reserved
 * amount is held. */
export const GenerationStatus = lazily(() => z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled', 'indeterminate']))

/** The stage that a generation has reached; it is recorded before its work begins. `admitted`, `begun`, `submitting` (the provider is
 * being called), `submitted` (the provider has accepted), `polling`, `fetching` (pictures are being stored), `stored`, `settled` (the
 * cost is booked), `notified` (webhooks are sent). Decide by `status`: a stage that takes no time, such as `notified` without webhooks,
 * may be left out or come at once with the one before. */
export const GenerationStage = lazily(() => z.enum(['admitted', 'begun', 'submitting', 'submitted', 'polling', 'fetching', 'stored', 'settled', 'notified']))

/** The form of the picture's file. */
export const OutputOptions = lazily(() => z.strictObject({
  format: ImageFormat().optional(),
  compression: z.int().min(0).max(100).optional(),
  background: z.enum(['auto', 'opaque', 'transparent']).optional(),
}))

export const InputReference = lazily(() => z.strictObject({
  asset_id: AssetId(),
  role: z.enum(['image', 'reference', 'style', 'character']).default('image'),
  weight: z.number().min(0).max(1).optional(),
}))

/** White areas are changed, black areas are kept. The mask must be as large as the first input. */
export const MaskReference = lazily(() => z.strictObject({
  asset_id: AssetId(),
}))

/** Up to 16 labels of your own. The resource and its webhooks return them. */
export const Metadata = lazily(() => z.record(z.string().min(1).check(atMost(64)), z.string().check(atMost(512))).refine(size(0, 16), 'needs at most 16 of its fields'))

/** One flat body for every operation. `generate` needs a `prompt`. `edit`, `remix` and `replace_background` need a `prompt` and an
 * input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases. `reframe`, `upscale`, `remove_background` and
 * `describe` need an input. A missing field is a 400 with a pointer. */
export const GenerateRequest = lazily(() => z.strictObject({
  operation: Operation().optional(),
  prompt: z.string().min(1).check(atMost(32000)).optional(),
  model: ModelId().optional(),
  negative_prompt: z.string().min(1).check(atMost(8000)).optional(),
  n: z.int().min(1).max(10).default(1),
  size: z.string().regex(/^(auto|[1-9][0-9]{1,4}x[1-9][0-9]{1,4})$/u).optional(),
  aspect_ratio: z.string().regex(/^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$/u).optional(),
  resolution: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/u).optional(),
  seed: z.int().min(0).max(2147483647).optional(),
  quality: z.string().min(1).check(atMost(32)).optional(),
  style: z.string().min(1).check(atMost(64)).optional(),
  output: OutputOptions().optional(),
  inputs: z.array(InputReference()).max(16).optional(),
  mask: MaskReference().optional(),
  strength: z.number().min(0).max(1).optional(),
  guidance: z.number().min(0).max(30).optional(),
  steps: z.int().min(1).max(200).optional(),
  enhance_prompt: z.boolean().optional(),
  partial_images: z.int().min(0).max(3).default(0),
  on_unsupported: z.enum(['reject', 'adapt']).default('reject'),
  max_cost_micros: Micros().optional(),
  deadline_ms: z.int().min(1000).max(3600000).default(600000),
  fallbacks: z.array(ModelId()).max(5).refine(unique, 'items must be unique').optional(),
  provider_options: z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields').optional(),
  metadata: Metadata().optional(),
}))

export const GenerationImage = lazily(() => z.strictObject({
  index: z.int().min(0),
  asset_id: AssetId(),
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  url_expires_at: Timestamp(),
  width: z.int().min(1),
  height: z.int().min(1),
  format: ImageFormat(),
  size_bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  seed: z.int().nullable(),
  revised_prompt: z.string().nullable(),
}))

export const Warning = lazily(() => z.strictObject({
  code: z.enum(['parameter_dropped', 'parameter_changed', 'size_changed', 'model_aliased', 'model_retiring', 'fallback_skipped', 'fewer_images', 'provider_note']),
  message: z.string(),
  pointer: z.string().nullable(),
}))

/** The time spent in each part, in milliseconds. */
export const Timing = lazily(() => z.strictObject({
  queued: z.number().min(0),
  provider: z.number().min(0),
  storage: z.number().min(0),
  overhead: z.number().min(0),
  total: z.number().min(0),
}))

export const GenerationError = lazily(() => z.strictObject({
  code: ErrorCode(),
  message: z.string(),
}))

export const Generation = lazily(() => z.strictObject({
  id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
  status: GenerationStatus(),
  stage: GenerationStage(),
  progress: z.number().min(0).max(1).nullable(),
  operation: Operation(),
  model: ModelId(),
  requested_model: ModelId(),
  provider: z.string(),
  prompt: z.string().nullable(),
  request: GenerateRequest().nullable(),
  images: z.array(GenerationImage()),
  texts: z.array(z.string()),
  cost: Cost(),
  warnings: z.array(Warning()),
  attempts: z.array(Attempt()),
  timing_ms: Timing(),
  error: GenerationError().nullable(),
  instance_id: z.string(),
  project_id: z.string(),
  metadata: Metadata(),
  created_at: Timestamp(),
  finished_at: Timestamp().nullable(),
  deadline_at: Timestamp(),
  request_id: z.string(),
}))

/** The last event; the generation as it ended. */
export const FinishedEvent = lazily(() => z.strictObject({
  type: z.literal('finished'),
  generation_id: z.string(),
  generation: Generation(),
  at: Timestamp(),
}))

export const FreePrice = lazily(() => z.strictObject({
  kind: z.literal('free'),
}))

/** Any width and height within these bounds. */
export const FreeSizes = lazily(() => z.strictObject({
  kind: z.literal('free'),
  multiple_of: z.int().min(1),
  min_edge: z.int().min(1),
  max_edge: z.int().min(1),
  max_pixels: z.int().min(1),
  max_ratio: z.number().min(1),
}))

/** The generation has reached another stage. */
export const StateEvent = lazily(() => z.strictObject({
  type: z.literal('state'),
  generation_id: z.string(),
  status: GenerationStatus(),
  stage: GenerationStage(),
  at: Timestamp(),
}))

/** The progress that the provider reports. Many providers report none. */
export const ProgressEvent = lazily(() => z.strictObject({
  type: z.literal('progress'),
  generation_id: z.string(),
  progress: z.number().min(0).max(1),
  at: Timestamp(),
}))

/** A preview, which is not kept. Sent if the request has `partial_images` and the model makes previews. */
export const PartialImageEvent = lazily(() => z.strictObject({
  type: z.literal('partial_image'),
  generation_id: z.string(),
  index: z.int().min(0),
  b64_json: z.string(),
  at: Timestamp(),
}))

/** The `data` of one server-sent event; its `event` field equals `type`. */
export const GenerationEvent = lazily(() => z.discriminatedUnion('type', [StateEvent(), ProgressEvent(), PartialImageEvent(), FinishedEvent()]))

export const GenerationList = lazily(() => z.strictObject({
  data: z.array(Generation()),
  next_cursor: z.string().nullable(),
}))

export const HealthCheck = lazily(() => z.strictObject({
  ok: z.boolean(),
  duration_ms: z.number().min(0),
}))

export const Health = lazily(() => z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string().check(atMost(100)),
  instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
  checks: z.strictObject({
    database: HealthCheck(),
    storage: HealthCheck(),
    config: HealthCheck(),
  }),
  checked_at: Timestamp(),
}))

/** The size follows from the input. */
export const InputSize = lazily(() => z.strictObject({
  kind: z.literal('input'),
}))

export const LimitState = lazily(() => z.strictObject({
  scope: z.enum(['organization', 'instance', 'project', 'key', 'provider', 'model']),
  target: z.string().nullable(),
  metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
  limit: z.int().min(0),
  capacity: z.int().min(0),
  window_seconds: z.int().nullable(),
  used: z.number().min(0),
  reserved: z.number().min(0),
  held: z.number().min(0),
  remaining: z.number().min(0),
  resets_at: Timestamp().nullable(),
}))

export const LimitStateList = lazily(() => z.strictObject({
  data: z.array(LimitState()),
}))

export const LinkRequest = lazily(() => z.strictObject({
  expires_in_seconds: z.int().min(60).max(604800).default(3600),
}))

/** One of these sizes. */
export const ListedSizes = lazily(() => z.strictObject({
  kind: z.literal('list'),
  sizes: z.array(z.string()),
}))

/** A shape and a resolution. */
export const RatioSizes = lazily(() => z.strictObject({
  kind: z.literal('ratio'),
  ratios: z.array(z.string()),
  resolutions: z.array(z.string()),
}))

/** The sizes that a model supports. */
export const SizeRule = lazily(() => z.discriminatedUnion('kind', [ListedSizes(), FreeSizes(), RatioSizes(), InputSize()]))

/** Maximum inputs of one role, if that is less than `max`. */
export const ModelInputCounts = lazily(() => z.strictObject({
  image: z.int().min(0).optional(),
  reference: z.int().min(0).optional(),
  style: z.int().min(0).optional(),
  character: z.int().min(0).optional(),
}))

export const ModelInputs = lazily(() => z.strictObject({
  max: z.int().min(0),
  roles: z.array(z.enum(['image', 'reference', 'style', 'character'])),
  max_by_role: ModelInputCounts().optional(),
  weights: z.array(z.enum(['image', 'reference', 'style', 'character'])).optional(),
  max_bytes: z.int().min(0),
  max_edge: z.int().min(1).optional(),
  max_pixels: z.int().min(1).optional(),
  formats: z.array(ImageFormat()),
}))

/** The differences for one operation. If a member is absent, that of the model applies. */
export const ModelOperationCapabilities = lazily(() => z.strictObject({
  size: SizeRule().optional(),
  default_size: z.string().nullable().optional(),
  max_images: z.int().min(1).optional(),
  formats: z.array(ImageFormat()).optional(),
  qualities: z.array(z.string()).optional(),
  styles: z.array(z.string()).optional(),
  backgrounds: z.array(z.enum(['auto', 'opaque', 'transparent'])).optional(),
  parameters: z.array(z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression'])).optional(),
  max_prompt_length: z.int().min(0).optional(),
  inputs: ModelInputs().optional(),
  mask: z.boolean().optional(),
  partial_images: z.boolean().optional(),
}))

/** The capabilities of a model. A request that uses anything else is refused, or with `on_unsupported: adapt` changed and reported in
 * `warnings`. */
export const ModelCapabilities = lazily(() => z.strictObject({
  operations: z.array(Operation()),
  size: SizeRule(),
  default_size: z.string().nullable(),
  max_images: z.int().min(1),
  formats: z.array(ImageFormat()),
  qualities: z.array(z.string()),
  default_quality: z.string().optional(),
  styles: z.array(z.string()),
  backgrounds: z.array(z.enum(['auto', 'opaque', 'transparent'])),
  parameters: z.array(z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression'])),
  max_prompt_length: z.int().min(0),
  inputs: ModelInputs(),
  mask: z.boolean(),
  partial_images: z.boolean(),
  by_operation: z.strictObject({
    generate: ModelOperationCapabilities().optional(),
    edit: ModelOperationCapabilities().optional(),
    inpaint: ModelOperationCapabilities().optional(),
    remix: ModelOperationCapabilities().optional(),
    reframe: ModelOperationCapabilities().optional(),
    upscale: ModelOperationCapabilities().optional(),
    remove_background: ModelOperationCapabilities().optional(),
    replace_background: ModelOperationCapabilities().optional(),
    describe: ModelOperationCapabilities().optional(),
  }).optional(),
}))

/** The price of a picture is that of the first rule whose conditions all hold. */
export const PerImagePrice = lazily(() => z.strictObject({
  kind: z.literal('per_image'),
  rules: z.array(z.strictObject({
    operation: Operation().optional(),
    size: z.string().optional(),
    quality: z.string().optional(),
    resolution: z.string().optional(),
    input: z.enum(['image', 'reference', 'style', 'character']).optional(),
    micros: z.number().min(0),
  })),
}))

/** A price for each started megapixel of the output, and for each megapixel of the inputs. */
export const PerMegapixelPrice = lazily(() => z.strictObject({
  kind: z.literal('per_megapixel'),
  first_micros: z.number().min(0),
  next_micros: z.number().min(0),
  input_micros: z.number().min(0),
}))

/** Prices per million tokens. */
export const PerTokenPrice = lazily(() => z.strictObject({
  kind: z.literal('per_token'),
  text_in_micros: z.number().min(0),
  image_in_micros: z.number().min(0),
  image_out_micros: z.number().min(0),
  text_out_micros: z.number().min(0),
  estimate: z.array(z.strictObject({
    quality: z.string().optional(),
    size: z.string().optional(),
    resolution: z.string().optional(),
    output_tokens: z.number().min(0).optional(),
    cells: z.number().min(1).optional(),
  })),
}))

/** The price in micro-USD. */
export const ModelPrice = lazily(() => z.discriminatedUnion('kind', [FreePrice(), PerImagePrice(), PerMegapixelPrice(), PerTokenPrice()]))

/** A model with the members of OpenAI's list (`id`, `object`, `created`, `owned_by`) and members of this platform. */
export const Model = lazily(() => z.strictObject({
  id: ModelId(),
  object: z.literal('model'),
  created: z.int().min(0),
  owned_by: z.string(),
  name: z.string(),
  description: z.string(),
  provider: z.string(),
  capabilities: ModelCapabilities(),
  price: ModelPrice(),
  reports_cost: z.boolean().optional(),
  price_source: z.strictObject({
    url: z.string(),
    date: z.string(),
    note: z.string().optional(),
  }),
  shutdown_date: z.string().nullable(),
  successor: z.string().nullable(),
  aliases: z.array(z.string()),
  ready: z.boolean(),
  recommended_for: z.array(Operation()),
}))

export const ModelList = lazily(() => z.strictObject({
  object: z.literal('list'),
  data: z.array(Model()),
}))

/** Tokens, if the provider counts them; otherwise 0. */
export const OpenAIUsage = lazily(() => z.strictObject({
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  total_tokens: z.int().min(0),
  input_tokens_details: z.strictObject({
    text_tokens: z.int().min(0),
    image_tokens: z.int().min(0),
  }),
}))

/** One picture. `usage`, `cost` and `timing_ms` are those of the whole generation, for all pictures together; `generation_id`, `cost` and `timing_ms` are added by this platform. */
export const OpenAICompletedEvent = lazily(() => z.strictObject({
  type: z.enum(['image_generation.completed', 'image_edit.completed']),
  b64_json: z.string(),
  created_at: z.int().min(0),
  size: z.string().regex(/^(auto|[0-9]+x[0-9]+)$/u),
  quality: z.enum(['auto', 'low', 'medium', 'high']),
  background: z.enum(['auto', 'opaque', 'transparent']),
  output_format: ImageFormat(),
  usage: OpenAIUsage(),
  generation_id: z.string(),
  cost: Cost(),
  timing_ms: Timing(),
}))

export const OpenAIImageUrl = lazily(() => z.strictObject({
  image_url: z.string().check(atMost(28000000)).regex(/^(data:|https?:\/\/)/u),
}))

export const OpenAIImageFile = lazily(() => z.strictObject({
  file_id: AssetId(),
}))

/** One of `image_url` and `file_id`. A plain string is read as well (an address, a data URL, base64 or the id of an asset), and so is
 * `image_url: {"url": "…"}`. */
export const OpenAIImageReference = lazily(() => z.xor([OpenAIImageUrl(), OpenAIImageFile()]))

/** The fields of `POST /images/generations`, and the pictures. Pictures are also read from `image` and `image_url`, one or a list. */
export const OpenAIEditRequest = lazily(() => z.looseObject({
  prompt: z.string().min(1).check(atMost(32000)),
  images: z.array(OpenAIImageReference()).max(16).optional(),
  mask: OpenAIImageReference().optional(),
  model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable().optional(),
  n: z.int().min(1).max(10).nullable().optional(),
  size: z.string().check(atMost(64)).nullable().optional(),
  quality: z.string().check(atMost(64)).nullable().optional(),
  background: z.string().check(atMost(64)).nullable().optional(),
  moderation: z.string().check(atMost(64)).nullable().optional(),
  input_fidelity: z.string().check(atMost(64)).nullable().optional(),
  output_format: z.string().check(atMost(64)).nullable().optional(),
  output_compression: z.int().min(0).max(100).nullable().optional(),
  response_format: z.string().check(atMost(64)).nullable().optional(),
  stream: z.boolean().nullable().optional(),
  partial_images: z.int().min(0).max(3).nullable().optional(),
  user: z.string().check(atMost(512)).nullable().optional(),
  style: z.string().check(atMost(64)).nullable().optional(),
  negative_prompt: z.string().check(atMost(8000)).nullable().optional(),
  aspect_ratio: z.string().regex(/^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$/u).nullable().optional(),
  resolution: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/u).nullable().optional(),
  seed: z.int().min(0).max(2147483647).nullable().optional(),
  on_unsupported: z.enum(['reject', 'adapt']).nullable().optional(),
  max_cost_micros: z.int().min(0).max(9007199254740991).nullable().optional(),
  metadata: Metadata().nullable().optional(),
  provider_options: z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields').nullable().optional(),
}))

/** The same error in the form that OpenAI's SDKs read. */
export const OpenAIError = lazily(() => z.strictObject({
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.string().nullable(),
}))

/** The generation has no result; `error` says why. */
export const OpenAIErrorEvent = lazily(() => z.strictObject({
  type: z.literal('error'),
  error: OpenAIError(),
}))

export const OpenAIImage = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').optional(),
  b64_json: z.string().optional(),
  revised_prompt: z.string().optional(),
}))

/** A preview, which is not kept. Sent if the request has `partial_images` and the model makes previews. */
export const OpenAIPartialImageEvent = lazily(() => z.strictObject({
  type: z.enum(['image_generation.partial_image', 'image_edit.partial_image']),
  b64_json: z.string(),
  partial_image_index: z.int().min(0),
  created_at: z.int().min(0),
  size: z.string().regex(/^(auto|[0-9]+x[0-9]+)$/u),
  quality: z.enum(['auto', 'low', 'medium', 'high']),
  background: z.enum(['auto', 'opaque', 'transparent']),
  output_format: ImageFormat(),
}))

/** The `data` of one event; its `event` field equals `type`. At the end there is one `….completed` for each picture, or one `error`. */
export const OpenAIImageEvent = lazily(() => z.xor([OpenAIPartialImageEvent(), OpenAICompletedEvent(), OpenAIErrorEvent()]))

/** OpenAI's fields, and a few of this platform (`seed`, `negative_prompt`, `aspect_ratio`, `resolution`, `on_unsupported`,
 * `max_cost_micros`, `metadata`, `provider_options`), which SDKs send as extra body fields. `null` and an empty string are treated as
 * absent. A field that is not listed here is passed on to OpenAI's own models. For other models it is left out with a warning. A field
 * of `POST /generate` that is not listed here (`fallbacks`, `strength`, `steps`, …) is left out with a warning for every model, and so
 * is a value of `size`, `background`, `output_format` or `response_format` that is not listed. With `on_unsupported: reject` the
 * request is refused in these cases. */
export const OpenAIImageRequest = lazily(() => z.looseObject({
  prompt: z.string().min(1).check(atMost(32000)),
  model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).nullable().optional(),
  n: z.int().min(1).max(10).nullable().optional(),
  size: z.string().check(atMost(64)).nullable().optional(),
  quality: z.string().check(atMost(64)).nullable().optional(),
  style: z.string().check(atMost(64)).nullable().optional(),
  background: z.string().check(atMost(64)).nullable().optional(),
  moderation: z.string().check(atMost(64)).nullable().optional(),
  output_format: z.string().check(atMost(64)).nullable().optional(),
  output_compression: z.int().min(0).max(100).nullable().optional(),
  response_format: z.string().check(atMost(64)).nullable().optional(),
  stream: z.boolean().nullable().optional(),
  partial_images: z.int().min(0).max(3).nullable().optional(),
  user: z.string().check(atMost(512)).nullable().optional(),
  seed: z.int().min(0).max(2147483647).nullable().optional(),
  negative_prompt: z.string().check(atMost(8000)).nullable().optional(),
  aspect_ratio: z.string().regex(/^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$/u).nullable().optional(),
  resolution: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/u).nullable().optional(),
  on_unsupported: z.enum(['reject', 'adapt']).nullable().optional(),
  max_cost_micros: z.int().min(0).max(9007199254740991).nullable().optional(),
  metadata: Metadata().nullable().optional(),
  provider_options: z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields').nullable().optional(),
}))

/** OpenAI's `ImagesResponse`, with `generation_id`, `warnings`, `cost` and `timing_ms` added. */
export const OpenAIImagesResponse = lazily(() => z.strictObject({
  created: z.int().min(0),
  data: z.array(OpenAIImage()),
  background: z.enum(['opaque', 'transparent']).optional(),
  output_format: ImageFormat(),
  quality: z.enum(['low', 'medium', 'high']).optional(),
  size: z.string().regex(/^[0-9]+x[0-9]+$/u).optional(),
  usage: OpenAIUsage(),
  generation_id: z.string(),
  warnings: z.array(Warning()),
  cost: Cost(),
  timing_ms: Timing(),
}))

/** RFC 9457 problem details. One body for every error of both services. */
export const Problem = lazily(() => z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: ErrorCode(),
  detail: z.string().optional(),
  request_id: z.string(),
  errors: z.array(FieldError()).optional(),
  generation_id: z.string().optional(),
  retry_after_ms: z.int().min(0).optional(),
  limit: z.strictObject({
    scope: z.enum(['organization', 'instance', 'project', 'key', 'provider', 'model']),
    target: z.string().nullable().optional(),
    metric: z.enum(['requests', 'images', 'tokens', 'concurrency', 'cost_micros']),
    limit: z.int().min(0),
    window_seconds: z.int().min(0).nullable(),
    remaining: z.int().min(0).optional(),
    requested: z.int().min(0).optional(),
    available_at: Timestamp().optional(),
  }).optional(),
  error: OpenAIError().optional(),
}))

/** The request as planned for one model. */
export const QuoteTarget = lazily(() => z.strictObject({
  model: ModelId(),
  provider: z.string(),
  width: z.int().min(1).nullable(),
  height: z.int().min(1).nullable(),
  aspect_ratio: z.string().nullable(),
  resolution: z.string().nullable(),
  n: z.int().min(1),
  quality: z.string().nullable(),
  format: ImageFormat(),
  amount_micros: Micros(),
  max_micros: Micros(),
  exact: z.boolean(),
}))

export const Quote = lazily(() => z.strictObject({
  operation: Operation(),
  requested_model: ModelId(),
  amount_micros: Micros(),
  max_micros: Micros(),
  currency: z.literal('USD'),
  exact: z.boolean(),
  breakdown: z.array(CostLine()),
  targets: z.array(QuoteTarget()).min(1),
  warnings: z.array(Warning()),
}))

export const ResolveRequest = lazily(() => z.strictObject({
  amount_micros: Micros(),
  note: z.string().min(1).check(atMost(500)).optional(),
}))

export const UploadBase64 = lazily(() => z.strictObject({
  base64: z.string().min(1).check(atMost(28000000)),
}))

export const UploadUrl = lazily(() => z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)).regex(/^https?:\/\//u),
}))

/** Base64, or an address from which the picture is fetched. */
export const UploadRequest = lazily(() => z.xor([UploadBase64(), UploadUrl()]))

export const UsageRow = lazily(() => z.strictObject({
  start: Timestamp(),
  key_id: z.string().nullable(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  connection: z.string().nullable(),
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros(),
  held_micros: Micros(),
}))

export const UsageReport = lazily(() => z.strictObject({
  project_id: z.string(),
  from: Timestamp(),
  to: Timestamp(),
  bucket: z.enum(['hour', 'day']),
  data: z.array(UsageRow()),
}))

/** How the generation ended. */
export const WebhookEventType = lazily(() => z.enum(['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate']))

/** `pending`: not accepted yet; `next_attempt_at` is the time of the next attempt. `delivered`: the endpoint answered 2xx. `failed`:
 * given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was deleted or disabled. */
export const WebhookDeliveryStatus = lazily(() => z.enum(['pending', 'delivered', 'failed', 'disabled']))

/** One event for one endpoint, sent as Standard Webhooks describes, with the headers `webhook-id` (the same for every attempt),
 * `webhook-timestamp` and `webhook-signature`. An event is delivered at least once: remember the ids that you have seen. */
export const WebhookDelivery = lazily(() => z.strictObject({
  id: z.string().regex(/^dlv_[0-9A-Z]{26}$/u),
  webhook_id: z.string(),
  event_id: z.string(),
  event_type: WebhookEventType(),
  generation_id: z.string(),
  status: WebhookDeliveryStatus(),
  attempts: z.int().min(0),
  last_status_code: z.int().nullable(),
  last_error: z.string().nullable(),
  next_attempt_at: Timestamp().nullable(),
  created_at: Timestamp(),
  delivered_at: Timestamp().nullable(),
}))

export const WebhookDeliveryList = lazily(() => z.strictObject({
  data: z.array(WebhookDelivery()),
  next_cursor: z.string().nullable(),
}))

/** The payload of a webhook; `data` is the generation as `GET /generations/{generation_id}` shows it. */
export const WebhookEvent = lazily(() => z.strictObject({
  type: WebhookEventType(),
  timestamp: Timestamp(),
  data: Generation(),
}))

// Two independent generators read the same contract. If zod and openapi-typescript differ, the type check fails here.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
const agreement: {
  AssetId: Same<z.input<ReturnType<typeof AssetId>>, components['schemas']['AssetId']>
  AssetSource: Same<z.input<ReturnType<typeof AssetSource>>, components['schemas']['AssetSource']>
  Operation: Same<z.input<ReturnType<typeof Operation>>, components['schemas']['Operation']>
  Micros: Same<z.input<ReturnType<typeof Micros>>, components['schemas']['Micros']>
  AssetOrigin: Same<z.input<ReturnType<typeof AssetOrigin>>, components['schemas']['AssetOrigin']>
  ImageFormat: Same<z.input<ReturnType<typeof ImageFormat>>, components['schemas']['ImageFormat']>
  Timestamp: Same<z.input<ReturnType<typeof Timestamp>>, components['schemas']['Timestamp']>
  Asset: Same<z.input<ReturnType<typeof Asset>>, components['schemas']['Asset']>
  AssetLink: Same<z.input<ReturnType<typeof AssetLink>>, components['schemas']['AssetLink']>
  AssetList: Same<z.input<ReturnType<typeof AssetList>>, components['schemas']['AssetList']>
  ModelId: Same<z.input<ReturnType<typeof ModelId>>, components['schemas']['ModelId']>
  ErrorCode: Same<z.input<ReturnType<typeof ErrorCode>>, components['schemas']['ErrorCode']>
  Attempt: Same<z.input<ReturnType<typeof Attempt>>, components['schemas']['Attempt']>
  CostLine: Same<z.input<ReturnType<typeof CostLine>>, components['schemas']['CostLine']>
  Cost: Same<z.input<ReturnType<typeof Cost>>, components['schemas']['Cost']>
  FieldError: Same<z.input<ReturnType<typeof FieldError>>, components['schemas']['FieldError']>
  GenerationStatus: Same<z.input<ReturnType<typeof GenerationStatus>>, components['schemas']['GenerationStatus']>
  GenerationStage: Same<z.input<ReturnType<typeof GenerationStage>>, components['schemas']['GenerationStage']>
  OutputOptions: Same<z.input<ReturnType<typeof OutputOptions>>, components['schemas']['OutputOptions']>
  InputReference: Same<z.input<ReturnType<typeof InputReference>>, components['schemas']['InputReference']>
  MaskReference: Same<z.input<ReturnType<typeof MaskReference>>, components['schemas']['MaskReference']>
  Metadata: Same<z.input<ReturnType<typeof Metadata>>, components['schemas']['Metadata']>
  GenerateRequest: Same<z.input<ReturnType<typeof GenerateRequest>>, components['schemas']['GenerateRequest']>
  GenerationImage: Same<z.input<ReturnType<typeof GenerationImage>>, components['schemas']['GenerationImage']>
  Warning: Same<z.input<ReturnType<typeof Warning>>, components['schemas']['Warning']>
  Timing: Same<z.input<ReturnType<typeof Timing>>, components['schemas']['Timing']>
  GenerationError: Same<z.input<ReturnType<typeof GenerationError>>, components['schemas']['GenerationError']>
  Generation: Same<z.input<ReturnType<typeof Generation>>, components['schemas']['Generation']>
  FinishedEvent: Same<z.input<ReturnType<typeof FinishedEvent>>, components['schemas']['FinishedEvent']>
  FreePrice: Same<z.input<ReturnType<typeof FreePrice>>, components['schemas']['FreePrice']>
  FreeSizes: Same<z.input<ReturnType<typeof FreeSizes>>, components['schemas']['FreeSizes']>
  StateEvent: Same<z.input<ReturnType<typeof StateEvent>>, components['schemas']['StateEvent']>
  ProgressEvent: Same<z.input<ReturnType<typeof ProgressEvent>>, components['schemas']['ProgressEvent']>
  PartialImageEvent: Same<z.input<ReturnType<typeof PartialImageEvent>>, components['schemas']['PartialImageEvent']>
  GenerationEvent: Same<z.input<ReturnType<typeof GenerationEvent>>, components['schemas']['GenerationEvent']>
  GenerationList: Same<z.input<ReturnType<typeof GenerationList>>, components['schemas']['GenerationList']>
  HealthCheck: Same<z.input<ReturnType<typeof HealthCheck>>, components['schemas']['HealthCheck']>
  Health: Same<z.input<ReturnType<typeof Health>>, components['schemas']['Health']>
  InputSize: Same<z.input<ReturnType<typeof InputSize>>, components['schemas']['InputSize']>
  LimitState: Same<z.input<ReturnType<typeof LimitState>>, components['schemas']['LimitState']>
  LimitStateList: Same<z.input<ReturnType<typeof LimitStateList>>, components['schemas']['LimitStateList']>
  LinkRequest: Same<z.input<ReturnType<typeof LinkRequest>>, components['schemas']['LinkRequest']>
  ListedSizes: Same<z.input<ReturnType<typeof ListedSizes>>, components['schemas']['ListedSizes']>
  RatioSizes: Same<z.input<ReturnType<typeof RatioSizes>>, components['schemas']['RatioSizes']>
  SizeRule: Same<z.input<ReturnType<typeof SizeRule>>, components['schemas']['SizeRule']>
  ModelInputCounts: Same<z.input<ReturnType<typeof ModelInputCounts>>, components['schemas']['ModelInputCounts']>
  ModelInputs: Same<z.input<ReturnType<typeof ModelInputs>>, components['schemas']['ModelInputs']>
  ModelOperationCapabilities: Same<z.input<ReturnType<typeof ModelOperationCapabilities>>, components['schemas']['ModelOperationCapabilities']>
  ModelCapabilities: Same<z.input<ReturnType<typeof ModelCapabilities>>, components['schemas']['ModelCapabilities']>
  PerImagePrice: Same<z.input<ReturnType<typeof PerImagePrice>>, components['schemas']['PerImagePrice']>
  PerMegapixelPrice: Same<z.input<ReturnType<typeof PerMegapixelPrice>>, components['schemas']['PerMegapixelPrice']>
  PerTokenPrice: Same<z.input<ReturnType<typeof PerTokenPrice>>, components['schemas']['PerTokenPrice']>
  ModelPrice: Same<z.input<ReturnType<typeof ModelPrice>>, components['schemas']['ModelPrice']>
  Model: Same<z.input<ReturnType<typeof Model>>, components['schemas']['Model']>
  ModelList: Same<z.input<ReturnType<typeof ModelList>>, components['schemas']['ModelList']>
  OpenAIUsage: Same<z.input<ReturnType<typeof OpenAIUsage>>, components['schemas']['OpenAIUsage']>
  OpenAICompletedEvent: Same<z.input<ReturnType<typeof OpenAICompletedEvent>>, components['schemas']['OpenAICompletedEvent']>
  OpenAIImageUrl: Same<z.input<ReturnType<typeof OpenAIImageUrl>>, components['schemas']['OpenAIImageUrl']>
  OpenAIImageFile: Same<z.input<ReturnType<typeof OpenAIImageFile>>, components['schemas']['OpenAIImageFile']>
  OpenAIImageReference: Same<z.input<ReturnType<typeof OpenAIImageReference>>, components['schemas']['OpenAIImageReference']>
  OpenAIEditRequest: Same<z.input<ReturnType<typeof OpenAIEditRequest>>, components['schemas']['OpenAIEditRequest']>
  OpenAIError: Same<z.input<ReturnType<typeof OpenAIError>>, components['schemas']['OpenAIError']>
  OpenAIErrorEvent: Same<z.input<ReturnType<typeof OpenAIErrorEvent>>, components['schemas']['OpenAIErrorEvent']>
  OpenAIImage: Same<z.input<ReturnType<typeof OpenAIImage>>, components['schemas']['OpenAIImage']>
  OpenAIPartialImageEvent: Same<z.input<ReturnType<typeof OpenAIPartialImageEvent>>, components['schemas']['OpenAIPartialImageEvent']>
  OpenAIImageEvent: Same<z.input<ReturnType<typeof OpenAIImageEvent>>, components['schemas']['OpenAIImageEvent']>
  OpenAIImageRequest: Same<z.input<ReturnType<typeof OpenAIImageRequest>>, components['schemas']['OpenAIImageRequest']>
  OpenAIImagesResponse: Same<z.input<ReturnType<typeof OpenAIImagesResponse>>, components['schemas']['OpenAIImagesResponse']>
  Problem: Same<z.input<ReturnType<typeof Problem>>, components['schemas']['Problem']>
  QuoteTarget: Same<z.input<ReturnType<typeof QuoteTarget>>, components['schemas']['QuoteTarget']>
  Quote: Same<z.input<ReturnType<typeof Quote>>, components['schemas']['Quote']>
  ResolveRequest: Same<z.input<ReturnType<typeof ResolveRequest>>, components['schemas']['ResolveRequest']>
  UploadBase64: Same<z.input<ReturnType<typeof UploadBase64>>, components['schemas']['UploadBase64']>
  UploadUrl: Same<z.input<ReturnType<typeof UploadUrl>>, components['schemas']['UploadUrl']>
  UploadRequest: Same<z.input<ReturnType<typeof UploadRequest>>, components['schemas']['UploadRequest']>
  UsageRow: Same<z.input<ReturnType<typeof UsageRow>>, components['schemas']['UsageRow']>
  UsageReport: Same<z.input<ReturnType<typeof UsageReport>>, components['schemas']['UsageReport']>
  WebhookEventType: Same<z.input<ReturnType<typeof WebhookEventType>>, components['schemas']['WebhookEventType']>
  WebhookDeliveryStatus: Same<z.input<ReturnType<typeof WebhookDeliveryStatus>>, components['schemas']['WebhookDeliveryStatus']>
  WebhookDelivery: Same<z.input<ReturnType<typeof WebhookDelivery>>, components['schemas']['WebhookDelivery']>
  WebhookDeliveryList: Same<z.input<ReturnType<typeof WebhookDeliveryList>>, components['schemas']['WebhookDeliveryList']>
  WebhookEvent: Same<z.input<ReturnType<typeof WebhookEvent>>, components['schemas']['WebhookEvent']>
} = { AssetId: true, AssetSource: true, Operation: true, Micros: true, AssetOrigin: true, ImageFormat: true, Timestamp: true, Asset: true, AssetLink: true, AssetList: true, ModelId: true, ErrorCode: true, Attempt: true, CostLine: true, Cost: true, FieldError: true, GenerationStatus: true, GenerationStage: true, OutputOptions: true, InputReference: true, MaskReference: true, Metadata: true, GenerateRequest: true, GenerationImage: true, Warning: true, Timing: true, GenerationError: true, Generation: true, FinishedEvent: true, FreePrice: true, FreeSizes: true, StateEvent: true, ProgressEvent: true, PartialImageEvent: true, GenerationEvent: true, GenerationList: true, HealthCheck: true, Health: true, InputSize: true, LimitState: true, LimitStateList: true, LinkRequest: true, ListedSizes: true, RatioSizes: true, SizeRule: true, ModelInputCounts: true, ModelInputs: true, ModelOperationCapabilities: true, ModelCapabilities: true, PerImagePrice: true, PerMegapixelPrice: true, PerTokenPrice: true, ModelPrice: true, Model: true, ModelList: true, OpenAIUsage: true, OpenAICompletedEvent: true, OpenAIImageUrl: true, OpenAIImageFile: true, OpenAIImageReference: true, OpenAIEditRequest: true, OpenAIError: true, OpenAIErrorEvent: true, OpenAIImage: true, OpenAIPartialImageEvent: true, OpenAIImageEvent: true, OpenAIImageRequest: true, OpenAIImagesResponse: true, Problem: true, QuoteTarget: true, Quote: true, ResolveRequest: true, UploadBase64: true, UploadUrl: true, UploadRequest: true, UsageRow: true, UsageReport: true, WebhookEventType: true, WebhookDeliveryStatus: true, WebhookDelivery: true, WebhookDeliveryList: true, WebhookEvent: true }
void agreement
