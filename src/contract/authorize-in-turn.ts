// Authorization, and the turn of a request's owner after it.
import type { Context, Env } from 'hono'
import { fairStarts } from '../shared/fair-starts.ts'
import type { Authorize, Operation } from './operation.ts'

/** The owner of requests without a key, such as providers' callbacks and pictures that are opened by a link. */
export const OPEN = 'open'

/**
 * Authorizes a request, waits for its owner's turn on the isolate's thread, and then does the work. Refused requests wait, too: otherwise
 * somebody who sends thousands of them would slow all others down.
 */
export async function authorizeInTurn<E extends Env>(
  c: Context<E>,
  operation: Operation,
  { authorize, ownerOf }: { authorize: Authorize<Context<E>>; ownerOf: (c: Context<E>) => string },
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    await authorize(c, operation)
  } catch (refusal) {
    const end = await fairStarts.begin(ownerOf(c), { isUrgent: false })
    end()
    throw refusal
  }
  const owner = ownerOf(c)
  if (owner === OPEN) return work()
  const end = await fairStarts.begin(owner)
  try {
    return await work()
  } finally {
    end()
  }
}
