// Every change of configuration is made here, in this order: it is stored, noted in the organization's journal, and published to the
// limiters. Only then does the caller get its response.
import { AppError } from '../../shared/errors.ts'
import { errorFields, log } from '../../shared/log.ts'
import type { Services } from '../services.ts'
import { followChanges } from './after-restore.ts'
import { Rehearsed } from './keyed-change.ts'
import { changePending, publishChange } from './publish.ts'
import { type Change, storeChange } from './store.ts'

/**
 * Makes the change and waits until it is in force. If a guard does not hold, throws the guard's error. If a value is already used, throws
 * the error in `conflicts`. If the change is stored but not in force yet, throws `change_pending`. With an Idempotency-Key, this function
 * does not throw `change_pending` itself: `runOnce` does, after it has stored the response.
 */
export async function applyChange(services: Services, change: Change): Promise<void> {
  if (change.idempotency?.rehearsal === true) throw new Rehearsed('The change was made before')
  const changeId = await storeChange(services, change)
  try {
    // The journal has the change before the caller gets its response, so that a restored database cannot undo a revocation unnoticed. Even
    // a change that no limiter needs is put into the journal: if it is the last change before a restore, only the journal shows that it is
    // lost.
    await noteChange(services, change.organizationId)
    if (changeId !== null) await publishChange(services, changeId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'change_pending') throw error
    log('warn', 'change_pending', { organization_id: change.organizationId, ...errorFields(error.cause) })
    if (change.idempotency === null) throw error
    change.idempotency.pending = error
  }
}

async function noteChange(services: Services, organizationId: string): Promise<void> {
  try {
    await followChanges(services, organizationId)
  } catch (error) {
    throw changePending(error)
  }
}
