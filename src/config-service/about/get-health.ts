import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { limiterClient } from '../limiter-client.ts'
import type { Services } from '../services.ts'

type Check = 'ok' | 'failing'
interface Result {
  at: number
  checks: Record<string, Check>
}
const KEPT_MS = 5_000
let kept: Result | null = null

export class GetHealth extends Route(routes.getHealth) {
  async handle(c: Context<AppEnv>) {
    const { services } = c.var
    if (kept === null || services.clock() - kept.at > KEPT_MS) kept = { at: services.clock(), checks: await check(services) }
    const isWell = Object.values(kept.checks).every((each) => each === 'ok')
    const result = { version: services.environment.VERSION, checks: kept.checks }
    return isWell ? this.reply(200, { status: 'ok', ...result }) : this.reply(503, { status: 'failing', ...result })
  }
}

async function check({ db, environment }: Services): Promise<Record<string, Check>> {
  const parts: Record<string, Promise<unknown>> = {
    database: db.run(sql`SELECT id FROM organizations LIMIT 1`),
    snapshots: environment.SNAPSHOTS.get('health'),
    // No instance has the id `health`, so a limiter that works responds with a refusal. Only the fact that it responds matters here.
    limiter: limiterClient(environment).check({ instanceId: 'health', projectId: 'health', keyId: 'health', scope: 'read' }),
  }
  const results = await Promise.allSettled(Object.values(parts))
  return Object.fromEntries(Object.keys(parts).map((name, index) => [name, results[index]!.status === 'fulfilled' ? 'ok' : 'failing']))
}
