/* oxlint-disable vitest/no-conditional-expect -- The expectation depends on the simulated case. */
// Tests that amounts are exact in a run of random generations at two providers. The run has failures, retries, fallbacks, cancels, replays,
// partial results, costs above the reservation, and unknown amounts that the test settles by hand. Tight budgets at every scope refuse some
// requests. After every `DENIED_BEFORE_A_RAISE` refusals, the test raises the budgets a little. So some requests are admitted and some are
// refused until the end of the run. `npm run test:money` runs at least 10,000 generations.
import * as fc from 'fast-check'
import { expect, inject, test, vi } from 'vitest'
import { customDefinition, FakeCustom } from '../support/fake-custom.ts'
import { call, config } from '../support/call.ts'
import { mintInstance, mintProject, mintProjectKey, mintTenant, replace } from '../support/tenant.ts'
import { SMALL } from './place.ts'

declare module 'vitest' {
  interface ProvidedContext {
    moneyRuns: number
  }
}

const RUNS = inject('moneyRuns')
const AT_ONCE = 32
const SKETCH_PRICE = 10_000
/**
 * The unit in which the test raises the budgets. Each raise adds 2 units to the budget of each key, 3 to that of each project, 5 to that of
 * each instance, and 8 to that of the organization. In a run with few generations the unit is smaller. Otherwise the run would never use up
 * the budgets, and no request would be refused.
 */
const STEP_MICROS = Math.min(200_000, RUNS * 700)
const DENIED_BEFORE_A_RAISE = 10
const STUDIO_PRICE = 5000

/** The simulated behaviour of the sketch provider (src/providers/sketch/engine/options.ts), or of the fake provider `studio`. */
interface Played {
  images?: number
  cost_micros?: number
  fail?: string
  fail_times?: number
  billed?: string
  retry_after_ms?: number
  queued?: boolean
  polls?: number
  poll_after_ms?: number
  gives?: number
  costUsd?: number
  refuses?: boolean
}
const upTo = (max: number, min = 0) => fc.integer({ min, max })
const played = (weight: number, model: 'sketch-priced' | 'studio-1', play: fc.Arbitrary<Played>) => ({
  weight,
  arbitrary: fc.record({ model: fc.constant(model), n: upTo(4, 1), play }),
})
const failing = { fail: fc.constantFrom('unavailable', 'no_credit', 'refused', 'malformed'), retry_after_ms: fc.constant(1) }
const modest = [
  played(3, 'sketch-priced', fc.constant({})),
  played(2, 'sketch-priced', fc.record({ images: upTo(4) })),
  played(2, 'sketch-priced', fc.record({ cost_micros: upTo(10_000) })),
  played(3, 'sketch-priced', fc.record({ ...failing, billed: fc.constantFrom('no', 'unknown') })),
  played(1, 'sketch-priced', fc.record({ ...failing, billed: fc.constant('yes'), cost_micros: upTo(9999) })),
  played(1, 'sketch-priced', fc.constant({ fail: 'unavailable', fail_times: 1, retry_after_ms: 1 })),
  played(1, 'sketch-priced', fc.constant({ queued: true, polls: 1, poll_after_ms: 100 })),
  played(3, 'studio-1', fc.record({ gives: upTo(4, 1) })),
  played(1, 'studio-1', fc.constant({ refuses: true })),
]
/** Cases in which the provider reports a cost above the reservation. The options of the sketch provider cannot simulate these cases. */
const excessive = played(3, 'studio-1', fc.record({ gives: upTo(4, 1), costUsd: upTo(60_000, 40_001).map((micros) => micros / 1_000_000) }))
/** The first call to the provider fails. The job waits five seconds before it tries again, and can be canceled while it waits. */
const SLOW: Played = { fail: 'unavailable', fail_times: 1, retry_after_ms: 5000 }
interface Job {
  work: { model: 'sketch-priced' | 'studio-1'; n: number; play: Played }
  fallback: boolean
  cancel: boolean
  twice: boolean
  resolve: number | null
  place: number
}
const jobsWith = (excess: boolean): fc.Arbitrary<Job> =>
  fc
    .record({
      work: fc.oneof(...modest, ...(excess ? [excessive] : [])),
      fallback: fc.boolean(),
      cancel: upTo(5).map((number) => number === 0),
      twice: upTo(5).map((number) => number === 0),
      // The amount with which the test settles a held generation by hand. In half of the cases the amount is null, and the generation stays
      // held.
      resolve: fc.option(upTo(excess ? 50_000 : 5000), { freq: 1 }),
      place: fc.nat(),
    })
    // Many jobs end before the test can cancel them. So half of the jobs to cancel get slow work, which can be canceled in time.
    .map((job) => (job.cancel && job.place % 2 === 0 ? { ...job, work: { ...job.work, model: 'sketch-priced', play: SLOW } } : job))

