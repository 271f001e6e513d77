// A run of tests that is stuck is ended by tests/support/stuck-run-reporter.ts. This file then starts another run, with the test files that
// have not run.

/** The maximum number of further runs after the first. If these get stuck, too, the cause is not a busy machine. */
const REPEATS = 5

/**
 * Runs tests until every file has run, and returns 0 if all tests have passed, else 1.
 * @param run runs the given test files, or all if the list is empty; returns the exit code, and the content of the file that
 * tests/support/stuck-run-reporter.ts has written (null if the run was not stuck).
 */
export function runUntilDone(run) {
  let files = []
  let hasFailed = false
  for (let count = 0; count <= REPEATS; count++) {
    const { status, stuck } = run(files)
    if (stuck === null) return status === 0 && !hasFailed ? 0 : 1
    hasFailed ||= stuck.failed > 0
    if (stuck.left.length === 0) return hasFailed ? 1 : 0
    console.log(`${stuck.left.length} files have not run. They run now.`)
    files = stuck.left
  }
  console.log('The run was stuck too often.')
  return 1
}
