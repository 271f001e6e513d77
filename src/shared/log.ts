import { sha256Hex } from './crypto.ts'
import type { ErrorCode } from './errors.ts'
import { looksSecret, redact } from './redact.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** All fields that a log line may have. Bodies, headers, prompts and secrets have no field, so they are never logged. */
export interface LogFields {
  service?: 'config' | 'generation'
  request_id?: string
  /** The trace id of the caller's W3C `traceparent`. */
  trace_id?: string
  operation_id?: string
  method?: string
  /** The path template of the contract, never the actual path with the caller's values. */
  route?: string
  status?: number
  code?: ErrorCode
  duration_ms?: number
  organization_id?: string
  instance_id?: string
  project_id?: string
  key_id?: string
  user_id?: string
  generation_id?: string
  credential_id?: string
  webhook_id?: string
  provider?: string
  /** The id of the connection with which the provider is called. */
  connection?: string
  model?: string
  state?: string
  attempt?: number
  count?: number
  bytes?: number
  epoch?: number
  cost_micros?: number
  prompt_sha256?: string
  prompt_length?: number
  /** The `name` of the error, such as `TypeError`. */
  error?: string
  /** The error's message, with secrets removed, shortened. */
  message?: string
  /** The error's stack, with secrets removed, shortened. */
  stack?: string
}
const FIELDS: Record<keyof LogFields, true> = {
  service: true,
  request_id: true,
  trace_id: true,
  operation_id: true,
  method: true,
  route: true,
  status: true,
  code: true,
  duration_ms: true,
  organization_id: true,
  instance_id: true,
  project_id: true,
  key_id: true,
  user_id: true,
  generation_id: true,
  credential_id: true,
  webhook_id: true,
  provider: true,
  connection: true,
  model: true,
  state: true,
  attempt: true,
  count: true,
  bytes: true,
  epoch: true,
  cost_micros: true,
  prompt_sha256: true,
  prompt_length: true,
  error: true,
  message: true,
  stack: true,
}
const LONGEST_TEXT = 2000

/**
 * Writes one line of JSON. Only the fields of LogFields are written, even if the caller passes others, and secrets are removed from every
 * text.
 */
export function log(level: LogLevel, event: string, fields: LogFields = {}): void {
  const line: Record<string, unknown> = { level, event }
  // Most lines have no secret. So all texts are first scanned together, which costs less than scanning each text. Only if they seem to
  // contain a secret, `redact` scans each text.
  let texts = ''
  for (const value of Object.values(fields)) if (typeof value === 'string') texts += `${value}\n`
  const scrub = looksSecret(texts) ? redact : (text: string) => text
  for (const [name, value] of Object.entries(fields)) {
    if (!(name in FIELDS) || value === undefined) continue
    if (typeof value === 'number') line[name] = value
    else if (typeof value === 'string') line[name] = scrub(value).slice(0, LONGEST_TEXT)
  }
  console[level](JSON.stringify(line))
}

/** Returns the log fields of an error. `known`: secrets that its message might contain. */
export function errorFields(thrown: unknown, known: readonly string[] = []): LogFields {
  if (!(thrown instanceof Error)) return { error: typeof thrown }
  const message = messageOf(thrown)
  const fields: LogFields = { error: thrown.name, message: redact(message, known) }
  // The stack of an error begins with the error's message. If `messageOf` has returned another message, the original one must not be
  // logged. So it is replaced in the stack. If it is not found in the stack, the stack is not logged.
  const isSame = message === thrown.message || thrown.stack?.includes(thrown.message) === true
  if (thrown.stack !== undefined && isSame)
    fields.stack = redact(
      thrown.stack.replace(thrown.message, () => message),
      known,
    )
  return fields
}

/** The message of drizzle's error for a failed query. RPC between the services passes on only the message, not the error's class. */
const FAILED_QUERY = /^Failed query: ([^]*?)\nparams: /

/**
 * Returns the message of an error for the log. Drizzle's message for a failed query has the values of the query, which may be prompts,
 * names and e-mail addresses. The database's own message is only in the cause. So the message of the cause is returned, with the query but
 * without its values.
 */
function messageOf({ message, cause }: Error): string {
  const query = FAILED_QUERY.exec(message)?.[1]
  return query === undefined ? message : `${cause instanceof Error ? cause.message : 'A query failed'}: ${query}`
}

/** Returns the log fields of a prompt: equal prompts can be recognized, but no prompt can be read. */
export async function promptFields(prompt: string): Promise<LogFields> {
  return { prompt_sha256: await sha256Hex(prompt), prompt_length: prompt.length }
}
