// Generated from openapi/ by `npm run generate`. Do not edit.
import { createRoute, z } from '@hono/zod-openapi'
import { atLeast, atMost, inCalendar, list, number, split, unique } from '../../src/contract/schema-helpers.ts'
import { lazyFields } from '../../src/shared/lazily.ts'
import type { Operation } from '../../src/contract/operation.ts'
import { Alert, AlertEvent, AlertList, AlertSettings, AlertSettingsInput, AuditList, AuditVerification, AuthorizationDecision, AuthorizationRequest, AuthorizationReview, AuthorizationServer, ClientRegistration, CreateDataKeyRequest, CreateKeyRequest, CreateSessionRequest, CreateSignInLinkRequest, CreateWebhookRequest, CreatedKey, CreatedWebhook, Credential, CredentialList, CredentialVerification, DataKey, DecidedAuthorization, GrantSet, Health, ImportResult, Instance, InstanceCreate, InstanceExport, InstanceList, InstanceOverview, InstanceUpdate, InstanceUsage, Key, KeyList, LimitGaugeList, LimitSet, LimitSetInput, LogList, Me, ModelDryRun, ModelDryRunInput, ModelList, ModelSettings, ModelSettingsInput, OAuthError, Organization, OrganizationCreate, OrganizationList, OrganizationOverview, OrganizationUpdate, Places, Problem, Project, ProjectCreate, ProjectList, ProjectUpdate, ProviderList, PutCredentialRequest, RegisteredClient, RewrapProgress, RewrapRequest, RewrapResult, RotateCredentialRequest, RotateKeyRequest, RotateWebhookSecretRequest, Session, SessionsEnded, SetupRequest, SetupResult, SignInLink, Tokens, UpdateKeyRequest, UpdateWebhookRequest, User, UserCreate, UserList, UserUpdate, Webhook, WebhookList, WebhookTest, WebhookTestEvent } from './schemas.ts'

