// Named points at which the Worker can be stopped, so that a kill or a cancel happens exactly there. They are inserted into a test's own
// copy of the bundle. At each point the Worker asks a server of the test whether it may continue. The deployed Worker has no such points.
import { createServer } from 'node:http'

/**
 * A JavaScript expression that is inserted into the copy of the bundle. Its value is the name of the point that a job has reached,
 * computed from the job's state in memory. Until the outcome is decided, the name is the job's stage. After that, the name is `stored`
 * until the outcome is settled, then `settled` until the outcome is recorded, and then `late`.
 */
const STAGE = `job.state.outcome === null ? job.state.stage : !job.state.settled ? 'stored' : !job.state.recorded ? 'settled'
  : 'late'`

const before = (name, point) => [
  new RegExp(`async function ${name}(\\d*)\\(([^)]*)\\) \\{`),
  `async function ${name}$1(...given) { const [job] = given; await holdPoint(${point}, job.plan.generationId); return held_${name}(...given) }
async function held_${name}($2) {`,
]
const after = (name, point, id) => [
  new RegExp(`async function ${name}(\\d*)\\(([^)]*)\\) \\{`),
  `async function ${name}$1(...given) { const answer = await held_${name}(...given); await holdPoint(${point}, ${id}); return answer }
async function held_${name}($2) {`,
]
const OF_JOB = 'given[0].plan.generationId'

/**
 * The names of the kill points, in the order of a job's life:
 * - admitted
 * - begun
 * - submitting: the job has saved that it is about to call the provider, but has not called it.
 * - answered: the provider has answered, but the job has not saved the answer.
 * - submitted
 * - polling
 * - fetching
 * - kept: the pictures are in the bucket, but the job has not saved this.
 * - stored: the outcome is saved, but not settled.
 * - settled: the outcome is settled, but not recorded.
 * - written: DATA_DB has the record, but the job has not saved this.
 * - notifying
 * - told: the endpoint has accepted the webhook, but the job has not saved this.
 * - notified
 *
 * Three more kill points do not belong to the life of a job. At `policy`, the limiter reads its policy. At `record` (the record is written
 * into DATA_DB) and `usage` (the limiter's events are written into CONFIG_DB), the write fails if the test answers `fail`.
 */
export class Points {
  #waiting = new Map()
  #answers = new Map()
  #server
  #url

  static async open() {
    const points = new Points()
    points.#server = createServer((request, response) => points.#meet(request, response))
    await new Promise((resolve) => points.#server.listen(0, '127.0.0.1', resolve))
    points.#url = `http://127.0.0.1:${points.#server.address().port}`
    return points
  }

  /**
   * Returns the replacements with which `bundle` adds the kill points to the Worker's code. At a kill point, the Worker asks the test's
   * server whether it may continue. So the test can stop the Worker there.
   */
  get changes() {
    const ask = `const holdPoint = async (name, id) => (await fetch('${this.#url}/' + name + '/' + id)).text();\n`
    return [
      [/^/, ask],
      before('step', STAGE),
      [
        /await span\d*\("provider\.submit", (spanFields\d*\((job\d*)\)), \(\) => callProvider\d*\(([^)]*)\)\)/,
        `await span("provider.submit", $1, async () => { await holdPoint('submitting', $2.plan.generationId)
          const answer = await callProvider($3); await holdPoint('answered', $2.plan.generationId); return answer })`,
      ],
      after('fetchPictures', "'kept'", OF_JOB),
      [
        /async function writeOutcome(\d*)\(([^)]*)\) \{/,
        `async function writeOutcome$1(...given) { const id = ${OF_JOB}; if (await holdPoint('record', id) === 'fail') throw new Error('D1_ERROR: away');
          await held_writeOutcome(...given); await holdPoint('written', id) }
        async function held_writeOutcome($2) {`,
      ],
      after('attempt', "'told'", 'given[1].id'),
      [
        /async function deliver(\d*)\(([^)]*)\) \{/,
        `async function deliver$1(...given) { const id = given[1].generationId; await holdPoint('notifying', id); await held_deliver(...given); await holdPoint('notified', id) }
        async function held_deliver($2) {`,
      ],
      [/(async function loadPolicy\d*\([^)]*\) \{)/, `$1 await holdPoint('policy', '-');`],
      [/(async function writeUsage\d*\([^)]*\) \{)/, `$1 if (await holdPoint('usage', '-') === 'fail') throw new Error('D1_ERROR: away');`],
    ]
  }

  /**
   * Stops the next job that reaches the kill point `name`, until the test lets it continue. If `wanted` is set, only the job of the
   * generation with this id is stopped. Returns the id of the job's generation, and a function that lets the job continue.
   */
  arm(name, wanted = null) {
    return new Promise((resolve) => this.#waiting.set(name, { wanted, resolve }))
  }
  disarm() {
    this.#waiting.clear()
  }
  /** Sets the answer that every job gets at the kill point `name`, until the next call with this name sets another answer. */
  answer(name, text) {
    this.#answers.set(name, text)
  }
  close() {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #meet(request, response) {
    const [, name, id] = request.url.split('/')
    const release = () => response.end(this.#answers.get(name) ?? 'go on')
    const waiting = this.#waiting.get(name)
    if (waiting === undefined || (waiting.wanted !== null && waiting.wanted !== id)) return release()
    this.#waiting.delete(name)
    waiting.resolve({ id, release })
  }
}
