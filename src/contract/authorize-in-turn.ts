// Authorizes a request, then lets it wait for its turn on the isolate's thread.
import { fairStarts } from '../shared/fair-starts.ts'

/**
 * The owner of a request is the id under which the request shares the isolate's thread and memory for bodies: usually the id of an
 * instance. OPEN is the owner of requests without a key, such as providers' callbacks and pictures that are opened by a link.
 */
export const OPEN = 'open'

/**
 * Authorizes a request, waits for the request's turn on the isolate's thread, and then does the work. An authorized request without a key
 * (its owner is OPEN) does not wait. A refused request waits before the refusal is returned: otherwise thousands of refused requests could
 * slow down all other requests.
 * @param ownerOf returns the id under which the request shares the thread: an instance, an organization, or OPEN. Called after
 * `authorize`, which finds this id.
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
