// Resources that all instances of an isolate share: the part of its 128 MB for pictures, and its thread. One instance never takes all of the memory.
import { FairBudget } from '../../shared/fair-budget.ts'
import { SharedThread } from '../../shared/slices.ts'

const MIB = 1024 * 1024
const LEASE_MS = 10 * 60_000

/** The parts of pictures on their way into the bucket; one takes 10 MiB. */
export const pictureMemory = new FairBudget({ capacity: 30 * MIB, share: 20 * MIB, leaseMs: LEASE_MS })
/** Answers that are held with the pictures in them. Apart, since who holds one may have to wait for the other. */
export const answerMemory = new FairBudget({ capacity: 30 * MIB, share: 24 * MIB, leaseMs: LEASE_MS })
/** The isolate's one thread, for pictures that are drawn or unpacked in it. */
export const thread = new SharedThread()