/** Returns the charged and the held amount of a job that was not canceled, in micro-USD. */
function billOf({ work, fallback }: Job): { amount: number; held: number } {
  const { play, model } = work
  const price = model === 'sketch-priced' ? SKETCH_PRICE : STUDIO_PRICE
  if (play.costUsd !== undefined) return { amount: Math.round(play.costUsd * 1_000_000), held: 0 }
  // Pictures that were not requested are not charged.
  if (model === 'studio-1') return { amount: play.refuses ? 0 : price * Math.min(play.gives!, work.n), held: 0 }
  if (play.fail !== undefined && play.fail_times === undefined) {
    if (play.billed === 'unknown') return { amount: 0, held: heldOf(work.n) }
    if (play.billed === 'yes') return { amount: play.cost_micros!, held: 0 }
    return { amount: fallback && play.fail !== 'refused' ? STUDIO_PRICE * work.n : 0, held: 0 }
  }
  return { amount: play.cost_micros ?? price * Math.min(work.n, play.images ?? work.n), held: 0 }
}
const heldOf = (count: number) => SKETCH_PRICE * count
const reservedOf = ({ work }: Job) => work.n * (work.model === 'sketch-priced' ? SKETCH_PRICE : STUDIO_PRICE)

interface Key {
  instanceId: string
  projectId: string
  keyId: string
  key: string
}
interface Sums {
  used: number
  held: number
}

