// Which connections of an instance serve a model, and in which order a generation tries them. Pure.
import type { ConnectionShare, Snapshot } from '../shared/config-rpc.ts'

type Served = { id: string; provider: string }

/**
 * The connections that the configuration names for the model; null if it names none. Without any, the connection with the provider's own
 * id serves it.
 */
function namedConnections(
  { models, providerConnections = {} }: Pick<Snapshot, 'models' | 'providerConnections'>,
  model: Served,
): ConnectionShare[] | null {
  const ofModel = Object.hasOwn(models, model.id) ? models[model.id]!.connections : null
  const ofProvider = Object.hasOwn(providerConnections, model.provider) ? providerConnections[model.provider]! : null
  return ofModel ?? ofProvider
}

/** `named`: whether the configuration names connections for the model, so that it is not called without one of them. */
export function connectionsFor(
  snapshot: Pick<Snapshot, 'models' | 'providerConnections' | 'credentials'>,
  model: Served,
): { named: boolean; shares: ConnectionShare[] } {
  const named = namedConnections(snapshot, model)
  const shares = (named ?? [{ id: model.provider }]).filter(({ id }) => {
    if (!Object.hasOwn(snapshot.credentials, id)) return false
    // A secret is never sent to another provider than the one that it was stored for.
    return (snapshot.credentials[id]!.provider ?? id) === model.provider
  })
  return { named: named !== null, shares }
}

/**
 * The ids in the order in which they are tried. Without weights it is the order of the list. With weights it is a draw in which a connection
 * comes first in proportion to its weight; the same seed always draws the same order.
 */
export function inTurn(shares: readonly ConnectionShare[], seed: string): string[] {
  if (shares.length < 2 || shares.some(({ weight }) => weight === undefined)) return shares.map(({ id }) => id)
  const drawn = shares.map(({ id, weight }) => ({ id, rank: -Math.log(uniform(`${seed} ${id}`)) / weight! }))
  return drawn.toSorted((one, other) => one.rank - other.rank).map(({ id }) => id)
}

/** A number above 0 and below 1 that depends on nothing but the text: its FNV-1a hash, with the bits mixed as MurmurHash3 ends. */
function uniform(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32
}
