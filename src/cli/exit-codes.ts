// The exit codes of `cma`. docs/api/cli.md has the same table; a test compares them.
import type { Problem } from '../../generated/clients/typescript/index.ts'

export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  request: 3,
  access: 4,
  missing: 5,
  content: 6,
  conflict: 7,
  limit: 8,
  provider: 9,
  uncertain: 10,
  unavailable: 11,
  timeout: 12,
  file: 13,
  interrupted: 130,
} as const

export const EXIT_BY_CODE: Record<Problem['code'], number> = {
  invalid_request: EXIT.request,
  malformed_json: EXIT.request,
  unsupported_parameter: EXIT.request,
  unsupported_operation: EXIT.request,
  unsupported_size: EXIT.request,
  input_invalid: EXIT.request,
  url_not_allowed: EXIT.request,
  max_cost_exceeded: EXIT.request,
  request_exceeds_limit: EXIT.request,
  callback_invalid: EXIT.request,
  body_too_large: EXIT.request,
  unsupported_media_type: EXIT.request,
  range_not_satisfiable: EXIT.request,
  method_not_allowed: EXIT.request,
  idempotency_key_reused: EXIT.request,
  missing_key: EXIT.access,
  invalid_key: EXIT.access,
  expired_key: EXIT.access,
  revoked_key: EXIT.access,
  session_expired: EXIT.access,
  link_invalid: EXIT.access,
  link_expired: EXIT.access,
  insufficient_scope: EXIT.access,
  insufficient_role: EXIT.access,
  csrf_failed: EXIT.access,
  origin_not_allowed: EXIT.access,
  not_found: EXIT.missing,
  model_not_found: EXIT.missing,
  route_not_found: EXIT.missing,
  content_policy: EXIT.content,
  safety_refused: EXIT.content,
  conflict: EXIT.conflict,
  not_cancelable: EXIT.conflict,
  not_resolvable: EXIT.conflict,
  in_use: EXIT.conflict,
  precondition_failed: EXIT.conflict,
  generation_canceled: EXIT.conflict,
  rate_limited: EXIT.limit,
  concurrency_limited: EXIT.limit,
  budget_exceeded: EXIT.limit,
  storage_limited: EXIT.limit,
  provider_bad_request: EXIT.provider,
  credential_missing: EXIT.provider,
  provider_error: EXIT.provider,
  provider_bad_answer: EXIT.provider,
  provider_credential_rejected: EXIT.provider,
  deadline_exceeded: EXIT.provider,
  provider_rate_limited: EXIT.provider,
  provider_unavailable: EXIT.provider,
  provider_timeout: EXIT.provider,
  outcome_indeterminate: EXIT.uncertain,
  result_unavailable: EXIT.uncertain,
  internal_error: EXIT.unavailable,
  change_pending: EXIT.unavailable,
  overloaded: EXIT.unavailable,
  unavailable: EXIT.unavailable,
}

/** Returns the exit code for a problem. If this version does not know the problem's code, the HTTP status decides. */
export function exitOf(code: string | null, status: number): number {
  const known = code === null || !Object.hasOwn(EXIT_BY_CODE, code) ? undefined : EXIT_BY_CODE[code as Problem['code']]
  if (known !== undefined) return known
  if (status === 401 || status === 403) return EXIT.access
  if (status === 404 || status === 410) return EXIT.missing
  if (status === 409 || status === 412) return EXIT.conflict
  if (status === 424) return EXIT.uncertain
  if (status === 429) return EXIT.limit
  if (status >= 500) return EXIT.unavailable
  return status >= 400 ? EXIT.request : EXIT.unexpected
}
