// Negative controls: in a copy of the code, the script breaks one rule of the limiter or of the computation of money, and the tests must
// then fail. It repeats this for each rule. `node tests/rate-limiter/mutations.mjs [part of a name …]`
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const PURE = ['--config', 'vitest.property.config.ts']
const OBJECT = ['tests/rate-limiter/instance-limiter.test.ts']
const MONEY = ['tests/generation-service/money.test.ts']
const TABLES = ['tests/rate-limiter/tables.test.ts']
const HOSTS = ['tests/rate-limiter/job-hosts.test.ts']
const ORGANIZATION = ['tests/rate-limiter/organization-budget.test.ts']

const mutations = [
  [
    'gcra: rounds a unit down',
    'core/gcra.ts',
    'return { micros: quotient, part: remainder }',
    'return { micros: quotient, part: 0 }',
    PURE,
  ],
  ['gcra: one microsecond too generous', 'core/gcra.ts', 'overPart > 0 ? overMicros + 1 : overMicros', 'overMicros', PURE],
  ['gcra: wait rounded down', 'core/gcra.ts', 'waitMs: Math.ceil(waitMicros / 1000)', 'waitMs: Math.floor(waitMicros / 1000)', PURE],
  ['gcra: a burst too much', 'core/gcra.ts', 'if (waitMicros <= 0)', 'if (waitMicros <= 1000)', PURE],
  [
    'a change of limit forgets what was used',
    'core/gcra.ts',
    'return { micros: nowMicros + micros, part: 0, limit: rate.limit }',
    'return { micros: nowMicros, part: 0, limit: rate.limit }',
    PURE,
  ],
  ['product beyond 2^53', 'core/integer.ts', 'product <= Number.MAX_SAFE_INTEGER', 'product <= Infinity', PURE],
  [
    'held does not count',
    'core/budget.ts',
    'return ledger.spent + ledger.reserved + ledger.held',
    'return ledger.spent + ledger.reserved',
    PURE,
  ],
  [
    'reserved does not count',
    'core/budget.ts',
    'return ledger.spent + ledger.reserved + ledger.held',
    'return ledger.spent + ledger.held',
    PURE,
  ],
  [
    'settled into the month of its end',
    'core/limiter.ts',
    'this.#use.ledgers.move(moneyAccountsOf(before), before.admittedAt, before, after)',
    'this.#use.ledgers.move(moneyAccountsOf(before), this.#lastMs, before, after)',
    PURE,
  ],
  [
    'budget admits one too many',
    'core/budget.ts',
    'usedMicros + amountMicros > budget.limitMicros',
    'usedMicros > budget.limitMicros',
    PURE,
  ],
  ['concurrency admits one too many', 'core/limit-use.ts', '>= gauge.limit.limit\n', '> gauge.limit.limit\n', PURE],
  [
    'the next model takes nothing',
    'core/limiter.ts',
    'return Math.max(0, visit[metric] - Math.max(0, ...same.map((earlier) => earlier[metric])))',
    'return 0',
    PURE,
  ],
  [
    'the next model takes again what was taken',
    'core/limiter.ts',
    'Math.max(0, visit[metric] - Math.max(0, ...same.map((earlier) => earlier[metric])))',
    'visit[metric]',
    PURE,
  ],
  ['the next model is counted on each call', 'core/limiter.ts', 'before.visits.some(({ place }) => place === target.place)', 'false', PURE],
  ['the next model leaves its place behind', 'core/limiter.ts', 'if (moved) {', 'if (false) {', PURE],
  ['the next model is not written down', 'instance-limiter.ts', 'this.#tables.change(reservation, null)', '', OBJECT],
  ['what the next model took is not written down', 'instance-limiter.ts', 'this.#tables.checkpoint(this.#now(), { points })', '', OBJECT],
  ['time goes back', 'core/limiter.ts', 'this.#lastMs = Math.max(this.#lastMs, clockMs)', 'this.#lastMs = clockMs', PURE],
  ['never begun keeps its idempotency key', 'core/limiter.ts', "state: 'released', idempotency: null }", "state: 'released' }", PURE],
  ['idempotency shared by projects', 'core/keyed-request.ts', '`${projectId}|${operation}|', '`${operation}|', PURE],
  ['begin after 60 s', 'core/limiter.ts', 'nowMs >= reservation.admittedAt + BEGIN_WITHIN_MS)', 'false)', PURE],
  ['a job that starts at once is not asked for', 'instance-limiter.ts', "await guarded('ask_hosts', () => this.#askHosts())", '', OBJECT],
  [
    'an answer about a job overrides its end',
    'core/limiter.ts',
    "if (reservation?.state !== 'reserved') return null",
    'if (reservation === null) return null',
    OBJECT,
  ],
  [
    'the last outcome wins',
    'core/budget.ts',
    "return same || lateRepeatOfHeld ? { kind: 'repeated' } : conflict(standing.state, standing.settledMicros)",
    "if (same || lateRepeatOfHeld) return { kind: 'repeated' }\n      break",
    PURE,
  ],
  ['a shorter wait is named', 'core/limit-use.ts', 'taken.waitMs > denied.waitMs', 'taken.waitMs < denied.waitMs', PURE],
  ['an expired key goes on', 'core/limits.ts', 'key.expiresAt <= nowMs', 'false', PURE],
  ['a full host takes one more job', 'core/job-hosts.ts', '< JOBS_PER_HOST) return', '<= JOBS_PER_HOST) return', HOSTS],
  ['a job that waits for its admission takes no room', 'core/job-hosts.ts', 'this.#count(generationId, 1)\n    return', 'return', HOSTS],
  ['counters newer than the checkpoint are lost', 'tables.ts', 'if (row.sequence <= checkpoint) continue', 'continue', OBJECT],
  ['sums newer than the checkpoint are lost', 'tables.ts', 'spent.set(ledger, sum)', '', TABLES],
  ['an outcome loses the counters of its reservation', 'tables.ts', 'SELECT ?, sequence, points, ?', "SELECT ?, sequence, '[]', ?", TABLES],
  ['a checkpoint deletes what was not delivered', 'tables.ts', '(usage IS NULL OR number <= ?)', 'number > ?', TABLES],
  [
    'outbox deleted before it is handed on',
    'event-outbox.ts',
    'await hand(rows.map(({ body }) => body))\n        this.#tables.sent(kind, rows.at(-1).number)',
    'this.#tables.sent(kind, rows.at(-1).number)\n        await hand(rows.map(({ body }) => body))',
    OBJECT,
  ],
  ['a poke does not close the gate', 'policy-gate.ts', 'this.#wanted = Math.max(this.#wanted, version)', '', OBJECT],
  [
    'an older load replaces a newer policy',
    'policy-gate.ts',
    'for (let round = 0; round < 2 && !this.#current(); round++)',
    'for (let round = 0; round < 1; round++)',
    OBJECT,
  ],
  ['no bound on what waits', 'instance-limiter.ts', 'if (this.#inFlight >= MOST_IN_FLIGHT)', 'if (false)', OBJECT],
  [
    'committed before it is written',
    'instance-limiter.ts',
    'this.#tables.insert(change.reservation, now, change.points)\n    this.#limiter.commit(change)',
    'this.#limiter.commit(change)\n    this.#tables.insert(change.reservation, now, change.points)',
    OBJECT,
  ],
  ['no alarm after a start', '../shared/alarm-clock.ts', 'if (due !== null) this.want(due)', '', OBJECT],
  [
    'the organization releases without asking',
    'organization-ledger.ts',
    'await this.#host.instance(instanceId).outcomes(ids)',
    "ids.map((generationId) => ({ generationId, state: 'unknown', amountMicros: 0 }))",
    ORGANIZATION,
  ],
  ['what never began is joined while the alarm is late', 'instance-limiter.ts', 'this.#expire()\n      assigned = ', 'assigned = ', OBJECT],
  [
    'the instance waits for the organization for ever',
    'instance-limiter.ts',
    'now - startedAt > ORGANIZATION_PATIENCE_MS',
    'false',
    ORGANIZATION,
  ],
  [
    'money: partial results are charged in full',
    '../generation-service/job/cost.ts',
    'images: answer.images.length',
    'images: target.request.n',
    MONEY,
  ],
  [
    'money: what a failed call may have cost is given back',
    '../generation-service/job/outcome.ts',
    "{ outcome: 'held', amountMicros: heldMicros, images: 0, tokens: 0 }",
    'releasedSettlement()',
    MONEY,
  ],
  [
    'money: a fallback is booked on the first provider',
    '../generation-service/job/finish.ts',
    `const { services, plan, state } = job
  const { model } = targetOf(job).request
  const connection = connectionOf(job)
  const result = await span('limiter.settle'`,
    `const { services, plan, state } = job
  const { model } = plan.targets[0]!.request
  const connection = connectionOf(job)
  const result = await span('limiter.settle'`,
    MONEY,
  ],
  [
    'money: an overrun is not booked',
    'core/budget.ts',
    'next.settledMicros = amountMicros',
    'next.settledMicros = Math.min(amountMicros, standing.reservedMicros)',
    MONEY,
  ],
]

