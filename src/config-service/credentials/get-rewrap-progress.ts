import type { Context } from 'hono'
import { routes } from '../../../generated/config/routes.ts'
import type { AppEnv } from '../http/app-env.ts'
import { Route } from '../http/route.ts'
import { rewrapProgress } from './rewrap.ts'

export class GetRewrapProgress extends Route(routes.getRewrapProgress) {
  async handle(c: Context<AppEnv>) {
    const { currentVersion, total, remaining, byVersion } = await rewrapProgress(c.var.services)
    return this.reply(200, { current_version: currentVersion, total, remaining, by_version: byVersion })
  }
}
