// Recognizes failures that go away by themselves: a part of the platform, such as a database or a durable object, does not respond.

/**
 * A part of the platform did not respond. The response to the caller depends on the request: if the request may have changed something,
 * the response must say so. The code that throws Unreachable does not know the request. So it does not throw an AppError, which would
 * already contain the text of the response. Instead, contract/problem.ts writes the response.
 */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/**
 * The messages by which D1, Durable Objects, R2, KV and the runtime itself report a failure that goes away by itself. Cloudflare's
 * documentation lists those of D1 and Durable Objects, each with the advice to try again.
 */
const PASSING = new RegExp(
  [
    'network connection lost',
    // The next three patterns match messages such as "D1 DB storage operation exceeded timeout which caused object to be reset", "Durable
    // Object reset because its code was updated" and "D1 DB exceeded its CPU time limit and was reset".
    'caused object to be reset',
    '(?:D1 DB|Durable Object) reset because',
    '(?:D1 DB|Durable Object) exceeded its .{1,40} and was reset',
    'due to transient issue on remote node',
    'too many requests queued',
    // R2 ends a message with an error code in parentheses: internal error (10001), not available (10043), or too many requests (10058).
    '\\((?:10001|10043|10058)\\)$',
    '^KV \\w+ failed: (?:429|5\\d\\d)\\b',
    '^internal error(?:; reference = .*)?$',
  ].join('|'),
  'i',
)

/** Returns whether an error, or its cause, is a failure that goes away by itself. The call may have had its effect, although it failed. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { retryable, durableObjectReset } = error as { retryable?: unknown; durableObjectReset?: unknown }
  return (
    error instanceof Unreachable ||
    retryable === true ||
    durableObjectReset === true ||
    PASSING.test(error.message.replace(/^D1_ERROR: /, '')) ||
    isPassing(error.cause)
  )
}
