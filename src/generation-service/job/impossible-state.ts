/**
 * Thrown if a job is in a state that our code never makes, or gets an answer that it never gets. This is a fault in the code, so another
 * try would fail in the same way: the job ends after some tries (`countFault`). A plain `Error` would count as the failure of a dependency,
 * for which the job waits without end.
 */
export class ImpossibleState extends Error {
  override name = 'ImpossibleState'
}
