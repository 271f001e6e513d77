import { sql } from 'drizzle-orm'
import type { components } from '../../../generated/generation/types.ts'
import { errorFields, log } from '../../shared/log.ts'
import { within } from '../../shared/time-limit.ts'
import type { Handler } from '../http/handler.ts'
import { renderTime } from '../model/render-generation.ts'
import type { Services } from '../services.ts'
import { ownReport } from '../snapshots.ts'

type Health = components['schemas']['Health']

const KEPT_MS = 5000
const TIMEOUT_MS = 5000
let last: { health: Health; at: number } | null = null

export const getHealth: Handler<'getHealth'> = async (c, reply) => {
  const { services } = c.var
  const now = services.clock()
  if (last === null || now - last.at >= KEPT_MS) last = { health: await ask(services), at: now }
  return reply(last.health.status === 'ok' ? 200 : 503, last.health)
}

async function ask(services: Services): Promise<Health> {
  const { VERSION, INSTANCE_ID } = services.environment
  const [database, storage, config] = await Promise.all([
    check('database', () => services.db.run(sql`select count(*) from generations where id = ''`)),
    check('storage', () => services.images.head('health')),
    check('config', () =>
      services.rpc.snapshot({ instanceId: 'inst_00000000000000000000000000', epoch: null, worker: ownReport(services) }),
    ),
  ])
  const ok = database.ok && storage.ok && config.ok
  return {
    status: ok ? 'ok' : 'failing',
    version: VERSION,
    ...(INSTANCE_ID === undefined ? {} : { instance_id: INSTANCE_ID }),
    checks: { database, storage, config },
    checked_at: renderTime(services.clock()),
  }
}

async function check(name: string, question: () => Promise<unknown>): Promise<{ ok: boolean; duration_ms: number }> {
  const startedAt = Date.now()
  try {
    await within(TIMEOUT_MS, question(), () => new Error('no answer in time'))
    return { ok: true, duration_ms: Date.now() - startedAt }
  } catch (error) {
    // The config service refuses this health check if it comes from a dedicated Worker, because a dedicated Worker may ask only about its
    // own instance. Such a refusal also proves that the config service is up.
    const answered = name === 'config' && error instanceof Error && 'remote' in error && error.remote === true
    if (!answered) log('error', 'health_check_failed', { state: name, ...errorFields(error) })
    return { ok: answered, duration_ms: Date.now() - startedAt }
  }
}
