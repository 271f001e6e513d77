// Ends a run of vitest that hangs. On a very busy machine, a worker may never report that it has finished its file, although all tests of
// the file have ended. Vitest would then wait for ever. scripts/test.mjs starts another run for the files that have not run.
import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node'

/** The exit code of a run that this reporter has ended. */
const STUCK = 75
/**
 * The reporter ends the run if no test file has been running for this time. It is long enough for every worker to start: vitest reports an
 * error if a worker has not started within 90 seconds.
 */
const PATIENCE_MS = 300_000

/** The content of the file that this reporter writes before it ends the run. */
export interface StuckRun {
  /** The number of tests that have passed. */
  passed: number
  failed: number
  /** The paths of the test files that have not run. */
  left: string[]
}

interface Surroundings {
  now(): number
  /** Writes `run` to the file that the environment variable STUCK_RUN_FILE names, if it is set. Then ends the process. */
  end(run: StuckRun): void
}

const surroundings: Surroundings = {
  now: Date.now,
  end: (run) => {
    const { STUCK_RUN_FILE: file } = process.env
    if (file !== undefined) writeFileSync(file, JSON.stringify(run))
    process.exit(STUCK)
  },
}

export default class StuckRunReporter implements Reporter {
  readonly #surroundings: Surroundings
  readonly #left = new Set<string>()
  readonly #running = new Set<string>()
  readonly #ended: TestModule[] = []
  #vitest: Vitest | undefined
  #quietSince = 0
  #timer: NodeJS.Timeout | undefined

  constructor(given: Partial<Surroundings> = {}) {
    this.#surroundings = { ...surroundings, ...given }
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    for (const { moduleId } of specifications) this.#left.add(moduleId)
    this.#quietSince = this.#surroundings.now()
    this.#timer = setInterval(() => this.look(), 10_000)
  }

  onTestModuleQueued({ moduleId }: TestModule): void {
    this.#left.delete(moduleId)
    this.#running.add(moduleId)
  }

  onTestModuleEnd(module: TestModule): void {
    this.#left.delete(module.moduleId)
    this.#running.delete(module.moduleId)
    this.#ended.push(module)
    this.#quietSince = this.#surroundings.now()
  }

  onTestRunEnd(): void {
    clearInterval(this.#timer)
  }

  /** Ends the run if no test file was running during the last `PATIENCE_MS`. */
  look(): void {
    if (this.#running.size > 0 || this.#surroundings.now() - this.#quietSince < PATIENCE_MS) return
    clearInterval(this.#timer)
    let passed = 0
    let failed = this.#vitest?.state.getUnhandledErrors().length ?? 0
    for (const module of this.#ended) {
      // A file that could not be loaded has failed, but has no tests. So the file itself is counted as one failure.
      if (module.state() === 'failed' && [...module.children.allTests('failed')].length === 0) failed++
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        if (state === 'failed') failed++
      }
    }
    console.log(`\nThe tests of ${this.#ended.length} files have ended, but a worker does not report that it has finished its file.`)
    console.log(`      Tests  ${failed} failed | ${passed} passed (${failed + passed})`)
    this.#surroundings.end({ passed, failed, left: [...this.#left] })
  }
}
