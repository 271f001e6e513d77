// Generated from openapi/ by `npm run generate`. Do not edit.
import { z } from 'zod'
import { atMost, size, unique } from '../../src/contract/schema-helpers.ts'
import type { components } from './types.ts'

/** The id of a stored picture. */
export const AssetId = z.string().regex(/^asset_[0-9A-Z]{26}$/u)
  .meta({ id: 'AssetId' })

export const AssetSource = z.enum(['upload', 'generation'])
  .meta({ id: 'AssetSource' })

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
export const Operation = z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe'])
  .meta({ id: 'Operation' })

/** Money in micro-USD; 1 000 000 is one US dollar. */
export const Micros = z.int().min(0).max(9007199254740991)
  .meta({ id: 'Micros' })

/** How a picture was made. */
export const AssetOrigin = z.strictObject({
  operation: Operation,
  model: z.string(),
  provider: z.string(),
  prompt: z.string().nullable(),
  cost_micros: Micros,
})
  .meta({ id: 'AssetOrigin' })

/** The file format of a picture. */
export const ImageFormat = z.enum(['png', 'jpeg', 'webp'])
  .meta({ id: 'ImageFormat' })

/** RFC 3339, UTC. */
export const Timestamp = z.iso.datetime({ offset: true })
  .meta({ id: 'Timestamp' })

/** A stored picture, uploaded or made by a generation. */
export const Asset = z.strictObject({
  id: AssetId,
  source: AssetSource,
  generation_id: z.string().nullable(),
  made_by: AssetOrigin.nullable(),
  width: z.int().min(1),
  height: z.int().min(1),
  format: ImageFormat,
  size_bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  url_expires_at: Timestamp,
  instance_id: z.string(),
  project_id: z.string(),
  created_at: Timestamp,
  expires_at: z.iso.datetime({ offset: true }).nullable(),
})
  .meta({ id: 'Asset' })

export const AssetLink = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  expires_at: Timestamp,
})
  .meta({ id: 'AssetLink' })

export const AssetList = z.strictObject({
  data: z.array(Asset),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'AssetList' })

/** A model's id, as in `GET /models`, or an alias of the instance. */
export const ModelId = z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u)
  .meta({ id: 'ModelId' })

/** The stable code of the error, for programs to decide by. `/problems/{code}` says for each code why it occurs and what to do. */
export const ErrorCode = z.enum(['invalid_request', 'malformed_json', 'unsupported_parameter', 'unsupported_operation', 'unsupported_size', 'input_invalid', 'url_not_allowed', 'content_policy', 'safety_refused', 'max_cost_exceeded', 'request_exceeds_limit', 'provider_bad_request', 'callback_invalid', 'missing_key', 'invalid_key', 'expired_key', 'revoked_key', 'session_expired', 'link_invalid', 'insufficient_scope', 'insufficient_role', 'csrf_failed', 'origin_not_allowed', 'not_found', 'model_not_found', 'route_not_found', 'method_not_allowed', 'conflict', 'not_cancelable', 'not_resolvable', 'in_use', 'link_expired', 'precondition_failed', 'body_too_large', 'unsupported_media_type', 'range_not_satisfiable', 'idempotency_key_reused', 'generation_canceled', 'credential_missing', 'provider_error', 'provider_bad_answer', 'provider_credential_rejected', 'outcome_indeterminate', 'result_unavailable', 'deadline_exceeded', 'rate_limited', 'concurrency_limited', 'budget_exceeded', 'storage_limited', 'internal_error', 'provider_rate_limited', 'provider_unavailable', 'change_pending', 'overloaded', 'unavailable', 'provider_timeout'])
  .meta({ id: 'ErrorCode' })

/** One call to a provider, or a fallback that was not called because a limit on its model or provider had no room (`error_code`
 * `rate_limited`, `concurrency_limited` or `request_exceeds_limit`). */
export const Attempt = z.strictObject({
  number: z.int().min(1),
  provider: z.string(),
  connection: z.string().nullable().optional(),
  model: ModelId,
  status: z.enum(['running', 'succeeded', 'failed', 'canceled', 'indeterminate']),
  started_at: Timestamp,
  duration_ms: z.int().min(0).nullable(),
  provider_request_id: z.string().nullable(),
  error_code: ErrorCode.nullable(),
  error_message: z.string().nullable(),
  billed: z.enum(['no', 'yes', 'unknown']).nullable(),
  cost_micros: z.int().min(0).nullable(),
})
  .meta({ id: 'Attempt' })

export const CostLine = z.strictObject({
  description: z.string(),
  quantity: z.number().min(0),
  unit: z.string(),
  unit_micros: z.number().min(0),
  amount_micros: z.number().min(0),
})
  .meta({ id: 'CostLine' })

export const Cost = z.strictObject({
  amount_micros: Micros,
  held_micros: Micros,
  currency: z.literal('USD'),
  source: z.enum(['provider', 'computed', 'quoted']),
  breakdown: z.array(CostLine),
})
  .meta({ id: 'Cost' })

