// Generated from openapi/ by `npm run generate`. Do not edit.
import { createRoute, z } from '@hono/zod-openapi'
import { atMost, file, inCalendar, json, list, number, size, unique } from '../../src/contract/schema-helpers.ts'
import { lazyFields } from '../../src/shared/lazily.ts'
import type { Operation } from '../../src/contract/operation.ts'
import { Asset, AssetLink, AssetList, GenerateRequest, Generation, GenerationEvent, GenerationList, Health, LimitStateList, LinkRequest, Model, ModelList, OpenAIEditRequest, OpenAIImageEvent, OpenAIImageRequest, OpenAIImagesResponse, Problem, Quote, ResolveRequest, UploadRequest, UsageReport, WebhookDelivery, WebhookDeliveryList, WebhookEvent } from './schemas.ts'

const BadRequest = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const CallbackRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const Conflict = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const FailedDependency = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const Forbidden = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const GatewayTimeout = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const Gone = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const InternalError = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const LinkRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const NoSuchModel = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const NotCancelable = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const NotFound = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const NotResolvable = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const PayloadTooLarge = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const PlanRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const ProviderUnavailable = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
    'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const RangeNotSatisfiable = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const ServiceUnavailable = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
    'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const StreamsLimited = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
    'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const TooManyRequests = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
    'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
    'RateLimit-Policy': z.string().optional(),
    RateLimit: z.string().optional(),
    'X-RateLimit-Remaining': z.preprocess(number, z.int().min(0)).optional(),
    'X-RateLimit-Reset': z.preprocess(number, z.int().min(0)).optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const Unauthorized = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
    'WWW-Authenticate': z.string(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const UnprocessableEntity = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const UnsupportedMediaType = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const UploadRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const UploadsLimited = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
    'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

/** Make pictures */
export const generate = createRoute({
  method: 'post',
  path: '/generate',
  operationId: 'generate',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
      prefer: z.string().check(atMost(200)).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => GenerateRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'RateLimit-Policy': z.string().optional(),
        RateLimit: z.string().optional(),
        'X-RateLimit-Remaining': z.preprocess(number, z.int().min(0)).optional(),
        'X-RateLimit-Reset': z.preprocess(number, z.int().min(0)).optional(),
        'Server-Timing': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Generation() }),
      },
    }),
    202: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        Location: z.string(),
        'Preference-Applied': z.string().optional(),
        'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
        'RateLimit-Policy': z.string().optional(),
        RateLimit: z.string().optional(),
        'X-RateLimit-Remaining': z.preprocess(number, z.int().min(0)).optional(),
        'X-RateLimit-Reset': z.preprocess(number, z.int().min(0)).optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Generation() }),
      },
    }),
    400: PlanRefused,
    401: Unauthorized,
    403: Forbidden,
    404: NoSuchModel,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    424: FailedDependency,
    429: TooManyRequests,
    500: InternalError,
    503: ProviderUnavailable,
    504: GatewayTimeout,
  },
})

/** Quote a generation */
export const quote = createRoute({
  method: 'post',
  path: '/quote',
  operationId: 'quote',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => GenerateRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Quote() }),
      },
    }),
    400: PlanRefused,
    401: Unauthorized,
    403: Forbidden,
    404: NoSuchModel,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    424: FailedDependency,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List generations */
