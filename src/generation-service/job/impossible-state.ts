/**
 * Thrown if a job is in a state, or gets an answer, that only a fault of our own code can cause. Another try would fail in the same way,
 * so `countFault` ends the job after some tries. A plain `Error` would count as the failure of a dependency, for which the job waits
 * without end.
 */
export class ImpossibleState extends Error {
  override name = 'ImpossibleState'
}
