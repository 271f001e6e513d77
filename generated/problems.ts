// Generated from openapi/ by `npm run generate`. Do not edit.
export const PROBLEMS = {
  invalid_request: {
    why: 'A field of the body is unknown, or a field, parameter or header is missing or has a value that the contract does not allow.',
    action: 'Read `errors`: each entry points at a field and says what is wrong with it. Correct them and send the request again.',
  },
  malformed_json: {
    why: 'The body breaks the rules of JSON, or is not UTF-8.',
    action: 'Correct the JSON at the position that `detail` names.',
  },
  unsupported_parameter: {
    why: 'The model lacks this parameter, or lacks it for this operation.',
    action: 'Leave the parameter out, choose another model, or send `on_unsupported: adapt`.',
  },
  unsupported_operation: {
    why: 'The model cannot do what the request asks for, such as an edit or an upscale.',
    action: 'Choose a model whose `capabilities.operations` has the operation; `GET /v1/models` lists them.',
  },
  unsupported_size: {
    why: 'The model does not make pictures of this size.',
    action: 'Choose a size that `GET /v1/models/{model}` lists, or send `on_unsupported: adapt`.',
  },
  input_invalid: {
    why: 'The picture is broken, too large for this model, of a type that is not accepted, or could not be fetched from its address.',
    action: 'Read `errors` and send a PNG, JPEG or WebP file within the limits.',
  },
  url_not_allowed: {
    why: 'Only public https addresses on port 443 are fetched, so that nobody can reach a private network through the platform.',
    action: 'Use a public https address, or upload the file itself.',
  },
  content_policy: {
    why: 'The content policy of the instance blocks a term of the prompt. Nothing was spent.',
    action: 'Change the prompt, or ask an admin or a developer of the instance.',
  },
  safety_refused: {
    why: 'The provider refused the prompt or the picture for safety.',
    action: 'Change the prompt. The same one will be refused again.',
  },
  max_cost_exceeded: {
    why: 'The request can cost more than the `max_cost_micros` that it names. Nothing was spent.',
    action: 'Raise `max_cost_micros`, ask for fewer or smaller pictures, or choose another model.',
  },
  request_exceeds_limit: {
    why: 'This request alone is above a limit of the instance, project or key, so that waiting does not help.',
    action: 'Ask for less in one request, or ask an admin or a developer of the instance to raise the limit that `limit` names; for the budget of an organization, an admin.',
  },
  provider_bad_request: {
    why: 'The provider did not accept the request; `detail` has its words.',
    action: 'Change what the provider objects to.',
  },
  callback_invalid: {
    why: 'A callback came without a valid token or signature.',
    action: 'For providers only. Check the signing secret of the credential.',
  },
  missing_key: {
    why: 'The request has no API key.',
    action: 'Send `Authorization: Bearer cma_live_…`.',
  },
  invalid_key: {
    why: 'The key does not exist or is mistyped; the checksum in a key finds most typing errors.',
    action: 'Copy the whole key again, or create a new one.',
  },
  expired_key: {
    why: 'The key has reached its `expires_at`. If it was rotated, this is the end of its grace period.',
    action: 'Use the new key, or create one.',
  },
  revoked_key: {
    why: 'Somebody revoked the key, or the key that made it; or its user got a higher role, while somebody else had made the key.',
    action: 'Create a new key.',
  },
  session_expired: {
    why: 'The session of the panel has ended.',
    action: 'Sign in to the panel again.',
  },
  link_invalid: {
    why: 'The signature is not valid: the link was changed, or the key that signed it was removed.',
    action: 'Ask for a new link: `POST /v1/assets/{asset_id}/link`.',
  },
  insufficient_scope: {
    why: 'The key is valid, but it lacks the scope that the operation needs.',
    action: 'Use a key with the scope that `detail` names.',
  },
  insufficient_role: {
    why: 'The role of the key\'s user is below the one that the operation needs.',
    action: 'Ask somebody with the role that `detail` names. A key of a project has no role: use the key of a user.',
  },
  csrf_failed: {
    why: 'A change with the cookie of the panel needs a token that other websites do not know.',
    action: 'Send the `csrf_token` of the session as `X-CSRF-Token`.',
  },
  origin_not_allowed: {
    why: 'A page in a browser called, and the instance does not list the origin of the page.',
    action: 'Ask an admin or a developer of the instance to add the origin to `cors_origins`, or call from a server.',
  },
  not_found: {
    why: 'It does not exist, it was deleted, or you may not see it. The response is deliberately the same in all cases.',
    action: 'Check the id, and whether it belongs to the organization, instance and project of your key.',
  },
  model_not_found: {
    why: 'The instance has no such model or alias, or the model is disabled.',
    action: 'Choose one that `GET /v1/models` lists.',
  },
  route_not_found: {
    why: 'The platform has no such path.',
    action: 'See `/docs` for every path; the API is under `/v1` and `/config/v1`.',
  },
  method_not_allowed: {
    why: 'The path exists, but does not support this method.',
    action: 'Use one of the methods in the header `Allow`.',
  },
  conflict: {
    why: 'Something with this name exists, or the present state does not allow the change.',
    action: 'Read `detail`, and choose another name or change the state first.',
  },
  not_cancelable: {
    why: 'The generation has ended, its result is being stored, or its provider cannot stop it; `detail` says which.',
    action: 'Read the generation, and follow it if it has not ended: it ends by itself, and has the result and the cost.',
  },
  not_resolvable: {
    why: 'Only an indeterminate generation can be resolved, and only once.',
    action: 'Read the generation: it has the status and the charge.',
  },
  in_use: {
    why: 'Another resource still needs it.',
    action: 'Delete what `detail` names first. Wait for a running generation, or cancel it.',
  },
  link_expired: {
    why: 'The link to the picture has expired.',
    action: 'Ask for a new link: `POST /v1/assets/{asset_id}/link`.',
  },
  precondition_failed: {
    why: 'Somebody changed the resource after you read it. Nothing was changed now.',
    action: 'Read it again, decide anew, and send the new `ETag` as `If-Match`.',
  },
  body_too_large: {
    why: 'The body is larger than the operation accepts.',
    action: 'Send less; `detail` has the limit.',
  },
  unsupported_media_type: {
    why: 'The content type is not one that the operation reads.',
    action: 'Send one of the content types that `detail` lists, and name it in `Content-Type`.',
  },
  range_not_satisfiable: {
    why: 'The requested bytes are outside of the file.',
    action: 'Ask for bytes within the size in `Content-Range`.',
  },
  idempotency_key_reused: {
    why: 'The same `Idempotency-Key` came with another body within 24 hours.',
    action: 'Use a new key for a new request. For a repeat, send the same body.',
  },
  generation_canceled: {
    why: 'Somebody canceled the generation while this request waited for it.',
    action: 'Start a new one if you still want the picture.',
  },
  credential_missing: {
    why: 'The instance has no credential for the provider of this model, so nothing was called or charged.',
    action: 'An admin adds one: `PUT /config/v1/instances/{instance_id}/credentials/{provider}`.',
  },
  provider_error: {
    why: 'The provider failed in a way that no other code describes; `detail` has its words.',
    action: 'Read the generation for its attempts and its charge, then decide whether to try again.',
  },
  provider_bad_answer: {
    why: 'The provider\'s answer could not be read.',
    action: 'Read the generation for its charge before you try again. If it happens often, tell the operator.',
  },
  provider_credential_rejected: {
    why: 'The provider does not accept the credential of the instance.',
    action: 'An admin replaces it; `POST /config/v1/credentials/{credential_id}/verify` shows what the provider says.',
  },
  outcome_indeterminate: {
    why: 'The connection broke while the provider worked: it may have done and billed the work. The amount is held.',
    action: 'Do not simply repeat the request: it may be charged twice. Check the provider\'s invoice, then settle it with `POST /v1/generations/{generation_id}/resolve`.',
  },
  result_unavailable: {
    why: 'The generation began, but its result cannot be given now.',
    action: 'Read `GET /v1/generations/{generation_id}`: it has the result or the charge.',
  },
  deadline_exceeded: {
    why: 'The `deadline_ms` of the request passed before the picture was there.',
    action: 'Repeat with a longer `deadline_ms`. If `detail` says that the generation is still running, read `GET /v1/generations/{generation_id}`.',
  },
  rate_limited: {
    why: 'More requests came than a limit allows in its window.',
    action: 'Wait as long as `Retry-After` says; `retry_after_ms` is exact.',
  },
  concurrency_limited: {
    why: 'Too many generations or event streams are open at the same time.',
    action: 'Wait until one of them has ended.',
  },
  budget_exceeded: {
    why: 'The budget has too little money left for this request: spent, reserved and held amounts count.',
    action: 'Wait until the window ends (`Retry-After`), or ask an admin or a developer of the instance to raise the budget; for that of the organization, an admin.',
  },
  storage_limited: {
    why: 'The project has the maximum of uploads that no generation has used yet.',
    action: 'Use or delete some; `GET /v1/assets?unused=true` lists them.',
  },
  internal_error: {
    why: 'The platform failed in a way that was not expected.',
    action: 'Try again later. If it happens again, tell the operator the `request_id`.',
  },
  provider_rate_limited: {
    why: 'The provider limits the account of the instance. Nothing was charged.',
    action: 'Try again later, or name another model in `fallbacks`.',
  },
  provider_unavailable: {
    why: 'The provider is down or cannot be reached. Nothing was charged.',
    action: 'Try again later, or name another model in `fallbacks`.',
  },
  change_pending: {
    why: 'The change is stored, but not yet in force everywhere.',
    action: 'Repeat the request with the same `Idempotency-Key` until it succeeds.',
  },
  overloaded: {
    why: 'More requests came at once than the platform can take.',
    action: 'Try again after `Retry-After`. Send a write with the same `Idempotency-Key`, because its job may have begun.',
  },
  unavailable: {
    why: 'A part of the platform cannot be reached at the moment. A write may have been done nevertheless.',
    action: 'Try again after `Retry-After`. Send a write with the same `Idempotency-Key`, or look first whether it was done.',
  },
  provider_timeout: {
    why: 'The provider took too long and did not bill.',
    action: 'Try again, with a longer `deadline_ms`, or with another model.',
  },
} as const
