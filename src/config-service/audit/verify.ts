import type { AuditRow } from '../db/audit.ts'
import { FIRST_HASH, hashOf } from '../db/audit.ts'

export interface Finding {
  intact: boolean
  /** Entries that were looked at. */
  entries: number
  /** The hash of the last good entry. */
  headHash: string | null
  brokenAt: number | null
  /** `changed`: the content does not give the hash. `missing`: a sequence is skipped. `relinked`: it does not follow the one before. */
  reason: 'changed' | 'missing' | 'relinked' | null
}

/** Recomputes a chain from its first entry on and stops at the first that does not fit. `read` answers a stretch after a sequence number. */
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
