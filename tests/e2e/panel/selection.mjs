// Which files of tests a run of the panel's tests includes, and whether the run checks the use of every operation.

/**
 * The tests that CI leaves out, because they take long. All other tests together use every operation of the config contract. A run checks
 * that every operation is used, but only if the run includes all of these other tests.
 */
export const USES_NO_OPERATION_ALONE = ['crash', 'gallery', 'operations', 'playground', 'scale', 'walk']

const ENDING = '.page.mjs'
const WITHOUT = '--without='

/**
 * Selects the files of a run. Returns:
 * - `files`: the names of the files that run.
 * - `checksOperations`: whether the run checks the use of every operation.
 * - `unknown`: the names in `args` for which there is no file.
 * @param all the names of all files of tests.
 * @param args names of tests to run, or none for all; `--without=name,…` leaves tests out.
 */
export function selectFiles(all, args) {
  const wanted = args.filter((part) => !part.startsWith(WITHOUT))
  const unwanted = args.flatMap((part) => (part.startsWith(WITHOUT) ? part.slice(WITHOUT.length).split(',') : []))
  const files = all
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.startsWith(part)))
    .filter((file) => !unwanted.some((part) => file.startsWith(part)))
    .sort()
  return {
    files,
    checksOperations: all.every((file) => files.includes(file) || USES_NO_OPERATION_ALONE.includes(file.slice(0, -ENDING.length))),
    unknown: [...wanted, ...unwanted].filter((part) => !all.some((file) => file.startsWith(part))),
  }
}
