// Authorization, and the turn of a request's owner after it.
import { fairStarts } from '../shared/fair-starts.ts'

/** The owner of requests without a key, such as providers' callbacks and pictures that are opened by a link. */
export const OPEN = 'open'

/**
 * Authorizes a request, waits for its owner's turn on the isolate's thread, and then does the work. Refused requests wait, too: otherwise
 * somebody who sends thousands of them would slow all others down.
 * @param ownerOf called after the authorization, which finds the owner.
 */
export async function authorizeInTurn<Authorized>(
  authorize: () => Promise<Authorized> | Authorized,
  ownerOf: () => string,
  work: (authorized: Authorized) => Promise<Response>,
): Promise<Response> {
  let authorized: Authorized
  try {
    authorized = await authorize()
  } catch (refusal) {
    await fairStarts.postpone(ownerOf())
    throw refusal
  }
  const owner = ownerOf()
  if (owner === OPEN) return work(authorized)
  const end = await fairStarts.begin(owner)
  try {
    return await work(authorized)
  } finally {
    end()
  }
}
