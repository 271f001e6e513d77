// Determines which connections of an instance serve a model, and in which order a generation tries them. Pure.
import type { ConnectionShare, Snapshot } from '../shared/config-rpc.ts'
import { fnv1a } from '../shared/fnv.ts'

type Served = { id: string; provider: string }

/**
 * Returns the connections that the configuration names for the model, or null if it names none. If null, the model is served by the
 * connection whose id is the provider's id.
 */
function namedConnections(
  { models, providerConnections = {} }: Pick<Snapshot, 'models' | 'providerConnections'>,
  model: Served,
): ConnectionShare[] | null {
  const ofModel = Object.hasOwn(models, model.id) ? models[model.id]!.connections : null
  const ofProvider = Object.hasOwn(providerConnections, model.provider) ? providerConnections[model.provider]! : null
  return ofModel ?? ofProvider
}

/**
 * Returns the connections with which the model can be called. `named` is true if the configuration names connections for the model; the
 * model is then called only with these.
 */
export function connectionsFor(
  snapshot: Pick<Snapshot, 'models' | 'providerConnections' | 'credentials'>,
  model: Served,
): { named: boolean; shares: ConnectionShare[] } {
  const named = namedConnections(snapshot, model)
  const shares = (named ?? [{ id: model.provider }]).filter(({ id }) => {
    if (!Object.hasOwn(snapshot.credentials, id)) return false
    // A secret is never sent to a provider other than the one that it was stored for.
    return (snapshot.credentials[id]!.provider ?? id) === model.provider
  })
  return { named: named !== null, shares }
}

/**
 * Returns the ids in the order in which they are tried. Without weights, this is the order of the list. With weights, the order is random,
 * and the probability that a connection comes first is proportional to its weight. The same seed always gives the same order.
 */
export function inTurn(shares: readonly ConnectionShare[], seed: string): string[] {
  if (shares.length < 2 || shares.some(({ weight }) => weight === undefined)) return shares.map(({ id }) => id)
  const drawn = shares.map(({ id, weight }) => ({ id, rank: -Math.log(uniform(`${seed} ${id}`)) / weight! }))
  return drawn.toSorted((one, other) => one.rank - other.rank).map(({ id }) => id)
}

/**
 * Returns a number above 0 and below 1 that depends only on the text: its FNV-1a hash, with the bits mixed as at the end of MurmurHash3.
 */
function uniform(text: string): number {
  let hash = fnv1a(text)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32
}