export const FieldError = z.strictObject({
  pointer: z.string(),
  message: z.string(),
})
  .meta({ id: 'FieldError' })

/** `queued`: accepted. `running`: in progress. `succeeded`: there is at least one picture or text. `failed`: there is no result;
 * `error` says why. `canceled`: stopped on request. `indeterminate`: it is unknown whether the provider did the work; the reserved
 * amount is held. */
export const GenerationStatus = z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled', 'indeterminate'])
  .meta({ id: 'GenerationStatus' })

/** The stage that a generation has reached; it is recorded before its work begins. `admitted`, `begun`, `submitting` (the provider is
 * being called), `submitted` (the provider has accepted), `polling`, `fetching` (pictures are being stored), `stored`, `settled` (the
 * cost is booked), `notified` (webhooks are sent). Decide by `status`: a stage that takes no time, such as `notified` without webhooks,
 * may be left out or come at once with the one before. */
export const GenerationStage = z.enum(['admitted', 'begun', 'submitting', 'submitted', 'polling', 'fetching', 'stored', 'settled', 'notified'])
  .meta({ id: 'GenerationStage' })

/** The form of the picture's file. */
export const OutputOptions = z.strictObject({
  format: ImageFormat.optional(),
  compression: z.int().min(0).max(100).optional(),
  background: z.enum(['auto', 'opaque', 'transparent']).optional(),
})
  .meta({ id: 'OutputOptions' })

export const InputReference = z.strictObject({
  asset_id: AssetId,
  role: z.enum(['image', 'reference', 'style', 'character']).default('image'),
  weight: z.number().min(0).max(1).optional(),
})
  .meta({ id: 'InputReference' })

/** White areas are changed, black areas are kept. The mask must be as large as the first input. */
export const MaskReference = z.strictObject({
  asset_id: AssetId,
})
  .meta({ id: 'MaskReference' })

/** Up to 16 labels of your own. The resource and its webhooks return them. */
export const Metadata = z.record(z.string().min(1).check(atMost(64)), z.string().check(atMost(512))).refine(size(0, 16), 'needs at most 16 of its fields')
  .meta({ id: 'Metadata' })

/** One flat body for every operation. `generate` needs a `prompt`. `edit`, `remix` and `replace_background` need a `prompt` and an
 * input. `inpaint` also needs a `mask`; it takes no prompt if the model only erases. `reframe`, `upscale`, `remove_background` and
 * `describe` need an input. A missing field is a 400 with a pointer. */
export const GenerateRequest = z.strictObject({
  operation: Operation.optional(),
  prompt: z.string().min(1).check(atMost(32000)).optional(),
  model: ModelId.optional(),
  negative_prompt: z.string().min(1).check(atMost(8000)).optional(),
  n: z.int().min(1).max(10).default(1),
  size: z.string().regex(/^(auto|[1-9][0-9]{1,4}x[1-9][0-9]{1,4})$/u).optional(),
  aspect_ratio: z.string().regex(/^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$/u).optional(),
  resolution: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/u).optional(),
  seed: z.int().min(0).max(2147483647).optional(),
  quality: z.string().min(1).check(atMost(32)).optional(),
  style: z.string().min(1).check(atMost(64)).optional(),
  output: OutputOptions.optional(),
  inputs: z.array(InputReference).max(16).optional(),
  mask: MaskReference.optional(),
  strength: z.number().min(0).max(1).optional(),
  guidance: z.number().min(0).max(30).optional(),
  steps: z.int().min(1).max(200).optional(),
  enhance_prompt: z.boolean().optional(),
  partial_images: z.int().min(0).max(3).default(0),
  on_unsupported: z.enum(['reject', 'adapt']).default('reject'),
  max_cost_micros: Micros.optional(),
  deadline_ms: z.int().min(1000).max(3600000).default(600000),
  fallbacks: z.array(ModelId).max(5).refine(unique, 'items must be unique').optional(),
  provider_options: z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields').optional(),
  metadata: Metadata.optional(),
})
  .meta({ id: 'GenerateRequest' })

export const GenerationImage = z.strictObject({
  index: z.int().min(0),
  asset_id: AssetId,
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI'),
  url_expires_at: Timestamp,
  width: z.int().min(1),
  height: z.int().min(1),
  format: ImageFormat,
  size_bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  seed: z.int().nullable(),
  revised_prompt: z.string().nullable(),
})
  .meta({ id: 'GenerationImage' })

export const Warning = z.strictObject({
  code: z.enum(['parameter_dropped', 'parameter_changed', 'size_changed', 'model_aliased', 'model_retiring', 'fallback_skipped', 'fewer_images', 'provider_note']),
  message: z.string(),
  pointer: z.string().nullable(),
})
  .meta({ id: 'Warning' })

/** The time spent in each part, in milliseconds. */
export const Timing = z.strictObject({
  queued: z.number().min(0),
  provider: z.number().min(0),
  storage: z.number().min(0),
  overhead: z.number().min(0),
  total: z.number().min(0),
})
  .meta({ id: 'Timing' })

