// Runs a job's state machine outside of the Worker, with a real database and bucket and a clock that the test moves. A fake provider and a
// fake ledger record their calls. The process can be killed at any write.
import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import * as schema from '../../../src/generation-service/db/schema.ts'
import { readEnvironment } from '../../../src/generation-service/env.ts'
import type { JobPlan, PlannedTarget } from '../../../src/generation-service/model/generation.ts'
import { initialState, type JobState } from '../../../src/generation-service/job/state.ts'
import type { JobContext } from '../../../src/generation-service/job/context.ts'
import { countFault } from '../../../src/generation-service/job/own-fault.ts'
import { nextDue, step } from '../../../src/generation-service/job/steps.ts'
import type { Services } from '../../../src/generation-service/services.ts'
import { NOTHING } from '../../../src/providers/carried.ts'
import type { Accepted, CatalogueModel, Done, Pending, ProviderAdapter } from '../../../src/providers/provider.ts'
import type { BeginRequest, BeginResult, ConfigRpc, SettleRequest } from '../../../src/shared/config-rpc.ts'
import { newId } from '../../../src/shared/ids.ts'
import { planned } from '../../providers/planned-request.ts'

/** A real picture of 1×1 pixel. */
const PNG = Uint8Array.fromBase64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==')

class Killed extends Error {}

const MODEL: CatalogueModel = {
  id: 'fake',
  provider: 'fake',
  providerModel: 'fake',
  name: 'Fake',
  description: 'Does as told.',
  capabilities: {
    operations: ['generate'],
    size: { kind: 'free', multipleOf: 1, minEdge: 1, maxEdge: 4096, maxPixels: 16_777_216, maxRatio: 4 },
    defaultSize: '1x1',
    maxImages: 10,
    formats: ['png'],
    qualities: [],
    styles: [],
    backgrounds: [],
    parameters: [],
    maxPromptLength: 1000,
    inputs: { max: 0, roles: [], maxBytes: 0, formats: [] },
    mask: false,
    partialImages: false,
  },
  price: { kind: 'per_image', rules: [{ micros: 1000 }] },
  source: { url: 'https://example.com', date: '2026-11-01' },
  shutdownDate: null,
  successor: null,
}

export interface FakeProvider {
  submit(call: number): Promise<Done | Accepted>
  poll?(call: number): Promise<Done | Pending>
  cancel?(): Promise<'canceled' | 'asked' | void>
}

export class Bench {
  now = Date.now()
  disk: { state: JobState } | null = null
  /**
   * The number of writes before the process is killed; it decreases at each write. At 0, the process is killed instead of writing. Null if
   * the process is not killed.
   */
  killAtWrite: number | null = null
  readonly plan: JobPlan
  readonly settles: SettleRequest[] = []
  readonly calls = { submit: 0, poll: 0, cancel: 0 }
  begin: (request: BeginRequest) => Promise<BeginResult> = async () => ({ kind: 'begun', credential: null })
  settleFailures = 0
  /** Called before each settle. If this function throws an error, the settle fails with it, as if the limiter had thrown it. */
  beforeSettle: ((request: SettleRequest) => void) | null = null
  readonly #images: R2Bucket
  forgotten = false
  #context: JobContext
  readonly #providers: Record<string, FakeProvider>

