import type { AuditRow } from '../db/audit.ts'
import { FIRST_HASH, hashOf } from '../db/audit.ts'

export interface Finding {
  intact: boolean
  /** The number of entries that were checked. */
  entries: number
  /** The hash of the last valid entry; null if no entry is valid. */
  headHash: string | null
  brokenAt: number | null
  /**
   * `changed`: the hash does not match the content. `missing`: a sequence number is skipped. `relinked`: the stored previous hash is not
   * the hash of the previous entry.
   */
  reason: 'changed' | 'missing' | 'relinked' | null
}

/**
 * Recomputes the hashes of an organization's audit log from the first entry, and stops at the first mismatch. `read` returns the entries
 * that follow a sequence number.
 */
export async function verifyChain(read: (after: number) => Promise<AuditRow[]>): Promise<Finding> {
  let expected = 1
  let previousHash = FIRST_HASH
  const broken = (row: AuditRow, reason: Finding['reason']): Finding => ({
    intact: false,
    entries: expected,
    headHash: expected === 1 ? null : previousHash,
    brokenAt: reason === 'missing' ? expected : row.seq,
    reason,
  })
  for (;;) {
    const rows = await read(expected - 1)
    if (rows.length === 0)
      return { intact: true, entries: expected - 1, headHash: expected === 1 ? null : previousHash, brokenAt: null, reason: null }
    for (const row of rows) {
      if (row.seq !== expected) return broken(row, 'missing')
      if (row.previousHash !== previousHash) return broken(row, 'relinked')
      if ((await hashOf(row)) !== row.hash) return broken(row, 'changed')
      previousHash = row.hash
      expected++
    }
  }
}