export const GenerationError = z.strictObject({
  code: ErrorCode,
  message: z.string(),
})
  .meta({ id: 'GenerationError' })

export const Generation = z.strictObject({
  id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
  status: GenerationStatus,
  stage: GenerationStage,
  progress: z.number().min(0).max(1).nullable(),
  operation: Operation,
  model: ModelId,
  requested_model: ModelId,
  provider: z.string(),
  prompt: z.string().nullable(),
  request: GenerateRequest.nullable(),
  images: z.array(GenerationImage),
  texts: z.array(z.string()),
  cost: Cost,
  warnings: z.array(Warning),
  attempts: z.array(Attempt),
  timing_ms: Timing,
  error: GenerationError.nullable(),
  instance_id: z.string(),
  project_id: z.string(),
  metadata: Metadata,
  created_at: Timestamp,
  finished_at: Timestamp.nullable(),
  deadline_at: Timestamp,
  request_id: z.string(),
})
  .meta({ id: 'Generation' })

/** The last event; the generation as it ended. */
export const FinishedEvent = z.strictObject({
  type: z.literal('finished'),
  generation_id: z.string(),
  generation: Generation,
  at: Timestamp,
})
  .meta({ id: 'FinishedEvent' })

export const FreePrice = z.strictObject({
  kind: z.literal('free'),
})
  .meta({ id: 'FreePrice' })

/** Any width and height within these bounds. */
export const FreeSizes = z.strictObject({
  kind: z.literal('free'),
  multiple_of: z.int().min(1),
  min_edge: z.int().min(1),
  max_edge: z.int().min(1),
  max_pixels: z.int().min(1),
  max_ratio: z.number().min(1),
})
  .meta({ id: 'FreeSizes' })

/** The generation has reached another stage. */
export const StateEvent = z.strictObject({
  type: z.literal('state'),
  generation_id: z.string(),
  status: GenerationStatus,
  stage: GenerationStage,
  at: Timestamp,
})
  .meta({ id: 'StateEvent' })

/** The progress that the provider reports. */
export const ProgressEvent = z.strictObject({
  type: z.literal('progress'),
  generation_id: z.string(),
  progress: z.number().min(0).max(1),
  at: Timestamp,
})
  .meta({ id: 'ProgressEvent' })

/** A preview, which is not kept. */
export const PartialImageEvent = z.strictObject({
  type: z.literal('partial_image'),
  generation_id: z.string(),
  index: z.int().min(0),
  b64_json: z.string(),
  at: Timestamp,
})
  .meta({ id: 'PartialImageEvent' })

/** The `data` of one server-sent event; its `event` field equals `type`. */
export const GenerationEvent = z.discriminatedUnion('type', [StateEvent, ProgressEvent, PartialImageEvent, FinishedEvent])
  .meta({ id: 'GenerationEvent' })

export const GenerationList = z.strictObject({
  data: z.array(Generation),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'GenerationList' })

export const HealthCheck = z.strictObject({
  ok: z.boolean(),
  duration_ms: z.number().min(0),
})
  .meta({ id: 'HealthCheck' })

export const Health = z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string().check(atMost(100)),
  checks: z.strictObject({
    database: HealthCheck,
    storage: HealthCheck,
    config: HealthCheck,
  }),
  checked_at: Timestamp,
})
  .meta({ id: 'Health' })

/** The size follows from the input. */
export const InputSize = z.strictObject({
  kind: z.literal('input'),
})
  .meta({ id: 'InputSize' })

export const LimitState = z.strictObject({
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
  resets_at: Timestamp.nullable(),
})
  .meta({ id: 'LimitState' })

export const LimitStateList = z.strictObject({
  data: z.array(LimitState),
})
  .meta({ id: 'LimitStateList' })

export const LinkRequest = z.strictObject({
  expires_in_seconds: z.int().min(60).max(604800).default(3600),
})
  .meta({ id: 'LinkRequest' })

/** One of these sizes. */
export const ListedSizes = z.strictObject({
  kind: z.literal('list'),
  sizes: z.array(z.string()),
})
  .meta({ id: 'ListedSizes' })

/** A shape and a resolution. */
export const RatioSizes = z.strictObject({
  kind: z.literal('ratio'),
  ratios: z.array(z.string()),
  resolutions: z.array(z.string()),
})
  .meta({ id: 'RatioSizes' })

/** The sizes that a model supports. */
export const SizeRule = z.discriminatedUnion('kind', [ListedSizes, FreeSizes, RatioSizes, InputSize])
  .meta({ id: 'SizeRule' })

/** Maximum inputs of one role, if that is less than `max`. */
export const ModelInputCounts = z.strictObject({
  image: z.int().min(0).optional(),
  reference: z.int().min(0).optional(),
  style: z.int().min(0).optional(),
  character: z.int().min(0).optional(),
})
  .meta({ id: 'ModelInputCounts' })

