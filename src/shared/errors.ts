import type { components } from '../../generated/config/types.ts'

export type ErrorCode = components['schemas']['ErrorCode']
export type FieldError = components['schemas']['FieldError']
export type ProblemLimit = NonNullable<components['schemas']['Problem']['limit']>

/** The only table of error codes, with the status and title of each. The type check requires the same codes here as in the contract. */
export const ERRORS = {
  invalid_request: [400, 'The request does not match the contract'],
  malformed_json: [400, 'The body is not JSON'],
  unsupported_parameter: [400, 'The model does not take this parameter'],
  unsupported_operation: [400, 'The model does not do this operation'],
  unsupported_size: [400, 'The model does not make this size'],
  input_invalid: [400, 'An input cannot be used'],
  url_not_allowed: [400, 'This URL may not be fetched'],
  content_policy: [400, 'The content policy of this instance forbids this'],
  safety_refused: [400, 'The provider refused the content'],
  max_cost_exceeded: [400, 'It would cost more than max_cost_micros'],
  request_exceeds_limit: [400, 'The request alone is larger than a limit ever allows'],
  provider_bad_request: [400, 'The provider rejected the request'],
  callback_invalid: [400, 'The callback is not genuine'],
  missing_key: [401, 'An API key is needed'],
  invalid_key: [401, 'The API key is not valid'],
  expired_key: [401, 'The API key has expired'],
  revoked_key: [401, 'The API key was revoked'],
  session_expired: [401, 'The session has ended'],
  link_invalid: [403, 'The link is not valid'],
  insufficient_scope: [403, 'The key lacks the scope'],
  insufficient_role: [403, 'The role does not allow this'],
  csrf_failed: [403, 'The CSRF token is missing or wrong'],
  origin_not_allowed: [403, 'Pages of this origin may not call the instance'],
  not_found: [404, 'Not found'],
  model_not_found: [404, 'There is no such model'],
  route_not_found: [404, 'There is no such path'],
  method_not_allowed: [405, 'The path does not answer this method'],
  conflict: [409, 'It conflicts with what is there'],
  not_cancelable: [409, 'It cannot be canceled any more'],
  not_resolvable: [409, 'There is nothing to resolve'],
  in_use: [409, 'It is still in use'],
  link_expired: [410, 'The link has expired'],
  precondition_failed: [412, 'The resource has changed since you read it'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The content type is not supported'],
  range_not_satisfiable: [416, 'The range lies outside'],
  idempotency_key_reused: [422, 'The idempotency key was used with another body'],
  // These errors have status 424, because no client repeats a 424 by itself. A repeat would fail again, or buy a picture a second time
  // (docs/decisions/0008).
  generation_canceled: [424, 'The generation was canceled'],
  credential_missing: [424, 'The instance has no credential for this provider'],
  provider_error: [424, 'The provider failed'],
  provider_bad_answer: [424, 'The provider gave an answer that cannot be read'],
  provider_credential_rejected: [424, 'The provider rejected the credential of this instance'],
  outcome_indeterminate: [424, 'It is unknown whether the provider did the work'],
  result_unavailable: [424, 'The generation began, but its result cannot be given'],
  deadline_exceeded: [424, 'The deadline passed'],
  rate_limited: [429, 'Rate limited'],
  concurrency_limited: [429, 'Too many at the same time'],
  budget_exceeded: [429, 'The budget has too little left'],
  storage_limited: [429, 'Too many uploads wait to be used'],
  internal_error: [500, 'Internal error'],
  provider_rate_limited: [503, 'The provider limits us'],
  provider_unavailable: [503, 'The provider is not available'],
  change_pending: [503, 'The change is stored and not yet in force'],
  overloaded: [503, 'Too much at once'],
  unavailable: [503, 'Temporarily not available'],
  provider_timeout: [504, 'The provider took too long'],
} as const satisfies Record<ErrorCode, readonly [status: number, title: string]>

export interface ErrorDetails {
  /** Shown to the caller: what happened and how to fix it. Never contains secrets or internals. */
  detail?: string
  errors?: FieldError[]
  headers?: Record<string, string>
  generationId?: string
  retryAfterMs?: number
  limit?: ProblemLimit
  /** Written to the log only. */
  context?: Record<string, unknown>
  cause?: unknown
}

/** An expected failure, which is shown to the caller. It is rendered in one place, as application/problem+json. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.detail ?? ERRORS[code][1], { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return ERRORS[this.code][0]
  }
}
