// Computes how much the databases grow in 30 days with 100 requests a second, from the sizes of real rows (table E in
// docs/development/field-tests.md).
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { writeLogs } from '../../src/config-service/db/logs.ts'
import { writeUsage } from '../../src/config-service/db/usage.ts'
import { newId } from '../../src/shared/ids.ts'
import { DEFAULT_RETENTION } from '../../src/shared/retention.ts'
import { call } from '../support/call.ts'
import { services } from '../support/config-services.ts'
import { mintTenant } from '../support/tenant.ts'
import { playGrowth, type RowBytes } from './model.ts'

const PATIENCE = 120_000
const ROWS = 4000
/** The size limit of one D1 database on Cloudflare. */
const D1_BYTES = 10_000_000_000

const sizeOf = async (database: D1Database) => (await database.prepare('SELECT 1').run()).meta.size_after
async function grown(database: D1Database, fill: () => Promise<unknown>): Promise<number> {
  const before = await sizeOf(database)
  await fill()
  return ((await sizeOf(database)) - before) / ROWS
}
const inSteps = async (step: number, work: (from: number) => Promise<unknown>) => {
  for (let from = 0; from < ROWS; from += step) await work(from)
}

it(
  'E: 30 days of 100 requests a second, with 100,000 records of an instance, keep both databases under half of their limit',
  async () => {
    const tenant = await mintTenant()
    const clock = () => Date.now()
    const ids = {
      organizationId: tenant.organizationId,
      instanceId: tenant.instanceId,
      projectId: tenant.projectId,
      keyId: tenant.projectKeyId,
    }
    const requestLog = await grown(env.CONFIG_DB, () =>
      inSteps(100, (from) =>
        writeLogs(
          services.db,
          Array.from({ length: 100 }, (_, place) => ({
            ...ids,
            requestId: newId('req', clock),
            operationId: 'generate',
            method: 'POST',
            path: '/generate',
            status: 200,
            errorCode: null,
            generationId: newId('gen', clock),
            provider: 'openai',
            model: 'gpt-image-2.6-flare',
            durationMs: 12_345,
            providerMs: 12_000,
            costMicros: 40_000,
            at: clock() + from + place,
          })),
        ),
      ),
    )
    // Each event is in a different hour, so that each event adds a row of hourly sums.
    const usage = (from: number) =>
      writeUsage(
        services.db,
        Array.from({ length: 100 }, (_, place) => {
          const generationId = newId('gen', clock)
          return {
            ...ids,
            eventId: `${generationId}.settled`,
            number: 1,
            generationId,
            provider: 'openai',
            model: 'gpt-image-2.6-flare',
            operation: 'generate',
            outcome: 'settled' as const,
            succeeded: true,
            errorCode: null,
            requests: 1,
            images: 1,
            tokens: 4160,
            costMicros: 40_000,
            heldMicros: 0,
            at: (from + place) * 3_600_000,
          }
        }),
      )
    const usageHourly = await grown(env.CONFIG_DB, () => inSteps(100, usage))

    const made = await call('POST /v1/generate', {
      key: tenant.projectKey,
      body: { prompt: 'a lake in the evening '.repeat(8), size: '64x64' },
    })
    expect(made.status).toBe(200)
    const copies = (table: string) =>
      grown(env.DATA_DB, async () => {
        const row = (await env.DATA_DB.prepare(`SELECT * FROM ${table} WHERE instance_id = ?`).bind(tenant.instanceId).first())!
        const names = Object.keys(row)
        const insert = env.DATA_DB.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
        const kind = table === 'assets' ? ('asset' as const) : ('gen' as const)
        await inSteps(500, () =>
          env.DATA_DB.batch(Array.from({ length: 500 }, () => insert.bind(...Object.values({ ...row, id: newId(kind, clock) })))),
        )
      })
    const bytes: RowBytes = { requestLog, usageHourly, generation: await copies('generations'), asset: await copies('assets') }
    for (const [name, size] of Object.entries(bytes)) expect([name, size > 50 && size < 20_000]).toEqual([name, true])

    const traffic = {
      instances: 10,
      requestsPerSecond: 100,
      days: 30,
      // docs/admin/retention.md shows that one database suffices for the traffic above if each instance keeps at most 100,000 records.
      retention: { ...DEFAULT_RETENTION, recordRows: 100_000 },
      sumsPerHour: 20,
    }
    const played = playGrowth(bytes, traffic)
    const figures = JSON.stringify({ bytes, played })
    expect([figures, played.configBytes < D1_BYTES / 2, played.dataBytes < D1_BYTES / 2]).toEqual([figures, true, true])
    // Once a table has reached its bound, it does not grow any more.
    expect(playGrowth(bytes, { ...traffic, days: 60 }).dataBytes).toBe(played.dataBytes)
    // Negative control: if nothing is ever deleted, both databases become far larger than D1 allows.
    const unbounded = playGrowth(bytes, traffic, false)
    // By default, the number of records has no bound, so DATA_DB grows as if nothing were deleted.
    expect(playGrowth(bytes, { ...traffic, retention: DEFAULT_RETENTION }).dataBytes).toBe(unbounded.dataBytes)
    expect([unbounded.configBytes > 5 * D1_BYTES, unbounded.dataBytes > 5 * D1_BYTES]).toEqual([true, true])
  },
  PATIENCE,
)