export const ModelInputs = z.strictObject({
  max: z.int().min(0),
  roles: z.array(z.enum(['image', 'reference', 'style', 'character'])),
  max_by_role: ModelInputCounts.optional(),
  weights: z.array(z.enum(['image', 'reference', 'style', 'character'])).optional(),
  max_bytes: z.int().min(0),
  max_edge: z.int().min(1).optional(),
  max_pixels: z.int().min(1).optional(),
  formats: z.array(ImageFormat),
})
  .meta({ id: 'ModelInputs' })

/** The differences for one operation. If a member is absent, that of the model applies. */
export const ModelOperationCapabilities = z.strictObject({
  size: SizeRule.optional(),
  default_size: z.string().nullable().optional(),
  max_images: z.int().min(1).optional(),
  formats: z.array(ImageFormat).optional(),
  qualities: z.array(z.string()).optional(),
  styles: z.array(z.string()).optional(),
  backgrounds: z.array(z.enum(['auto', 'opaque', 'transparent'])).optional(),
  parameters: z.array(z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression'])).optional(),
  max_prompt_length: z.int().min(0).optional(),
  inputs: ModelInputs.optional(),
  mask: z.boolean().optional(),
  partial_images: z.boolean().optional(),
})
  .meta({ id: 'ModelOperationCapabilities' })

/** The capabilities of a model. A request that uses anything else is refused, or with `on_unsupported: adapt` changed and reported in
 * `warnings`. */
export const ModelCapabilities = z.strictObject({
  operations: z.array(Operation),
  size: SizeRule,
  default_size: z.string().nullable(),
  max_images: z.int().min(1),
  formats: z.array(ImageFormat),
  qualities: z.array(z.string()),
  default_quality: z.string().optional(),
  styles: z.array(z.string()),
  backgrounds: z.array(z.enum(['auto', 'opaque', 'transparent'])),
  parameters: z.array(z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression'])),
  max_prompt_length: z.int().min(0),
  inputs: ModelInputs,
  mask: z.boolean(),
  partial_images: z.boolean(),
  by_operation: z.strictObject({
    generate: ModelOperationCapabilities.optional(),
    edit: ModelOperationCapabilities.optional(),
    inpaint: ModelOperationCapabilities.optional(),
    remix: ModelOperationCapabilities.optional(),
    reframe: ModelOperationCapabilities.optional(),
    upscale: ModelOperationCapabilities.optional(),
    remove_background: ModelOperationCapabilities.optional(),
    replace_background: ModelOperationCapabilities.optional(),
    describe: ModelOperationCapabilities.optional(),
  }).optional(),
})
  .meta({ id: 'ModelCapabilities' })

/** The price of a picture is that of the first rule whose conditions all hold. */
export const PerImagePrice = z.strictObject({
  kind: z.literal('per_image'),
  rules: z.array(z.strictObject({
    operation: Operation.optional(),
    size: z.string().optional(),
    quality: z.string().optional(),
    resolution: z.string().optional(),
    input: z.enum(['image', 'reference', 'style', 'character']).optional(),
    micros: z.number().min(0),
  })),
})
  .meta({ id: 'PerImagePrice' })

/** A price for each started megapixel of the output, and for each megapixel of the inputs. */
export const PerMegapixelPrice = z.strictObject({
  kind: z.literal('per_megapixel'),
  first_micros: z.number().min(0),
  next_micros: z.number().min(0),
  input_micros: z.number().min(0),
})
  .meta({ id: 'PerMegapixelPrice' })

/** Prices per million tokens. */
export const PerTokenPrice = z.strictObject({
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
})
  .meta({ id: 'PerTokenPrice' })

/** The price in micro-USD. */
export const ModelPrice = z.discriminatedUnion('kind', [FreePrice, PerImagePrice, PerMegapixelPrice, PerTokenPrice])
  .meta({ id: 'ModelPrice' })

/** A model with the members of OpenAI's list (`id`, `object`, `created`, `owned_by`) and members of this platform. */
export const Model = z.strictObject({
  id: ModelId,
  object: z.literal('model'),
  created: z.int().min(0),
  owned_by: z.string(),
  name: z.string(),
  description: z.string(),
  provider: z.string(),
  capabilities: ModelCapabilities,
  price: ModelPrice,
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
  recommended_for: z.array(Operation),
})
  .meta({ id: 'Model' })

export const ModelList = z.strictObject({
  object: z.literal('list'),
  data: z.array(Model),
})
  .meta({ id: 'ModelList' })

/** Tokens, if the provider counts them; otherwise 0. */
export const OpenAIUsage = z.strictObject({
  input_tokens: z.int().min(0),
  output_tokens: z.int().min(0),
  total_tokens: z.int().min(0),
  input_tokens_details: z.strictObject({
    text_tokens: z.int().min(0),
    image_tokens: z.int().min(0),
  }),
})
  .meta({ id: 'OpenAIUsage' })

/** One picture. `usage`, `cost` and `timing_ms` are those of the whole generation, for all pictures together; `generation_id`, `cost` and `timing_ms` are added by this platform. */
export const OpenAICompletedEvent = z.strictObject({
  type: z.enum(['image_generation.completed', 'image_edit.completed']),
  b64_json: z.string(),
  created_at: z.int().min(0),
  size: z.string().regex(/^(auto|[0-9]+x[0-9]+)$/u),
  quality: z.enum(['auto', 'low', 'medium', 'high']),
  background: z.enum(['auto', 'opaque', 'transparent']),
  output_format: ImageFormat,
  usage: OpenAIUsage,
  generation_id: z.string(),
  cost: Cost,
  timing_ms: Timing,
})
  .meta({ id: 'OpenAICompletedEvent' })

export const OpenAIImageUrl = z.strictObject({
  image_url: z.string().check(atMost(28000000)).regex(/^(data:|https?:\/\/)/u),
})
  .meta({ id: 'OpenAIImageUrl' })

export const OpenAIImageFile = z.strictObject({
  file_id: AssetId,
})
  .meta({ id: 'OpenAIImageFile' })

/** One of `image_url` and `file_id`. A plain string is read as well (an address, a data URL, base64 or the id of an asset), and so is
 * `image_url: {"url": "…"}`. */
export const OpenAIImageReference = z.xor([OpenAIImageUrl, OpenAIImageFile])
  .meta({ id: 'OpenAIImageReference' })

/** The fields of `POST /images/generations`, and the pictures. Pictures are also read from `image` and `image_url`, one or a list. */
export const OpenAIEditRequest = z.looseObject({
  prompt: z.string().min(1).check(atMost(32000)),
  images: z.array(OpenAIImageReference).max(16).optional(),
  mask: OpenAIImageReference.optional(),
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
  metadata: Metadata.nullable().optional(),
  provider_options: z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields').nullable().optional(),
})
  .meta({ id: 'OpenAIEditRequest' })

/** The same error in the form that OpenAI's SDKs read. */
export const OpenAIError = z.strictObject({
  message: z.string(),
  type: z.string(),
  param: z.string().nullable(),
  code: z.string().nullable(),
})
  .meta({ id: 'OpenAIError' })

export const OpenAIErrorEvent = z.strictObject({
  type: z.literal('error'),
  error: OpenAIError,
})
  .meta({ id: 'OpenAIErrorEvent' })

export const OpenAIImage = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').optional(),
  b64_json: z.string().optional(),
  revised_prompt: z.string().optional(),
})
  .meta({ id: 'OpenAIImage' })