export const listGenerations = createRoute({
  method: 'get',
  path: '/generations',
  operationId: 'listGenerations',
  request: lazyFields({
    query: () => z.object({
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
      status: z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled', 'indeterminate']).optional(),
      model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).optional(),
      provider: z.string().min(1).check(atMost(64)).regex(/^[a-z0-9-]+$/u).optional(),
      operation: z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe']).optional(),
      prompt: z.string().min(1).check(atMost(200)).optional(),
      input_asset_id: z.string().regex(/^asset_[0-9A-Z]{26}$/u).optional(),
      created_after: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      created_before: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => GenerationList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a generation */
export const getGeneration = createRoute({
  method: 'get',
  path: '/generations/{generation_id}',
  operationId: 'getGeneration',
  request: lazyFields({
    params: () => z.object({
      generation_id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'Retry-After': z.preprocess(number, z.int().min(0)).optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Generation() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Delete a generation */
export const deleteGeneration = createRoute({
  method: 'delete',
  path: '/generations/{generation_id}',
  operationId: 'deleteGeneration',
  request: lazyFields({
    params: () => z.object({
      generation_id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    204: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Cancel a generation */
export const cancelGeneration = createRoute({
  method: 'post',
  path: '/generations/{generation_id}/cancel',
  operationId: 'cancelGeneration',
  request: lazyFields({
    params: () => z.object({
      generation_id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Generation() }),
      },
    }),
    202: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Generation() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: NotCancelable,
    422: UnprocessableEntity,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Settle an indeterminate generation */
export const resolveGeneration = createRoute({
  method: 'post',
  path: '/generations/{generation_id}/resolve',
  operationId: 'resolveGeneration',
  request: lazyFields({
    params: () => z.object({
      generation_id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => ResolveRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Generation() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: NotResolvable,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Follow a generation live */
export const streamGenerationEvents = createRoute({
  method: 'get',
  path: '/generations/{generation_id}/events',
  operationId: 'streamGenerationEvents',
  request: lazyFields({
    params: () => z.object({
      generation_id: z.string().regex(/^gen_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'last-event-id': z.string().check(atMost(15)).regex(/^[0-9]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'text/event-stream': lazyFields({ schema: { type: 'string' } as const, events: () => GenerationEvent() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    429: StreamsLimited,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List webhook deliveries */
export const listWebhookDeliveries = createRoute({
  method: 'get',
  path: '/webhook-deliveries',
  operationId: 'listWebhookDeliveries',
  request: lazyFields({
    query: () => z.object({
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
      webhook_id: z.string().regex(/^hook_[0-9A-Z]{26}$/u).optional(),
      generation_id: z.string().regex(/^gen_[0-9A-Z]{26}$/u).optional(),
      status: z.enum(['pending', 'delivered', 'failed', 'disabled']).optional(),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => WebhookDeliveryList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Send a webhook again */
export const redeliverWebhook = createRoute({
  method: 'post',
  path: '/webhook-deliveries/{delivery_id}/redeliver',
  operationId: 'redeliverWebhook',
  request: lazyFields({
    params: () => z.object({
      delivery_id: z.string().regex(/^dlv_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    202: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => WebhookDelivery() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List pictures */
export const listAssets = createRoute({
  method: 'get',
  path: '/assets',
  operationId: 'listAssets',
  request: lazyFields({
    query: () => z.object({
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
      source: z.enum(['upload', 'generation']).optional(),
      model: z.string().min(1).check(atMost(100)).regex(/^[a-z0-9._:-]+$/u).optional(),
      operation: z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe']).optional(),
      prompt: z.string().min(1).check(atMost(200)).optional(),
      created_after: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      created_before: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      unused: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => AssetList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Upload a picture */
export const uploadAsset = createRoute({
  method: 'post',
  path: '/assets',
  operationId: 'uploadAsset',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'multipart/form-data': lazyFields({ schema: () => z.strictObject({
          file: z.preprocess(file, z.instanceof(Blob)),
        }) }),
        'application/json': lazyFields({ schema: () => UploadRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Asset() }),
      },
    }),
    400: UploadRefused,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: UploadsLimited,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a picture's metadata */
export const getAsset = createRoute({
  method: 'get',
  path: '/assets/{asset_id}',
  operationId: 'getAsset',
  request: lazyFields({
    params: () => z.object({
      asset_id: z.string().regex(/^asset_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Asset() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Delete a picture */
export const deleteAsset = createRoute({
  method: 'delete',
  path: '/assets/{asset_id}',
  operationId: 'deleteAsset',
  request: lazyFields({
    params: () => z.object({
      asset_id: z.string().regex(/^asset_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    204: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a picture's bytes */
export const getAssetContent = createRoute({
  method: 'get',
  path: '/assets/{asset_id}/content',
  operationId: 'getAssetContent',
  request: lazyFields({
    params: () => z.object({
      asset_id: z.string().regex(/^asset_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      token: z.string().min(1).check(atMost(1024)).regex(/^[A-Za-z0-9._-]+$/u).optional(),
      width: z.preprocess(number, z.int().min(16).max(2048)).optional(),
      download: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
    }),
    headers: () => z.object({
      range: z.string().check(atMost(100)).optional(),
      'if-none-match': z.string().check(atMost(1000)).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        'Cache-Control': z.string(),
        'Accept-Ranges': z.string(),
        'Content-Length': z.preprocess(number, z.int().min(0)).optional(),
        'Content-Disposition': z.string(),
        'Content-Security-Policy': z.string(),
        'X-Content-Type-Options': z.string(),
        'Cross-Origin-Resource-Policy': z.string(),
      }),
      content: {
        'image/png': { schema: {"type":"string","format":"binary"} as const },
        'image/jpeg': { schema: {"type":"string","format":"binary"} as const },
        'image/webp': { schema: {"type":"string","format":"binary"} as const },
      },
    }),
    206: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        'Cache-Control': z.string(),
        'Accept-Ranges': z.string(),
        'Content-Length': z.preprocess(number, z.int().min(0)).optional(),
        'Content-Range': z.string(),
        'Content-Disposition': z.string(),
        'Content-Security-Policy': z.string(),
        'X-Content-Type-Options': z.string(),
        'Cross-Origin-Resource-Policy': z.string(),
      }),
      content: {
        'image/png': { schema: {"type":"string","format":"binary"} as const },
        'image/jpeg': { schema: {"type":"string","format":"binary"} as const },
        'image/webp': { schema: {"type":"string","format":"binary"} as const },
      },
    }),
    304: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        'Cache-Control': z.string(),
      }),
    }),
    400: BadRequest,
    401: Unauthorized,
    403: LinkRefused,
    404: NotFound,
    410: Gone,
    416: RangeNotSatisfiable,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Sign a link to a picture */
export const linkAsset = createRoute({
  method: 'post',
  path: '/assets/{asset_id}/link',
  operationId: 'linkAsset',
  request: lazyFields({
    params: () => z.object({
      asset_id: z.string().regex(/^asset_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: false as const,
      content: {
        'application/json': lazyFields({ schema: () => LinkRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => AssetLink() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List models */
export const listModels = createRoute({
  method: 'get',
  path: '/models',
  operationId: 'listModels',
  request: lazyFields({
    query: () => z.object({
      operation: z.enum(['generate', 'edit', 'inpaint', 'remix', 'reframe', 'upscale', 'remove_background', 'replace_background', 'describe']).optional(),
      provider: z.string().min(1).check(atMost(64)).regex(/^[a-z0-9][a-z0-9._-]*$/u).optional(),
      parameter: z.enum(['negative_prompt', 'seed', 'strength', 'guidance', 'steps', 'enhance_prompt', 'compression', 'quality', 'style', 'background', 'mask', 'n', 'partial_images']).optional(),
      max_price_micros: z.preprocess(number, z.int().min(0).max(1000000000)).optional(),
      recommended: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => ModelList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a model */
export const getModel = createRoute({
  method: 'get',
  path: '/models/{model}',
  operationId: 'getModel',
  request: lazyFields({
    params: () => z.object({
      model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Model() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NoSuchModel,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the current limits */
export const getLimits = createRoute({
  method: 'get',
  path: '/limits',
  operationId: 'getLimits',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => LimitStateList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get usage */
export const getUsage = createRoute({
  method: 'get',
  path: '/usage',
  operationId: 'getUsage',
  request: lazyFields({
    query: () => z.object({
      from: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      to: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      bucket: z.enum(['hour', 'day']).default('day'),
      group_by: z.preprocess(list, z.array(z.enum(['key', 'model', 'provider', 'connection'])).max(4).refine(unique, 'items must be unique')).optional(),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => UsageReport() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Receive a provider's callback */
export const receiveCallback = createRoute({
  method: 'post',
  path: '/callbacks/{provider}/{token}',
  operationId: 'receiveCallback',
  request: lazyFields({
    params: () => z.object({
      provider: z.string().min(1).check(atMost(64)).regex(/^[a-z0-9-]+$/u),
      token: z.string().min(1).check(atMost(512)).regex(/^[A-Za-z0-9._-]+$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => z.record(z.string(), z.unknown()) }),
      },
    },
  }),
  responses: {
    204: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
    }),
    400: CallbackRefused,
    404: NotFound,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** OpenAI: create images */
export const createImage = createRoute({
  method: 'post',
  path: '/images/generations',
  operationId: 'createImage',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-stainless-retry-count': z.string().regex(/^[0-9]{1,6}$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => OpenAIImageRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'RateLimit-Policy': z.string().optional(),
        RateLimit: z.string().optional(),
        'X-RateLimit-Remaining': z.preprocess(number, z.int().min(0)).optional(),
        'X-RateLimit-Reset': z.preprocess(number, z.int().min(0)).optional(),
        'X-Generation-ID': z.string().optional(),
        'X-Cost-Micros': z.preprocess(number, z.int().min(0)).optional(),
        'X-Warnings': z.string().optional(),
        'Server-Timing': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => OpenAIImagesResponse() }),
        'text/event-stream': lazyFields({ schema: { type: 'string' } as const, events: () => OpenAIImageEvent() }),
      },
    }),
    400: PlanRefused,
    401: Unauthorized,
    403: Forbidden,
    404: NoSuchModel,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    424: FailedDependency,
    429: TooManyRequests,
    500: InternalError,
    503: ProviderUnavailable,
    504: GatewayTimeout,
  },
})

/** OpenAI: edit images */
export const createImageEdit = createRoute({
  method: 'post',
  path: '/images/edits',
  operationId: 'createImageEdit',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-stainless-retry-count': z.string().regex(/^[0-9]{1,6}$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'multipart/form-data': lazyFields({ schema: () => z.looseObject({
          prompt: z.string().min(1).check(atMost(32000)),
          image: z.preprocess(list, z.array(z.preprocess(file, z.instanceof(Blob))).max(16)).optional(),
          mask: z.preprocess(file, z.instanceof(Blob)).optional(),
          model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).optional(),
          n: z.preprocess(number, z.int().min(1).max(10)).optional(),
          size: z.string().check(atMost(64)).optional(),
          quality: z.string().check(atMost(64)).optional(),
          background: z.string().check(atMost(64)).optional(),
          moderation: z.string().check(atMost(64)).optional(),
          input_fidelity: z.string().check(atMost(64)).optional(),
          output_format: z.string().check(atMost(64)).optional(),
          output_compression: z.preprocess(number, z.int().min(0).max(100)).optional(),
          response_format: z.string().check(atMost(64)).optional(),
          stream: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
          partial_images: z.preprocess(number, z.int().min(0).max(3)).optional(),
          user: z.string().check(atMost(512)).optional(),
          style: z.string().check(atMost(64)).optional(),
          negative_prompt: z.string().check(atMost(8000)).optional(),
          aspect_ratio: z.string().regex(/^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$/u).optional(),
          resolution: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/u).optional(),
          seed: z.preprocess(number, z.int().min(0).max(2147483647)).optional(),
          on_unsupported: z.enum(['reject', 'adapt']).optional(),
          max_cost_micros: z.preprocess(number, z.int().min(0).max(9007199254740991)).optional(),
          metadata: z.preprocess(json, z.record(z.string().min(1).check(atMost(64)), z.string().check(atMost(512))).refine(size(0, 16), 'needs at most 16 of its fields')).optional(),
          provider_options: z.preprocess(json, z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields')).optional(),
        }) }),
        'application/json': lazyFields({ schema: () => OpenAIEditRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'RateLimit-Policy': z.string().optional(),
        RateLimit: z.string().optional(),
        'X-RateLimit-Remaining': z.preprocess(number, z.int().min(0)).optional(),
        'X-RateLimit-Reset': z.preprocess(number, z.int().min(0)).optional(),
        'X-Generation-ID': z.string().optional(),
        'X-Cost-Micros': z.preprocess(number, z.int().min(0)).optional(),
        'X-Warnings': z.string().optional(),
        'Server-Timing': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => OpenAIImagesResponse() }),
        'text/event-stream': lazyFields({ schema: { type: 'string' } as const, events: () => OpenAIImageEvent() }),
      },
    }),
    400: PlanRefused,
    401: Unauthorized,
    403: Forbidden,
    404: NoSuchModel,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    424: FailedDependency,
    429: TooManyRequests,
    500: InternalError,
    503: ProviderUnavailable,
    504: GatewayTimeout,
  },
})

/** OpenAI: vary an image */
export const createImageVariation = createRoute({
  method: 'post',
  path: '/images/variations',
  operationId: 'createImageVariation',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-stainless-retry-count': z.string().regex(/^[0-9]{1,6}$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'x-project-id': z.string().regex(/^proj_[0-9A-Z]{26}$/u).optional(),
      'x-instance-id': z.string().regex(/^inst_[0-9A-Z]{26}$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'multipart/form-data': lazyFields({ schema: () => z.looseObject({
          image: z.preprocess(file, z.instanceof(Blob)),
          model: z.string().min(1).check(atMost(100)).regex(/^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/u).optional(),
          n: z.preprocess(number, z.int().min(1).max(10)).optional(),
          size: z.string().check(atMost(64)).optional(),
          response_format: z.string().check(atMost(64)).optional(),
          user: z.string().check(atMost(512)).optional(),
          style: z.string().check(atMost(64)).optional(),
          negative_prompt: z.string().check(atMost(8000)).optional(),
          aspect_ratio: z.string().regex(/^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$/u).optional(),
          resolution: z.string().regex(/^[A-Za-z0-9._-]{1,16}$/u).optional(),
          seed: z.preprocess(number, z.int().min(0).max(2147483647)).optional(),
          on_unsupported: z.enum(['reject', 'adapt']).optional(),
          max_cost_micros: z.preprocess(number, z.int().min(0).max(9007199254740991)).optional(),
          metadata: z.preprocess(json, z.record(z.string().min(1).check(atMost(64)), z.string().check(atMost(512))).refine(size(0, 16), 'needs at most 16 of its fields')).optional(),
          provider_options: z.preprocess(json, z.record(z.string(), z.unknown()).refine(size(0, 32), 'needs at most 32 of its fields')).optional(),
        }) }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'RateLimit-Policy': z.string().optional(),
        RateLimit: z.string().optional(),
        'X-RateLimit-Remaining': z.preprocess(number, z.int().min(0)).optional(),
        'X-RateLimit-Reset': z.preprocess(number, z.int().min(0)).optional(),
        'X-Generation-ID': z.string().optional(),
        'X-Cost-Micros': z.preprocess(number, z.int().min(0)).optional(),
        'X-Warnings': z.string().optional(),
        'Server-Timing': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => OpenAIImagesResponse() }),
        'text/event-stream': lazyFields({ schema: { type: 'string' } as const, events: () => OpenAIImageEvent() }),
      },
    }),
    400: PlanRefused,
    401: Unauthorized,
    403: Forbidden,
    404: NoSuchModel,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    424: FailedDependency,
    429: TooManyRequests,
    500: InternalError,
    503: ProviderUnavailable,
    504: GatewayTimeout,
  },
})

/** Get the health of the service */
export const getHealth = createRoute({
  method: 'get',
  path: '/health',
  operationId: 'getHealth',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Health() }),
      },
    }),
    400: BadRequest,
    500: InternalError,
    503: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Health() }),
      },
    }),
  },
})

/** Get this contract */
export const getContract = createRoute({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getContract',
  request: lazyFields({
    query: () => z.object({
      profile: z.enum(['full', 'plain']).default('full'),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => z.record(z.string(), z.unknown()) }),
      },
    }),
    400: BadRequest,
    500: InternalError,
  },
})

/** The payload of each webhook that the service sends. */
export const webhooks = lazyFields({
  generationFinished: () => WebhookEvent(),
})

export type WebhookPayload<Name extends keyof typeof webhooks> = z.input<(typeof webhooks)[Name]>

export const routes = { generate, quote, listGenerations, getGeneration, deleteGeneration, cancelGeneration, resolveGeneration, streamGenerationEvents, listWebhookDeliveries, redeliverWebhook, listAssets, uploadAsset, getAsset, deleteAsset, getAssetContent, linkAsset, listModels, getModel, getLimits, getUsage, receiveCallback, createImage, createImageEdit, createImageVariation, getHealth, getContract }
export type Routes = typeof routes

/** Each operation with the access that it requires. */
export const operations = {
  generate: { operationId: 'generate', method: 'post', path: '/generate', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: true, storesPictures: false, ignoredFields: [] },
  quote: { operationId: 'quote', method: 'post', path: '/quote', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listGenerations: { operationId: 'listGenerations', method: 'get', path: '/generations', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getGeneration: { operationId: 'getGeneration', method: 'get', path: '/generations/{generation_id}', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteGeneration: { operationId: 'deleteGeneration', method: 'delete', path: '/generations/{generation_id}', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  cancelGeneration: { operationId: 'cancelGeneration', method: 'post', path: '/generations/{generation_id}/cancel', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  resolveGeneration: { operationId: 'resolveGeneration', method: 'post', path: '/generations/{generation_id}/resolve', requiredScope: 'manage', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  streamGenerationEvents: { operationId: 'streamGenerationEvents', method: 'get', path: '/generations/{generation_id}/events', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listWebhookDeliveries: { operationId: 'listWebhookDeliveries', method: 'get', path: '/webhook-deliveries', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  redeliverWebhook: { operationId: 'redeliverWebhook', method: 'post', path: '/webhook-deliveries/{delivery_id}/redeliver', requiredScope: 'manage', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listAssets: { operationId: 'listAssets', method: 'get', path: '/assets', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  uploadAsset: { operationId: 'uploadAsset', method: 'post', path: '/assets', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: {"application/json":29360128,"multipart/form-data":33554432}, linkToken: null, checksKeyOnAdmission: false, storesPictures: true, ignoredFields: [] },
  getAsset: { operationId: 'getAsset', method: 'get', path: '/assets/{asset_id}', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteAsset: { operationId: 'deleteAsset', method: 'delete', path: '/assets/{asset_id}', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getAssetContent: { operationId: 'getAssetContent', method: 'get', path: '/assets/{asset_id}/content', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: 'token', checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  linkAsset: { operationId: 'linkAsset', method: 'post', path: '/assets/{asset_id}/link', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listModels: { operationId: 'listModels', method: 'get', path: '/models', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getModel: { operationId: 'getModel', method: 'get', path: '/models/{model}', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getLimits: { operationId: 'getLimits', method: 'get', path: '/limits', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getUsage: { operationId: 'getUsage', method: 'get', path: '/usage', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  receiveCallback: { operationId: 'receiveCallback', method: 'post', path: '/callbacks/{provider}/{token}', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: 1048576, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createImage: { operationId: 'createImage', method: 'post', path: '/images/generations', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: true, storesPictures: false, ignoredFields: [] },
  createImageEdit: { operationId: 'createImageEdit', method: 'post', path: '/images/edits', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: 33554432, linkToken: null, checksKeyOnAdmission: false, storesPictures: true, ignoredFields: [] },
  createImageVariation: { operationId: 'createImageVariation', method: 'post', path: '/images/variations', requiredScope: 'generate', requiredRole: null, open: false, maxBodyBytes: 33554432, linkToken: null, checksKeyOnAdmission: false, storesPictures: true, ignoredFields: [] },
  getHealth: { operationId: 'getHealth', method: 'get', path: '/health', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getContract: { operationId: 'getContract', method: 'get', path: '/openapi.json', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
} as const satisfies Record<keyof Routes, Operation>
void z
