// Resources that all instances in an isolate share: memory for pictures, which is a part of the isolate's 128 MB, and the isolate's one
// thread. No single instance ever gets all of the memory.
import { FairBudget } from '../../shared/fair-budget.ts'
import { SharedThread } from '../../shared/slices.ts'

const MIB = 1024 * 1024
const LEASE_MS = 10 * 60_000

/** Memory for pictures on their way into the bucket. A large picture takes 10 MiB. */
export const pictureMemory = new FairBudget({ capacity: 30 * MIB, share: 20 * MIB, leaseMs: LEASE_MS })
/**
 * Memory for provider answers that contain pictures. It is a separate budget, because a job that holds an answer may also have to wait for
 * `pictureMemory`. With one budget for both, such jobs could wait for each other.
 */
export const answerMemory = new FairBudget({ capacity: 30 * MIB, share: 24 * MIB, leaseMs: LEASE_MS })
/** Shares the isolate's one thread among the computations that draw or decode pictures. */
export const thread = new SharedThread()