export const OpenAIPartialImageEvent = z.strictObject({
  type: z.enum(['image_generation.partial_image', 'image_edit.partial_image']),
  b64_json: z.string(),
  partial_image_index: z.int().min(0),
  created_at: z.int().min(0),
  size: z.string().regex(/^(auto|[0-9]+x[0-9]+)$/u),
  quality: z.enum(['auto', 'low', 'medium', 'high']),
  background: z.enum(['auto', 'opaque', 'transparent']),
  output_format: ImageFormat,
})
  .meta({ id: 'OpenAIPartialImageEvent' })

/** The `data` of one event; its `event` field equals `type`. At the end there is one `….completed` for each picture, or one `error`. */
export const OpenAIImageEvent = z.xor([OpenAIPartialImageEvent, OpenAICompletedEvent, OpenAIErrorEvent])
  .meta({ id: 'OpenAIImageEvent' })

/** OpenAI's fields, and a few of this platform (`seed`, `negative_prompt`, `aspect_ratio`, `resolution`, `on_unsupported`,
 * `max_cost_micros`, `metadata`, `provider_options`), which SDKs send as extra body fields. `null` and an empty string are treated as
 * absent. A field that is not listed here is passed on to OpenAI's own models. For other models it is left out with a warning; with
 * `on_unsupported: reject` the request is refused. The same holds for values that are not listed. */
export const OpenAIImageRequest = z.looseObject({
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
  metadata: Metadata.nullable().optional(),
  provider_options: z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields').nullable().optional(),
})
  .meta({ id: 'OpenAIImageRequest' })

/** OpenAI's `ImagesResponse`, with `generation_id`, `warnings`, `cost` and `timing_ms` added. */
export const OpenAIImagesResponse = z.strictObject({
  created: z.int().min(0),
  data: z.array(OpenAIImage),
  background: z.enum(['opaque', 'transparent']).optional(),
  output_format: ImageFormat,
  quality: z.enum(['low', 'medium', 'high']).optional(),
  size: z.string().regex(/^[0-9]+x[0-9]+$/u).optional(),
  usage: OpenAIUsage,
  generation_id: z.string(),
  warnings: z.array(Warning),
  cost: Cost,
  timing_ms: Timing,
})
  .meta({ id: 'OpenAIImagesResponse' })

