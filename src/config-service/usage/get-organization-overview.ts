import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import { windowStart } from '../../shared/calendar-windows.ts'
import { readSumsSince } from '../db/overviews.ts'
import { readTenants } from '../db/tenants.ts'
import { requireOrganization } from '../http/access.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { timestamp } from '../http/timestamp.ts'
import { limiterClient } from '../limiter-client.ts'
import { renderGauge } from '../limits/render-gauge.ts'
import { sightOf } from '../users/sight.ts'
import { renderSums, totalsOf } from './render-sums.ts'

export class GetOrganizationOverview extends Route(routes.getOrganizationOverview) {
  async handle(c: Context<AppEnv>) {
    const { services, actor } = c.var
    const { db } = services
    const { id, dailyBudgetMicros, monthlyBudgetMicros } = await requireOrganization(
      services,
      actor,
      this.input.params.organization_id,
      'viewer',
    )
    const now = services.clock()
    const [dayStart, monthStart] = [windowStart('day', now), windowStart('month', now)]
    const { instances } = await readTenants(db, { ...sightOf(actor), organizationId: id })
    const ids = instances.map((instance) => instance.id)
    const hasBudget = dailyBudgetMicros !== null || monthlyBudgetMicros !== null
    const [today, month, budgets] = await Promise.all([
      readSumsSince(db, ids, dayStart),
      readSumsSince(db, ids, monthStart),
      hasBudget ? limiterClient(services.environment).organizationLimits(id) : [],
    ])
    return this.reply(200, {
      as_of: timestamp(now),
      day_start: timestamp(dayStart),
      month_start: timestamp(monthStart),
      usage: { today: totalsOf(today.values()), this_month: totalsOf(month.values()) },
      instances: ids.map((id) => ({ id, usage: { today: renderSums(today.get(id)!), this_month: renderSums(month.get(id)!) } })),
      budgets: budgets.map((state) => renderGauge(state)),
    })
  }
}
