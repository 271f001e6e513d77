// Resources that all instances of an isolate share: memory for pictures, a part of its 128 MB, and its one thread. No instance ever takes
// all of the memory.
import { FairBudget } from '../../shared/fair-budget.ts'
import { SharedThread } from '../../shared/slices.ts'

const MIB = 1024 * 1024
const LEASE_MS = 10 * 60_000

/** Memory for pictures on their way into the bucket, in parts; one picture takes 10 MiB. */
export const pictureMemory = new FairBudget({ capacity: 30 * MIB, share: 20 * MIB, leaseMs: LEASE_MS })
/**
 * Memory for provider answers that contain pictures. A budget of its own, since a job that holds an answer may have to wait for
 * `pictureMemory`.
 */
export const answerMemory = new FairBudget({ capacity: 30 * MIB, share: 24 * MIB, leaseMs: LEASE_MS })
/** The isolate's one thread, for pictures that are drawn or unpacked in it. */
export const thread = new SharedThread()