/** RFC 9457 problem details. One body for every error of both services. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: ErrorCode,
  detail: z.string().optional(),
  request_id: z.string(),
  errors: z.array(FieldError).optional(),
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
    available_at: Timestamp.optional(),
  }).optional(),
  error: OpenAIError.optional(),
})
  .meta({ id: 'Problem' })

/** The request as planned for one model. */
export const QuoteTarget = z.strictObject({
  model: ModelId,
  provider: z.string(),
  width: z.int().min(1).nullable(),
  height: z.int().min(1).nullable(),
  aspect_ratio: z.string().nullable(),
  resolution: z.string().nullable(),
  n: z.int().min(1),
  quality: z.string().nullable(),
  format: ImageFormat,
  amount_micros: Micros,
  max_micros: Micros,
  exact: z.boolean(),
})
  .meta({ id: 'QuoteTarget' })

export const Quote = z.strictObject({
  operation: Operation,
  requested_model: ModelId,
  amount_micros: Micros,
  max_micros: Micros,
  currency: z.literal('USD'),
  exact: z.boolean(),
  breakdown: z.array(CostLine),
  targets: z.array(QuoteTarget).min(1),
  warnings: z.array(Warning),
})
  .meta({ id: 'Quote' })

export const ResolveRequest = z.strictObject({
  amount_micros: Micros,
  note: z.string().min(1).check(atMost(500)).optional(),
})
  .meta({ id: 'ResolveRequest' })

export const UploadBase64 = z.strictObject({
  base64: z.string().min(1).check(atMost(28000000)),
})
  .meta({ id: 'UploadBase64' })

export const UploadUrl = z.strictObject({
  url: z.url().regex(/^(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9A-Fa-f]{2})+$/, 'must be a URI').check(atMost(2048)).regex(/^https?:\/\//u),
})
  .meta({ id: 'UploadUrl' })

/** Base64, or an address from which the picture is fetched. */
export const UploadRequest = z.xor([UploadBase64, UploadUrl])
  .meta({ id: 'UploadRequest' })

export const UsageRow = z.strictObject({
  start: Timestamp,
  key_id: z.string().nullable(),
  model: z.string().nullable(),
  provider: z.string().nullable(),
  connection: z.string().nullable(),
  requests: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  images: z.int().min(0),
  tokens: z.int().min(0),
  cost_micros: Micros,
  held_micros: Micros,
})
  .meta({ id: 'UsageRow' })

export const UsageReport = z.strictObject({
  project_id: z.string(),
  from: Timestamp,
  to: Timestamp,
  bucket: z.enum(['hour', 'day']),
  data: z.array(UsageRow),
})
  .meta({ id: 'UsageReport' })

/** How the generation ended. */
export const WebhookEventType = z.enum(['generation.succeeded', 'generation.failed', 'generation.canceled', 'generation.indeterminate'])
  .meta({ id: 'WebhookEventType' })

/** `pending`: not accepted yet; `next_attempt_at` is the time of the next attempt. `delivered`: the endpoint answered 2xx. `failed`:
 * given up after the last attempt. `disabled`: the endpoint answered 410 Gone, or was deleted or disabled. */
export const WebhookDeliveryStatus = z.enum(['pending', 'delivered', 'failed', 'disabled'])
  .meta({ id: 'WebhookDeliveryStatus' })

/** One event for one endpoint, sent as Standard Webhooks describes, with the headers `webhook-id` (the same for every attempt),
 * `webhook-timestamp` and `webhook-signature`. An event is delivered at least once: remember the ids that you have seen. */
export const WebhookDelivery = z.strictObject({
  id: z.string().regex(/^dlv_[0-9A-Z]{26}$/u),
  webhook_id: z.string(),
  event_id: z.string(),
  event_type: WebhookEventType,
  generation_id: z.string(),
  status: WebhookDeliveryStatus,
  attempts: z.int().min(0),
  last_status_code: z.int().nullable(),
  last_error: z.string().nullable(),
  next_attempt_at: Timestamp.nullable(),
  created_at: Timestamp,
  delivered_at: Timestamp.nullable(),
})
  .meta({ id: 'WebhookDelivery' })

export const WebhookDeliveryList = z.strictObject({
  data: z.array(WebhookDelivery),
  next_cursor: z.string().nullable(),
})
  .meta({ id: 'WebhookDeliveryList' })

/** The payload of a webhook; `data` is the generation as `GET /generations/{generation_id}` shows it. */
export const WebhookEvent = z.strictObject({
  type: WebhookEventType,
  timestamp: Timestamp,
  data: Generation,
})
  .meta({ id: 'WebhookEvent' })

