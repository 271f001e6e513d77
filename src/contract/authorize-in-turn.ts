// Authorizes a request, then lets it wait for the turn of its owner.
import { fairStarts } from '../shared/fair-starts.ts'

/** The owner of requests without a key, such as providers' callbacks and pictures that are opened by a link. */
export const OPEN = 'open'

/**
 * Authorizes a request, waits for its owner's turn on the isolate's thread, and then does the work. An authorized request of `OPEN` does
 * not wait. Refused requests wait: otherwise somebody who sends thousands of them would slow all others down.
 * @param ownerOf returns the owner of the request; called after `authorize`, which finds the owner.
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