  constructor(
    providers: Record<string, FakeProvider>,
    options: { n?: number; priceMicros?: number; fallbackOnRefusal?: boolean; deadlineMs?: number; images?: R2Bucket } = {},
  ) {
    this.#providers = providers
    this.#images = options.images ?? env.IMAGES
    const generationId = newId('gen', () => this.now)
    const n = options.n ?? 1
    const micros = options.priceMicros ?? 1000
    this.plan = {
      format: 1,
      generationId,
      organizationId: 'org_bench',
      instanceId: 'inst_bench',
      projectId: 'proj_bench',
      keyId: 'key_bench',
      requestId: 'req_bench',
      plannedAs: generationId,
      operation: 'generate',
      requestedModel: 'fake',
      prompt: 'x',
      metadata: {},
      targets: Object.keys(providers).map((id) => ({
        request: planned({
          generationId,
          model: { ...MODEL, id, provider: id, price: micros === 0 ? { kind: 'free' } : { kind: 'per_image', rules: [{ micros }] } },
          prompt: 'x',
          n,
          width: 1,
          height: 1,
        }),
        quote: { amountMicros: micros * n, maxMicros: micros * n, exact: true, breakdown: [] },
        hasCredential: false,
        customProvider: null,
      })),
      inputs: [],
      mask: null,
      warnings: [],
      reserveMicros: micros * n,
      fallbackOnRefusal: options.fallbackOnRefusal ?? false,
      webhooks: [],
      baseUrl: 'https://images.example.com',
      createdAt: this.now,
      deadlineAt: this.now + (options.deadlineMs ?? 600_000),
    }
    this.#context = this.#boot(initialState(this.now))
    this.disk = { state: structuredClone(this.#context.state) }
  }

  get state(): JobState {
    return this.#context.state
  }
  get context(): JobContext {
    return this.#context
  }

  /** Runs steps and moves the clock until nothing is due any more. A killed process starts again from the stored state. */
  async run(limits: { steps?: number; until?: (state: JobState) => boolean } = {}): Promise<void> {
    for (let count = 0; count < (limits.steps ?? 500); count++) {
      if (this.forgotten || limits.until?.(this.state)) return
      const due = nextDue(this.#context)
      if (due === null) return
      if (due > this.now) this.now = due
      try {
        await step(this.#context)
      } catch (error) {
        if (error instanceof Killed) this.restart()
        else {
          countFault(this.#context, error)
          this.state.nextAt = this.now + 100
        }
      }
    }
    throw new Error(`It does not end: ${JSON.stringify(this.state)}`)
  }

  /** Simulates the loss of the process: everything that was not written is lost. */
  restart(): void {
    this.#context = this.#boot(structuredClone(this.disk!.state))
  }

  #boot(state: JobState): JobContext {
    const adapter = ({ request }: PlannedTarget): ProviderAdapter | null => {
      const id = request.model.provider
      const provider = this.#providers[id]
      if (provider === undefined) return null
      return {
        id,
        name: id,
        credentialFields: [],
        defaultBaseUrl: 'https://example.com',
        resumable: provider.poll !== undefined,
        models: [],
        carries: () => NOTHING,
        submit: () => provider.submit(++this.calls.submit),
        ...(provider.poll ? { poll: () => provider.poll!(++this.calls.poll) } : {}),
        ...(provider.cancel
          ? {
              cancel: () => {
                this.calls.cancel++
                return provider.cancel!()
              },
            }
          : {}),
      }
    }
    const rpc: Partial<ConfigRpc> = {
      begin: (request) => this.begin(request),
      settle: async (request) => {
        this.beforeSettle?.(request)
        if (this.settleFailures > 0) {
          this.settleFailures--
          throw new Error('the limiter does not answer')
        }
        this.settles.push(request)
        return { kind: this.settles.length === 1 ? 'settled' : 'repeated' }
      },
    }
    const services: Services = {
      environment: readEnvironment(env),
      db: drizzle(env.DATA_DB, { schema }),
      images: this.#images,
      jobs: env.JOB_HOST,
      earlierJobs: env.GENERATION_JOB,
      rpc: rpc as ConfigRpc,
      fetch: () => Promise.reject(new Error('no network on the bench')),
      ai: null,
      requestId: null,
      requestUrl: null,
      clock: () => this.now,
      waitUntil: () => {},
    }
    const context: JobContext = {
      services,
      plan: this.plan,
      state,
      memory: {
        calling: null,
        answer: null,
        sentPictures: null,
        lastProgressAt: 0,
        credential: null,
        epoch: null,
        credentialVersion: null,
        giveBack: () => {},
      },
      adapter,
      forget: async () => {
        this.forgotten = true
      },
      saveSoon: () => context.save(),
      save: () => {
        if (this.killAtWrite !== null && this.killAtWrite-- <= 0) {
          this.killAtWrite = null
          throw new Killed()
        }
        this.disk = { state: structuredClone(context.state) }
      },
      // This fake job stores no events: it ignores the events that `note` and `save` get.
      note: () => {},
      waitUntil: () => {},
    }
    return context
  }
}

export function done(count: number, more: Partial<Done> = {}): Done {
  const images = Array.from({ length: count }, () => ({
    source: { kind: 'bytes' as const, bytes: PNG.slice() },
    seed: null,
    revisedPrompt: null,
  }))
  return { kind: 'done', images, texts: [], usage: null, costMicros: null, providerRequestId: 'p-1', ...more }
}
export const accepted: Accepted = { kind: 'accepted', handle: { id: 'work-1' }, pollAfterMs: 1000, providerRequestId: 'p-1' }
export const pending: Pending = { kind: 'pending', progress: 0.5, pollAfterMs: 1000 }
