// Rules for keys that were made with other keys. A key cannot gain rights through the keys that it makes or changes: a key ends no
// later than the key with which it was made, and shares the limits of that key.
import { sql } from 'drizzle-orm'
import type { Actor } from '../../auth/actor.ts'
import { AppError } from '../../shared/errors.ts'
import type { Entry } from '../change/entry.ts'
import { type Guard, sameRowsGuard } from '../change/guards.ts'
import type { Database } from '../db/database.ts'
import { findKey, instancesOfKeys, type KeyRow, listLivingDescendants, selectLivingKeysOf, selectMadeBy } from '../db/keys.ts'
import type { InstanceSet } from '../db/instances.ts'
import { counterOf, type KeyLimit } from '../limits/shape.ts'
import { strictest } from '../limits/strictest.ts'
import { renderKey } from './render-key.ts'

/** A maker is a key with which another key is made or changed. A key ends no later than its maker, and shares the maker's limits. */
export interface Maker {
  keyId: string
  family: string
  pool: string
  expiresAt: number | null
  limits: readonly KeyLimit[]
}
type Kin = Pick<KeyRow, 'id' | 'family' | 'pool'>

/** Returns a key's family: the id of the first key of its chain of rotations. All keys of a family are one key with different secrets. */
export const familyOf = (key: Kin): string => key.family ?? key.id
/** Returns the pool of a key: the id under which the limiter counts its usage. Keys with the same pool share their counters. */
export const poolOf = (key: Kin): string => key.pool ?? familyOf(key)

/**
 * Returns the families that end when `key` is revoked. If a family ends, the keys that were made with its keys end, too. Usually
 * the family of `key` ends. But if a rotation has replaced `key`, no family ends: the new key belongs to the same family and remains valid.
 */
export const familiesEndedWith = (key: Kin & Pick<KeyRow, 'replacedBy'>): string[] => (key.replacedBy === null ? [familyOf(key)] : [])

export async function requireMaker(db: Database, actor: Actor): Promise<Maker> {
  const key = await findKey(db, actor.keyId)
  if (key === null) throw new AppError('revoked_key')
  return { keyId: key.id, family: familyOf(key), pool: poolOf(key), expiresAt: key.expiresAt, limits: key.limits }
}

/**
 * Returns a guard for a change that makes a key: the maker must still be valid. Without the guard, a key that is being revoked could make
 * another key, which would then remain valid.
 */
export function makerLives({ keyId }: Maker, now: number): Guard {
  return {
    holds: sql`EXISTS (SELECT 1 FROM keys WHERE id = ${keyId} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ${now}))`,
    error: new AppError('revoked_key'),
  }
}

/**
 * Returns the expiry and limits of a new key. Throws if the new key would expire later than `maker`, the key with which it is made. If
 * `maker` has limits, the new key shares these limits and their counters.
 */
export function boundedBy(
  maker: Maker,
  wanted: { expiresAt: number | null | undefined; limits: readonly KeyLimit[] },
): Pick<KeyRow, 'expiresAt' | 'limits' | 'pool' | 'maker'> {
  const { expiresAt = maker.expiresAt } = wanted
  if (isLater(expiresAt, maker.expiresAt)) throw tooLong(maker)
  const isLimited = maker.limits.length > 0
  return {
    expiresAt,
    limits: isLimited ? strictest([...maker.limits, ...wanted.limits], counterOf) : [...wanted.limits],
    pool: isLimited ? maker.pool : null,
    maker: maker.family,
  }
}

/**
 * Called before the key `maker` is used to change another key or itself. Throws if the change breaks one of three rules:
 * - The change must not move the expiry of the changed key to a later time than the maker's expiry.
 * - If the maker has limits, the change must not remove or raise a limit of the changed key.
 * - If the maker has limits and the two keys share their counters, the changed key must afterwards have every limit that the maker had
 *   before the change. None of these limits may be higher than the maker's.
 */
export function requireNotWidened(
  maker: Maker,
  before: Kin & Pick<KeyRow, 'expiresAt' | 'limits'>,
  after: Pick<KeyRow, 'expiresAt' | 'limits'>,
): void {
  if (isLater(after.expiresAt, before.expiresAt) && isLater(after.expiresAt, maker.expiresAt)) throw tooLong(maker)
  if (maker.limits.length === 0) return
  const kept = poolOf(before) === maker.pool ? [...before.limits, ...maker.limits] : before.limits
  if (kept.some((bound) => !after.limits.some((limit) => isSame(limit, bound) && isWithin(limit, bound))))
    throw new AppError('insufficient_scope', {
      detail: 'Your key has limits of its own, so it can only lower the limits of a key, not raise or remove them.',
    })
}

/**
 * Throws if `maker` may not rotate `key`. Whoever rotates a key learns its new secret. So `key` must meet the rules for a key that `maker`
 * makes.
 */
export function requireRotatable(maker: Maker, key: Kin & Pick<KeyRow, 'expiresAt'>): void {
  if (familyOf(key) === maker.family) return
  if (isLater(key.expiresAt, maker.expiresAt)) throw tooLong(maker)
  if (maker.limits.length > 0 && poolOf(key) !== maker.pool)
    throw new AppError('insufficient_scope', {
      detail: 'Your key has limits of its own, so it can only rotate itself and the keys that share its limits.',
    })
}

/**
 * Finds the keys that must end when the keys of `families` end, because a key must end no later than the key with which it was made.
 * - `keys`: the valid keys that were made with keys of `families`, directly or through other keys.
 * - `guards`: guards for the change that ends `keys`. The change fails if another request has meanwhile changed one of `keys`, or has made
 *   a key that would be one of them.
 * - `affects`: the instances whose limiters have `keys` in their policies.
 */
export async function fallenWith(
  db: Database,
  families: string[],
  now: number,
): Promise<{ keys: KeyRow[]; guards: Guard[]; affects: Required<InstanceSet> }> {
  const keys = await listLivingDescendants(db, families, now)
  const ids = selectMadeBy(families)
  return {
    keys,
    guards: [
      sameRowsGuard(
        selectLivingKeysOf(ids, now),
        keys,
        new AppError('conflict', {
          detail: 'A key that this key has made was created or changed at the same moment. Nothing was changed; repeat the request.',
        }),
      ),
    ],
    affects: instancesOfKeys(ids),
  }
}

/** Returns the audit entry of a key that changes as a consequence of another change. */
export function changedEntry(action: 'key.revoke' | 'key.update', key: KeyRow, changes: Partial<KeyRow>, now: number): Entry {
  return {
    action,
    target: { ...key, kind: 'key' },
    before: renderKey(key, now),
    after: renderKey({ ...key, ...changes }, now),
  }
}

export function isLater(one: number | null, other: number | null): boolean {
  return other !== null && (one === null || one > other)
}

function tooLong({ expiresAt }: Maker): AppError {
  const end = new Date(expiresAt!).toISOString()
  return new AppError('insufficient_scope', {
    detail: `Your key ends at ${end}, so no key that it creates or changes can be valid for longer. Send an expires_at that is not later.`,
  })
}

const isSame = (one: KeyLimit, other: KeyLimit) => counterOf(one) === counterOf(other)
const isWithin = (limit: KeyLimit, bound: KeyLimit) =>
  limit.limit <= bound.limit && (limit.burst ?? limit.limit) <= (bound.burst ?? bound.limit)