const BadRequest = lazyFields({
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

const InternalError = lazyFields({
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

const PayloadTooLarge = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const PreconditionFailed = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const RegistrationRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/json': lazyFields({ schema: () => OAuthError() }),
    'application/problem+json': lazyFields({ schema: () => Problem() }),
  },
})

const RevocationRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/json': lazyFields({ schema: () => OAuthError() }),
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

const TokenRefused = lazyFields({
  description: '',
  headers: () => z.object({
    'X-Request-ID': z.string().optional(),
  }),
  content: {
    'application/json': lazyFields({ schema: () => OAuthError() }),
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

/** Set the platform up */
export const setUp = createRoute({
  method: 'post',
  path: '/setup',
  operationId: 'setUp',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().check(atLeast(16)).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => SetupRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => SetupResult() }),
      },
    }),
    400: BadRequest,
    404: NotFound,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the caller */
export const getMe = createRoute({
  method: 'get',
  path: '/me',
  operationId: 'getMe',
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
        'application/json': lazyFields({ schema: () => Me() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List where this key may work */
export const listPlaces = createRoute({
  method: 'get',
  path: '/me/places',
  operationId: 'listPlaces',
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
        'application/json': lazyFields({ schema: () => Places() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List organizations */
export const listOrganizations = createRoute({
  method: 'get',
  path: '/organizations',
  operationId: 'listOrganizations',
  request: lazyFields({
    query: () => z.object({
      slug: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
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
        'application/json': lazyFields({ schema: () => OrganizationList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Create an organization */
export const createOrganization = createRoute({
  method: 'post',
  path: '/organizations',
  operationId: 'createOrganization',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => OrganizationCreate() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Organization() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get an organization */
export const getOrganization = createRoute({
  method: 'get',
  path: '/organizations/{organization_id}',
  operationId: 'getOrganization',
  request: lazyFields({
    params: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Organization() }),
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

/** Delete an organization */
export const deleteOrganization = createRoute({
  method: 'delete',
  path: '/organizations/{organization_id}',
  operationId: 'deleteOrganization',
  request: lazyFields({
    params: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Update an organization */
export const updateOrganization = createRoute({
  method: 'patch',
  path: '/organizations/{organization_id}',
  operationId: 'updateOrganization',
  request: lazyFields({
    params: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/merge-patch+json': lazyFields({ schema: () => OrganizationUpdate() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Organization() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List users */
export const listUsers = createRoute({
  method: 'get',
  path: '/users',
  operationId: 'listUsers',
  request: lazyFields({
    query: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u).optional(),
      role: z.enum(['superadmin', 'admin', 'developer', 'viewer']).optional(),
      email: z.email().check(atMost(254)).regex(/^(?=[^@]{1,64}@)[A-Za-z0-9_+-]+([.'][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/u).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
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
        'application/json': lazyFields({ schema: () => UserList() }),
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

/** Create a user */
export const createUser = createRoute({
  method: 'post',
  path: '/users',
  operationId: 'createUser',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => UserCreate() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => User() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a user */
export const getUser = createRoute({
  method: 'get',
  path: '/users/{user_id}',
  operationId: 'getUser',
  request: lazyFields({
    params: () => z.object({
      user_id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => User() }),
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

/** Delete a user */
export const deleteUser = createRoute({
  method: 'delete',
  path: '/users/{user_id}',
  operationId: 'deleteUser',
  request: lazyFields({
    params: () => z.object({
      user_id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Update a user */
export const updateUser = createRoute({
  method: 'patch',
  path: '/users/{user_id}',
  operationId: 'updateUser',
  request: lazyFields({
    params: () => z.object({
      user_id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/merge-patch+json': lazyFields({ schema: () => UserUpdate() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => User() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Set a user's roles in instances */
export const setUserGrants = createRoute({
  method: 'put',
  path: '/users/{user_id}/grants',
  operationId: 'setUserGrants',
  request: lazyFields({
    params: () => z.object({
      user_id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => GrantSet() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => User() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Sign a user out everywhere */
export const deleteUserSessions = createRoute({
  method: 'delete',
  path: '/users/{user_id}/sessions',
  operationId: 'deleteUserSessions',
  request: lazyFields({
    params: () => z.object({
      user_id: z.string().regex(/^user_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => SessionsEnded() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List instances */
export const listInstances = createRoute({
  method: 'get',
  path: '/instances',
  operationId: 'listInstances',
  request: lazyFields({
    query: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u).optional(),
      slug: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u).optional(),
      status: z.enum(['active', 'disabled']).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
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
        'application/json': lazyFields({ schema: () => InstanceList() }),
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

/** Create an instance */
export const createInstance = createRoute({
  method: 'post',
  path: '/instances',
  operationId: 'createInstance',
  request: lazyFields({
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => InstanceCreate() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Instance() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get an instance */
export const getInstance = createRoute({
  method: 'get',
  path: '/instances/{instance_id}',
  operationId: 'getInstance',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Instance() }),
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

/** Delete an instance */
export const deleteInstance = createRoute({
  method: 'delete',
  path: '/instances/{instance_id}',
  operationId: 'deleteInstance',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Update an instance */
export const updateInstance = createRoute({
  method: 'patch',
  path: '/instances/{instance_id}',
  operationId: 'updateInstance',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/merge-patch+json': lazyFields({ schema: () => InstanceUpdate() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Instance() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List projects */
export const listProjects = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/projects',
  operationId: 'listProjects',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      slug: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u).optional(),
      status: z.enum(['active', 'disabled']).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      cursor: z.string().min(1).check(atMost(512)).optional(),
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
        'application/json': lazyFields({ schema: () => ProjectList() }),
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

/** Create a project */
export const createProject = createRoute({
  method: 'post',
  path: '/instances/{instance_id}/projects',
  operationId: 'createProject',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => ProjectCreate() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Project() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a project */
export const getProject = createRoute({
  method: 'get',
  path: '/projects/{project_id}',
  operationId: 'getProject',
  request: lazyFields({
    params: () => z.object({
      project_id: z.string().regex(/^proj_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Project() }),
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

/** Delete a project */
export const deleteProject = createRoute({
  method: 'delete',
  path: '/projects/{project_id}',
  operationId: 'deleteProject',
  request: lazyFields({
    params: () => z.object({
      project_id: z.string().regex(/^proj_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Update a project */
export const updateProject = createRoute({
  method: 'patch',
  path: '/projects/{project_id}',
  operationId: 'updateProject',
  request: lazyFields({
    params: () => z.object({
      project_id: z.string().regex(/^proj_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/merge-patch+json': lazyFields({ schema: () => ProjectUpdate() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Project() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the limits */
export const getLimits = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/limits',
  operationId: 'getLimits',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => LimitSet() }),
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

/** Set the limits */
export const setLimits = createRoute({
  method: 'put',
  path: '/instances/{instance_id}/limits',
  operationId: 'setLimits',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => LimitSetInput() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => LimitSet() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the state of the limits */
export const getLimitStates = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/limits/states',
  operationId: 'getLimitStates',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => LimitGaugeList() }),
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

/** Get the catalogue */
export const listCatalogue = createRoute({
  method: 'get',
  path: '/models',
  operationId: 'listCatalogue',
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
        'application/json': lazyFields({ schema: () => ModelList() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the model settings */
export const getModelSettings = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/models',
  operationId: 'getModelSettings',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => ModelSettings() }),
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

/** Set the model settings */
export const setModelSettings = createRoute({
  method: 'put',
  path: '/instances/{instance_id}/models',
  operationId: 'setModelSettings',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => ModelSettingsInput() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => ModelSettings() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Try a model without calling its provider */
export const dryRunModel = createRoute({
  method: 'post',
  path: '/instances/{instance_id}/models/dry-run',
  operationId: 'dryRunModel',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => ModelDryRunInput() }),
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
        'application/json': lazyFields({ schema: () => ModelDryRun() }),
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

/** Export an instance */
export const exportInstance = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/export',
  operationId: 'exportInstance',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => InstanceExport() }),
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

/** Import into an instance */
export const importInstance = createRoute({
  method: 'post',
  path: '/instances/{instance_id}/import',
  operationId: 'importInstance',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      dry_run: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
      include: z.preprocess(split(','), z.preprocess(list, z.array(z.enum(['name', 'addresses', 'webhooks'])).max(3).refine(unique, 'items must be unique'))).optional(),
    }),
    headers: () => z.object({
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => InstanceExport() }),
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
        'application/json': lazyFields({ schema: () => ImportResult() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
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
        'Access-Control-Allow-Origin': z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => z.record(z.string(), z.unknown()) }),
      },
    }),
    400: BadRequest,
    500: InternalError,
  },
})

/** List keys */
export const listKeys = createRoute({
  method: 'get',
  path: '/keys',
  operationId: 'listKeys',
  request: lazyFields({
    query: () => z.object({
      cursor: z.string().min(1).check(atMost(512)).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      organization_id: z.string().check(atMost(64)).optional(),
      kind: z.enum(['project', 'user']).optional(),
      status: z.enum(['active', 'expired', 'revoked']).optional(),
      instance_id: z.string().check(atMost(64)).optional(),
      project_id: z.string().check(atMost(64)).optional(),
      user_id: z.string().check(atMost(64)).optional(),
      depends_on: z.string().min(1).check(atMost(64)).optional(),
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
        'application/json': lazyFields({ schema: () => KeyList() }),
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

/** Create a key */
export const createKey = createRoute({
  method: 'post',
  path: '/keys',
  operationId: 'createKey',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => CreateKeyRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => CreatedKey() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a key */
export const getKey = createRoute({
  method: 'get',
  path: '/keys/{key_id}',
  operationId: 'getKey',
  request: lazyFields({
    params: () => z.object({
      key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Key() }),
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

/** Revoke a key */
export const revokeKey = createRoute({
  method: 'delete',
  path: '/keys/{key_id}',
  operationId: 'revokeKey',
  request: lazyFields({
    params: () => z.object({
      key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Update a key */
export const updateKey = createRoute({
  method: 'patch',
  path: '/keys/{key_id}',
  operationId: 'updateKey',
  request: lazyFields({
    params: () => z.object({
      key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/merge-patch+json': lazyFields({ schema: () => UpdateKeyRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Key() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Rotate a key */
export const rotateKey = createRoute({
  method: 'post',
  path: '/keys/{key_id}/rotate',
  operationId: 'rotateKey',
  request: lazyFields({
    params: () => z.object({
      key_id: z.string().regex(/^key_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: false as const,
      content: {
        'application/json': lazyFields({ schema: () => RotateKeyRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => CreatedKey() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List providers */
export const listProviders = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/providers',
  operationId: 'listProviders',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => ProviderList() }),
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

/** List provider credentials */
export const listCredentials = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/credentials',
  operationId: 'listCredentials',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => CredentialList() }),
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

/** Set a provider's credential */
export const putCredential = createRoute({
  method: 'put',
  path: '/instances/{instance_id}/credentials/{provider}',
  operationId: 'putCredential',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
      provider: z.string().regex(/^[a-z0-9-]{1,64}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => PutCredentialRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Credential() }),
      },
    }),
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Credential() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a credential */
export const getCredential = createRoute({
  method: 'get',
  path: '/credentials/{credential_id}',
  operationId: 'getCredential',
  request: lazyFields({
    params: () => z.object({
      credential_id: z.string().regex(/^cred_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Credential() }),
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

/** Delete a credential */
export const deleteCredential = createRoute({
  method: 'delete',
  path: '/credentials/{credential_id}',
  operationId: 'deleteCredential',
  request: lazyFields({
    params: () => z.object({
      credential_id: z.string().regex(/^cred_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Rotate a credential */
export const rotateCredential = createRoute({
  method: 'post',
  path: '/credentials/{credential_id}/rotate',
  operationId: 'rotateCredential',
  request: lazyFields({
    params: () => z.object({
      credential_id: z.string().regex(/^cred_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => RotateCredentialRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Credential() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    424: FailedDependency,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Verify a credential */
export const verifyCredential = createRoute({
  method: 'post',
  path: '/credentials/{credential_id}/verify',
  operationId: 'verifyCredential',
  request: lazyFields({
    params: () => z.object({
      credential_id: z.string().regex(/^cred_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => CredentialVerification() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the progress of the re-wrap */
export const getRewrapProgress = createRoute({
  method: 'get',
  path: '/secrets/rewrap',
  operationId: 'getRewrapProgress',
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
        'application/json': lazyFields({ schema: () => RewrapProgress() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Re-wrap secrets with the newest key */
export const rewrapSecrets = createRoute({
  method: 'post',
  path: '/secrets/rewrap',
  operationId: 'rewrapSecrets',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => RewrapRequest() }),
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
        'application/json': lazyFields({ schema: () => RewrapResult() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Sign in to the panel */
export const createSession = createRoute({
  method: 'post',
  path: '/sessions',
  operationId: 'createSession',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => CreateSessionRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'Set-Cookie': z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Session() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Sign out everywhere */
export const deleteSessions = createRoute({
  method: 'delete',
  path: '/sessions',
  operationId: 'deleteSessions',
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
        'Set-Cookie': z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => SessionsEnded() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the session */
export const getSession = createRoute({
  method: 'get',
  path: '/sessions/current',
  operationId: 'getSession',
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
        'application/json': lazyFields({ schema: () => Session() }),
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

/** Sign out */
export const deleteSession = createRoute({
  method: 'delete',
  path: '/sessions/current',
  operationId: 'deleteSession',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
  }),
  responses: {
    204: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        'Set-Cookie': z.string(),
      }),
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a short-lived key for a project */
export const createDataKey = createRoute({
  method: 'post',
  path: '/sessions/current/data-keys',
  operationId: 'createDataKey',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => CreateDataKeyRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => DataKey() }),
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

/** Make a sign-in link */
export const createSignInLink = createRoute({
  method: 'post',
  path: '/sessions/links',
  operationId: 'createSignInLink',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => CreateSignInLinkRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => SignInLink() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get the authorization server's metadata */
export const getAuthorizationServer = createRoute({
  method: 'get',
  path: '/oauth/metadata',
  operationId: 'getAuthorizationServer',
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
        'application/json': lazyFields({ schema: () => AuthorizationServer() }),
      },
    }),
    400: BadRequest,
    500: InternalError,
  },
})

/** Register a client */
export const registerClient = createRoute({
  method: 'post',
  path: '/oauth/clients',
  operationId: 'registerClient',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => ClientRegistration() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => RegisteredClient() }),
      },
    }),
    400: RegistrationRefused,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Review an app's request for access */
export const reviewAuthorization = createRoute({
  method: 'post',
  path: '/oauth/authorizations/review',
  operationId: 'reviewAuthorization',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => AuthorizationRequest() }),
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
        'application/json': lazyFields({ schema: () => AuthorizationReview() }),
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

/** Allow or deny an app's request for access */
export const decideAuthorization = createRoute({
  method: 'post',
  path: '/oauth/authorizations',
  operationId: 'decideAuthorization',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => AuthorizationDecision() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => DecidedAuthorization() }),
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

/** Get tokens */
export const issueToken = createRoute({
  method: 'post',
  path: '/oauth/token',
  operationId: 'issueToken',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/x-www-form-urlencoded': lazyFields({ schema: () => z.looseObject({
          grant_type: z.string().check(atMost(100)),
          client_id: z.string().check(atMost(500)).optional(),
          code: z.string().check(atMost(200)).optional(),
          redirect_uri: z.string().check(atMost(500)).optional(),
          code_verifier: z.string().check(atMost(200)).optional(),
          refresh_token: z.string().check(atMost(1000)).optional(),
          scope: z.string().check(atMost(500)).optional(),
          resource: z.string().check(atMost(500)).optional(),
        }) }),
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
        'application/json': lazyFields({ schema: () => Tokens() }),
      },
    }),
    400: TokenRefused,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Revoke a token */
export const revokeToken = createRoute({
  method: 'post',
  path: '/oauth/revoke',
  operationId: 'revokeToken',
  request: lazyFields({
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/x-www-form-urlencoded': lazyFields({ schema: () => z.looseObject({
          token: z.string().check(atMost(2000)),
          token_type_hint: z.string().check(atMost(100)).optional(),
          client_id: z.string().check(atMost(500)).optional(),
        }) }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
    }),
    400: RevocationRefused,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List webhook endpoints */
export const listWebhooks = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/webhooks',
  operationId: 'listWebhooks',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      cursor: z.string().min(1).check(atMost(512)).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
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
        'application/json': lazyFields({ schema: () => WebhookList() }),
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

/** Create a webhook endpoint */
export const createWebhook = createRoute({
  method: 'post',
  path: '/instances/{instance_id}/webhooks',
  operationId: 'createWebhook',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => CreateWebhookRequest() }),
      },
    },
  }),
  responses: {
    201: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
        Location: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => CreatedWebhook() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Get a webhook endpoint */
export const getWebhook = createRoute({
  method: 'get',
  path: '/webhooks/{webhook_id}',
  operationId: 'getWebhook',
  request: lazyFields({
    params: () => z.object({
      webhook_id: z.string().regex(/^hook_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Webhook() }),
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

/** Delete a webhook endpoint */
export const deleteWebhook = createRoute({
  method: 'delete',
  path: '/webhooks/{webhook_id}',
  operationId: 'deleteWebhook',
  request: lazyFields({
    params: () => z.object({
      webhook_id: z.string().regex(/^hook_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
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
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Update a webhook endpoint */
export const updateWebhook = createRoute({
  method: 'patch',
  path: '/webhooks/{webhook_id}',
  operationId: 'updateWebhook',
  request: lazyFields({
    params: () => z.object({
      webhook_id: z.string().regex(/^hook_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/merge-patch+json': lazyFields({ schema: () => UpdateWebhookRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Webhook() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Rotate a webhook's secret */
export const rotateWebhookSecret = createRoute({
  method: 'post',
  path: '/webhooks/{webhook_id}/rotate-secret',
  operationId: 'rotateWebhookSecret',
  request: lazyFields({
    params: () => z.object({
      webhook_id: z.string().regex(/^hook_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
    body: {
      required: false as const,
      content: {
        'application/json': lazyFields({ schema: () => RotateWebhookSecretRequest() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => CreatedWebhook() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Send a test event */
export const testWebhook = createRoute({
  method: 'post',
  path: '/webhooks/{webhook_id}/test',
  operationId: 'testWebhook',
  request: lazyFields({
    params: () => z.object({
      webhook_id: z.string().regex(/^hook_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => WebhookTest() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List the alerts of an instance */
export const listAlerts = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/alerts',
  operationId: 'listAlerts',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      status: z.enum(['open', 'closed']).optional(),
      kind: z.enum(['budget', 'budget_exhausted', 'provider_failing', 'credential_refused', 'generations_indeterminate', 'webhook_disabled', 'limiter_overloaded', 'storage_filling', 'prices_stale']).optional(),
      cursor: z.string().min(1).check(atMost(512)).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
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
        'application/json': lazyFields({ schema: () => AlertList() }),
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

/** Get the alert settings */
export const getAlertSettings = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/alert-settings',
  operationId: 'getAlertSettings',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => AlertSettings() }),
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

/** Set the alert settings */
export const setAlertSettings = createRoute({
  method: 'put',
  path: '/instances/{instance_id}/alert-settings',
  operationId: 'setAlertSettings',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    headers: () => z.object({
      'if-match': z.string().check(atLeast(3)).check(atMost(64)).regex(/^(W\/)?"[0-9]+"$/u),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
    }),
    body: {
      required: true as const,
      content: {
        'application/json': lazyFields({ schema: () => AlertSettingsInput() }),
      },
    },
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
        ETag: z.string(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => AlertSettings() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: PayloadTooLarge,
    415: UnsupportedMediaType,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** Read the metrics of an instance */
export const getMetrics = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/metrics',
  operationId: 'getMetrics',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        'application/openmetrics-text': { schema: {"type":"string"} as const },
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

/** List the alerts of an organization */
export const listOrganizationAlerts = createRoute({
  method: 'get',
  path: '/organizations/{organization_id}/alerts',
  operationId: 'listOrganizationAlerts',
  request: lazyFields({
    params: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      status: z.enum(['open', 'closed']).optional(),
      kind: z.enum(['budget', 'budget_exhausted', 'provider_failing', 'credential_refused', 'generations_indeterminate', 'webhook_disabled', 'limiter_overloaded', 'storage_filling', 'prices_stale']).optional(),
      cursor: z.string().min(1).check(atMost(512)).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
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
        'application/json': lazyFields({ schema: () => AlertList() }),
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

/** Acknowledge an alert */
export const acknowledgeAlert = createRoute({
  method: 'post',
  path: '/alerts/{alert_id}/acknowledge',
  operationId: 'acknowledgeAlert',
  request: lazyFields({
    params: () => z.object({
      alert_id: z.string().min(1).check(atMost(64)),
    }),
    headers: () => z.object({
      'x-request-id': z.string().min(1).check(atMost(128)).regex(/^[A-Za-z0-9._:-]+$/u).optional(),
      'idempotency-key': z.string().min(1).check(atMost(255)).regex(/^[\x21-\x7E]+$/u).optional(),
    }),
  }),
  responses: {
    200: lazyFields({
      description: '',
      headers: () => z.object({
        'X-Request-ID': z.string().optional(),
      }),
      content: {
        'application/json': lazyFields({ schema: () => Alert() }),
      },
    }),
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: UnprocessableEntity,
    429: TooManyRequests,
    500: InternalError,
    503: ServiceUnavailable,
  },
})

/** List the audit log */
export const listAuditLog = createRoute({
  method: 'get',
  path: '/audit-log',
  operationId: 'listAuditLog',
  request: lazyFields({
    query: () => z.object({
      cursor: z.string().min(1).check(atMost(512)).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      organization_id: z.string().check(atMost(64)).optional(),
      actor: z.string().check(atMost(64)).optional(),
      action: z.string().check(atMost(64)).optional(),
      target: z.string().check(atMost(64)).optional(),
      from: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      to: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
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
        'application/json': lazyFields({ schema: () => AuditList() }),
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

/** Verify the audit log */
export const verifyAuditLog = createRoute({
  method: 'get',
  path: '/audit-log/verify',
  operationId: 'verifyAuditLog',
  request: lazyFields({
    query: () => z.object({
      organization_id: z.string().check(atMost(64)).optional(),
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
        'application/json': lazyFields({ schema: () => AuditVerification() }),
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

/** Export the audit log */
export const exportAuditLog = createRoute({
  method: 'get',
  path: '/audit-log/export',
  operationId: 'exportAuditLog',
  request: lazyFields({
    query: () => z.object({
      organization_id: z.string().check(atMost(64)).optional(),
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
        'Content-Disposition': z.string(),
      }),
      content: {
        'application/jsonl': { schema: {"type":"string"} as const },
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

/** Get the overview of an organization */
export const getOrganizationOverview = createRoute({
  method: 'get',
  path: '/organizations/{organization_id}/overview',
  operationId: 'getOrganizationOverview',
  request: lazyFields({
    params: () => z.object({
      organization_id: z.string().regex(/^org_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => OrganizationOverview() }),
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

/** Get the overview of an instance */
export const getInstanceOverview = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/overview',
  operationId: 'getInstanceOverview',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
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
        'application/json': lazyFields({ schema: () => InstanceOverview() }),
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

/** Get the usage of an instance */
export const getInstanceUsage = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/usage',
  operationId: 'getInstanceUsage',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      from: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      to: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      bucket: z.enum(['hour', 'day']).default('day'),
      group_by: z.preprocess(list, z.array(z.enum(['project', 'key', 'model', 'provider', 'connection'])).max(5).refine(unique, 'items must be unique')).optional(),
      project_id: z.string().check(atMost(64)).optional(),
      connection: z.string().check(atMost(64)).optional(),
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
        'application/json': lazyFields({ schema: () => InstanceUsage() }),
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

/** List requests */
export const listLogs = createRoute({
  method: 'get',
  path: '/instances/{instance_id}/logs',
  operationId: 'listLogs',
  request: lazyFields({
    params: () => z.object({
      instance_id: z.string().regex(/^inst_[0-9A-Z]{26}$/u),
    }),
    query: () => z.object({
      cursor: z.string().min(1).check(atMost(512)).optional(),
      limit: z.preprocess(number, z.int().min(1).max(100)).default(20),
      from: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      to: z.iso.datetime({ offset: true }).refine(inCalendar, 'must be in the years 0 to 9999 in UTC').optional(),
      project_id: z.string().check(atMost(64)).optional(),
      key_id: z.string().check(atMost(64)).optional(),
      operation_id: z.string().check(atMost(64)).optional(),
      model: z.string().check(atMost(128)).optional(),
      provider: z.string().check(atMost(64)).optional(),
      outcome: z.enum(['succeeded', 'failed']).optional(),
      error_code: z.enum(['invalid_request', 'malformed_json', 'unsupported_parameter', 'unsupported_operation', 'unsupported_size', 'input_invalid', 'url_not_allowed', 'content_policy', 'safety_refused', 'max_cost_exceeded', 'request_exceeds_limit', 'provider_bad_request', 'callback_invalid', 'missing_key', 'invalid_key', 'expired_key', 'revoked_key', 'session_expired', 'link_invalid', 'insufficient_scope', 'insufficient_role', 'csrf_failed', 'origin_not_allowed', 'not_found', 'model_not_found', 'route_not_found', 'method_not_allowed', 'conflict', 'not_cancelable', 'not_resolvable', 'in_use', 'link_expired', 'precondition_failed', 'body_too_large', 'unsupported_media_type', 'range_not_satisfiable', 'idempotency_key_reused', 'generation_canceled', 'credential_missing', 'provider_error', 'provider_bad_answer', 'provider_credential_rejected', 'outcome_indeterminate', 'result_unavailable', 'deadline_exceeded', 'rate_limited', 'concurrency_limited', 'budget_exceeded', 'storage_limited', 'internal_error', 'provider_rate_limited', 'provider_unavailable', 'change_pending', 'overloaded', 'unavailable', 'provider_timeout']).optional(),
      generation_id: z.string().check(atMost(64)).optional(),
      request_id: z.string().check(atMost(128)).optional(),
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
        'application/json': lazyFields({ schema: () => LogList() }),
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

/** The payload of each webhook that the service sends. */
export const webhooks = lazyFields({
  alertRaised: () => AlertEvent(),
  endpointTested: () => WebhookTestEvent(),
})

export type WebhookPayload<Name extends keyof typeof webhooks> = z.input<(typeof webhooks)[Name]>

export const routes = { setUp, getMe, listPlaces, listOrganizations, createOrganization, getOrganization, deleteOrganization, updateOrganization, listUsers, createUser, getUser, deleteUser, updateUser, setUserGrants, deleteUserSessions, listInstances, createInstance, getInstance, deleteInstance, updateInstance, listProjects, createProject, getProject, deleteProject, updateProject, getLimits, setLimits, getLimitStates, listCatalogue, getModelSettings, setModelSettings, dryRunModel, exportInstance, importInstance, getHealth, getContract, listKeys, createKey, getKey, revokeKey, updateKey, rotateKey, listProviders, listCredentials, putCredential, getCredential, deleteCredential, rotateCredential, verifyCredential, getRewrapProgress, rewrapSecrets, createSession, deleteSessions, getSession, deleteSession, createDataKey, createSignInLink, getAuthorizationServer, registerClient, reviewAuthorization, decideAuthorization, issueToken, revokeToken, listWebhooks, createWebhook, getWebhook, deleteWebhook, updateWebhook, rotateWebhookSecret, testWebhook, listAlerts, getAlertSettings, setAlertSettings, getMetrics, listOrganizationAlerts, acknowledgeAlert, listAuditLog, verifyAuditLog, exportAuditLog, getOrganizationOverview, getInstanceOverview, getInstanceUsage, listLogs }
export type Routes = typeof routes

/** Each operation with the access that it requires. */
export const operations = {
  setUp: { operationId: 'setUp', method: 'post', path: '/setup', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getMe: { operationId: 'getMe', method: 'get', path: '/me', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listPlaces: { operationId: 'listPlaces', method: 'get', path: '/me/places', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listOrganizations: { operationId: 'listOrganizations', method: 'get', path: '/organizations', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createOrganization: { operationId: 'createOrganization', method: 'post', path: '/organizations', requiredScope: 'manage', requiredRole: 'superadmin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getOrganization: { operationId: 'getOrganization', method: 'get', path: '/organizations/{organization_id}', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteOrganization: { operationId: 'deleteOrganization', method: 'delete', path: '/organizations/{organization_id}', requiredScope: 'manage', requiredRole: 'superadmin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  updateOrganization: { operationId: 'updateOrganization', method: 'patch', path: '/organizations/{organization_id}', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["id","created_at","updated_at"] },
  listUsers: { operationId: 'listUsers', method: 'get', path: '/users', requiredScope: 'read', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createUser: { operationId: 'createUser', method: 'post', path: '/users', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getUser: { operationId: 'getUser', method: 'get', path: '/users/{user_id}', requiredScope: 'read', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteUser: { operationId: 'deleteUser', method: 'delete', path: '/users/{user_id}', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  updateUser: { operationId: 'updateUser', method: 'patch', path: '/users/{user_id}', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["id","organization_id","grants","created_at","updated_at"] },
  setUserGrants: { operationId: 'setUserGrants', method: 'put', path: '/users/{user_id}/grants', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteUserSessions: { operationId: 'deleteUserSessions', method: 'delete', path: '/users/{user_id}/sessions', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listInstances: { operationId: 'listInstances', method: 'get', path: '/instances', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createInstance: { operationId: 'createInstance', method: 'post', path: '/instances', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getInstance: { operationId: 'getInstance', method: 'get', path: '/instances/{instance_id}', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteInstance: { operationId: 'deleteInstance', method: 'delete', path: '/instances/{instance_id}', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  updateInstance: { operationId: 'updateInstance', method: 'patch', path: '/instances/{instance_id}', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["id","organization_id","worker","epoch","created_at","updated_at"] },
  listProjects: { operationId: 'listProjects', method: 'get', path: '/instances/{instance_id}/projects', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createProject: { operationId: 'createProject', method: 'post', path: '/instances/{instance_id}/projects', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getProject: { operationId: 'getProject', method: 'get', path: '/projects/{project_id}', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteProject: { operationId: 'deleteProject', method: 'delete', path: '/projects/{project_id}', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  updateProject: { operationId: 'updateProject', method: 'patch', path: '/projects/{project_id}', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["id","instance_id","organization_id","created_at","updated_at"] },
  getLimits: { operationId: 'getLimits', method: 'get', path: '/instances/{instance_id}/limits', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  setLimits: { operationId: 'setLimits', method: 'put', path: '/instances/{instance_id}/limits', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["updated_at"] },
  getLimitStates: { operationId: 'getLimitStates', method: 'get', path: '/instances/{instance_id}/limits/states', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listCatalogue: { operationId: 'listCatalogue', method: 'get', path: '/models', requiredScope: 'read', requiredRole: null, open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getModelSettings: { operationId: 'getModelSettings', method: 'get', path: '/instances/{instance_id}/models', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  setModelSettings: { operationId: 'setModelSettings', method: 'put', path: '/instances/{instance_id}/models', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["updated_at"] },
  dryRunModel: { operationId: 'dryRunModel', method: 'post', path: '/instances/{instance_id}/models/dry-run', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  exportInstance: { operationId: 'exportInstance', method: 'get', path: '/instances/{instance_id}/export', requiredScope: 'read', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  importInstance: { operationId: 'importInstance', method: 'post', path: '/instances/{instance_id}/import', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getHealth: { operationId: 'getHealth', method: 'get', path: '/health', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getContract: { operationId: 'getContract', method: 'get', path: '/openapi.json', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listKeys: { operationId: 'listKeys', method: 'get', path: '/keys', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createKey: { operationId: 'createKey', method: 'post', path: '/keys', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getKey: { operationId: 'getKey', method: 'get', path: '/keys/{key_id}', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  revokeKey: { operationId: 'revokeKey', method: 'delete', path: '/keys/{key_id}', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  updateKey: { operationId: 'updateKey', method: 'patch', path: '/keys/{key_id}', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["id","kind","organization_id","instance_id","project_id","user_id","prefix","last_four","status","created_at","created_by","last_used_at","revoked_at","replaced_by","connected_app","version"] },
  rotateKey: { operationId: 'rotateKey', method: 'post', path: '/keys/{key_id}/rotate', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listProviders: { operationId: 'listProviders', method: 'get', path: '/instances/{instance_id}/providers', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listCredentials: { operationId: 'listCredentials', method: 'get', path: '/instances/{instance_id}/credentials', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  putCredential: { operationId: 'putCredential', method: 'put', path: '/instances/{instance_id}/credentials/{provider}', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getCredential: { operationId: 'getCredential', method: 'get', path: '/credentials/{credential_id}', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteCredential: { operationId: 'deleteCredential', method: 'delete', path: '/credentials/{credential_id}', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  rotateCredential: { operationId: 'rotateCredential', method: 'post', path: '/credentials/{credential_id}/rotate', requiredScope: 'manage', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  verifyCredential: { operationId: 'verifyCredential', method: 'post', path: '/credentials/{credential_id}/verify', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getRewrapProgress: { operationId: 'getRewrapProgress', method: 'get', path: '/secrets/rewrap', requiredScope: 'manage', requiredRole: 'superadmin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  rewrapSecrets: { operationId: 'rewrapSecrets', method: 'post', path: '/secrets/rewrap', requiredScope: 'manage', requiredRole: 'superadmin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createSession: { operationId: 'createSession', method: 'post', path: '/sessions', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteSessions: { operationId: 'deleteSessions', method: 'delete', path: '/sessions', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getSession: { operationId: 'getSession', method: 'get', path: '/sessions/current', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteSession: { operationId: 'deleteSession', method: 'delete', path: '/sessions/current', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createDataKey: { operationId: 'createDataKey', method: 'post', path: '/sessions/current/data-keys', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createSignInLink: { operationId: 'createSignInLink', method: 'post', path: '/sessions/links', requiredScope: 'manage', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getAuthorizationServer: { operationId: 'getAuthorizationServer', method: 'get', path: '/oauth/metadata', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  registerClient: { operationId: 'registerClient', method: 'post', path: '/oauth/clients', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: 16384, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  reviewAuthorization: { operationId: 'reviewAuthorization', method: 'post', path: '/oauth/authorizations/review', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  decideAuthorization: { operationId: 'decideAuthorization', method: 'post', path: '/oauth/authorizations', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  issueToken: { operationId: 'issueToken', method: 'post', path: '/oauth/token', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: 16384, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  revokeToken: { operationId: 'revokeToken', method: 'post', path: '/oauth/revoke', requiredScope: null, requiredRole: null, open: true, maxBodyBytes: 16384, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listWebhooks: { operationId: 'listWebhooks', method: 'get', path: '/instances/{instance_id}/webhooks', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  createWebhook: { operationId: 'createWebhook', method: 'post', path: '/instances/{instance_id}/webhooks', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getWebhook: { operationId: 'getWebhook', method: 'get', path: '/webhooks/{webhook_id}', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  deleteWebhook: { operationId: 'deleteWebhook', method: 'delete', path: '/webhooks/{webhook_id}', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  updateWebhook: { operationId: 'updateWebhook', method: 'patch', path: '/webhooks/{webhook_id}', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: ["id","organization_id","instance_id","disabled_reason","previous_secret_until","version","created_at","updated_at"] },
  rotateWebhookSecret: { operationId: 'rotateWebhookSecret', method: 'post', path: '/webhooks/{webhook_id}/rotate-secret', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  testWebhook: { operationId: 'testWebhook', method: 'post', path: '/webhooks/{webhook_id}/test', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listAlerts: { operationId: 'listAlerts', method: 'get', path: '/instances/{instance_id}/alerts', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getAlertSettings: { operationId: 'getAlertSettings', method: 'get', path: '/instances/{instance_id}/alert-settings', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  setAlertSettings: { operationId: 'setAlertSettings', method: 'put', path: '/instances/{instance_id}/alert-settings', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getMetrics: { operationId: 'getMetrics', method: 'get', path: '/instances/{instance_id}/metrics', requiredScope: 'metrics:read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listOrganizationAlerts: { operationId: 'listOrganizationAlerts', method: 'get', path: '/organizations/{organization_id}/alerts', requiredScope: 'read', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  acknowledgeAlert: { operationId: 'acknowledgeAlert', method: 'post', path: '/alerts/{alert_id}/acknowledge', requiredScope: 'manage', requiredRole: 'developer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listAuditLog: { operationId: 'listAuditLog', method: 'get', path: '/audit-log', requiredScope: 'read', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  verifyAuditLog: { operationId: 'verifyAuditLog', method: 'get', path: '/audit-log/verify', requiredScope: 'read', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  exportAuditLog: { operationId: 'exportAuditLog', method: 'get', path: '/audit-log/export', requiredScope: 'read', requiredRole: 'admin', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getOrganizationOverview: { operationId: 'getOrganizationOverview', method: 'get', path: '/organizations/{organization_id}/overview', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getInstanceOverview: { operationId: 'getInstanceOverview', method: 'get', path: '/instances/{instance_id}/overview', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  getInstanceUsage: { operationId: 'getInstanceUsage', method: 'get', path: '/instances/{instance_id}/usage', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
  listLogs: { operationId: 'listLogs', method: 'get', path: '/instances/{instance_id}/logs', requiredScope: 'read', requiredRole: 'viewer', open: false, maxBodyBytes: null, linkToken: null, checksKeyOnAdmission: false, storesPictures: false, ignoredFields: [] },
} as const satisfies Record<keyof Routes, Operation>
void z
