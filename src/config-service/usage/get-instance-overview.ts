import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { windowStart } from '../../shared/calendar-windows.ts'
import { countErrors, countSetUp, readSumsSince } from '../db/overviews.ts'
import { requireInstance } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { timestamp } from '../http/timestamp.ts'
import { renderSums } from './render-sums.ts'

const ERRORS_MS = 24 * 3_600_000
const MOST_CODES = 50

export class GetInstanceOverview extends Route(routes.getInstanceOverview) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const instance = await requireInstance(services, actor, this.input.params.instance_id, 'viewer')
    const { id } = instance
    const now = services.clock()
    const [dayStart, monthStart] = [windowStart('day', now), windowStart('month', now)]
    const [today, month, errors, counts] = await Promise.all([
      readSumsSince(db, [id], dayStart),
      readSumsSince(db, [id], monthStart),
      countErrors(db, id, now - ERRORS_MS, MOST_CODES),
      countSetUp(db, id, now),
    ])
    return this.reply(200, {
      as_of: timestamp(now),
      day_start: timestamp(dayStart),
      month_start: timestamp(monthStart),
      usage: { today: renderSums(today.get(id)!), this_month: renderSums(month.get(id)!) },
      errors: errors.map(({ errorCode, requests, lastAt }) => ({ error_code: errorCode, requests, last_at: timestamp(lastAt) })),
      errors_since: timestamp(now - ERRORS_MS),
      set_up: {
        projects: counts.projects,
        project_keys: counts.projectKeys,
        credentials: counts.credentials,
        limits: instance.limits.length,
        webhooks: counts.webhooks,
        grants: counts.grants,
      },
    })
  }
}