const wanted = process.argv.slice(2)
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'limiter-mutations-'))
for (const entry of fs.readdirSync(root)) {
  if (['node_modules', '.git', '.wrangler', 'public', 'docs'].includes(entry)) continue
  fs.cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true })
}
fs.mkdirSync(path.join(copy, 'public'))
fs.symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))

const vitest = (run) => {
  const { status, stdout, stderr } = spawnSync(path.join(root, 'node_modules/.bin/vitest'), ['run', ...run], {
    cwd: copy,
    encoding: 'utf8',
    timeout: 300_000,
  })
  if (status === null) throw new Error(`vitest did not end: ${run}`)
  return { passed: status === 0, output: stdout + stderr }
}

let survived = 0
try {
  // First checks that the tests pass with unchanged code. If they failed without a mutation, a failure with one would prove nothing.
  for (const run of wanted.length > 0 ? [] : [PURE, OBJECT, HOSTS, ORGANIZATION, MONEY]) {
    const { passed, output } = vitest(run)
    if (!passed) throw new Error(`fails without any mutation: ${run}\n${output.slice(-3000)}`)
  }
  for (const [name, file, from, to, run] of mutations) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
    const source = path.join(copy, 'src/rate-limiter', file)
    const original = fs.readFileSync(source, 'utf8')
    // The source has `rows.at(-1)!`, but the texts in `mutations` have `rows.at(-1)`. So each such `!` is removed from the source first.
    const plain = original.replaceAll('rows.at(-1)!', 'rows.at(-1)')
    if (!plain.includes(from)) throw new Error(`${name}: the text is not in ${file} any more`)
    fs.writeFileSync(source, plain.replace(from, to))
    const { passed } = vitest(run)
    fs.writeFileSync(source, original)
    if (passed) survived += 1
    console.log(`${passed ? 'SURVIVED' : 'found   '}  ${name}`)
  }
} finally {
  fs.rmSync(copy, { recursive: true, force: true })
}
if (survived > 0) {
  console.error(`${survived} guards can be taken away without a test noticing`)
  process.exit(1)
}