// All checks are in one long test, because they compare the same run of random generations.
test(
  `the ledger equals the records at every scope, to the micro-dollar: ${RUNS} generations`,
  async () => {
    const seed = Date.now() % 2 ** 31
    const because = `seed ${seed}`
    // The prompt of each call tells the fake provider what to do.
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
      const studio = new FakeCustom()
      const request = new Request(url as string, init)
      const asked = (await request.clone().json()) as { text: string }
      Object.assign(studio, JSON.parse(asked.text))
      return studio.fetch(request)
    })
    for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})

    const tenant = await mintTenant({ budget: { monthly_micros: STEP_MICROS * 8 } })
    const instances = [tenant.instanceId, await mintInstance(tenant)]
    const keys: Key[] = []
    /** The ids of projects whose requests never cost more than was reserved. So the budgets of these projects are never exceeded. */
    const strict = new Set<string>()
    const [studioModel] = customDefinition(false)['models'] as object[]
    // The model of `studio` supports the size that all requests of this test have. So it can be the fallback of a sketch model.
    const studio = customDefinition(false, {
      response: { images: '/pictures/*/data', kind: 'base64', seed: '/seed', cost_usd: '/cost' },
      models: [{ ...studioModel, size: { kind: 'list', sizes: ['64x64'] }, default_size: '64x64' }],
    })
    for (const instanceId of instances) {
      await replace(
        `/instances/${instanceId}/models`,
        { models: [{ model: 'sketch-priced', enabled: true }], aliases: [], custom_providers: [studio] },
        tenant.adminKey,
      )
      await config(`PUT /instances/${instanceId}/credentials/studio`, { key: tenant.adminKey, body: { fields: { api_key: 'studio-key' } } })
      for (const number of [0, 1]) {
        const projectId = await mintProject({ instanceId, adminKey: tenant.adminKey })
        if (number === 0) strict.add(projectId)
        for (const _ of [0, 1]) {
          const { id: keyId, key } = await mintProjectKey({ projectId, adminKey: tenant.adminKey })
          keys.push({ instanceId, projectId, keyId, key })
        }
      }
    }

    let step = 0
    async function raiseBudgets(): Promise<void> {
      step++
      const budget = (scope: string, limit: number) => ({
        scope,
        target: null,
        metric: 'cost_micros',
        window: 'month',
        limit: limit * step,
      })
      const limits = [budget('instance', STEP_MICROS * 5), budget('project', STEP_MICROS * 3), budget('key', STEP_MICROS * 2)]
      for (const instanceId of instances) await replace(`/instances/${instanceId}/limits`, { limits }, tenant.adminKey)
      const raised = await config(`PATCH /organizations/${tenant.organizationId}`, {
        key: tenant.adminKey,
        body: { budget: { monthly_micros: STEP_MICROS * 8 * step } },
      })
      expect(raised.status, raised.text).toBe(200)
    }
    await raiseBudgets()

    interface Shown {
      scope: string
      metric: string
      limit: number
      used: number
      reserved: number
      held: number
    }
    const limitsOf = async ({ key }: Key): Promise<Shown[]> =>
      (await call('GET /v1/limits', { key })).body.data.filter(({ metric }: Shown) => metric === 'cost_micros')
    let excess = 0
    let checks = 0
    const checkBudgets = async () => {
      for (const key of keys) {
        for (const { scope, limit, used, reserved, held } of await limitsOf(key)) {
          const isStrict = strict.has(key.projectId) && (scope === 'project' || scope === 'key')
          expect(used + reserved + held, `${because}, ${scope}`).toBeLessThanOrEqual(limit + (isStrict ? 0 : excess))
          checks++
        }
      }
    }

    const jobs = [fc.sample(jobsWith(false), { numRuns: RUNS, seed }), fc.sample(jobsWith(true), { numRuns: RUNS, seed })].flatMap(
      (sample, half) =>
        sample.map((job) => {
          const own = keys.filter(({ projectId }) => strict.has(projectId) === (half === 0))
          return { ...job, key: own[job.place % own.length]! }
        }),
    )
    // Mixes the jobs of the two samples: those that never cost more than was reserved, and those that may.
    jobs.sort((one, other) => one.place - other.place)

    /** Maps each generation's id to the test case that requested the generation, and to the key of the request. */
    const known = new Map<string, Job & { key: Key }>()
    let denied = 0
    let raising = Promise.resolve()
    async function play(job: (typeof jobs)[number], number: number): Promise<void> {
      const { work, key } = job
      const isStudio = work.model === 'studio-1'
      const provider_options = isStudio ? undefined : { sketch: work.play }
      const body = {
        prompt: JSON.stringify(isStudio ? work.play : {}),
        model: work.model,
        n: work.n,
        ...SMALL,
        ...(isStudio ? {} : { quality: 'low', provider_options, on_unsupported: 'adapt' }),
        fallbacks: job.fallback && !isStudio ? ['studio-1'] : [],
      }
      const headers = { 'idempotency-key': `job-${number}`, ...(job.cancel ? { prefer: 'respond-async' } : {}) }
      const overrun = billOf(job).amount - reservedOf(job)
      const resolved = job.resolve ?? 0
      excess += Math.max(0, overrun, billOf(job).held > 0 ? resolved - billOf(job).held : 0)
      const answer = await call('POST /v1/generate', { key: key.key, body, headers })
      const id = answer.body.id ?? answer.body.generation_id
      if (id === undefined) {
        expect(['budget_exceeded', 'request_exceeds_limit'], `${because}: ${answer.text}`).toContain(answer.body.code)
        if (++denied % DENIED_BEFORE_A_RAISE === 0) raising = raising.then(raiseBudgets)
        await raising
        return
      }
      known.set(id, job)
      if (job.cancel) await call(`POST /v1/generations/${id}/cancel`, { key: key.key })
      if (job.twice) {
        const again = await call('POST /v1/generate', { key: key.key, body, headers: { 'idempotency-key': `job-${number}` } })
        expect(again.body.id ?? again.body.generation_id, because).toBe(id)
      }
      if (job.resolve !== null && !job.cancel && billOf(job).held > 0) {
        const settled = await call(`POST /v1/generations/${id}/resolve`, {
          key: tenant.adminKey,
          headers: { 'x-project-id': key.projectId },
          body: { amount_micros: resolved },
        })
        expect(settled.status, `${because}: ${settled.text}`).toBe(200)
      }
    }
    let next = 0
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let number = next++; number < jobs.length && known.size < RUNS; number = next++) {
          await play(jobs[number]!, number)
          if (number % Math.ceil(RUNS / 30) === 0) await checkBudgets()
        }
      }),
    )
    await raising
    await checkBudgets()
    expect(checks).toBeGreaterThan(500)
    expect(denied, because).toBeGreaterThan(RUNS / 100)
    expect(known.size, because).toBeGreaterThanOrEqual(RUNS)

    /**
     * The sums over the records, by account. An account is the organization, an instance, a project, a key, or one model of a provider in
     * one instance.
     */
    const told = new Map<string, Sums>()
    const count = new Map<string, number>()
    const add = (account: string, used: number, held: number) => {
      const before = told.get(account) ?? { used: 0, held: 0 }
      told.set(account, { used: before.used + used, held: before.held + held })
    }
    const seen = new Set<string>()
    const readers = keys.filter(({ projectId }, place) => keys.findIndex((key) => key.projectId === projectId) === place)
    for (const reader of readers) {
      for (let path = '/v1/generations?limit=100'; path !== '';) {
        const page = await call(`GET ${path}`, { key: reader.key })
        for (const record of page.body.data) {
          const job = known.get(record.id)!
          expect(record.status, because).toMatch(/^(succeeded|failed|canceled|indeterminate)$/)
          seen.add(record.id)
          count.set(record.status, (count.get(record.status) ?? 0) + 1)
          const { amount_micros: amount, held_micros: held } = record.cost
          const { instanceId, projectId, keyId } = job.key
          for (const account of [
            'organization',
            `instance ${instanceId}`,
            `project ${projectId}`,
            `key ${keyId}`,
            `${instanceId} ${record.provider} ${record.model}`,
          ])
            add(account, amount, held)
          const bill = billOf(job)
          // A generation that was canceled in time costs nothing. A held generation that was settled by hand costs the amount of that
          // settlement. Every other generation has the amounts that `billOf` returns: a cost, or a held amount if the provider may have
          // billed.
          if (job.cancel && record.status === 'canceled') expect({ amount, held }, because).toEqual({ amount: 0, held: 0 })
          // After the cancel, the job waits at most 30 seconds for the provider to report the outcome (`STOP_GRACE_MS`). If the computer
          // stood still for longer, the job ends without the outcome. So its cost stays unknown, and the reservation is held.
          else if (job.cancel && record.status === 'indeterminate' && bill.held === 0)
            expect({ amount, held }, because).toEqual({ amount: 0, held: reservedOf(job) })
          else if (job.resolve !== null && !job.cancel && bill.held > 0)
            expect({ amount, held }, because).toEqual({ amount: job.resolve, held: 0 })
          else expect({ amount, held }, `${because}: ${JSON.stringify([job.work, record.error])}`).toEqual(bill)
        }
        path = page.body.next_cursor === null ? '' : `/v1/generations?limit=100&cursor=${page.body.next_cursor}`
      }
    }
    expect(seen.size, because).toBe(known.size)
    // Few generations stay indeterminate. A run of less than 1,000 generations may have none, so the test requires one only in longer runs.
    for (const status of ['succeeded', 'failed', 'canceled', ...(RUNS < 1000 ? [] : ['indeterminate'])])
      expect(count.get(status) ?? 0, `${because}: ${status}`).toBeGreaterThan(0)

    const account = (scope: string, { instanceId, projectId, keyId }: Key) =>
      scope === 'organization' ? scope : `${scope} ${{ instance: instanceId, project: projectId, key: keyId }[scope]}`
    // The limiter of each instance reports to the organization's budget later, through its event outbox. So the test polls the amounts of
    // the organization.
    for (const key of keys) {
      const shown = async () =>
        Object.fromEntries((await limitsOf(key)).map(({ scope, used, reserved, held }) => [scope, { used, reserved, held }]))
      const wanted = Object.fromEntries(
        ['organization', 'instance', 'project', 'key'].map((scope) => [
          scope,
          { reserved: 0, used: 0, held: 0, ...told.get(account(scope, key)) },
        ]),
      )
      await expect.poll(shown, { timeout: 60_000, message: because }).toEqual(wanted)
    }
    // Providers and models have no budgets, so their amounts are read from the usage that the config service returns.
    for (const instanceId of instances) {
      const rows = async () => {
        const { body } = await config(`GET /instances/${instanceId}/usage?group_by=provider&group_by=model`, { key: tenant.adminKey })
        return Object.fromEntries(
          body.data.map((row: { provider: string; model: string; cost_micros: number; held_micros: number }) => [
            `${instanceId} ${row.provider} ${row.model}`,
            { used: row.cost_micros, held: row.held_micros },
          ]),
        )
      }
      const wanted = Object.fromEntries([...told].filter(([name]) => name.startsWith(instanceId)))
      expect(Object.keys(wanted).length).toBe(2)
      await expect.poll(rows, { timeout: 60_000, message: because }).toEqual(wanted)
    }
    console.log(
      `${because}: ${known.size} generations (${JSON.stringify(Object.fromEntries(count))}), ${denied} denied, budgets raised ${step} times, ${checks} looks at them`,
    )
  },
  Math.max(120_000, RUNS * 500),
)