// Two independent generators read the same contract. If zod and openapi-typescript differ, the type check fails here.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
const agreement: {
  AssetId: Same<z.input<typeof AssetId>, components['schemas']['AssetId']>
  AssetSource: Same<z.input<typeof AssetSource>, components['schemas']['AssetSource']>
  Operation: Same<z.input<typeof Operation>, components['schemas']['Operation']>
  Micros: Same<z.input<typeof Micros>, components['schemas']['Micros']>
  AssetOrigin: Same<z.input<typeof AssetOrigin>, components['schemas']['AssetOrigin']>
  ImageFormat: Same<z.input<typeof ImageFormat>, components['schemas']['ImageFormat']>
  Timestamp: Same<z.input<typeof Timestamp>, components['schemas']['Timestamp']>
  Asset: Same<z.input<typeof Asset>, components['schemas']['Asset']>
  AssetLink: Same<z.input<typeof AssetLink>, components['schemas']['AssetLink']>
  AssetList: Same<z.input<typeof AssetList>, components['schemas']['AssetList']>
  ModelId: Same<z.input<typeof ModelId>, components['schemas']['ModelId']>
  ErrorCode: Same<z.input<typeof ErrorCode>, components['schemas']['ErrorCode']>
  Attempt: Same<z.input<typeof Attempt>, components['schemas']['Attempt']>
  CostLine: Same<z.input<typeof CostLine>, components['schemas']['CostLine']>
  Cost: Same<z.input<typeof Cost>, components['schemas']['Cost']>
  FieldError: Same<z.input<typeof FieldError>, components['schemas']['FieldError']>
  GenerationStatus: Same<z.input<typeof GenerationStatus>, components['schemas']['GenerationStatus']>
  GenerationStage: Same<z.input<typeof GenerationStage>, components['schemas']['GenerationStage']>
  OutputOptions: Same<z.input<typeof OutputOptions>, components['schemas']['OutputOptions']>
  InputReference: Same<z.input<typeof InputReference>, components['schemas']['InputReference']>
  MaskReference: Same<z.input<typeof MaskReference>, components['schemas']['MaskReference']>
  Metadata: Same<z.input<typeof Metadata>, components['schemas']['Metadata']>
  GenerateRequest: Same<z.input<typeof GenerateRequest>, components['schemas']['GenerateRequest']>
  GenerationImage: Same<z.input<typeof GenerationImage>, components['schemas']['GenerationImage']>
  Warning: Same<z.input<typeof Warning>, components['schemas']['Warning']>
  Timing: Same<z.input<typeof Timing>, components['schemas']['Timing']>
  GenerationError: Same<z.input<typeof GenerationError>, components['schemas']['GenerationError']>
  Generation: Same<z.input<typeof Generation>, components['schemas']['Generation']>
  FinishedEvent: Same<z.input<typeof FinishedEvent>, components['schemas']['FinishedEvent']>
  FreePrice: Same<z.input<typeof FreePrice>, components['schemas']['FreePrice']>
  FreeSizes: Same<z.input<typeof FreeSizes>, components['schemas']['FreeSizes']>
  StateEvent: Same<z.input<typeof StateEvent>, components['schemas']['StateEvent']>
  ProgressEvent: Same<z.input<typeof ProgressEvent>, components['schemas']['ProgressEvent']>
  PartialImageEvent: Same<z.input<typeof PartialImageEvent>, components['schemas']['PartialImageEvent']>
  GenerationEvent: Same<z.input<typeof GenerationEvent>, components['schemas']['GenerationEvent']>
  GenerationList: Same<z.input<typeof GenerationList>, components['schemas']['GenerationList']>
  HealthCheck: Same<z.input<typeof HealthCheck>, components['schemas']['HealthCheck']>
  Health: Same<z.input<typeof Health>, components['schemas']['Health']>
  InputSize: Same<z.input<typeof InputSize>, components['schemas']['InputSize']>
  LimitState: Same<z.input<typeof LimitState>, components['schemas']['LimitState']>
  LimitStateList: Same<z.input<typeof LimitStateList>, components['schemas']['LimitStateList']>
  LinkRequest: Same<z.input<typeof LinkRequest>, components['schemas']['LinkRequest']>
  ListedSizes: Same<z.input<typeof ListedSizes>, components['schemas']['ListedSizes']>
  RatioSizes: Same<z.input<typeof RatioSizes>, components['schemas']['RatioSizes']>
  SizeRule: Same<z.input<typeof SizeRule>, components['schemas']['SizeRule']>
  ModelInputCounts: Same<z.input<typeof ModelInputCounts>, components['schemas']['ModelInputCounts']>
  ModelInputs: Same<z.input<typeof ModelInputs>, components['schemas']['ModelInputs']>
  ModelOperationCapabilities: Same<z.input<typeof ModelOperationCapabilities>, components['schemas']['ModelOperationCapabilities']>
  ModelCapabilities: Same<z.input<typeof ModelCapabilities>, components['schemas']['ModelCapabilities']>
  PerImagePrice: Same<z.input<typeof PerImagePrice>, components['schemas']['PerImagePrice']>
  PerMegapixelPrice: Same<z.input<typeof PerMegapixelPrice>, components['schemas']['PerMegapixelPrice']>
  PerTokenPrice: Same<z.input<typeof PerTokenPrice>, components['schemas']['PerTokenPrice']>
  ModelPrice: Same<z.input<typeof ModelPrice>, components['schemas']['ModelPrice']>
  Model: Same<z.input<typeof Model>, components['schemas']['Model']>
  ModelList: Same<z.input<typeof ModelList>, components['schemas']['ModelList']>
  OpenAIUsage: Same<z.input<typeof OpenAIUsage>, components['schemas']['OpenAIUsage']>
  OpenAICompletedEvent: Same<z.input<typeof OpenAICompletedEvent>, components['schemas']['OpenAICompletedEvent']>
  OpenAIImageUrl: Same<z.input<typeof OpenAIImageUrl>, components['schemas']['OpenAIImageUrl']>
  OpenAIImageFile: Same<z.input<typeof OpenAIImageFile>, components['schemas']['OpenAIImageFile']>
  OpenAIImageReference: Same<z.input<typeof OpenAIImageReference>, components['schemas']['OpenAIImageReference']>
  OpenAIEditRequest: Same<z.input<typeof OpenAIEditRequest>, components['schemas']['OpenAIEditRequest']>
  OpenAIError: Same<z.input<typeof OpenAIError>, components['schemas']['OpenAIError']>
  OpenAIErrorEvent: Same<z.input<typeof OpenAIErrorEvent>, components['schemas']['OpenAIErrorEvent']>
  OpenAIImage: Same<z.input<typeof OpenAIImage>, components['schemas']['OpenAIImage']>
  OpenAIPartialImageEvent: Same<z.input<typeof OpenAIPartialImageEvent>, components['schemas']['OpenAIPartialImageEvent']>
  OpenAIImageEvent: Same<z.input<typeof OpenAIImageEvent>, components['schemas']['OpenAIImageEvent']>
  OpenAIImageRequest: Same<z.input<typeof OpenAIImageRequest>, components['schemas']['OpenAIImageRequest']>
  OpenAIImagesResponse: Same<z.input<typeof OpenAIImagesResponse>, components['schemas']['OpenAIImagesResponse']>
  Problem: Same<z.input<typeof Problem>, components['schemas']['Problem']>
  QuoteTarget: Same<z.input<typeof QuoteTarget>, components['schemas']['QuoteTarget']>
  Quote: Same<z.input<typeof Quote>, components['schemas']['Quote']>
  ResolveRequest: Same<z.input<typeof ResolveRequest>, components['schemas']['ResolveRequest']>
  UploadBase64: Same<z.input<typeof UploadBase64>, components['schemas']['UploadBase64']>
  UploadUrl: Same<z.input<typeof UploadUrl>, components['schemas']['UploadUrl']>
  UploadRequest: Same<z.input<typeof UploadRequest>, components['schemas']['UploadRequest']>
  UsageRow: Same<z.input<typeof UsageRow>, components['schemas']['UsageRow']>
  UsageReport: Same<z.input<typeof UsageReport>, components['schemas']['UsageReport']>
  WebhookEventType: Same<z.input<typeof WebhookEventType>, components['schemas']['WebhookEventType']>
  WebhookDeliveryStatus: Same<z.input<typeof WebhookDeliveryStatus>, components['schemas']['WebhookDeliveryStatus']>
  WebhookDelivery: Same<z.input<typeof WebhookDelivery>, components['schemas']['WebhookDelivery']>
  WebhookDeliveryList: Same<z.input<typeof WebhookDeliveryList>, components['schemas']['WebhookDeliveryList']>
  WebhookEvent: Same<z.input<typeof WebhookEvent>, components['schemas']['WebhookEvent']>
} = { AssetId: true, AssetSource: true, Operation: true, Micros: true, AssetOrigin: true, ImageFormat: true, Timestamp: true, Asset: true, AssetLink: true, AssetList: true, ModelId: true, ErrorCode: true, Attempt: true, CostLine: true, Cost: true, FieldError: true, GenerationStatus: true, GenerationStage: true, OutputOptions: true, InputReference: true, MaskReference: true, Metadata: true, GenerateRequest: true, GenerationImage: true, Warning: true, Timing: true, GenerationError: true, Generation: true, FinishedEvent: true, FreePrice: true, FreeSizes: true, StateEvent: true, ProgressEvent: true, PartialImageEvent: true, GenerationEvent: true, GenerationList: true, HealthCheck: true, Health: true, InputSize: true, LimitState: true, LimitStateList: true, LinkRequest: true, ListedSizes: true, RatioSizes: true, SizeRule: true, ModelInputCounts: true, ModelInputs: true, ModelOperationCapabilities: true, ModelCapabilities: true, PerImagePrice: true, PerMegapixelPrice: true, PerTokenPrice: true, ModelPrice: true, Model: true, ModelList: true, OpenAIUsage: true, OpenAICompletedEvent: true, OpenAIImageUrl: true, OpenAIImageFile: true, OpenAIImageReference: true, OpenAIEditRequest: true, OpenAIError: true, OpenAIErrorEvent: true, OpenAIImage: true, OpenAIPartialImageEvent: true, OpenAIImageEvent: true, OpenAIImageRequest: true, OpenAIImagesResponse: true, Problem: true, QuoteTarget: true, Quote: true, ResolveRequest: true, UploadBase64: true, UploadUrl: true, UploadRequest: true, UsageRow: true, UsageReport: true, WebhookEventType: true, WebhookDeliveryStatus: true, WebhookDelivery: true, WebhookDeliveryList: true, WebhookEvent: true }
void agreement
