// Prints its command-line arguments as JSON, but leaves out those that name test files. scripts/test.mjs runs this file in a process of
// its own, because vitest needs the Node that the project installs.
import { parseCLI } from 'vitest/node'

const parse = (words) => parseCLI(['vitest', 'run', ...words], { allowUnknownOptions: true })

/** Returns the arguments `words` without those that name test files. The values of options are kept, such as `node` in `--project node`. */
function withoutFiles(words) {
  let kept = words
  for (let index = words.length - 1; index >= 0; index--) {
    const { filter, options } = parse(kept)
    if (filter.length === 0) break
    const fewer = kept.toSpliced(index, 1)
    const without = parse(fewer)
    // `fewer` lacks the argument at `index`. If this argument names a test file, vitest finds the same options in `fewer`, and one test
    // file less. Then `fewer` replaces `kept`. If this argument is the value of an option, vitest finds other options in `fewer`. Then
    // `kept` stays as it is.
    if (without.filter.length === filter.length - 1 && JSON.stringify(without.options) === JSON.stringify(options)) kept = fewer
  }
  return kept
}

console.log(JSON.stringify(withoutFiles(process.argv.slice(2))))
